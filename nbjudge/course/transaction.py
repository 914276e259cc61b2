"""One open gradebook for all of nbgrader's steps, and what they write in it as one transaction.

Each step opens the gradebook anew, asks for each cell on its own, and commits after each: hundreds
of statements for a notebook. Here the rows of a notebook come by one statement for each kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SourceCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy.orm import Query, joinedload, with_polymorphic

_Rows = dict[str, Any]
_close = Gradebook.close


@contextmanager
def one_transaction(db_url: str, course_id: str) -> Iterator[None]:
    """Has whoever opens a gradebook meanwhile share this one, and commits when it goes well.

    Only one thread may be at work.
    """
    gradebook = Gradebook(db_url, course_id)
    session = gradebook.db
    commit = session.commit
    shared = _Shared(session)
    session.commit = shared.flush
    ours = {
        "__init__": lambda self, *_, **__: self.__dict__.update(gradebook.__dict__),
        "close": lambda self: shared.renew(),
        "find_grade": _found_first(shared.grades, Gradebook.find_grade),
        "find_comment": _found_first(shared.comments, Gradebook.find_comment),
        "find_source_cell": _found_first(shared.sources, Gradebook.find_source_cell),
        "find_graded_cell": _found_first(shared.graded, Gradebook.find_graded_cell),
    }
    kept = {name: getattr(Gradebook, name) for name in ours}
    try:
        for name, function in ours.items():
            setattr(Gradebook, name, function)
        yield
        commit()
    finally:
        for name, function in kept.items():
            setattr(Gradebook, name, function)
        # What has not been committed is taken back.
        gradebook.close()


def is_shared() -> bool:
    """Whether whoever opens a gradebook now shares one that is open."""
    return Gradebook.close is not _close


class _Shared:
    """The rows of notebooks that were asked for, by name of the cell, until something changes."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._known: dict[tuple[object, ...], _Rows] = {}
        self._changed = False

    def flush(self) -> None:
        """Sends what was written."""
        self._session.flush()
        self._changed = True

    def renew(self) -> None:
        """Has what was read be read anew, if anything has been written: sums are the database's."""
        if self._changed:
            self._session.expire_all()
            self._known.clear()
            self._changed = False

    def grades(self, notebook: str, assignment: str, student: str) -> _Rows:
        """The grades of a submitted notebook."""
        return self._rows(Grade, self._of_a_student, notebook, assignment, student)

    def comments(self, notebook: str, assignment: str, student: str) -> _Rows:
        """The comments on a submitted notebook."""
        return self._rows(Comment, self._of_a_student, notebook, assignment, student)

    def sources(self, notebook: str, assignment: str) -> _Rows:
        """The cells of a notebook as they were released."""
        return self._rows(SourceCell, self._of_the_course, notebook, assignment)

    def graded(self, notebook: str, assignment: str) -> _Rows:
        """The cells of a notebook that points are given for."""
        kinds = (TaskCell, GradeCell)
        tasks, grades = (
            self._rows(kind, self._of_the_course, notebook, assignment) for kind in kinds
        )
        return tasks | grades

    def _rows(self, kind: Any, query: Callable[..., Query[Any]], *names: str) -> _Rows:
        if (key := (kind, *names)) not in self._known:
            self._known[key] = {one.name: one for one in query(kind, *names)}
        return self._known[key]

    def _of_a_student(self, kind: Any, notebook: str, assignment: str, student: str) -> Query[Any]:
        found: Query[Any] = (
            self._session.query(kind)
            .options(joinedload(kind.cell.of_type(_cells())))
            .join(SubmittedNotebook, SubmittedNotebook.id == kind.notebook_id)
            .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(Student, Student.id == SubmittedAssignment.student_id)
            .filter(Notebook.name == notebook, Assignment.name == assignment, Student.id == student)
        )
        return found

    def _of_the_course(self, kind: Any, notebook: str, assignment: str) -> Query[Any]:
        found: Query[Any] = (
            self._session.query(kind)
            .join(Notebook, Notebook.id == kind.notebook_id)
            .join(Assignment, Assignment.id == Notebook.assignment_id)
            .filter(Notebook.name == notebook, Assignment.name == assignment)
        )
        return found


@cache
def _cells() -> Any:
    """Cells of any kind, each with what its kind has."""
    return with_polymorphic(BaseCell, "*", flat=True)


def _found_first(known: Callable[..., _Rows], find: Callable[..., Any]) -> Callable[..., Any]:
    """What looks among the rows that are known, and asks for what is not there."""

    def found(self: Gradebook, name: str, *names: str) -> Any:
        return known(*names).get(name) or find(self, name, *names)

    return found
