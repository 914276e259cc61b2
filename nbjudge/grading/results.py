"""The grades of notebooks, kept by what they depend on, so that nothing is run twice."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from nbjudge.engine.pipeline import Grade, Prepared, Run
from nbjudge.errors import UsageError

FOLDER = Path(".nbjudge", "results")


class Results:
    """Grades in a folder of a course, a file for each key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def first(self, run: Run, *, keep: bool = True, force: bool = False) -> Run:
        """What looks here before it runs, unless `force`d, and keeps what it has run."""

        async def look_or_run(prepared: Prepared) -> Grade:
            known = None if force else await asyncio.to_thread(self.find, prepared.key)
            grade = known or await run(prepared)
            if known is None and keep and grade.is_final:
                await asyncio.to_thread(self.keep, prepared.key, grade)
            return grade

        return look_or_run

    def find(self, key: str) -> Grade | None:
        """The grade that is kept under a key; None if there is none, or a damaged one."""
        try:
            return Grade.from_json(self._path(key).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, key: str, grade: Grade) -> None:
        """Keeps a grade, whole or not at all; a UsageError if that can't be done."""
        write_whole(self._path(key), grade.to_json())

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def write_whole(path: Path, text: str) -> None:
    """Writes a file, whole or not at all; a UsageError if that can't be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, encoding="utf-8", delete=False, suffix=".part"
        ) as file:
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        got = error.strerror or str(error)
        remedy = "Make room or mend its permissions, then run it again: it goes on from here."
        raise UsageError(f"folder {path.parent}", "a file written to it", got, remedy) from error
