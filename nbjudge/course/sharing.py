"""A course folder and a gradebook to which others write at the same time.

Two gradings, or one and somebody at Formgrader. nbgrader looks whether there is a row or a folder,
and makes it if there is none: where two do that at once, one of them fails, and may try again.
"""

from __future__ import annotations

import errno
import fcntl
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from nbgrader.api import InvalidEntry
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError

from nbjudge.errors import UsageError

_LOCK = Path(".nbjudge", "lock")
_ATTEMPTS = 5
_PAUSE_S = 0.2
# Of rows, and of tables that two make at once.
_OF_ROWS = (
    *(IntegrityError, InvalidEntry, ObjectDeletedError, OperationalError, ProgrammingError),
    StaleDataError,
)
_OF_FOLDERS = (errno.EEXIST, errno.ENOENT, errno.ENOTEMPTY)

T = TypeVar("T")


def shared(folder: Path, work: Callable[[], T]) -> T:
    """What some work on a course folder and its gradebook gives.

    No other work of this kind goes on in that folder meanwhile, and what collides with others all
    the same, on another machine or by nbgrader alone, is done again.
    """
    for attempt in range(1, _ATTEMPTS):
        try:
            with _alone(folder):
                return work()
        except Exception as error:
            if not any(map(_is_collision, _causes(error))):
                raise
        time.sleep(random.uniform(0, _PAUSE_S * 2**attempt))  # noqa: S311
    with _alone(folder):
        return work()


def replace_folder(place: Path, made: Path) -> None:
    """Puts a copy of a folder in the place of an older one, at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".nbjudge-") as aside:
        fresh, old = Path(aside, "fresh"), Path(aside, "old")
        shutil.copytree(made, fresh)
        if place.exists():
            place.rename(old)
        fresh.rename(place)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    path = folder / _LOCK
    with ExitStack() as stack:
        try:
            path.parent.mkdir(exist_ok=True)
            file = stack.enter_context(path.open("ab"))
        except OSError as error:
            got, remedy = str(error.strerror), "Mend that, then run it again: it goes on from here."
            raise UsageError(f"folder {path.parent}", "one to write to", got, remedy) from error
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_collision(error: BaseException) -> bool:
    return isinstance(error, _OF_ROWS) or (
        isinstance(error, OSError) and error.errno in _OF_FOLDERS
    )
