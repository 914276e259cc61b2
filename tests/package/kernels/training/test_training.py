"""Trainings come out as in Keras's own way, to the last bit, and with less work."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from nbjudge.kernels import training
from package.once import made_once

STATES = Path(__file__).with_name("states.py")
NETWORKS = re.findall(
    r"^@network\ndef (\w+)", STATES.with_name("networks.py").read_text("utf-8"), re.MULTILINE
)
OPTIMIZERS = ("SGD", "RMSprop", "AdamW", "Adamax", "Nadam", "Ftrl", "Adafactor")
NAMES = [*NETWORKS, *(f"optimizer_{name}" for name in OPTIMIZERS)]

States = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, States]:
    """What came of all trainings, in Keras's own way and in ours; found once for all processes.

    And of those that were `noted`, or `known`.
    """

    def make(folder: Path) -> None:
        with ThreadPoolExecutor() as threads:
            own, ours, noted = threads.map(_states, ("own", "ours", "known"))
        half = len(noted) // 2
        made = {"own": own, "ours": ours, "noted": noted[:half], "known": noted[half:]}
        (folder / "states.json").write_text(json.dumps(made), encoding="utf-8")

    file = made_once(tmp_path_factory, "trainings", make) / "states.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    return {way: {one.pop("name"): one for one in lines} for way, lines in found.items()}


def _states(way: str) -> list[Any]:
    command = [sys.executable, str(STATES), way, "networks", *NAMES]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return list(map(json.loads, done.stdout.splitlines()))


@pytest.mark.parametrize("way", ["ours", "noted", "known"])
@pytest.mark.parametrize("name", NAMES)
def test_a_training_comes_out_the_same(name: str, way: str, states: dict[str, States]) -> None:
    own, ours = ({**states[one][name], "work": None} for one in ("own", way))
    assert ours == own


@pytest.mark.parametrize(
    "name",
    [
        "float64_with_a_partial_batch",
        "tables_with_validation",
        "weighted",
        "several_steps_at_once",
        "trained_again",
        "a_frozen_base",
        "recurrent",
        "reported",
        "stopped_early",
        "saved_and_loaded",
        *(f"optimizer_{name}" for name in OPTIMIZERS),
    ],
)
def test_what_is_known_is_not_trained_again(name: str, states: dict[str, States]) -> None:
    assert states["known"][name]["work"] == {}


@pytest.mark.parametrize(
    "name",
    [
        "own_model_that_prints",
        "own_step_that_prints",
        "own_parts_that_print",
        "callbacks",
        "data_changed_by_a_callback",
        "seeded_anew_by_a_callback",
        "shuffled_batch_by_batch",
        "from_a_generator",
        "thawed_without_being_compiled_again",
    ],
)
def test_what_may_do_anything_is_trained_again(name: str, states: dict[str, States]) -> None:
    assert states["known"][name]["work"] == states["ours"][name]["work"]


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
