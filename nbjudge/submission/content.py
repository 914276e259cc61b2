"""What a file holds: its bytes, or where they lie; the driver never has them in its memory."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

Content = bytes | Path


def descriptor(content: Content) -> int:
    """A new descriptor from which the content can be read."""
    if isinstance(content, Path):
        return os.open(content, os.O_RDONLY | os.O_CLOEXEC)
    made = os.memfd_create("nbjudge")
    with os.fdopen(os.dup(made), "wb") as file:
        file.write(content)
    os.lseek(made, 0, os.SEEK_SET)
    return made


def size_bytes(content: Content) -> int:
    """How large the content is."""
    return content.stat().st_size if isinstance(content, Path) else len(content)


def digest(content: Content) -> str:
    """The SHA-256 of the content, in hexadecimal digits."""
    with os.fdopen(descriptor(content), "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def as_bytes(content: Content) -> bytes:
    """The content itself, to be sent elsewhere."""
    return content.read_bytes() if isinstance(content, Path) else content


def laid_out(files: Mapping[str, Content], folder: Path) -> Path | None:
    """A folder with copies of these files, which the user inside a sandbox may read."""
    if not files:
        return None
    for name, content in files.items():
        path = folder / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copyfile(content, path)
        else:
            path.write_bytes(content)
        path.chmod(0o644)
    for place in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        place.chmod(0o755)
    return folder
