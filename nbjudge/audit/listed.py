"""What the author of a course has listed for its audit, in files of TOML beside the manifest."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from nbjudge.errors import CourseError

T = TypeVar("T")


def load_listed(path: Path, name: str, make: Callable[[dict[str, Any]], T], form: str) -> list[T]:
    """What is made of each table `[[name]]` of a file; none where there is no such file.

    A CourseError says that it is not of that `form`.
    """
    if not path.is_file():
        return []
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get(name, [])
        return [make(row) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CourseError(str(path), form, str(error)) from error
