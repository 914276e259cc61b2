"""A call of a model's `fit`, `evaluate` or `predict`, and all that it depends on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tensorflow as tf
from keras.src.callbacks import Callback, CallbackList
from keras.src.trainers.data_adapters.data_adapter_utils import unpack_x_y_sample_weight

from nbjudge.kernels.training.beginnings import beginning, fed, network
from nbjudge.kernels.training.callbacks import about_callbacks
from nbjudge.kernels.training.session import global_seed
from nbjudge.kernels.training.traces import trace

FIT, EVALUATE, PREDICT = "fit", "evaluate", "predict"
# The step of each, which a function is traced for, and the last that its callbacks are told.
STEP = {FIT: "train_step", EVALUATE: "test_step", PREDICT: "predict_step"}
LAST = {FIT: "on_train_end", EVALUATE: "on_test_end", PREDICT: "on_predict_end"}


@dataclass(frozen=True)
class Call:
    """A call of a model's method.

    `about` is a digest of all that it depends on, `of_network` of the network in that. It uses the
    functions of these `steps`. Its `callbacks` look at weights on its way or not, and are told how
    it was `called`. The `tensors` are its data, and `given` are all arguments.
    """

    kind: str
    model: Any
    about: bytes
    of_network: bytes
    steps: Sequence[str]
    callbacks: Sequence[Any]
    look_at_weights: bool
    tensors: Sequence[Any]
    given: Mapping[str, Any]

    @property
    def called(self) -> dict[str, Any]:
        """What callbacks are told of the call, beside the number of its batches."""
        return {"verbose": self.given["verbose"], "epochs": self.given.get("epochs", 1)}


def read_call(kind: str, model: Any, given: Mapping[str, Any]) -> Call | None:
    """The call of a method with these arguments; None if it may depend on anything else."""
    callbacks = given["callbacks"] or []
    if isinstance(callbacks, Callback) and not isinstance(callbacks, CallbackList):
        callbacks = [callbacks]
    if not isinstance(callbacks, list | tuple) or not _is_plain(kind, given):
        return None
    if (about := about_callbacks(callbacks)) is None or (kind != FIT and callbacks):
        return None
    if (of_network := network(model)) is None:
        return None
    steps = [STEP[kind]]
    if kind == FIT and (given["validation_split"] or given["validation_data"] is not None):
        steps.append(STEP[EVALUATE])
    traces = filter(None, (trace(model, step) for step in steps))
    if any(traced_for != of_network for traced_for, _ in traces):
        return None
    if (tensors := fed(_data(kind, given))) is None:
        return None
    settings = [_settings(kind, given), about]
    if (found := beginning(kind, of_network, model, tensors, settings)) is None:
        return None
    return Call(kind, model, found, of_network, steps, callbacks, about[1], tensors, given)


def _is_plain(kind: str, given: Mapping[str, Any]) -> bool:
    """Whether all batches are taken, in an order that is the same each time."""
    if tf.config.functions_run_eagerly():
        return False
    if kind == PREDICT:
        return given["steps"] is None
    if kind == EVALUATE:
        return given["y"] is not None and given["steps"] is None and not given["kwargs"]
    return (
        given["y"] is not None
        and given["steps_per_epoch"] is None
        and given["validation_steps"] is None
        and isinstance(given["shuffle"], bool)
        and (not given["shuffle"] or global_seed() is not None)
    )


def _data(kind: str, given: Mapping[str, Any]) -> list[Any]:
    if kind == PREDICT:
        return [given["x"]]
    data = [given["x"], given["y"], given["sample_weight"]]
    if kind == FIT and given["validation_data"] is not None:
        data += unpack_x_y_sample_weight(given["validation_data"])
    return data


def _settings(kind: str, given: Mapping[str, Any]) -> list[Any]:
    size = given["batch_size"] or 32
    if kind != FIT:
        return [size]
    weights = given["class_weight"]
    return [
        size,
        given["epochs"],
        given["initial_epoch"],
        given["shuffle"],
        sorted(weights.items()) if weights else None,
        float(given["validation_split"]),
        given["validation_batch_size"] or size,
        given["validation_freq"],
    ]
