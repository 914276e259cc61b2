"""`nbjudge calibrate` on a course whose answers are drawn by lot; what the audit says of it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

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


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    cells = [
        new_markdown_cell("Draw `kept`, `moved` and `mixed`.", id="task"),
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
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    place = folder / "source" / "lots" / "lots.ipynb"
    place.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), place)
    return folder


@pytest.fixture(scope="module")
def calibrated(course: Path, nbjudge: Callable[..., Result]) -> Result:
    return nbjudge("calibrate", "--course", course, "--seeds", SEEDS)


def test_what_holds_is_kept_with_its_values(course: Path, calibrated: Result) -> None:
    assert calibrated.exit_code == 1, "two of three limits don't hold"
    (kept,) = tomllib.loads((course / "thresholds.toml").read_text(encoding="utf-8"))["threshold"]
    assert kept["place"]["cell"] == "test_kept"
    assert kept["limit"] == 0.8
    assert 0 <= kept["fails"] <= 1e-3
    assert 0 <= kept["passes"] <= 1e-2
    assert len(set(kept["right"])) == len(set(kept["wrong"]["wrong_kept"])) == SEEDS
    assert min(kept["right"]) > 0.8 > max(kept["wrong"]["wrong_kept"])
    assert "numpy" in kept["versions"]


def test_what_does_not_hold_is_told_with_a_better_limit_if_there_is_one(calibrated: Result) -> None:
    said = {line.split(": ")[0]: line for line in calibrated.output.splitlines() if ": `" in line}
    assert "would hold" in said["lots/lots test_moved"]
    assert "no limit keeps right and wrong answers apart" in said["lots/lots test_mixed"]


def test_a_reference_that_loses_points_by_bad_luck_is_told(calibrated: Result) -> None:
    (line,) = (one for one in calibrated.output.splitlines() if "test_moved: the reference" in one)
    assert f"of {SEEDS} draws" in line


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
    first = str(tomllib.loads(text)["threshold"][0]["right"][0])
    try:
        path.write_text(text.replace("limit = 0.8", "limit = 0.75"), encoding="utf-8")
        said = findings(nbjudge, course, "--fast")["test_kept"]
        assert any("calibrate again" in one for one in said)
        path.write_text(text.replace(f"[{first}, ", "[0.95, "), encoding="utf-8")
        said = findings(nbjudge, course)["test_kept"]
        assert any(f"draw 1 gives {first[:6]}" in one for one in said)
    finally:
        path.write_text(text, encoding="utf-8")
