"""Grading a class: each submission gets its own points, and none harms another."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from traitlets.config import Config
from typer.testing import Result

from nbjudge.course.folder import CourseFolder
from nbjudge.engine.job import Job, Prepared
from nbjudge.engine.pipeline import prepare
from nbjudge.submission.content import as_bytes

FULL = {"numbers.test_square": 2, "numbers.test_answer": 1, "letters.test_answer": 1}
Grade = Callable[..., dict[str, dict]]
HandIn = Callable[..., Path]
Run = Callable[..., Result]


def test_each_mistake_costs_its_own_points(graded: Grade, hand_in: HandIn) -> None:
    for student in ("ada", "ben", "cleo", "dan"):
        hand_in(student, "letters")
    hand_in("ada", "numbers")
    hand_in("ben", "numbers", answer="answer = 41")
    hand_in("cleo", "numbers", square="def square(x:\n    return x")
    hand_in("dan", "numbers", square="raise NotImplementedError()", answer="answer = 1 / 0")
    scores = graded()
    assert scores["ada"] == {"cells": FULL, "problems": {}, "exit": 0}
    assert scores["ben"]["cells"] == FULL | {"numbers.test_answer": 0}
    assert scores["cleo"]["cells"] == FULL | {"numbers.test_square": 0}
    assert scores["dan"]["cells"] == FULL | {"numbers.test_square": 0, "numbers.test_answer": 0}


UNREADABLE = {
    "cut-off": ("{ no json", "no valid JSON"),
    "empty": ("", "no valid JSON"),
    "list": ("[1, 2]", "other content"),
    "no-format": ('{"cells": []}', "one without cells"),
    "binary": ("\ufeff\x00", "no valid JSON"),
}


def test_unreadable_notebook_costs_only_itself(
    graded: Grade, hand_in: HandIn, course: CourseFolder
) -> None:
    for student, (text, _) in UNREADABLE.items():
        hand_in(student, "numbers", text)
        hand_in(student, "letters")
    hand_in("ada", "numbers")
    hand_in("ada", "letters")
    scores = graded()
    assert scores["ada"] == {"cells": FULL, "problems": {}, "exit": 1}
    for student, (_, reason) in UNREADABLE.items():
        found = scores[student]
        lost = {"numbers.test_square": 0, "numbers.test_answer": 0}
        assert found["cells"] == FULL | lost, student
        said = {"numbers": f"the file is not a notebook ({reason})"}
        assert found["problems"] == said, student
        feedback = course.path / "feedback" / student / "01-numbers"
        page = (feedback / "numbers.html").read_text(encoding="utf-8")
        assert "could not be graded" in page, student
        assert (feedback / "letters.html").exists(), student


def test_missing_notebook_has_no_points(graded: Grade, hand_in: HandIn) -> None:
    hand_in("ada", "letters")
    scores = graded()
    assert scores["ada"]["cells"] == FULL | {"numbers.test_square": 0, "numbers.test_answer": 0}
    assert scores["ada"]["problems"] == {"numbers": "not handed in"}


def test_deleted_test_cell_comes_back(graded: Grade, hand_in: HandIn) -> None:
    hand_in("ada", "letters")
    hand_in("ada", "numbers", test_answer=None, answer="answer = 1")
    assert graded()["ada"]["cells"] == FULL | {"numbers.test_answer": 0}


def test_broken_resubmission_replaces_the_old_score(graded: Grade, hand_in: HandIn) -> None:
    hand_in("ada", "letters")
    hand_in("ada", "numbers")
    assert graded()["ada"]["cells"] == FULL
    hand_in("ada", "numbers", "{ no json")
    assert graded()["ada"]["cells"]["numbers.test_square"] == 0


def test_only_the_named_student_is_graded(
    graded: Grade, hand_in: HandIn, course: CourseFolder
) -> None:
    for student in ("ada", "ben"):
        hand_in(student, "letters")
        hand_in(student, "numbers")
    assert graded("--student", "ben").keys() == {"ben"}
    assert not (course.path / "autograded" / "ada").exists()


def test_table_shows_points_lateness_and_problems(
    nbjudge: Callable[..., Result], hand_in: HandIn, course: CourseFolder
) -> None:
    path = hand_in("ada", "numbers")
    path.with_name("timestamp.txt").write_text("2026-01-02 00:00:00 UTC")
    result = nbjudge("grade", "--course", course.path)
    assert result.exit_code == 1
    assert re.search(r"01-numbers +total", result.stdout)
    assert re.search(r"of 4 +of 4", result.stdout)
    assert re.search(r"ada +3 +3\b", result.stdout)
    assert "ada, 01-numbers/letters: not handed in" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["grade", "02-letters"], ["assignment", "01-numbers", "02-letters"]),
        (["grade", "--student", "zoe"], ["student", "ada", "zoe"]),
        (["release", "02-letters"], ["assignment", "01-numbers", "02-letters"]),
    ],
    ids=["unknown-assignment", "unknown-student", "unknown-release"],
)
def test_unknown_names_are_said(
    arguments: list[str],
    names: list[str],
    nbjudge: Callable[..., Result],
    hand_in: HandIn,
    course: CourseFolder,
) -> None:
    hand_in("ada", "numbers")
    error = nbjudge(*arguments, "--course", course.path).exception
    assert error is not None
    assert all(name in str(error) for name in names)


def test_gradebook_keeps_manual_scores(
    graded: Grade, hand_in: HandIn, course: CourseFolder
) -> None:
    hand_in("ada", "letters")
    hand_in("ada", "numbers")
    graded()
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade("test_answer", "letters", "01-numbers", "ada")
        grade.manual_score = 0.5
        gradebook.db.commit()
    assert graded()["ada"]["cells"]["letters.test_answer"] == 0.5


def test_autograded_notebook_holds_the_message(
    graded: Grade, hand_in: HandIn, course: CourseFolder
) -> None:
    hand_in("ada", "letters", answer="answer = 'many'")
    graded()
    path = course.path / "autograded" / "ada" / "01-numbers" / "letters.ipynb"
    outputs = nbformat.read(path, as_version=4).cells[-1].outputs
    assert outputs[0].traceback == ["failed: `answer`: expected a number, got `'many'`."]


def test_submission_that_nbgrader_refuses_is_said_and_harms_no_other(
    graded: Grade, hand_in: HandIn
) -> None:
    # nbgrader finds no student in a path with a line break.
    for student in ("a\nda", "ben"):
        hand_in(student, "letters")
        hand_in(student, "numbers")
    scores = graded()
    # It is no fault of the student's, so it is no 0.
    assert scores["a\nda"]["cells"] == {}
    assert "submission" in scores["a\nda"]["problems"]
    assert scores["ben"]["cells"] == FULL


def test_name_that_looks_like_a_pattern_is_a_name(
    nbjudge: Run, hand_in: HandIn, course: CourseFolder
) -> None:
    patterns, fitting = ["li[2026]", "[a-z]", "*", "a?"], ["li2", "z", "ab"]
    for student in patterns:
        hand_in(student, "letters")
        hand_in(student, "numbers")
    for student in fitting:
        hand_in(student, "letters")
        hand_in(student, "numbers", answer="answer = 1")
    result = nbjudge("grade", "--course", course.path)
    for student, points in (dict.fromkeys(patterns, 4) | dict.fromkeys(fitting, 3)).items():
        row = rf"(?m)^\W*{re.escape(student)} +{points} +{points}\b"
        assert re.search(row, result.stdout), (student, result.stdout)
    for student in patterns:
        for step, suffix in (("autograded", "ipynb"), ("feedback", "html")):
            place = course.path / step / student / "01-numbers"
            names = {path.name for path in place.iterdir() if path.suffix == f".{suffix}"}
            assert names == {f"letters.{suffix}", f"numbers.{suffix}"}, (student, step)


def test_assignment_and_course_that_look_like_patterns(
    nbjudge: Run, hand_in: HandIn, course: CourseFolder
) -> None:
    hand_in("ada", "letters")
    hand_in("ada", "numbers")
    for step in ("source", "submitted/ada"):
        (course.path / step / "01-numbers").rename(course.path / step / "01[2026]")
    # A first grading, which releases the assignment.
    shutil.rmtree(course.path / ".nbjudge")
    (course.path / "gradebook.db").unlink()
    folder = course.path.rename(course.path.with_name("course [2026]"))
    (row,) = json.loads(nbjudge("grade", "--course", folder, "--json").stdout)
    assert (row["assignment"], row["score"]) == ("01[2026]", 4)


def test_notebook_with_another_ending_is_graded(
    nbjudge: Run, hand_in: HandIn, course: CourseFolder
) -> None:
    endings = {"ada": ".IPYNB", "ben": ".ipynb.json", "cleo": ".ipynb.txt", "dan": ".json"}
    for student, ending in endings.items():
        hand_in(student, "numbers")
        path = hand_in(student, "letters")
        path.rename(path.with_name(f"letters{ending}"))
    result = nbjudge("grade", "--course", course.path, "--json")
    rows = {row["student"]: row for row in json.loads(result.stdout)}
    assert rows.keys() == endings.keys()
    for student, ending in endings.items():
        said = [f"`letters{ending}` was graded as `letters`: the names are alike"]
        assert (rows[student]["score"], rows[student]["remarks"]) == (4, said), ending


def test_file_that_the_course_has_too_is_data(
    graded: Grade, hand_in: HandIn, course: CourseFolder
) -> None:
    source = course.path / "source" / "01-numbers"
    (source / "letters.json").write_bytes((source / "letters.ipynb").read_bytes())
    hand_in("ada", "numbers")
    path = hand_in("ada", "letters")
    path.rename(path.with_name("letters.json"))
    assert graded()["ada"]["problems"] == {"letters": "not handed in"}


def test_time_that_is_none_is_left_out_and_said(
    nbjudge: Run, hand_in: HandIn, course: CourseFolder
) -> None:
    hand_in("ada", "letters").with_name("timestamp.txt").write_text("some day last week")
    hand_in("ada", "numbers")
    (row,) = json.loads(nbjudge("grade", "--course", course.path, "--json").stdout)
    assert row["score"] == row["max_score"]
    assert any("timestamp.txt" in remark for remark in row["remarks"]), row


def test_students_file_in_the_way_of_the_courses_is_left_out(
    graded: Grade, hand_in: HandIn, course: CourseFolder
) -> None:
    own = course.path / "source" / "01-numbers" / "helper" / "values.txt"
    own.parent.mkdir()
    own.write_text("42", encoding="utf-8")
    clashes = {"ada": "helper", "ben": "helper/values.txt/more.txt"}
    for student, clash in clashes.items():
        hand_in(student, "numbers")
        path = hand_in(student, "letters", answer="answer = int(open('helper/values.txt').read())")
        file = path.parent / clash
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("1", encoding="utf-8")
    scores = graded()
    for student, clash in clashes.items():
        assert scores[student]["cells"] == FULL, clash


def test_file_that_students_may_change_is_theirs(
    graded: Grade, hand_in: HandIn, course: CourseFolder, configure: Callable[[str], None]
) -> None:
    configure("c.Autograde.exclude_overwriting = {'01-numbers': ['value.txt']}")
    (course.path / "source" / "01-numbers" / "value.txt").write_text("1", encoding="utf-8")
    hand_in("ada", "numbers")
    path = hand_in("ada", "letters", answer="answer = int(open('value.txt').read())")
    path.with_name("value.txt").write_text("42", encoding="utf-8")
    assert graded()["ada"]["cells"] == FULL


def test_fault_of_our_own_is_said_and_harms_no_other(
    graded: Grade, hand_in: HandIn, course: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in ("ada", "ben"):
        hand_in(student, "letters", answer=f"answer = 42  # {student}")
        hand_in(student, "numbers")

    def faulty(job: Job, config: Config) -> Prepared:
        if b"# ada" in as_bytes(job.submitted):
            raise RuntimeError("out of order")
        return prepare(job, config)

    monkeypatch.setattr("nbjudge.grading.driver.prepare", faulty)
    scores = graded()
    assert "out of order" in scores["ada"]["problems"]["letters"]
    assert scores["ada"]["cells"] == FULL | {"letters.test_answer": 0}
    assert scores["ben"]["cells"] == FULL
    # It is nobody's 0, either.
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade("test_answer", "letters", "01-numbers", "ada")
        assert (grade.auto_score, grade.needs_manual_grade) == (None, True)
