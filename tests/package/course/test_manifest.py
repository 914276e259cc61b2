"""The manifest: what a good one gives, and what is said of a bad one."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from nbjudge.course.manifest import MANIFEST, Course, load_course
from nbjudge.errors import CourseError, UsageError

GOOD = """\
title = "Numbers"

[[assignment]]
name = "01-numbers"
title = "Whole numbers"

[[assignment.notebook]]
name = "squares"
title = "Squares"

[[assignment.notebook.exercise]]
id = "N1"
title = "A square"
solutions = ["square"]
tests = { test_square = 2, test_square_again = 0.5 }
budget_s = 5
lesson = "Numbers: Squares"
hint = \"\"\"
Multiply. \\
Then look.\"\"\"
kinds = ["value", "shape"]
reference = "9"

[[assignment.notebook.exercise]]
id = "N2"
title = "Two roots"
solutions = ["root", "other_root"]
tests = { test_root = 1 }
budget_s = 1.5
lesson = "Numbers: Roots"
hint = ""

[[assignment.notebook]]
name = "cubes"
title = "Würfel ∛"

[[assignment.notebook.exercise]]
id = "N3"
title = "A cube"
solutions = []
tests = { test_cube = 3 }
budget_s = 60
lesson = "Numbers: Cubes"
hint = "Twice."

[[assignment]]
name = "02-letters"
title = "Letters"

[[assignment.notebook]]
name = "vowels"
title = "Vowels"
exercise = []

[[not_graded]]
id = "N4"
reason = "needs a discussion"
"""


def load(folder: Path, text: str | bytes) -> Course:
    content = text if isinstance(text, bytes) else text.encode()
    (folder / MANIFEST).write_bytes(content)
    return load_course(folder)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return load(tmp_path, GOOD)


def message(folder: Path, text: str | bytes) -> str:
    """What is said of a bad manifest: its file first, then one to three sentences."""
    with pytest.raises(CourseError) as caught:
        load(folder, text)
    said = str(caught.value)
    assert said.startswith(f"{folder / MANIFEST}")
    assert ": expected " in said
    assert ", got " in said
    assert said.endswith(".")
    assert 1 <= len(re.findall(r"\.(?= [A-Z]|$)", said)) <= 3
    assert "\n" not in said
    return said


def test_course_has_its_title_and_folder(course: Course, tmp_path: Path) -> None:
    assert course.title == "Numbers"
    assert course.folder == tmp_path


def test_assignments_and_notebooks_keep_their_order(course: Course) -> None:
    assert [(a.name, a.title) for a in course.assignments] == [
        ("01-numbers", "Whole numbers"),
        ("02-letters", "Letters"),
    ]
    assert [(a.name, n.name) for a, n in course.notebooks()] == [
        ("01-numbers", "squares"),
        ("01-numbers", "cubes"),
        ("02-letters", "vowels"),
    ]
    assert course.assignments[0].notebooks[1].title == "Würfel ∛"


def test_exercise_has_all_that_is_written(course: Course) -> None:
    first, second = course.assignments[0].notebooks[0].exercises
    assert (first.id, first.title, first.lesson) == ("N1", "A square", "Numbers: Squares")
    assert first.solutions == ("square",)
    assert first.tests == {"test_square": 2, "test_square_again": 0.5}
    assert first.budget_s == 5
    assert first.hint == "Multiply. Then look."
    assert (first.kinds, first.reference) == (("value", "shape"), "9")
    assert second.solutions == ("root", "other_root")
    assert second.budget_s == 1.5
    assert second.hint == ""
    assert (second.kinds, second.reference) == ((), "")


def test_points_add_up(course: Course) -> None:
    numbers, letters = course.assignments
    assert [exercise.points for exercise in numbers.notebooks[0].exercises] == [2.5, 1]
    assert [notebook.points for notebook in numbers.notebooks] == [3.5, 3]
    assert (numbers.points, letters.points) == (6.5, 0)


def test_exercises_left_out_have_a_reason(course: Course, tmp_path: Path) -> None:
    assert course.not_graded == {"N4": "needs a discussion"}
    without = GOOD[: GOOD.index("[[not_graded]]")]
    assert load(tmp_path, without).not_graded == {}


def test_source_is_the_file_of_a_notebook(course: Course, tmp_path: Path) -> None:
    paths = [course.source(*pair) for pair in course.notebooks()]
    assert paths[1] == tmp_path / "source" / "01-numbers" / "cubes.ipynb"


def test_records_are_frozen(course: Course) -> None:
    assignment = course.assignments[0]
    notebook = assignment.notebooks[0]
    for record in (course, assignment, notebook, notebook.exercises[0]):
        with pytest.raises(FrozenInstanceError):
            record.title = "Other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("names", "selected"),
    [
        ([], ["01-numbers", "02-letters"]),
        (["02-letters"], ["02-letters"]),
        (["02-letters", "01-numbers"], ["02-letters", "01-numbers"]),
        (iter(["01-numbers"]), ["01-numbers"]),
    ],
    ids=["all", "one", "order", "iterator"],
)
def test_assignments_are_selected_by_name(
    names: list[str], selected: list[str], course: Course
) -> None:
    assert [assignment.name for assignment in course.select(names)] == selected


@pytest.mark.parametrize("names", [["3"], ["01-numbers", "3"]], ids=["alone", "beside"])
def test_unknown_assignment_is_answered_with_the_known_ones(
    names: list[str], course: Course
) -> None:
    with pytest.raises(UsageError) as caught:
        course.select(names)
    assert str(caught.value) == "assignment: expected one of 01-numbers, 02-letters, got '3'."


@pytest.mark.parametrize("place", ["nowhere", "file", "empty", "manifest-folder"])
def test_folder_without_a_manifest_is_said(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "manifest-folder" / MANIFEST).mkdir(parents=True)
    folder = tmp_path / place
    with pytest.raises(CourseError) as caught:
        load_course(folder)
    assert str(caught.value) == (
        f"course folder {folder}: expected a file course.toml, got none. Name it with --course DIR."
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('title = "Numbers', "end of document"),
        ("title =\n", "line 1"),
        (GOOD + "[[assignment]\n", "line 58"),
        (GOOD.replace('id = "N1"', 'id = "N1"\nid = "N1"'), "line 13"),
        (b'title = "Gr\xfc\xdfe"', "position 11"),
    ],
    ids=["quote", "no-value", "bracket", "key-twice", "latin-1"],
)
def test_broken_toml_is_said_with_its_place(text: str | bytes, place: str, tmp_path: Path) -> None:
    said = message(tmp_path, text)
    assert "expected valid TOML in UTF-8, got " in said
    assert place in said


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('title = "Numbers"', "`title` of the course"),
        ('name = "01-numbers"', "`name` of assignment 1"),
        ('title = "Whole numbers"', "`title` of assignment 01-numbers"),
        ('name = "cubes"', "`name` of notebook 2"),
        ('title = "Würfel ∛"', "`title` of notebook cubes"),
        ('id = "N2"', "`id` of exercise 2"),
        ('title = "Two roots"', "`title` of exercise N2"),
        ('solutions = ["square"]', "`solutions` of exercise N1"),
        ("tests = { test_root = 1 }", "`tests` of exercise N2"),
        ("budget_s = 60", "`budget_s` of exercise N3"),
        ('lesson = "Numbers: Roots"', "`lesson` of exercise N2"),
        ('hint = "Twice."', "`hint` of exercise N3"),
        ('id = "N4"', "`id` of not_graded 1"),
        ('reason = "needs a discussion"', "`reason` of not_graded N4"),
        ("exercise = []", "`exercise` of notebook vowels"),
    ],
    ids=lambda text: text.partition(" =")[0].replace("`", "").replace(" ", "-"),
)
def test_missing_key_is_said_with_its_table(line: str, place: str, tmp_path: Path) -> None:
    assert GOOD.count(f"{line}\n") == 1
    said = message(tmp_path, GOOD.replace(f"{line}\n", ""))
    assert f", {place}: expected " in said
    assert said.endswith(", got nothing.")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "`title` of the course"),
        ('title = "Numbers"', "`assignment` of the course"),
        ('title = "N"\n[[assignment]]\nname = "a"\ntitle = "A"', "`notebook` of assignment a"),
    ],
    ids=["empty", "title-only", "no-notebook"],
)
def test_missing_tables_are_said(text: str, place: str, tmp_path: Path) -> None:
    assert f", {place}: expected " in message(tmp_path, text)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Numbers"', "title = 3", "`title` of the course: expected text, got 3."),
        ('"Two roots"', '["Two", "roots"]', "`title` of exercise N2: expected text, got ['Two',"),
        ('id = "N3"', "id = 3", "`id` of exercise 3: expected text, got 3."),
        ('hint = "Twice."', "hint = true", "`hint` of exercise N3: expected text, got True."),
        ('"9"', "9", "`reference` of exercise N1: expected text, got 9."),
        ('["value", "shape"]', '"value"', "`kinds` of exercise N1: expected a list of texts, got"),
        ('["square"]', '"square"', "`solutions` of exercise N1: expected a list of texts, got"),
        ('["square"]', "[1]", "`solutions` of exercise N1: expected a list of texts, got [1]."),
        ("budget_s = 60", 'budget_s = "60"', "expected a number of seconds above 0, got '60'."),
        ("budget_s = 60", "budget_s = 0", "expected a number of seconds above 0, got 0."),
        ("budget_s = 60", "budget_s = -1", "expected a number of seconds above 0, got -1."),
        ("budget_s = 60", "budget_s = nan", "expected a number of seconds above 0, got nan."),
        ("budget_s = 60", "budget_s = inf", "expected a number of seconds above 0, got inf."),
        ("budget_s = 60", "budget_s = true", "expected a number of seconds above 0, got True."),
        ("{ test_root = 1 }", '["test_root"]', "`tests` of exercise N2: expected a table of grade"),
        ("{ test_root = 1 }", '{ test_root = "1" }', "above 0, got {'test_root': '1'}."),
        ("{ test_root = 1 }", "{ test_root = 0 }", "above 0, got {'test_root': 0}."),
        ("{ test_root = 1 }", "{ test_root = -1 }", "above 0, got {'test_root': -1}."),
        ("{ test_root = 1 }", "{ test_root = true }", "above 0, got {'test_root': True}."),
        ("{ test_root = 1 }", "{}", "`tests` of exercise N2: expected a table of grade ids, each"),
        ("exercise = []", 'exercise = "N5"', "`exercise` of notebook vowels: expected an array of"),
        ("exercise = []", "exercise = [1]", "expected an array of tables, got [1]."),
        ("[[not_graded]]", "[not_graded]", "`not_graded` of the course: expected an array of"),
        (
            GOOD[GOOD.index("[[assignment]]") :],
            "[assignment]\nname = 'a'",
            "`assignment` of the course: expected an array of tables, got {'name': 'a'}.",
        ),
    ],
    ids=[
        "title-number",
        "title-list",
        "id-number",
        "hint-boolean",
        "reference-number",
        "kinds-text",
        "solutions-text",
        "solutions-numbers",
        "budget-text",
        "budget-zero",
        "budget-negative",
        "budget-nan",
        "budget-inf",
        "budget-boolean",
        "tests-list",
        "points-text",
        "points-zero",
        "points-negative",
        "points-boolean",
        "tests-empty",
        "exercises-text",
        "exercises-numbers",
        "not-graded-table",
        "assignment-table",
    ],
)
def test_wrong_type_is_said(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert GOOD.count(old) == 1
    assert said in message(tmp_path, GOOD.replace(old, new))


def test_long_value_is_cut(tmp_path: Path) -> None:
    said = message(tmp_path, GOOD.replace('["square"]', f'"{"square " * 100}"'))
    assert len(said) < len(str(tmp_path)) + 200


@pytest.mark.parametrize(
    ("line", "expected"),
    [("", None), ("preload = []\n", ()), ('preload = ["numpy", "a.b"]\n', ("numpy", "a.b"))],
    ids=["none", "nothing", "two"],
)
def test_modules_to_preload(line: str, expected: tuple[str, ...] | None, tmp_path: Path) -> None:
    assert load(tmp_path, line + GOOD).preload == expected


def test_preload_is_a_list_of_texts(tmp_path: Path) -> None:
    assert "`preload` of the course: expected a list of texts" in message(
        tmp_path, 'preload = "numpy"\n' + GOOD
    )
