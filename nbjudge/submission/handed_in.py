"""What a student handed in, read with care: it may be broken, huge or hostile."""

from __future__ import annotations

import heapq
import json
import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from nbjudge.checks.wording import code
from nbjudge.errors import SubmissionError
from nbjudge.submission.timestamp import utc_timestamp

NOTEBOOK_BYTES = 100_000_000
SUBMISSION_BYTES = 500_000_000
MOST_FILES = 1_000
MOST_FOLDERS_DEEP = 20
MOST_CELLS = 5_000
# Small values take up to forty times the room in memory that they have in the file.
MOST_VALUES = 5_000_000
MOST_NOTES = 20

_IGNORED = {".ipynb_checkpoints", "__MACOSX", "__pycache__"}
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
# A pipe that took the file's place meanwhile must not be waited for.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK

_NOTEBOOK = re.compile(r"\.ipynb(\.(json|txt))*$", re.IGNORECASE)
_TEXT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_IMAGE = re.compile(r"image/(?:bmp|gif|jpeg|png|svg\+xml|webp)")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")

# Beside the notebooks, where nbgrader collected them.
TIMESTAMP = "timestamp.txt"
_TIME = "a time of one meaning, such as `2026-01-15 11:00:00 UTC`"
_KINDS = {"code": "code", "markdown": "markdown", "heading": "markdown", "html": "markdown"}


@dataclass(frozen=True)
class HandedIn:
    """The content of a submission: notebooks and other files by path, what was left out.

    A path is relative to the submission, with `/` between folders; a notebook's ends in `.ipynb`,
    in any case, or in what browsers add to that. `notes` are sentences for the student.
    """

    notebooks: Mapping[str, bytes]
    files: Mapping[str, bytes]
    notes: tuple[str, ...]


def handed_in(folder: Path) -> HandedIn:
    """The content of a submission's folder, without links and whatever else is no plain file.

    A SubmissionError says that there is no such folder.
    """
    reading = _Reading()
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


def bounded(notes: Iterable[str]) -> tuple[str, ...]:
    """The notes, or of many the first and how many others there are."""
    notes = tuple(notes)
    if len(notes) <= MOST_NOTES:
        return notes
    return (*notes[:MOST_NOTES], f"and {len(notes) - MOST_NOTES:,} more")


def shown(name: str) -> str:
    """A student's file name, marked as code, which it can't end itself."""
    return code(name.replace("`", "'"))


def read_submitted(data: bytes) -> NotebookNode:
    """The notebook in these bytes, of nbformat 3 or 4, as a valid one of nbformat 4.

    Of each cell remain the type, the text, the id, the grade id and, where it is no code, the
    pasted images: nothing else that a student can write has a say in the grade. A SubmissionError
    says why the bytes are no notebook.
    """
    content = _parsed(data)
    raw = _raw_cells(content) if isinstance(content, dict) else None
    if raw is None:
        raise _no_notebook("other content")
    if not raw:
        raise _no_notebook("one without cells")
    if len(raw) > MOST_CELLS:
        raise _no_notebook(f"one of {len(raw):,} cells", f"{MOST_CELLS:,} are the most.")
    taken: set[str] = set()
    notebook: NotebookNode = new_notebook(cells=[_cell(cell, taken) for cell in raw])
    return notebook


def free_id(wanted: object, taken: set[str]) -> str:
    """The wanted cell id, or a new one if it is taken or no valid one; it is then taken."""
    number = len(taken)
    name = wanted if isinstance(wanted, str) and _CELL_ID.fullmatch(wanted) else f"cell-{number}"
    while name in taken:
        number += 1
        name = f"cell-{number}"
    taken.add(name)
    return name


@dataclass
class _Reading:
    """The reading of a submission's folder."""

    notebooks: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
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
        try:
            if entry.is_symlink():
                return "is a link and was left out"
            if entry.is_dir(follow_symlinks=False):
                return self._read_subfolder(folder, path)
            if entry.is_file(follow_symlinks=False):
                return self._read_file(folder, path)
        except OSError as error:
            return f"could not be read ({error.strerror})"
        return "is no ordinary file and was left out"

    def _read_subfolder(self, folder: int, path: tuple[str, ...]) -> str:
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
            content = file.read(status.st_size) if status.st_size <= limit else None
        if content is None:
            if is_notebook and limit == NOTEBOOK_BYTES:
                return f"is larger than {NOTEBOOK_BYTES // 10**6} MB and was left out"
            return f"was left out: all files together may have {SUBMISSION_BYTES // 10**6} MB"
        if name == TIMESTAMP:
            try:
                content = utc_timestamp(content)
            except (ValueError, OverflowError):
                return f"was left out: expected {_TIME}, got {_excerpt(content)}"
        self.room_bytes -= len(content)
        if is_notebook:
            self.notebooks[name] = content
        else:
            self.files[name] = content
        return ""


def _excerpt(content: bytes) -> str:
    text = content[:60].decode(errors="replace").strip()
    return shown(text) if text.isprintable() and text else "other content"


def _order(entry: os.DirEntry[str]) -> tuple[bool, bool, str]:
    """Notebooks first, folders last."""
    is_folder = entry.is_dir(follow_symlinks=False)
    return is_folder, not _NOTEBOOK.search(entry.name), entry.name


def _no_notebook(got: str, remedy: str = "") -> SubmissionError:
    advice = "Open the file in Jupyter, save it, and hand it in again."
    return SubmissionError("the file", "a notebook", got, remedy or advice)


def _parsed(data: bytes) -> object:
    clear = "Clear all outputs, save, and hand it in again."
    if len(data) > NOTEBOOK_BYTES:
        raise _no_notebook(f"{len(data) // 10**6:,} MB", clear)
    # A wrong letter in a comment is no reason not to grade the rest.
    text = data.decode("utf-8-sig", "replace")
    outline = _TEXT.sub("", text)
    if sum(map(outline.count, "[{,")) > MOST_VALUES:
        raise _no_notebook(f"more than {MOST_VALUES:,} values", clear)
    try:
        # As a float, since an integer of very many digits is refused; no number matters here.
        return json.loads(text, parse_int=float)
    except RecursionError:
        raise _no_notebook("parts nested too deeply", clear) from None
    except ValueError:
        raise _no_notebook("no valid JSON") from None


def _raw_cells(content: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The cells as they stand in the file, or None if it has no list of them."""
    if isinstance(cells := content.get("cells"), list):
        lists = [cells]
    elif isinstance(worksheets := content.get("worksheets"), list):
        sheets = [sheet.get("cells") for sheet in worksheets if isinstance(sheet, dict)]
        lists = [cells for cells in sheets if isinstance(cells, list)]
    else:
        return None
    return [cell for cells in lists for cell in cells if isinstance(cell, dict)]


def _cell(raw: Mapping[str, Any], taken: set[str]) -> NotebookNode:
    kind = _word(raw.get("cell_type"))
    text = _text(raw["input"] if kind == "code" and "input" in raw else raw.get("source"))
    if kind == "heading":
        level = raw.get("level")
        text = f"{'#' * int(level) if level in (1, 2, 3, 4, 5, 6) else '#'} {text}"
    grade_id = _grade_id(raw.get("metadata"))
    cell: NotebookNode = nbformat.from_dict(
        {
            "cell_type": _KINDS.get(kind, "raw"),
            "id": free_id(raw.get("id"), taken),
            "metadata": {"nbgrader": {"grade_id": grade_id}} if grade_id else {},
            "source": text,
        }
    )
    if kind == "code":
        cell.outputs, cell.execution_count = [], None
    elif images := _images(raw.get("attachments")):
        cell.attachments = nbformat.from_dict(images)
    return cell


def _text(source: object) -> str:
    """The text of a cell, with plain line ends, as it can be written in UTF-8."""
    if isinstance(source, list):
        lines = [line for line in source if isinstance(line, str)]
        # nbformat 3 has lines with and without their ends.
        whole = any(line.endswith(("\n", "\r")) for line in lines)
        source = ("" if whole else "\n").join(lines)
    if not isinstance(source, str):
        return ""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    return source.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _grade_id(metadata: object) -> str:
    claims = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = claims.get("grade_id") if isinstance(claims, dict) else None
    return _word(grade_id)


def _word(value: object) -> str:
    return _text(value) if isinstance(value, str) else ""


def _images(attachments: object) -> dict[str, dict[str, str]]:
    """The images among the attachments of a text cell; anything else would break the feedback."""
    found: dict[str, dict[str, str]] = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        for kind, data in bundle.items() if isinstance(bundle, dict) else ():
            text = _text(data)
            if text and _IMAGE.fullmatch(kind) and _BASE64.fullmatch(text):
                found.setdefault(_text(name), {})[kind] = text
    return found
