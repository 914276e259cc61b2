"""Trainings come out as in Keras's own way, to the last bit, and with less work."""

from __future__ import annotations

import fcntl
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from nbjudge.kernels import training

STATES = Path(__file__).with_name("states.py")
NETWORKS = re.findall(
    r"^@network\ndef (\w+)", STATES.with_name("networks.py").read_text("utf-8"), re.MULTILINE
)
OPTIMIZERS = ("SGD", "RMSprop", "AdamW", "Adamax", "Nadam", "Ftrl", "Adafactor")
NAMES = [*NETWORKS, *(f"optimizer_{name}" for name in OPTIMIZERS)]

States = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, States]:
    """What came of all trainings, in Keras's own way and in ours; found once for all processes."""
    base = tmp_path_factory.getbasetemp()
    place = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    file = place / "trainings.json"
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            with ThreadPoolExecutor() as threads:
                found = threads.map(_states, ("own", "ours"))
                made = dict(zip(("own", "ours"), found, strict=True))
            file.write_text(json.dumps(made), encoding="utf-8")
    known: dict[str, States] = json.loads(file.read_text(encoding="utf-8"))
    return known


def _states(way: str) -> States:
    command = [sys.executable, str(STATES), way, "networks", *NAMES]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = map(json.loads, done.stdout.splitlines())
    return {one.pop("name"): one for one in found}


@pytest.mark.parametrize("name", NAMES)
def test_a_training_comes_out_the_same(name: str, states: dict[str, States]) -> None:
    own, ours = ({**states[way][name], "work": None} for way in ("own", "ours"))
    assert ours == own


@pytest.mark.parametrize(
    "name", ["float64_with_a_partial_batch", "images", "several_steps_at_once", "in_their_order"]
)
def test_it_takes_one_iterator_at_most_and_fewer_traces(
    name: str, states: dict[str, States]
) -> None:
    own, ours = (states[way][name]["work"] for way in ("own", "ours"))
    assert ours.get("create_iterator", 0) <= 1 < own["create_iterator"]
    assert ours["create_concrete_function"] < own["create_concrete_function"]


def test_the_keras_that_is_pinned_is_known() -> None:
    assert training.is_known()


def test_another_keras_is_left_alone(tmp_path: Path) -> None:
    """One in whose files anything else stands."""
    program = """
import shutil, sys
from pathlib import Path
import keras, tensorflow
from keras.src.backend.tensorflow import trainer
from nbjudge.kernels import training

kept = trainer.TFEpochIterator
Path("keras").mkdir()
shutil.copytree(Path(keras.__file__).parent / "src", "keras/src")
with open("keras/src/backend/tensorflow/trainer.py", "a") as file:
    file.write("# another one")
keras.__spec__.origin = str(Path("keras/__init__.py").absolute())
assert not training.is_known()
training.settle_training()
assert trainer.TFEpochIterator is kept
"""
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)
