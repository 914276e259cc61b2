"""What a command has shown last of a course: the same again, as long as nothing has changed.

That is found out from the dates and sizes of files, before nbgrader is imported.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from nbjudge.errors import UsageError
from nbjudge.folders import cache_folder
from nbjudge.grading.marks import ClassOutcome
from nbjudge.installation import about, installation, kind

_KEPT = ".nbjudge"
_PASSED_OVER = frozenset({".git", ".ipynb_checkpoints", "__pycache__"})
# A folder of so many files is none that is looked through in no time.
_MOST_FILES = 50_000

Files = Mapping[str, tuple[int, ...]]


class Last:
    """What a command has come to last in a folder, when it was asked for the same."""

    # Its name, and what of the course folder it does not look at.
    command: str
    aside: frozenset[str] = frozenset()

    def __init__(self, course: Path, asked: object) -> None:
        self._course = course.resolve()
        self._file = Path(_KEPT, f"last_{self.command}.json")
        self._asked = json.loads(json.dumps(asked))
        self._before = self._after = self._files()
        # Now: what is imported later adds to it.
        kept = sorted(map(str, cache_folder().glob("*")))
        self._environment = [installation(), [(path, about(path)) for path in kept]]

    def known(self) -> Any:
        """What it has come to; None if that is not known, or anything has changed."""
        try:
            known = json.loads((self._course / self._file).read_text(encoding="utf-8"))
            if known["asked"] != self._asked:
                return None
            if known["state"] != self._state(self._before, known["modules"]):
                return None
            return known["outcome"]
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def look(self) -> None:
        """Notes the files of the course when the work is done, before the outcome is read."""
        self._after = self._files()

    def note(self, outcome: object, made: Iterable[str]) -> None:
        """Keeps an outcome, unless anything but what the command has `made` was changed.

        These are names in the course folder: of files, or of folders with all that is in them.
        """
        made = {*made, _KEPT}
        given = [
            {path: kind for path, kind in files.items() if Path(path).parts[0] not in made}
            for files in (self._before, self._after)
        ]
        now = self._files()
        if given[0] != given[1] or now != self._after or not now:
            return
        modules = _modules(self._course)
        known = {
            "asked": self._asked,
            "modules": modules,
            "state": self._state(now, modules),
            "outcome": outcome,
        }
        from nbjudge.grading.results import write_whole

        try:
            write_whole(self._course / self._file, json.dumps(known).encode())
        except UsageError:
            # It is looked for in vain, and all is done as ever.
            return

    def _files(self) -> Files:
        return _files(self._course, self.aside)

    def _state(self, files: Files, modules: Iterable[str]) -> str:
        """A digest of all that the outcome depends on; nothing if there are too many files."""
        parts = [files, [(name, about(name)) for name in modules], self._environment]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest() if files else ""


class LastGrading(Last):
    """What `grade` has shown last."""

    command = "grade"

    def outcome(self) -> ClassOutcome | None:
        """What there was to show; None if that is not known, or anything has changed."""
        try:
            return ClassOutcome.from_plain(known) if (known := self.known()) is not None else None
        except (KeyError, TypeError, ValueError):
            return None

    def keep(self, outcome: ClassOutcome, made: Iterable[str]) -> None:
        """Keeps what there is to show, see `note`."""
        self.note(outcome.plain(), made)


class LastCheck(Last):
    """What `release --check` has found last: the files that are stale.

    It looks at nothing that comes from students.
    """

    command = "check"
    aside = frozenset({"submitted", "autograded", "feedback", "gradebook.db"})

    def stale(self) -> list[str] | None:
        """These files; None if that is not known, or anything has changed."""
        known = self.known()
        return list(map(str, known)) if isinstance(known, list) else None

    def keep(self, stale: list[str]) -> None:
        """Keeps these files, see `note`."""
        self.look()
        self.note(stale, ())


def _files(folder: Path, aside: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """Size, dates and number of each file in a folder, by path; nothing if there are too many."""
    found: dict[str, tuple[int, ...]] = {}
    seen: set[tuple[int, int]] = set()
    left = [""]
    while left:
        place = left.pop()
        try:
            with os.scandir(folder / place) as entries:
                for entry in entries:
                    path = os.path.join(place, entry.name)  # noqa: PTH118 (thousands of them)
                    if entry.name in _PASSED_OVER or path in aside or _is_own(path):
                        continue
                    status = entry.stat()
                    if not entry.is_dir():
                        found[path] = kind(status)
                    elif (Path(entry.path) / "pyvenv.cfg").exists():
                        # An environment: what is installed is looked at elsewhere.
                        continue
                    elif (number := (status.st_dev, status.st_ino)) not in seen:
                        seen.add(number)
                        left.append(path)
                        if path != _KEPT:
                            # Also one with nothing in it.
                            found[path] = (status.st_ino,)
        except OSError:
            # What can't be read may change unseen.
            return {}
        if len(found) > _MOST_FILES:
            return {}
    return dict(sorted(found.items()))


def _is_own(path: str) -> bool:
    return path.startswith(os.path.join(_KEPT, "last_"))  # noqa: PTH118


def _modules(course: Path) -> list[str]:
    """The files of modules that the settings have brought along, from wherever they are."""
    known = (course, Path(__file__).parents[1], *map(Path, {sys.prefix, sys.base_prefix}))
    places = tuple(f"{place}{os.sep}" for place in known)
    # There are thousands, in few folders.
    real = cache(os.path.realpath)
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    parts = map(os.path.split, filter(None, files))
    paths = {f"{real(place)}{os.sep}{name}" for place, name in parts}
    return sorted(path for path in paths if not path.startswith(places))
