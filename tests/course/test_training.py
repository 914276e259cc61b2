"""The cells of a source notebook leave what they leave in Keras's own way, to the last bit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
STATES = PROJECT / "tests" / "package" / "kernels" / "training" / "states.py"
# One for each way to train: by `fit`, until it stops, by a tuner, on layers that are frozen.
NOTEBOOKS = ("penguins_network", "overfitting", "hyperparameter_tuning", "transfer_learning")


@pytest.mark.parametrize(
    "file",
    [file for file in sorted(PROJECT.glob("source/*/*.ipynb")) if file.stem in NOTEBOOKS],
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
