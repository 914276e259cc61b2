"""Grading on a machine that makes no user namespaces."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from nbjudge.course.folder import CourseFolder
from package.machines import NEEDS_LANDLOCK, USERS, on_namespaceless

pytestmark = NEEDS_LANDLOCK


@pytest.fixture(params=USERS)
def user(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def grade(course: CourseFolder, hand_in: Callable[..., Path], user: str) -> Callable[..., str]:
    """Grades two students, one of them right, and gives what is said."""
    hand_in("ada", "letters", answer="answer = 42")
    hand_in("ben", "letters", answer="answer = 41")

    def run(*arguments: str) -> str:
        command = ("-m", "nbjudge", "grade", "--course", str(course.path), *arguments)
        return on_namespaceless(user, course.path, *command)

    return run


def test_less_protection_is_not_taken_silently(
    grade: Callable[..., str], course: CourseFolder
) -> None:
    said = " ".join(grade().split())
    assert "a sandbox: expected one that works" in said
    assert "Or be content with less: `nbjudge grade --sandbox landlock`" in said
    assert not (course.path / "autograded").exists()


def test_who_asks_for_it_has_the_class_graded(grade: Callable[..., str]) -> None:
    said = grade("--sandbox", "landlock", "--json")
    rows = json.loads(said[said.index("[") : said.rindex("]") + 1])
    scores = {row["student"]: sum(cell["score"] for cell in row["cells"]) for row in rows}
    assert scores == {"ada": 1, "ben": 0}


def test_doctor_names_the_level(user: str, tmp_path: Path) -> None:
    said = on_namespaceless(user, tmp_path, "-m", "nbjudge", "doctor", "--json")
    rows = {row["subject"]: row for row in json.loads(said)}
    assert not rows["a sandbox"]["good"]
    assert rows["a sandbox of Landlock"]["good"]
    assert rows["isolation"]["weaker"]
    assert "--sandbox landlock" in rows["isolation"]["found"]
    assert rows["user"]["weaker"] == (user == "same user")
    assert "packages from" in rows["a bench"]["found"]
