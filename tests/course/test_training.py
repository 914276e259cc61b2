"""The cells of each source notebook leave what they leave in Keras's own way, to the last bit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
STATES = PROJECT / "tests" / "package" / "kernels" / "training" / "states.py"
NOTEBOOKS = sorted(PROJECT.glob("source/*/*.ipynb"))


@pytest.mark.parametrize(
    "file",
    [file for file in NOTEBOOKS if ".fit(" in file.read_text(encoding="utf-8")],
    ids=lambda file: file.stem,
)
def test_a_notebook_trains_the_same(file: Path) -> None:
    """And again, if that has been noted and is known."""
    (own,), (noted, known) = (
        map(
            json.loads,
            subprocess.run(
                [sys.executable, str(STATES), way, "notebook", str(file)],
                capture_output=True,
                text=True,
                check=True,
                # Figures are drawn in the order of sets.
                env=os.environ | {"PYTHONHASHSEED": "0"},
            ).stdout.splitlines(),
        )
        for way in ("own", "known")
    )
    assert noted == own
    assert known == own
    assert any(name.startswith("value ") for name in known)
