"""Checks of how a model is compiled, how its training went, and how well it predicts."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from nbjudge.checks.arrays import as_array
from nbjudge.checks.models import as_model
from nbjudge.checks.wording import code, listing, show
from nbjudge.errors import CheckFailed


def check_compiled(
    model: object,
    *,
    optimizer: str | None = None,
    loss: str | Sequence[str] | None = None,
    metrics: Sequence[str] | None = None,
    from_logits: bool | None = None,
    learning_rate: float | None = None,
    name: str = "model",
    remedy: str = "",
) -> None:
    """Checks the compile configuration; what is None is not compared.

    Optimizer, loss and metrics may be given to `compile` as text, alias, function, class or
    object. Several names for `loss` mean any of them. Each name in `metrics` must be there, and
    others may; `accuracy` stands for every kind of accuracy.
    """
    keras_model = as_model(model, name)
    if not keras_model.compiled:
        raise CheckFailed(code(name), "a compiled model", "one that is not", remedy)
    config = keras_model.get_compile_config()
    if optimizer is not None and _name(config["optimizer"]) != optimizer:
        raise _wrong("optimizer", name, _name(config["optimizer"]), remedy)
    losses = [loss] if isinstance(loss, str) else loss
    if losses is not None and _loss(config["loss"]) not in losses:
        raise _wrong("loss", name, _loss(config["loss"]), remedy)
    if from_logits is not None and _setting(config["loss"], "from_logits", False) != from_logits:
        raise _wrong("`from_logits` of the loss", name, str(not from_logits), remedy)
    if learning_rate is not None:
        rate = _setting(config["optimizer"], "learning_rate", None)
        if not isinstance(rate, float) or not math.isclose(rate, learning_rate, rel_tol=1e-3):
            raise _wrong("learning rate", name, str(rate), remedy)
    got = _metrics(config["metrics"])
    for metric in metrics or ():
        if metric not in got:
            found = listing(sorted(got)) or "no metric"
            raise CheckFailed(f"the metrics of {code(name)}", f"{code(metric)}", found, remedy)


def check_history(
    history: object,
    *,
    epochs: int | tuple[int, int] | None = None,
    keys: Sequence[str] = ("loss",),
    name: str = "history",
    remedy: str = "",
) -> None:
    """Checks the training history: its quantities, finite at every epoch, and how many epochs.

    `epochs` is one number, or the least and the most.
    """
    record = as_history(history, name)
    for key in keys:
        if key not in record:
            found = listing(map(code, sorted(record))) or "nothing"
            raise CheckFailed(code(name), f"a record of {code(key)}", found, remedy)
        if not np.isfinite(record[key]).all():
            raise CheckFailed(f"{code(key)} in {code(name)}", "finite numbers", "NaN", remedy)
        least, most = epochs if isinstance(epochs, tuple) else (epochs, epochs)
        got = len(record[key])
        if least is not None and most is not None and not least <= got <= most:
            raise CheckFailed(code(name), "another number of epochs", str(got), remedy)


def check_loss_falls(
    history: object,
    *,
    to: float = 0.9,
    key: str = "loss",
    name: str = "history",
    remedy: str = "",
) -> None:
    """Checks that the mean of the last fifth of the epochs is at most `to` times the first."""
    check_history(history, keys=[key], name=name)
    values = np.asarray(as_history(history, name)[key])
    end = values[-max(1, len(values) // 5) :].mean()
    if len(values) < 2 or end > to * values[0]:
        got = f"from {values[0]:.4g} to {end:.4g}" if len(values) else "no epoch"
        raise CheckFailed(f"{code(key)} in {code(name)}", "a clear fall", got, remedy)


def check_accuracy(
    predictions: object,
    labels: object,
    *,
    at_least: float,
    name: str = "the accuracy",
    remedy: str = "",
) -> None:
    """Checks the share of right predictions, from 0 to 1.

    Predictions and labels may be classes (numbers or text), one-hot rows or probabilities; a
    table's columns name its classes.
    """
    got, right = as_classes(predictions, name), as_classes(labels, "the labels")
    if len(got) != len(right):
        raise CheckFailed(name, f"{len(right)} predictions", str(len(got)), remedy)
    accuracy = float(np.mean([one == other for one, other in zip(got, right, strict=True)]))
    if accuracy < at_least:
        raise CheckFailed(name, f"at least {at_least:g}", f"{accuracy:.3f}", remedy)


def as_history(value: object, name: str) -> Mapping[str, Sequence[float]]:
    """The record of quantities by epoch, from what `fit` returns or its `history`."""
    record = getattr(value, "history", value)
    if not isinstance(record, Mapping):
        raise CheckFailed(code(name), "what `model.fit(...)` returns", show(value))
    return record


def as_classes(value: object, name: str) -> list[object]:
    """One class per sample, from classes, one-hot rows or probabilities."""
    if isinstance(value, pd.DataFrame) and value.shape[1] > 1:
        columns = list(value.columns)
        return [columns[index] for index in as_array(value, name).argmax(axis=1)]
    if np.asarray(value).dtype.kind in "OUST":
        return np.asarray(value).reshape(-1).tolist()
    array = as_array(value, name)
    if array.ndim == 2 and array.shape[1] > 1:
        array = array.argmax(axis=1)
    return array.reshape(-1).tolist()


def _name(item: object) -> str:
    """The Keras name of an optimizer, loss or metric in a compile configuration."""
    if isinstance(item, Mapping):
        inner = item.get("config")
        kind = item.get("class_name")
        text = inner if kind == "function" else kind
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(text)).lower()
    return str(item)


def _loss(item: object) -> str:
    """The full name of a loss: `mse` is mean_squared_error."""
    import keras

    if isinstance(item, str):
        found: Any = keras.losses.get(item)
        item = getattr(found, "__name__", None) or {"class_name": type(found).__name__}
        if item == {"class_name": "LossFunctionWrapper"}:
            item = found.name
    return _name(item)


def _metrics(items: object) -> set[str]:
    if isinstance(items, Mapping) and "class_name" not in items:
        items = list(items.values())
    if not isinstance(items, list | tuple):
        items = [] if items is None else [items]
    names: set[str] = set()
    for item in items:
        if isinstance(item, list | tuple):
            names |= _metrics(item)
            continue
        text = _name(item)
        names.add(
            "accuracy" if text == "acc" or text.endswith("accuracy") else _METRICS.get(text, text)
        )
    return names


_METRICS = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "rmse": "root_mean_squared_error",
}


def _setting(item: object, key: str, default: object) -> object:
    config = item.get("config") if isinstance(item, Mapping) else None
    return config.get(key, default) if isinstance(config, Mapping) else default


def _wrong(what: str, name: str, got: str, remedy: str) -> CheckFailed:
    return CheckFailed(f"the {what} of {code(name)}", "another one", code(got), remedy)
