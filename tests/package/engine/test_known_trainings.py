"""What the reference has trained is known to a student's bench: the same verdicts, in less time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.engine.job import Grade, Job
from nbjudge.engine.pipeline import prepare, run
from nbjudge.engine.task import Plan, Terms
from nbjudge.engine.trial import trial
from nbjudge.kernels.parent import close_warm_parent

from ..conftest import graded_cell

DATA = """
import keras
import numpy as np

keras.utils.set_random_seed(1)
x = np.random.default_rng(1).normal(size=(64, 4))
y = x.sum(axis=1) > 0
"""
BUILD = """
layers = [keras.layers.Dense(6, activation="tanh"), keras.layers.Dense(1, activation="sigmoid")]
model = keras.Sequential([keras.Input((4,)), *layers])
"""
TRAIN = """
model.compile("adam", "binary_crossentropy")
losses = model.fit(x, y, epochs=3, verbose=0).history["loss"]
print(model.train_function is None, losses)
"""
THAW = """
model.layers[0].trainable = False
model.compile("adam", "binary_crossentropy")
model.fit(x, y, epochs=3, verbose=0)
model.layers[0].trainable = True
losses = model.fit(x, y, epochs=3, verbose=0).history["loss"]
print(losses)
"""
PARTS = """
answer = [keras.layers.Dense(6, activation="tanh"), keras.layers.Dense(1, activation="sigmoid")]
model = keras.Model(inputs := keras.Input((4,)), answer[1](answer[0](inputs)))
"""
ReadyGrade = Callable[..., Grade]


@pytest.fixture(scope="module")
def source() -> NotebookNode:
    return new_notebook(
        cells=[
            new_code_cell(DATA, id="data"),
            graded_cell(BUILD, "build"),
            graded_cell(TRAIN, "train"),
            graded_cell("assert len(losses) == 3", "test_losses", points=1),
        ]
    )


@pytest.fixture(scope="module")
def job(source: NotebookNode) -> Job:
    return Job(nbformat.writes(source).encode(), b"", terms=Terms(cell_s=60))


@pytest.fixture(scope="module")
def plan(job: Job) -> Plan:
    return asyncio.run(trial(job, run))


@pytest.fixture
def grade(job: Job, source: NotebookNode) -> ReadyGrade:
    """Grades the reference with some cells replaced, by a plan."""

    def graded(plan: Plan, **cells: str) -> Grade:
        submitted = nbformat.from_dict(source)
        for cell in submitted.cells:
            cell.source = cells.get(cell.id, cell.source)
        one = replace(job, submitted=nbformat.writes(submitted).encode(), plan=plan)
        return asyncio.run(run(prepare(one)))

    return graded


def shown(grade: Grade, name: str) -> str:
    cell = next(cell for cell in grade.notebook.cells if cell.id == name)
    return "".join(output.get("text", output.get("evalue", "")) for output in cell.outputs)


def test_the_same_training_is_not_run_again(grade: ReadyGrade, plan: Plan) -> None:
    """Nor by the forks of another warm parent."""
    close_warm_parent()
    ran, known = grade(replace(plan, trainings=None)), grade(plan)
    assert shown(known, "train") == shown(ran, "train").replace("False", "True")
    assert [one.status for one in known.verdicts] == ["passed"]
    assert known.trainings is None


def test_built_in_another_way_it_is_the_same(grade: ReadyGrade, plan: Plan) -> None:
    """As a functional model with the same weights, it is trained; as one with other names, not."""
    named = BUILD.replace("(6,", "(6, name='first',")
    assert shown(grade(plan, build=named), "train").startswith("True")
    assert shown(grade(plan, build=PARTS), "train").startswith("False")


@pytest.mark.parametrize(
    "build",
    [
        BUILD.replace("6", "7"),
        BUILD.replace("tanh", "relu"),
        BUILD + "model.layers[0].bias.assign_add([1.0] * 6)",
        BUILD + "x[0] += 1",
        BUILD + "y[0] = not y[0]",
        BUILD + "keras.utils.set_random_seed(2)",
        BUILD + "keras.config.set_epsilon(1e-3)",
    ],
    ids=["units", "activation", "weights", "data", "targets", "seed", "epsilon"],
)
def test_any_other_training_is_run(grade: ReadyGrade, plan: Plan, build: str) -> None:
    assert shown(grade(plan, build=build), "train").startswith("False")


@pytest.mark.parametrize(
    "train",
    [
        TRAIN.replace("epochs=3", "epochs=4"),
        TRAIN.replace("verbose=0", "verbose=0, batch_size=16"),
        TRAIN.replace("verbose=0", "verbose=0, shuffle=False"),
        TRAIN.replace("verbose=0", "verbose=0, class_weight={0: 1.0, 1: 2.0}"),
        TRAIN.replace("verbose=0", "verbose=0, validation_split=0.1"),
        TRAIN.replace('"adam"', "keras.optimizers.Adam(0.01)"),
        TRAIN.replace("binary_crossentropy", "mse"),
    ],
    ids=["epochs", "batches", "order", "weights", "validation", "rate", "loss"],
)
def test_trained_otherwise_it_is_run(grade: ReadyGrade, plan: Plan, train: str) -> None:
    assert shown(grade(plan, train=train), "train").startswith("False")


def test_what_goes_on_otherwise_is_run_from_the_start(
    grade: ReadyGrade, job: Job, source: NotebookNode
) -> None:
    """A traced function does not see that layers are thawed, until the model is compiled again."""
    frozen = nbformat.from_dict(source)
    start, *_ = THAW.partition("model.layers[0].trainable = True\n")
    frozen.cells[2].source = f"{start}losses = [0] * 3\n"
    known = asyncio.run(trial(replace(job, source=nbformat.writes(frozen).encode()), run))
    ran, again = grade(Plan(), train=THAW), grade(known, train=THAW)
    assert shown(again, "train") == shown(ran, "train")
    assert json.loads(shown(ran, "train"))
    assert [one.status for one in again.verdicts] == ["passed"]


def test_a_callback_that_fails_leaves_what_it_leaves(grade: ReadyGrade, plan: Plan) -> None:
    """A model that is half trained."""
    train = """
report = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: print(1 / (1 - epoch)))
model.compile("adam", "binary_crossentropy")
try:
    model.fit(x, y, epochs=3, verbose=0, callbacks=[report])
except ZeroDivisionError as error:
    losses = [error] * 3
print(losses, model.layers[0].bias.numpy())
"""
    ran, known = (grade(one, train=train) for one in (Plan(), plan))
    assert "division" in shown(ran, "train")
    assert shown(known, "train") == shown(ran, "train")


def test_a_function_that_goes_on_otherwise_is_called_again(
    grade: ReadyGrade, job: Job, source: NotebookNode
) -> None:
    """By the judge, in a bench that has not given up."""

    def function(body: str) -> str:
        return "def train():\n    " + "\n    ".join(body.strip().splitlines())

    start, _, _ = THAW.partition("model.layers[0].trainable = True\n")
    asked = nbformat.from_dict(source)
    asked.cells[2].source = function(f"{start}return [0] * 3")
    asked.cells[3].source = "assert len(train()) == 3"
    one = replace(job, source=nbformat.writes(asked).encode())
    plan = asyncio.run(trial(one, run))
    asked.cells[2].source = function(THAW.replace("print(losses)", "return losses"))
    answered = replace(one, submitted=nbformat.writes(asked).encode(), plan=plan)
    found = asyncio.run(run(prepare(answered)))
    assert [(verdict.status, verdict.message) for verdict in found.verdicts] == [("passed", "")]


def test_who_ends_as_if_it_had_given_up_gains_nothing(grade: ReadyGrade, plan: Plan) -> None:
    found = grade(plan, train="import os\nos._exit(75)")
    assert [(one.status, one.points) for one in found.verdicts] == [("kernel_died", 0)]


def test_what_is_known_can_be_read_and_not_changed(grade: ReadyGrade, plan: Plan) -> None:
    look = """
from pathlib import Path

path = Path("/run/nbjudge/trainings/trainings")
print(path.stat().st_size > 0, b"tanh" in path.read_bytes(), b"loss" in path.read_bytes())
path.write_bytes(b"")
"""
    found = grade(plan, train=look)
    assert "True False False" in shown(found, "train")
    assert "Read-only file system" in shown(found, "train")


def test_it_does_not_go_to_other_machines(job: Job, plan: Plan) -> None:
    assert plan.trainings
    packed = prepare(replace(job, plan=plan, notes=True)).packed()
    assert packed.job.plan.trainings is None
    assert not packed.job.notes


def test_a_damaged_file_is_not_used(grade: ReadyGrade, plan: Plan) -> None:
    assert isinstance(plan.trainings, bytes)
    damaged = replace(plan, trainings=plan.trainings[:100])
    assert shown(grade(damaged), "train").startswith("False")
