"""A gradebook that nbgrader can't read is said in a sentence, and is left as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Course
from nbgrader.dbutil import upgrade
from typer.testing import Result

from nbjudge.course.folder import CourseFolder
from nbjudge.course.release import register, stale_release
from nbjudge.errors import CourseError, UsageError

# Takes back what nbgrader 0.6 added: the courses.
OLDER = """
    CREATE TABLE old (id VARCHAR(32) NOT NULL PRIMARY KEY, name VARCHAR(128), duedate DATETIME);
    INSERT INTO old SELECT id, name, duedate FROM assignment;
    DROP TABLE assignment;
    ALTER TABLE old RENAME TO assignment;
    DROP TABLE course;
    UPDATE alembic_version SET version_num = '282d30a0218e';
"""
NEWER = "UPDATE alembic_version SET version_num = 'f00d';"
FIRST = "DROP TABLE alembic_version;"


@pytest.fixture
def change(course: CourseFolder) -> Callable[[str], Path]:
    """Registers the assignment, and runs a script on the gradebook."""

    def change(script: str) -> Path:
        register(course, "01-numbers")
        path = course.path / "gradebook.db"
        with closing(sqlite3.connect(path)) as database:
            database.executescript(script)
        return path

    return change


@pytest.mark.parametrize("arguments", [["grade"], ["grade", "--dry-run"], ["release", "--force"]])
@pytest.mark.parametrize(
    ("script", "got", "remedy"),
    [
        (OLDER, "that of an older one", "Keep a copy of it, then run `nbgrader db upgrade` in"),
        (FIRST, "that of an older one", "Keep a copy of it, then run `nbgrader db upgrade` in"),
        (NEWER, "that of a newer one", "Update nbgrader."),
    ],
    ids=["older", "first", "newer"],
)
def test_gradebook_of_another_nbgrader_is_left_as_it_is(
    arguments: list[str],
    script: str,
    got: str,
    remedy: str,
    change: Callable[[str], Path],
    hand_in: Callable[..., Path],
    nbjudge: Callable[..., Result],
    course: CourseFolder,
) -> None:
    path = change(script)
    hand_in("ada", "numbers")
    before = path.read_bytes()
    result = nbjudge(*arguments, "--course", course.path)
    error = result.exception
    # A release says of each assignment why there is none.
    said = str(error) if isinstance(error, CourseError) else result.stderr
    assert f"gradebook {path}: expected the gradebook of nbgrader 0." in said
    assert f", got {got}. {remedy}" in said
    assert path.read_bytes() == before


def test_upgraded_gradebook_works(change: Callable[[str], Path], course: CourseFolder) -> None:
    path = change(OLDER)
    upgrade(f"sqlite:///{path}")
    with course.gradebook() as gradebook:
        assert [one.name for one in gradebook.assignments] == ["01-numbers"]


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda path: path.write_bytes(b"no database" * 100), "expected a database, got file is"),
        (
            lambda path: sqlite3.connect(path).execute("CREATE TABLE song (id)").connection.close(),
            "got a database of something else.",
        ),
    ],
    ids=["no-database", "another"],
)
def test_file_that_is_no_gradebook_is_said(
    make: Callable[[Path], object], expected: str, course: CourseFolder
) -> None:
    path = course.path / "gradebook.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(CourseError, match=expected), course.gradebook():
        pass
    assert path.read_bytes() == before


def test_gradebook_out_of_reach_is_said(course: CourseFolder) -> None:
    course.directory.db_url = f"sqlite:///{course.path}/nowhere/gradebook.db"
    with pytest.raises(UsageError, match="expected one that can be opened, got unable to open"):
        register(course, "01-numbers")


def test_empty_gradebook_is_a_new_one(course: CourseFolder) -> None:
    (course.path / "gradebook.db").touch()
    with course.gradebook() as gradebook:
        assert gradebook.assignments == []


def test_release_can_be_compared_without_the_gradebook(
    change: Callable[[str], Path], course: CourseFolder
) -> None:
    change(OLDER)
    assert stale_release(course, "01-numbers") == []


@pytest.mark.parametrize(
    ("error", "raised"), [(KeyboardInterrupt, KeyboardInterrupt), (OSError("full"), UsageError)]
)
def test_who_is_stopped_while_it_is_made_leaves_none(
    error: BaseException | type[BaseException],
    raised: type[BaseException],
    course: CourseFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop() -> None:
        raise error

    before = {*course.path.iterdir()}
    # nbgrader has made the tables by then.
    with monkeypatch.context() as patch:
        patch.setattr("nbgrader.api.get_alembic_version", stop)
        with pytest.raises(raised), course.gradebook():
            pass
    assert {*course.path.iterdir()} == before
    with course.gradebook() as gradebook:
        assert [one.id for one in gradebook.db.query(Course)] == [course.directory.course_id]
