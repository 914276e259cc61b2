"""Checks of how a model is compiled and how its training went."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from nbjudge.checks.arrays import Array, as_array
from nbjudge.checks.foreign import classes, handled, plain
from nbjudge.checks.models import as_model, keras_class
from nbjudge.checks.wording import code, listing, show
from nbjudge.errors import CheckFailed

_ACCURACIES = (
    "accuracy",
    "acc",
    "binary_accuracy",
    "categorical_accuracy",
    "sparse_categorical_accuracy",
)


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
    others may; `accuracy` stands for the share of right predictions in all its spellings, but
    not for `keras.metrics.Accuracy`, which compares probabilities with labels for equality.
    """
    keras_model = as_model(model, name)
    with handled(name, "a Keras model that can be examined"):
        if not keras_model.compiled:
            raise CheckFailed(code(name), "a compiled model", "one that is not", remedy)
        got_optimizer, rate = _optimizer(keras_model.optimizer)
        got_loss, logits = _loss(keras_model.loss)
        # What `compile` was given; Keras makes it public only as JSON, which fails for classes.
        got_metrics = _metrics(keras_model._compile_config.config.get("metrics"))
    if optimizer is not None and got_optimizer != optimizer.replace("_", "").lower():
        raise _wrong("optimizer", name, got_optimizer, remedy)
    losses = [loss] if isinstance(loss, str) else loss
    if losses is not None and got_loss not in [_loss(text)[0] for text in losses]:
        raise _wrong("loss", name, got_loss, remedy)
    if from_logits is not None and logits != from_logits:
        raise _wrong("`from_logits` of the loss", name, str(logits), remedy)
    if learning_rate is not None and not (
        isinstance(rate, float) and math.isclose(rate, learning_rate, rel_tol=1e-3)
    ):
        got_rate = f"{rate:.3g}" if isinstance(rate, float) else "a schedule"
        raise _wrong("learning rate", name, got_rate, remedy)
    for metric in _metrics(list(metrics or ())):
        if metric not in got_metrics:
            found = listing(map(code, got_metrics))
            raise CheckFailed(f"the metrics of {code(name)}", code(metric), found, remedy)


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
        values = record[key]
        if not len(values):
            raise CheckFailed(code(name), "at least one epoch", "none", remedy)
        if not np.isfinite(values).all():
            raise CheckFailed(f"{code(key)} in {code(name)}", "finite numbers", "NaN", remedy)
        least, most = epochs if isinstance(epochs, tuple) else (epochs, epochs)
        if least is not None and most is not None and not least <= len(values) <= most:
            got = f"{len(values)} epochs"
            raise CheckFailed(code(name), "another number of epochs", got, remedy)


def check_loss_falls(
    history: object,
    *,
    to: float = 0.9,
    key: str = "loss",
    name: str = "history",
    remedy: str = "",
) -> None:
    """Checks that the mean of the last fifth of the epochs is at most `to` times the first."""
    check_history(history, keys=[key], name=name, remedy=remedy)
    values = as_history(history, name)[key]
    last = values[-max(1, len(values) // 5) :]
    end = float((last / len(last)).sum())
    if len(values) < 2 or end >= values[0] or end > to * values[0]:
        got = f"from {values[0]:.4g} to {end:.4g}" if len(values) > 1 else "a single epoch"
        raise CheckFailed(f"{code(key)} in {code(name)}", "a clear fall", got, remedy)


def as_history(value: object, name: str) -> Mapping[str, Array]:
    """The numbers by epoch of each quantity, from what `fit` returns, its `history` or a table."""
    expected = "what `model.fit(...)` returns"
    with handled(name, expected):
        tables = classes("pandas", "DataFrame")
        record = value if isinstance(value, tables) else getattr(value, "history", value)
        if not isinstance(record, (Mapping, *tables)):
            raise CheckFailed(code(name), expected, show(value))
        record = cast(Mapping[object, object], record)
        items = [(str(plain(key)), values) for key, values in record.items()]
    arrays = {key: as_array(values, f"{name}[{key!r}]").astype(float) for key, values in items}
    for key, array in arrays.items():
        if array.ndim != 1:
            raise CheckFailed(f"{code(key)} in {code(name)}", "one number per epoch", show(array))
    return arrays


def _optimizer(item: Any) -> tuple[str, object]:
    """The name of an optimizer, and its learning rate: a float unless it is a schedule."""
    # Mixed precision wraps the optimizer in another one.
    item = getattr(item, "inner_optimizer", item)
    return keras_class(item).lower(), item.get_config().get("learning_rate")


def _loss(item: Any) -> tuple[str, bool]:
    """The full name of a loss (`mse` is mean_squared_error), and whether it takes logits."""
    import keras

    if isinstance(item, list | tuple | Mapping):
        # One loss per output.
        losses = list(item.values() if isinstance(item, Mapping) else item)
        return _loss(losses[0]) if len(losses) == 1 else ("several losses", False)
    found = keras.losses.get(item)
    function = getattr(found, "fn", found)
    if not str(getattr(function, "__module__", "")).startswith("keras."):
        return "a function of your own" if callable(function) else "none", False
    config = found.get_config() if isinstance(found, keras.losses.Loss) else {}
    return str(function.__name__), bool(config.get("from_logits", False))


def _metrics(items: Any) -> list[str]:
    """The full names of metrics, however they are nested."""
    if isinstance(items, Mapping):
        items = list(items.values())
    if isinstance(items, list | tuple):
        return [name for item in items for name in _metrics(item)]
    return [] if items is None else [_metric(items)]


def _metric(item: Any) -> str:
    import keras

    if isinstance(item, str) and item.lower() in (*_ACCURACIES, "crossentropy", "ce"):
        name = item.lower()
    else:
        found = keras.metrics.get(item)
        if type(found) is keras.metrics.Accuracy:
            return "keras.metrics.Accuracy"
        name = getattr(found, "__name__", None) or _snake(type(found).__name__)
    return "accuracy" if name in _ACCURACIES else str(name)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _wrong(what: str, name: str, got: str, remedy: str) -> CheckFailed:
    return CheckFailed(f"the {what} of {code(name)}", "another one", code(got), remedy)
