"""A bench whose sandbox has no terminals and no memory shared by name."""

from __future__ import annotations

from collections.abc import Callable

import nbformat
import pytest

from nbjudge.kernels.parent import warm_parent
from package.kernels.test_bench import printed
from package.machines import NEEDS_LANDLOCK

RunCells = Callable[..., list[nbformat.NotebookNode]]
pytestmark = NEEDS_LANDLOCK


@pytest.fixture
def run_in_landlock(run_cells: RunCells) -> RunCells:
    return lambda *texts, **options: run_cells(*texts, sandboxing="landlock", **options)


def test_commands_are_run_and_shown(run_in_landlock: RunCells) -> None:
    command, code, both = run_in_landlock(
        "name = 'ada'\n!echo {name} && false", "_exit_code", "!echo out; echo error >&2"
    )
    assert printed(command) == "ada\n"
    assert code.outputs[0].data["text/plain"] == "1"
    assert {one.name: one.text for one in both.outputs} == {"stdout": "out\n", "stderr": "error\n"}


@pytest.mark.parametrize("early", [True, False], ids=["imported early", "imported late"])
def test_jobs_of_joblib_are_done(early: bool, run_in_landlock: RunCells) -> None:
    if early:
        warm_parent().preload(["joblib"])
    (cell,) = run_in_landlock(
        "from joblib import Parallel, delayed\nParallel(-1)(delayed(abs)(x) for x in (-1, -2))"
    )
    assert cell.outputs[0].data["text/plain"] == "[1, 2]"
