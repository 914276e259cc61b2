"""Which callbacks can do no more than report, and which may do anything."""

from __future__ import annotations

import copy
import math
import time
from typing import Any

import pytest

keras = pytest.importorskip("keras")

from nbjudge.kernels.training.callbacks import about_callbacks  # noqa: E402

SEEN: list[float] = []
WEIGHTS = keras.Variable([1.0])


class Report(keras.callbacks.Callback):  # type: ignore[misc]
    """Counts and prints."""

    count = 0

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def on_train_begin(self, logs: Any = None) -> None:
        self.start_s = time.monotonic()

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        Report.count += 1
        SEEN.append(math.sqrt(logs["loss"]))
        print(f"{self.title} {epoch} of {self.params['epochs']}", *(f"{x:.2f}" for x in SEEN))  # noqa: T201


class Changing(keras.callbacks.Callback):  # type: ignore[misc]
    """Changes what it is trained with."""

    def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
        self.model.optimizer.learning_rate = 0.1


class Handed(keras.callbacks.Callback):  # type: ignore[misc]
    """Takes the model as it is given."""

    def set_model(self, model: Any) -> None:
        model.optimizer.learning_rate = 0.1


class Noticing(keras.callbacks.Callback):  # type: ignore[misc]
    """Takes the model when it is kept."""

    def __setattr__(self, name: str, value: Any) -> None:
        value.optimizer.learning_rate = 0.1


class Told(list[Any]):
    """A list that does more than a list."""

    def append(self, value: Any) -> None:
        WEIGHTS.assign([value])


TOLD = Told()


class Derived(Report):
    """Of a class that is not Keras's."""


def on_epoch_end(function: Any) -> Any:
    return keras.callbacks.LambdaCallback(on_epoch_end=function)


def with_a_default(epoch: int, logs: Any, weights: Any = WEIGHTS) -> None:
    """Has what it changes as a default."""
    weights.assign([2.0])


def in_a_closure() -> Any:
    weights = WEIGHTS
    return lambda epoch, logs: weights.assign([2.0])


@pytest.mark.parametrize(
    "callback",
    [
        Report("loss"),
        # As Keras Tuner does; its class remembers that.
        copy.deepcopy(Report("loss")),
        on_epoch_end(lambda epoch, logs: print(epoch, logs["loss"])),  # noqa: T201
        on_epoch_end(lambda epoch, logs: [SEEN.append(value) for value in logs.values()]),
        keras.callbacks.CSVLogger("epochs.csv"),
        keras.callbacks.History(),
    ],
    ids=["class", "copied", "printing", "noting", "file", "history"],
)
def test_who_only_reports_does_nothing(callback: Any) -> None:
    assert about_callbacks([callback]) == ([], False)


@pytest.mark.parametrize(
    "callback",
    [
        Changing(),
        Handed(),
        Noticing.__new__(Noticing),
        keras.callbacks.LambdaCallback(set_model=lambda model: SEEN.append(1)),
        on_epoch_end(lambda epoch, logs: TOLD.append(1)),
        Derived("loss"),
        on_epoch_end(lambda epoch, logs: WEIGHTS.assign([2.0])),
        on_epoch_end(with_a_default),
        on_epoch_end(in_a_closure()),
        on_epoch_end(lambda epoch, logs: exec("SEEN.clear()")),
        on_epoch_end(lambda epoch, logs: keras.utils.set_random_seed(1)),
        on_epoch_end(lambda epoch, logs: print.__self__),
        on_epoch_end(WEIGHTS.assign),
        keras.callbacks.ReduceLROnPlateau(),
        keras.callbacks.LearningRateScheduler(lambda epoch: 0.1),
    ],
    ids=[
        *(
            "model",
            "handed",
            "noticing",
            "given",
            "list",
            "derived",
            "global",
            "default",
            "closure",
            "exec",
            "module",
            "dunder",
        ),
        *("method", "plateau", "schedule"),
    ],
)
def test_who_may_do_more_may_do_anything(callback: Any) -> None:
    assert about_callbacks([callback]) is None


def test_who_stops_a_training_counts_with_its_settings() -> None:
    one, two, again = (keras.callbacks.EarlyStopping(patience=patience) for patience in (1, 2, 1))
    assert about_callbacks([one]) != about_callbacks([two])
    assert about_callbacks([one]) == about_callbacks([again])
    one.set_model(keras.Sequential())
    one.monitor_op = keras.ops.less
    assert "0x" not in str(about_callbacks([one]))
    best = keras.callbacks.EarlyStopping(restore_best_weights=True)
    found = about_callbacks([best])
    assert found is not None
    assert found[1]
