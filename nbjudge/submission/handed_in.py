"""What a student handed in, copied with care: it may be broken, huge or hostile."""

from __future__ import annotations

import errno
import heapq
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from nbjudge.checks.wording import code
from nbjudge.errors import SubmissionError
from nbjudge.sandbox.limits import MIB, Limits
from nbjudge.submission.notes import bounded, shown
from nbjudge.submission.timestamp import TIMESTAMP

NOTEBOOK_BYTES = 100_000_000
SUBMISSION_BYTES = 500_000_000
MOST_FILES = 1_000
MOST_FOLDERS_DEEP = 20
# Of 4,096 that Linux takes: other folders come before it.
LONGEST_PATH_BYTES = 2_000

# Of a file in memory.
_PAGE_BYTES = 4096
_IGNORED = {".ipynb_checkpoints", "__MACOSX", "__pycache__"}
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
# A pipe that took the file's place meanwhile must not be waited for.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
# What no file that is handed in can bring about.
_OF_THE_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.ENOMEM, errno.EMFILE, errno.ENFILE)

_NOTEBOOK = re.compile(r"\.ipynb(\.(json|txt))*$", re.IGNORECASE)


@dataclass(frozen=True)
class HandedIn:
    """The content of a submission: copies of its notebooks and other files, what was left out.

    They go by their path in the submission, with `/` between folders; a notebook's ends in
    `.ipynb`, in any case, or in what browsers add to that. `notes` are sentences for the student.
    """

    notebooks: Mapping[str, Path]
    files: Mapping[str, Path]
    notes: tuple[str, ...]


def handed_in(folder: Path, stage: Path) -> HandedIn:
    """The content of a submission's folder, copied to the folder `stage`.

    Links, and whatever else is no plain file, are left out. A SubmissionError says that there is
    no such folder.
    """
    reading = _Reading(stage)
    try:
        top = os.open(folder, _FOLDER)
    except OSError as error:
        got = "a link" if folder.is_symlink() else str(error.strerror)
        raise SubmissionError(f"the folder {code(folder.name)}", "a folder", got) from error
    try:
        reading.read_folder(top)
    finally:
        os.close(top)
    return HandedIn(reading.notebooks, reading.files, bounded(reading.notes))


def fitting(files: Mapping[str, Path], limits: Limits) -> tuple[dict[str, Path], list[str]]:
    """Those files that have room in the work folder of a notebook, and notes on the others.

    The small ones come first.
    """
    room_bytes = limits.disk_bytes
    kept, notes = [], []
    for name, path in sorted(files.items(), key=lambda pair: pair[1].stat().st_size):
        size_bytes = path.stat().st_size
        taken_bytes = -(-size_bytes // _PAGE_BYTES) * _PAGE_BYTES
        if taken_bytes <= room_bytes and size_bytes <= limits.file_bytes:
            room_bytes -= taken_bytes
            kept.append(name)
        else:
            most = f"{limits.disk_bytes // MIB:,} MiB"
            notes.append(f"{shown(name)} was left out: a notebook has room for {most} of files")
    return {name: path for name, path in files.items() if name in kept}, notes


@dataclass
class _Reading:
    """The reading of a submission's folder."""

    stage: Path
    notebooks: dict[str, Path] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    room_bytes: int = SUBMISSION_BYTES
    entries: int = MOST_FILES

    def read_folder(self, folder: int, place: tuple[str, ...] = ()) -> None:
        """Reads an open folder, its notebooks first, up to the limits."""
        with os.scandir(folder) as found:
            wanted = (entry for entry in found if entry.name not in _IGNORED)
            # Of a million files only the first few are kept in mind.
            entries = heapq.nsmallest(self.entries + 1, wanted, key=_order)
        for entry in entries:
            if self.entries == 0:
                note = f"only the first {MOST_FILES:,} files and folders were read"
                self.notes += [] if note in self.notes else [note]
                return
            self.entries -= 1
            reason = self._read(folder, entry, (*place, entry.name))
            if reason:
                self.notes.append(f"{shown('/'.join((*place, entry.name)))} {reason}")

    def _read(self, folder: int, entry: os.DirEntry[str], path: tuple[str, ...]) -> str:
        """Reads a file or folder, or says why not."""
        if not entry.name.isprintable() or "\\" in entry.name:
            return "has a name with special characters and was left out"
        if len(os.fsencode("/".join(path))) > LONGEST_PATH_BYTES:
            return "has too long a path and was left out"
        try:
            if entry.is_symlink():
                return "is a link and was left out"
            if entry.is_dir(follow_symlinks=False):
                return self._read_subfolder(folder, path)
            if entry.is_file(follow_symlinks=False):
                return self._read_file(folder, path)
        except OSError as error:
            if error.errno in _OF_THE_MACHINE:
                raise
            return f"could not be read ({error.strerror})"
        return "is no ordinary file and was left out"

    def _read_subfolder(self, folder: int, path: tuple[str, ...]) -> str:
        if _NOTEBOOK.search(path[-1]) or path == (TIMESTAMP,):
            return "is a folder, where a file should be, and was left out"
        if len(path) > MOST_FOLDERS_DEEP:
            return "lies too deep in other folders and was left out"
        subfolder = os.open(path[-1], _FOLDER, dir_fd=folder)
        try:
            self.read_folder(subfolder, path)
        finally:
            os.close(subfolder)
        return ""

    def _read_file(self, folder: int, path: tuple[str, ...]) -> str:
        name = "/".join(path)
        is_notebook = bool(_NOTEBOOK.search(name))
        limit = min(self.room_bytes, NOTEBOOK_BYTES if is_notebook else SUBMISSION_BYTES)
        with os.fdopen(os.open(path[-1], _FILE, dir_fd=folder), "rb") as file:
            if not stat.S_ISREG((status := os.fstat(file.fileno())).st_mode):
                return "is no ordinary file and was left out"
            if status.st_size <= limit:
                copy = self.stage / name
                copy.parent.mkdir(parents=True, exist_ok=True)
                _copy(file, copy, status.st_size)
            elif is_notebook and limit == NOTEBOOK_BYTES:
                return f"is larger than {NOTEBOOK_BYTES // 10**6} MB and was left out"
            else:
                return f"was left out: all files together may have {SUBMISSION_BYTES // 10**6} MB"
        self.room_bytes -= status.st_size
        (self.notebooks if is_notebook else self.files)[name] = copy
        return ""


def _copy(file: BinaryIO, path: Path, size_bytes: int) -> None:
    """Copies the start of a file: it may grow meanwhile."""
    with path.open("wb") as target:
        while piece := file.read(min(size_bytes, 2**20)):
            target.write(piece)
            size_bytes -= len(piece)


def _order(entry: os.DirEntry[str]) -> tuple[bool, bool, str]:
    """Notebooks first, folders last."""
    is_folder = entry.is_dir(follow_symlinks=False)
    return is_folder, not _NOTEBOOK.search(entry.name), entry.name
