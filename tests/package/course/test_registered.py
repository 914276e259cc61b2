"""The cells in the gradebook follow the assignment, and what a person gave is never lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from nbjudge.course.folder import CourseFolder
from nbjudge.course.registered import fit, registered
from nbjudge.course.release import register
from nbjudge.errors import CourseError

from ..conftest import graded_cell, letters_notebook, numbers_notebook

NAME = "01-numbers"


@pytest.fixture
def gradebook(course: CourseFolder) -> Iterator[Gradebook]:
    """The gradebook, when ada has handed in and was graded."""
    register(course, NAME)
    with course.gradebook() as gradebook:
        gradebook.update_or_create_student("ada")
        gradebook.update_or_create_submission(NAME, "ada")
        for notebook in gradebook.find_submission(NAME, "ada").notebooks:
            for grade in notebook.grades:
                grade.auto_score = 1
        gradebook.db.commit()
        yield gradebook


def notebooks() -> dict[str, NotebookNode]:
    return {"letters": letters_notebook(), "numbers": numbers_notebook()}


def score(gradebook: Gradebook) -> tuple[float, float]:
    gradebook.db.expire_all()
    submission = gradebook.find_submission(NAME, "ada")
    return submission.score, submission.max_score


def test_new_cell_has_a_place_in_what_was_handed_in(
    gradebook: Gradebook, course: CourseFolder
) -> None:
    wanted = notebooks()
    wanted["numbers"].cells.append(graded_cell("more = 1", "more"))
    wanted["numbers"].cells.append(graded_cell("assert more", "test_more", points=3))
    fit(course, NAME, wanted)
    assert score(gradebook) == (3, 7)
    gradebook.find_grade("test_more", "numbers", NAME, "ada").auto_score = 3
    gradebook.find_comment("more", "numbers", NAME, "ada").manual_comment = "at last"
    gradebook.db.commit()
    assert score(gradebook) == (6, 7)
    cell = registered(course, NAME)["numbers"]["test_more"]
    assert (cell.text, cell.is_locked, cell.points) == ("assert more", True, 3)


def test_cell_that_is_gone_takes_its_score_along(
    gradebook: Gradebook, course: CourseFolder
) -> None:
    wanted = notebooks()
    del wanted["numbers"].cells[3:]
    fit(course, NAME, wanted)
    assert score(gradebook) == (2, 3)
    assert registered(course, NAME)["numbers"].keys() == {"square", "test_square"}


def test_cell_may_become_one_that_a_person_grades(
    gradebook: Gradebook, course: CourseFolder
) -> None:
    wanted = notebooks()
    wanted["numbers"].cells[3].metadata.nbgrader.update(grade=True, points=2)
    fit(course, NAME, wanted)
    assert score(gradebook) == (3, 6)
    assert gradebook.find_grade("answer", "numbers", NAME, "ada").needs_manual_grade


def test_notebooks_come_and_go(gradebook: Gradebook, course: CourseFolder) -> None:
    wanted = {"numbers": numbers_notebook(), "words": letters_notebook()}
    fit(course, NAME, wanted)
    assert score(gradebook) == (2, 4)
    assert registered(course, NAME).keys() == {"numbers", "words"}


@pytest.mark.parametrize("gift", ["score", "extra credit", "comment", "whole notebook"])
def test_what_a_person_gave_is_not_lost(
    gift: str, gradebook: Gradebook, course: CourseFolder
) -> None:
    grade = gradebook.find_grade("test_answer", "numbers", NAME, "ada")
    if gift == "extra credit":
        grade.extra_credit = 1
    elif gift == "comment":
        gradebook.find_comment("answer", "numbers", NAME, "ada").manual_comment = "well said"
    else:
        grade.manual_score = 1
    gradebook.db.commit()
    before = score(gradebook)
    wanted = notebooks()
    if gift == "whole notebook":
        del wanted["numbers"]
    else:
        del wanted["numbers"].cells[3:]
    with pytest.raises(CourseError, match="one for ada") as error:
        fit(course, NAME, wanted)
    assert f"nbgrader db assignment remove {NAME} --force" in str(error.value)
    assert score(gradebook) == before
