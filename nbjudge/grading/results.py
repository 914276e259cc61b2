"""The grades of notebooks, kept by what they depend on, so that nothing is run twice."""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from nbjudge.engine.job import Grade, Prepared, Run
from nbjudge.errors import UsageError
from nbjudge.submission.content import as_bytes

FOLDER = Path(".nbjudge", "results")
_TRAININGS = ".trainings"
# Of the trainings of a course, which make no difference but of time.
_MOST_BYTES = 2**30


class Results:
    """Grades in a folder of a course: for each key a file, the executed notebook, and trainings."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def first(self, run: Run, *, keep: bool = True, force: bool = False) -> Run:
        """What looks here before it runs, unless `force`d, and keeps what it has run."""

        async def look_or_run(prepared: Prepared) -> Grade:
            known = None if force else await asyncio.to_thread(self.find, prepared.key)
            grade = known or await run(prepared)
            if known is None and keep and grade.is_final:
                return await asyncio.to_thread(self.keep, prepared.key, grade)
            return grade

        return look_or_run

    def find(self, key: str) -> Grade | None:
        """The grade that is kept under a key; None if there is none, or a damaged one."""
        executed = self._path(key, ".ipynb")
        try:
            trainings = self._path(key, _TRAININGS)
            grade = Grade.from_json(
                self._path(key, ".json").read_bytes(),
                executed,
                trainings if trainings.is_file() else None,
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return grade if executed.is_file() else None

    def keep(self, key: str, grade: Grade) -> Grade:
        """Keeps a grade, whole or not at all, and gives it as kept; or a UsageError."""
        executed = self._path(key, ".ipynb")
        write_whole(executed, as_bytes(grade.executed))
        trainings = self._path(key, _TRAININGS) if grade.trainings else None
        if grade.trainings and trainings:
            write_whole(trainings, as_bytes(grade.trainings))
            self._clear()
        # Without it, nothing is found.
        write_whole(self._path(key, ".json"), grade.to_json().encode())
        return replace(grade, executed=executed, trainings=trainings)

    def _clear(self) -> None:
        """Removes the oldest trainings, of earlier versions of notebooks, if there are too many."""
        found = []
        for path in self._folder.glob(f"*/*{_TRAININGS}"):
            # Somebody else may remove it, too.
            with contextlib.suppress(FileNotFoundError):
                status = path.stat()
                found.append((status.st_mtime_ns, status.st_size, path))
        left_bytes = _MOST_BYTES
        for _, size_bytes, path in sorted(found, reverse=True):
            left_bytes -= size_bytes
            if left_bytes < 0:
                path.unlink(missing_ok=True)

    def _path(self, key: str, ending: str) -> Path:
        return self._folder / key[:2] / f"{key}{ending}"


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file, whole or not at all; a UsageError if that can't be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False, suffix=".part") as file:
            try:
                file.write(content)
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
