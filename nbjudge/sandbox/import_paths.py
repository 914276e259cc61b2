"""Which of the places that Python imports from a sandbox may show.

Packages lie in the folders of the installation, in the user's own, and in those that PYTHONPATH
and `.pth` files name. A course never lies in one of them by intention: an entry that is a course
folder, or holds one, would show the answers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_OF_PACKAGES = ("site-packages", "dist-packages")
_OF_MODULES = (".py", ".so", ".dist-info", ".egg-info")
_OF_A_COURSE = ("nbgrader_config.py", "course.toml", "gradebook.db")
_OF_AN_ENVIRONMENT = ("bin", "include", "lib", "lib64", "share", "etc", "pyvenv.cfg")


@dataclass(frozen=True)
class ImportPaths:
    """The files and folders that may be shown, and the entries left out, each with the reason."""

    shown: tuple[Path, ...]
    left_out: Mapping[str, str]


def import_paths(entries: Iterable[str], private: Iterable[Path]) -> ImportPaths:
    """What may be shown of these entries of `sys.path`, and of this Python itself.

    `private` folders, such as the home folder, are never shown, nor what is above them. Of a
    folder that is not only for packages, its modules and packages alone are shown.
    """
    private = tuple(private)
    shown: set[Path] = {Path(__file__).resolve().parents[1]}
    left_out: dict[str, str] = {}
    for prefix in {sys.prefix, sys.base_prefix}:
        for path in (Path(prefix), Path(prefix).resolve()):
            shown |= set(_parts(path)) if _course_in(path, private) else {path}
    for entry in entries:
        path = Path(entry)
        if any(path.is_relative_to(one) for one in shown):
            continue
        try:
            if path.is_file() or (path.is_dir() and path.name in _OF_PACKAGES):
                shown.add(path)
            elif path.is_dir() and (reason := _course_in(path, private)):
                left_out[entry] = reason
            elif path.is_dir() and any(map(_is_course, path.resolve().parents)):
                left_out[entry] = "it is in a course folder"
            elif path.is_dir():
                shown |= set(_modules(path))
        except OSError as error:
            left_out[entry] = f"it can't be read: {error.strerror}"
    return ImportPaths(tuple(sorted(shown)), left_out)


def _course_in(path: Path, private: Iterable[Path]) -> str:
    """What an entry has in it that students must not see; nothing if there is none."""
    place = path.resolve()
    for folder in private:
        if folder.resolve().is_relative_to(place):
            return f"it is or holds {folder}"
    if (place / "source").is_dir() or _is_course(place):
        return "it is a course folder"
    if any((one / "source").is_dir() and _is_course(one) for one in place.iterdir()):
        return "there is a course folder in it"
    return ""


def _is_course(folder: Path) -> bool:
    return any((folder / name).exists() for name in _OF_A_COURSE)


def _parts(prefix: Path) -> Iterator[Path]:
    """The parts of an environment, if it is made in a folder that has other things in it."""
    return (path for name in _OF_AN_ENVIRONMENT if (path := prefix / name).exists())


def _modules(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in folder.iterdir()
        if path.suffix in _OF_MODULES or (path / "__init__.py").is_file()
    )
