"""A check of how a model is compiled."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from nbjudge.checks.foreign import handled
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
    by_default: bool = False,
    name: str = "model",
    remedy: str = "",
) -> None:
    """Checks the compile configuration; what is None is not compared.

    Optimizer, loss and metrics may be given to `compile` as text, alias, function, class or
    object. Several names for `loss` mean any of them. Each name in `metrics` must be there, and
    others may; `accuracy` stands for the share of right predictions in all its spellings, but
    not for `keras.metrics.Accuracy`, which compares probabilities with labels for equality.
    With `by_default`, all other settings of optimizer and loss have to be those that Keras has,
    and no weights are given to losses.
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
    if by_default:
        with handled(name, "a Keras model that can be examined"):
            for what, setting, value in _beside(keras_model):
                subject = f"`{setting}` of {what} of {code(name)}"
                raise CheckFailed(subject, "its default", show(value), remedy)
    for metric in _metrics(list(metrics or ())):
        if metric not in got_metrics:
            found = listing(map(code, got_metrics))
            raise CheckFailed(f"the metrics of {code(name)}", code(metric), found, remedy)


def _optimizer(item: Any) -> tuple[str, object]:
    """The name of an optimizer, and its learning rate: a float unless it is a schedule."""
    # Mixed precision wraps the optimizer in another one.
    item = getattr(item, "inner_optimizer", item)
    return keras_class(item).lower(), item.get_config().get("learning_rate")


def _beside(model: Any) -> Iterator[tuple[str, str, object]]:
    """The settings that are not Keras's own: of what, by which name, and what they are."""
    import keras

    optimizer = getattr(model.optimizer, "inner_optimizer", model.optimizer)
    parts = [("the optimizer", optimizer, {"learning_rate"})]
    loss = model.loss[0] if isinstance(model.loss, list) and len(model.loss) == 1 else model.loss
    if isinstance(loss, keras.losses.Loss):
        parts.append(("the loss", loss, {"from_logits"}))
    for what, item, named in parts:
        if keras_class(item) not in vars(keras.losses) | vars(keras.optimizers):
            # A student's own has no defaults, nor has one that wraps a function.
            continue
        default = _settings(type(item)())
        for setting, value in _settings(item).items():
            if setting not in {"name", *named} and value != default.get(setting):
                yield what, setting, value
    weights = model._compile_config.config.get("loss_weights")
    values = list(weights.values()) if isinstance(weights, Mapping) else weights
    if values is not None and not np.all(np.equal(values, 1)):
        yield "the compilation", "loss_weights", weights


def _settings(item: Any) -> dict[str, object]:
    """All settings of an optimizer or a loss; some losses only keep theirs for their function."""
    return {**item.get_config(), **getattr(item, "_fn_kwargs", {})}


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
