"""Work on a course that collides with somebody else's is done again; a lasting error stays one."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from nbgrader.api import Gradebook, InvalidEntry
from sqlalchemy.exc import OperationalError

from nbjudge.course import sharing
from nbjudge.course.folder import CourseFolder
from nbjudge.course.sharing import replace_folder, shared
from nbjudge.errors import CourseError, UsageError
from nbjudge.sandbox.users import NOBODY


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_PAUSE_S", 0.001)


def refused_by_nbgrader() -> None:
    try:
        raise InvalidEntry("a row that is there already")
    except InvalidEntry as error:
        raise CourseError("Autograde", "no error", "one") from error


def locked() -> None:
    raise OperationalError("UPDATE", {}, Exception("database is locked"))


def folder_made_meanwhile() -> None:
    raise FileExistsError(errno.EEXIST, "File exists")


@pytest.mark.parametrize("collide", [refused_by_nbgrader, locked, folder_made_meanwhile])
def test_what_collides_is_done_again(collide: Callable[[], None], tmp_path: Path) -> None:
    tries = []

    def work() -> int:
        tries.append(None)
        if len(tries) < 4:
            collide()
        return len(tries)

    assert shared(tmp_path, work) == 4


def test_what_always_collides_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CourseError):
        shared(tmp_path, refused_by_nbgrader)


def test_another_error_is_one_at_once(tmp_path: Path) -> None:
    tries = []

    def work() -> None:
        tries.append(None)
        raise CourseError("the notebook", "one in Python", "one in R")

    with pytest.raises(CourseError):
        shared(tmp_path, work)
    assert len(tries) == 1


def test_folder_that_nobody_may_write_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        with pytest.raises(UsageError, match="one to write to, got Permission denied"):
            shared(tmp_path, list)
    finally:
        if is_root:
            os.seteuid(0)


def test_one_works_at_a_time(tmp_path: Path) -> None:
    inside, most = [], []

    def work() -> None:
        inside.append(None)
        most.append(len(inside))
        threading.Event().wait(0.01)
        inside.pop()

    threads = [threading.Thread(target=shared, args=(tmp_path, work)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8


def test_folder_is_replaced_whole(tmp_path: Path) -> None:
    made, place = tmp_path / "made", tmp_path / "deep" / "place"
    made.mkdir()
    for name in ("new", "newer"):
        (made / "file").write_text(name)
        replace_folder(place, made)
        assert [path.name for path in place.iterdir()] == ["file"]
        assert (place / "file").read_text() == name
        (place / "left").touch()
    assert [path.name for path in place.parent.iterdir()] == ["place"]


def test_two_that_make_the_same_row_both_end_well(course: CourseFolder, tmp_path: Path) -> None:
    url = course.directory.db_url
    with course.gradebook():
        pass
    both_looked = threading.Barrier(2)
    errors: list[Exception] = []

    def add(folder: Path) -> None:
        first = True

        def work() -> None:
            nonlocal first
            with Gradebook(url) as gradebook:
                known = {student.id for student in gradebook.students}
                if first:
                    first = False
                    both_looked.wait()
                if "ada" not in known:
                    gradebook.add_student("ada")

        try:
            shared(folder, work)
        except Exception as error:
            errors.append(error)

    # On two machines: each has a folder of its own.
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    threads = [threading.Thread(target=add, args=(folder,)) for folder in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
