"""`nbjudge calibrate` on a course whose answers are drawn by lot; what the audit says of it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from typer.testing import Result

from ..conftest import graded_cell

SEEDS = 10
TEST = """\
from nbjudge.checks import check_threshold

### BEGIN HIDDEN TESTS
check_threshold({name}, at_least={limit}, name="`{name}`")
### END HIDDEN TESTS"""
WRONG = """\
# title = "The mean is too small"
# [scores]
# test_{name} = 0
#
# %% {name}
{name} = np.random.normal({mean}, 0.01)
"""
# The mean of a wrong answer, and the limit of the test: of right ones the mean is 0.9.
EXERCISES = {"kept": (0.7, 0.8), "moved": (0.7, 0.895), "mixed": (0.88, 0.89)}
# Two limits in one test, and a check that chance has no part in; two wrong answers to that.
PAIR = "pair = np.random.normal({means}, 0.01)"
TEST_OF_PAIR = """\
from nbjudge.checks import check_threshold

### BEGIN HIDDEN TESTS
check_threshold(pair[0], at_least=0.8, name="`pair[0]`")
check_threshold(pair[1], at_most=2.5, name="`pair[1]`")
assert len(pair) == 2
### END HIDDEN TESTS"""
WRONG_PAIRS = {"second": [0.9, 3.0], "three": [0.9, 2.0, 1.0]}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    cells = [
        new_markdown_cell("Draw `kept`, `moved`, `mixed` and `pair`.", id="task"),
        new_code_cell("import numpy as np\n\nnp.random.seed(3)", id="setup"),
    ]
    answers = folder / "tests" / "course" / "lots" / "lots"
    answers.mkdir(parents=True)
    for name, (mean, limit) in EXERCISES.items():
        solved = f"### BEGIN SOLUTION\n{name} = np.random.normal(0.9, 0.01)\n### END SOLUTION"
        test = TEST.format(name=name, limit=limit)
        cells += [graded_cell(solved, name), graded_cell(test, f"test_{name}", points=1)]
        text = WRONG.format(name=name, mean=mean)
        (answers / f"wrong_{name}.py").write_text(text, encoding="utf-8")
    solved = f"### BEGIN SOLUTION\n{PAIR.format(means=[0.9, 2.0])}\n### END SOLUTION"
    cells += [graded_cell(solved, "pair"), graded_cell(TEST_OF_PAIR, "test_pair", points=1)]
    for name, means in WRONG_PAIRS.items():
        head = f'# title = "{name}"\n# [scores]\n# test_pair = 0\n#\n# %% pair\n'
        text = head + PAIR.format(means=means)
        (answers / f"wrong_{name}.py").write_text(text, encoding="utf-8")
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    place = folder / "source" / "lots" / "lots.ipynb"
    place.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), place)
    return folder


def thresholds(course: Path) -> list[dict[str, Any]]:
    found = tomllib.loads((course / "thresholds.toml").read_text(encoding="utf-8"))
    return list(found["threshold"])


@pytest.fixture(scope="module")
def calibrated(course: Path, nbjudge: Callable[..., Result]) -> Result:
    return nbjudge("calibrate", "--course", course, "--seeds", SEEDS)


def test_what_holds_is_kept_with_its_values(course: Path, calibrated: Result) -> None:
    assert calibrated.exit_code == 1, "two limits don't hold"
    kept, *of_pair = thresholds(course)
    assert kept["place"]["cell"] == "test_kept"
    assert {one["place"]["cell"] for one in of_pair} == {"test_pair"}
    assert kept["limit"] == 0.8
    assert 0 <= kept["fails"] <= 1e-3
    assert 0 <= kept["passes"] <= 1e-2
    assert len(set(kept["right"])) == len(set(kept["wrong"]["wrong_kept"])) == SEEDS
    assert min(kept["right"]) > 0.8 > max(kept["wrong"]["wrong_kept"])
    assert "numpy" in kept["versions"]


@pytest.mark.usefixtures("calibrated")
def test_one_threshold_of_a_test_has_to_find_a_wrong_answer_if_nothing_else_does(
    course: Path,
) -> None:
    by_what = {one["place"]["what"]: set(one["wrong"]) for one in thresholds(course)}
    assert by_what["`pair[0]`"] == set()
    assert by_what["`pair[1]`"] == {"wrong_second"}


def test_what_does_not_hold_is_told_with_a_better_limit_if_there_is_one(calibrated: Result) -> None:
    said = {line.split(": ")[0]: line for line in calibrated.output.splitlines() if ": `" in line}
    assert "would hold" in said["lots/lots test_moved"]
    assert "no limit keeps right and wrong answers apart" in said["lots/lots test_mixed"]


def test_a_reference_that_loses_points_by_bad_luck_is_told(calibrated: Result) -> None:
    (line,) = (one for one in calibrated.output.splitlines() if "test_moved: the reference" in one)
    assert f"of {SEEDS} draws" in line


@pytest.mark.usefixtures("calibrated")
def test_all_values_as_json(course: Path, nbjudge: Callable[..., Result]) -> None:
    result = nbjudge("calibrate", "--course", course, "--seeds", SEEDS, "--json")
    (notebook,) = json.loads(result.stdout).values()
    assert 0 < notebook["lost"]["test_moved"] < SEEDS
    of_kept = next(one for one in notebook["thresholds"] if one["best"] and one["present"]["wrong"])
    assert len(of_kept["present"]["right"]) == SEEDS


def findings(nbjudge: Callable[..., Result], course: Path, *options: str) -> dict[str, list[str]]:
    """What the audit says of thresholds, by test cell."""
    (notebook,) = json.loads(nbjudge("audit", "--course", course, "--json", *options).stdout)
    found: dict[str, list[str]] = {}
    for exercise in notebook["exercises"]:
        for one in exercise["findings"]:
            if one["part"] == "seeds":
                found.setdefault(one["cell"], []).append(one["text"])
    return found


@pytest.mark.usefixtures("calibrated")
def test_the_audit_asks_for_calibration(course: Path, nbjudge: Callable[..., Result]) -> None:
    found = findings(nbjudge, course, "--fast")
    assert found.keys() == {"test_moved", "test_mixed"}
    assert all("is not calibrated" in text for texts in found.values() for text in texts)


@pytest.mark.usefixtures("calibrated")
def test_a_hand_edit_is_found(course: Path, nbjudge: Callable[..., Result]) -> None:
    path = course / "thresholds.toml"
    text = path.read_text(encoding="utf-8")
    first = str(thresholds(course)[0]["right"][0])
    try:
        path.write_text(text.replace("limit = 0.8", "limit = 0.75"), encoding="utf-8")
        said = findings(nbjudge, course, "--fast")["test_kept"]
        assert any("calibrate again" in one for one in said)
        path.write_text(text.replace(f"[{first}, ", "[0.95, "), encoding="utf-8")
        said = findings(nbjudge, course)["test_kept"]
        assert any(f"draw 1 gives {first[:6]}" in one for one in said)
    finally:
        path.write_text(text, encoding="utf-8")
