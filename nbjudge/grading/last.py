"""The last grading of a course: what it showed is shown again as long as nothing has changed.

That is found out from the dates and sizes of files, before nbgrader is imported.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from nbjudge.errors import UsageError
from nbjudge.folders import cache_folder
from nbjudge.grading.marks import ClassOutcome
from nbjudge.installation import about, installation, kind

FILE = Path(".nbjudge", "last.json")
_PASSED_OVER = frozenset({".git", ".ipynb_checkpoints", "__pycache__"})
# A folder of so many files is none that is looked through in no time.
_MOST_FILES = 50_000

Files = Mapping[str, tuple[int, ...]]


class LastGrading:
    """What `grade` has shown last in a folder, when it was asked for the same."""

    def __init__(self, course: Path, asked: object) -> None:
        self._course = course.resolve()
        self._asked = json.loads(json.dumps(asked))
        self._before = self._graded = _files(self._course)
        # Now: what is imported later adds to it.
        kept = sorted(map(str, cache_folder().glob("*")))
        self._environment = [installation(), [(path, about(path)) for path in kept]]

    def outcome(self) -> ClassOutcome | None:
        """What there was to show; None if that is not known, or anything has changed."""
        try:
            known = json.loads((self._course / FILE).read_text(encoding="utf-8"))
            if known["asked"] != self._asked:
                return None
            if known["state"] != self._state(self._before, known["modules"]):
                return None
            return ClassOutcome.from_plain(known["outcome"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def look(self) -> None:
        """Notes the files of the course when it has been graded, before its scores are read."""
        self._graded = _files(self._course)

    def keep(self, outcome: ClassOutcome, made: Iterable[str]) -> None:
        """Keeps what there is to show, unless anything but what grading has `made` was changed.

        These are names in the course folder: of files, or of folders with all that is in them.
        """
        made = {*made, FILE.parts[0]}
        given = [
            {path: kind for path, kind in files.items() if Path(path).parts[0] not in made}
            for files in (self._before, self._graded)
        ]
        now = _files(self._course)
        if given[0] != given[1] or now != self._graded or not now:
            return
        modules = _modules(self._course)
        known = {
            "asked": self._asked,
            "modules": modules,
            "state": self._state(now, modules),
            "outcome": outcome.plain(),
        }
        from nbjudge.grading.results import write_whole

        try:
            write_whole(self._course / FILE, json.dumps(known).encode())
        except UsageError:
            # It is looked for in vain, and all is done as ever.
            return

    def _state(self, files: Files, modules: Iterable[str]) -> str:
        """A digest of all that the outcome depends on; nothing if there are too many files."""
        parts = [files, [(name, about(name)) for name in modules], self._environment]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest() if files else ""


def _files(folder: Path) -> dict[str, tuple[int, ...]]:
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
                    if entry.name in _PASSED_OVER or path == str(FILE):
                        continue
                    status = entry.stat()
                    if not entry.is_dir():
                        found[path] = kind(status)
                    elif (number := (status.st_dev, status.st_ino)) not in seen:
                        seen.add(number)
                        left.append(path)
                        if path != FILE.parts[0]:
                            # Also one with nothing in it.
                            found[path] = (status.st_ino,)
        except OSError:
            # What can't be read may change unseen.
            return {}
        if len(found) > _MOST_FILES:
            return {}
    return dict(sorted(found.items()))


def _modules(course: Path) -> list[str]:
    """The files of modules that the settings have brought along, from wherever they are."""
    known = (course, Path(__file__).parents[1], *map(Path, {sys.prefix, sys.base_prefix}))
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    paths = (Path(file).resolve() for file in files if file)
    return sorted(
        {str(path) for path in paths if not any(path.is_relative_to(one) for one in known)}
    )
