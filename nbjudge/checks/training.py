"""Checks of whether a training is that of a model: with these data, all of it, and once."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from nbjudge.checks.arrays import Array, as_array
from nbjudge.checks.foreign import handled, plain, silence
from nbjudge.checks.history import as_history
from nbjudge.checks.models import BATCH, as_model
from nbjudge.checks.thresholds import check_threshold
from nbjudge.checks.wording import code, show
from nbjudge.errors import CheckFailed

# Inputs, and the targets that belong to them.
Data = tuple[object, object]
_ACCURACIES = {
    *("accuracy", "acc", "binary_accuracy"),
    *("categorical_accuracy", "sparse_categorical_accuracy"),
}


def check_training(
    history: object,
    model: object,
    *,
    samples: int | None = None,
    batch_size: int | None = 32,
    limit: int | None = None,
    trained_with: Data | Sequence[Data] = (),
    within: float = 2.0,
    at_most: float = math.inf,
    begins_above: float = -math.inf,
    rather_than: Data | Sequence[Data] = (),
    in_training: bool = False,
    validated_with: Data | Sequence[Data] = (),
    restored: bool = False,
    name: str = "history",
    of: str = "model",
    remedy: str = "",
) -> None:
    """Checks that a history is that of the training of a model, and of the only one if told.

    What `fit` returns knows the model that it has trained, whose weights have to be those of
    `model`, and for how many epochs at the most, `limit`. A record of the numbers alone does only
    where `validated_with` ties it to the model.

    With `samples`, an epoch had as many batches as these fill (whatever their size, if that is
    None), the share of right answers is one of that many, and the optimizer has counted no other
    batch, as it would if the model had been trained twice. If it was compiled again in between, the
    loss of the first epoch is less than `begins_above`, where that of a new one is.

    `trained_with` are inputs and targets, or several such pairs of which one has to fit: the loss
    of the model is at most `within` times the one recorded of the epoch whose weights it has, which
    was taken on the way there, `at_most` a number, and no larger than on those that it was not
    trained with, `rather_than`. That epoch is the last, if no validation tells another.
    With `in_training` it is taken as then, with dropout and the scale of a batch, as for networks
    whose scale is not settled when they stop. On one of those that it was `validated_with`, it is
    one recorded: the last or, if weights were restored, the best; only that if `restored`.
    """
    keras_model, record = as_model(model, of), as_history(history, name)
    with handled(name, f"what `fit` returns for {code(of)}"):
        params, digest = getattr(history, "params", None), trained_weights(history)
        known = {str(key): plain(value) for key, value in (params or {}).items()}
    if digest and digest != weights_digest(keras_model):
        got = f"that of another model, or {code(of)} has changed since"
        raise CheckFailed(code(name), f"the training of {code(of)}", got, remedy)
    if not digest and (not validated_with or _is_flat(record)):
        advice = "Keep the object that `fit` returns, not only the numbers in it."
        raise CheckFailed(code(name), f"what `fit` returns for {code(of)}", show(history), advice)
    if limit is not None and known.get("epochs", limit) != limit:
        got = f"{known['epochs']}"
        raise CheckFailed(f"`epochs` of the training of {code(of)}", "another number", got, remedy)
    if samples is not None:
        wanted = None if batch_size is None else math.ceil(samples / batch_size)
        _check_steps(keras_model, known.get("steps"), wanted, record, of, remedy)
        _check_shares(record, samples, name, remedy)
    if not math.isinf(begins_above):
        subject = f"the loss of the first epoch in {code(name)}"
        check_threshold(record["loss"][0], at_least=begins_above, name=subject, remedy=remedy)
    validated = _losses(model, _pairs(validated_with), of)
    ends = _ends(record, restored) if validated_with else []
    matching = [place for place in ends if _is_any_of(record["val_loss"][place], validated)]
    if pairs := _pairs(trained_with):
        reached = min(_losses(model, pairs, of, in_training))
        recorded = max(float(record["loss"][place]) for place in matching or [-1])
        others = _losses(model, _pairs(rather_than), of, in_training)
        subject = f"the loss of {code(of)} on what it was to be trained with"
        ratios = [(recorded, within, f"that of its epoch in {code(name)}")]
        if others:
            ratios.append((min(others), 1.0, "that on what it was not trained with"))
        for loss, most, told in ratios:
            # Of losses that are next to nothing, no ratio says anything.
            ratio, shown = reached / (loss + 1e-6), f"{subject}, divided by {told}"
            check_threshold(ratio, at_most=most, name=shown, remedy=remedy)
        check_threshold(reached, at_most=at_most, name=subject, remedy=remedy)
    if validated_with and not matching:
        subject = f"the loss of {code(of)} on the validation data"
        told = f"a `val_loss` of the end of {code(name)}"
        got = f"{validated[0]:.4g}, and there "
        got += f"{record['val_loss'][ends[0]]:.4g}" if ends else "none recorded"
        raise CheckFailed(subject, told, got, remedy)


def _ends(record: Mapping[str, Array], restored: bool) -> list[int]:
    """The epochs of which a network may have the weights: the last, or one that was the best."""
    if not len(losses := record.get("val_loss", np.empty(0))):
        return []
    if restored:
        return [int(losses.argmin())]
    kinds = [values for key, values in record.items() if key.startswith("val_")]
    best = (int(place) for values in kinds for place in (values.argmin(), values.argmax()))
    return [len(losses) - 1, *best]


def _is_any_of(loss: float, losses: Sequence[float]) -> bool:
    """Whether one of these losses is as good as that one, which was added up in another way."""
    return any(math.isclose(loss, one, rel_tol=2e-3, abs_tol=1e-5) for one in losses)


def _is_flat(record: Mapping[str, Array]) -> bool:
    """Whether the loss is the same in several epochs, as no training has it."""
    losses = record.get("loss", np.empty(0))
    return len(losses) > 1 and bool(np.ptp(losses) == 0)


def _check_steps(
    model: Any,
    batches: Any,
    wanted: int | None,
    record: Mapping[str, Array],
    of: str,
    remedy: str,
) -> None:
    """Checks how many batches an epoch had, and that the optimizer has counted no others.

    What is None is not known; one of the two is, or it has to be the same number in each epoch.
    """
    if not model.trainable_weights:
        return  # it has nothing to step with
    steps, epochs = steps_taken(model), max(map(len, record.values()), default=0)
    if batches is not None and wanted not in (None, batches):
        told = "as many batches in an epoch as all samples fill"
        raise CheckFailed(f"the training of {code(of)}", told, str(batches), remedy)
    in_epoch = wanted or batches or steps // max(epochs, 1)
    if not steps or steps != in_epoch * epochs:
        told = "the steps of one training alone"
        got = f"{steps:,} steps of its optimizer, and {in_epoch * epochs:,} in the history"
        raise CheckFailed(code(of), told, got, remedy)


def check_steps(
    model: object,
    *,
    samples: int,
    batch_size: int = 32,
    epochs: tuple[int, int],
    name: str = "model",
    remedy: str = "",
) -> None:
    """Checks that a model has seen that many samples in whole epochs, at least and at most so many.

    That is by the steps of its optimizer, one for each batch: nothing else is left of a training
    whose history was not kept.
    """
    steps, in_epoch = steps_taken(as_model(model, name)), math.ceil(samples / batch_size)
    if steps % in_epoch or not epochs[0] <= steps // in_epoch <= epochs[1]:
        told = f"a network that has seen all of its {samples:,} samples, several times"
        got = f"{steps:,} steps of its optimizer, where an epoch has {in_epoch:,}"
        raise CheckFailed(code(name), told, got, remedy)


def _check_shares(record: Mapping[str, Array], samples: int, name: str, remedy: str) -> None:
    """Checks that each share of right answers is one of as many samples as there should be."""
    for key in sorted(_ACCURACIES & record.keys()):
        counts = record[key] * samples
        if not np.allclose(counts, np.round(counts), rtol=0, atol=0.01 + 1e-6 * samples):
            told = f"shares of {samples:,} samples"
            raise CheckFailed(f"{code(key)} in {code(name)}", told, "others", remedy)


def _pairs(data: Data | Sequence[Data]) -> list[Data]:
    """The pairs of inputs and targets, of one or of several."""
    if isinstance(data, list):
        return data
    return [cast(Data, data)] if data else []


def _losses(
    model: object, pairs: Sequence[Data], name: str, in_training: bool = False
) -> list[float]:
    """The losses of a model on those data that it takes; a failed check if it takes none."""
    found = []
    for place, (inputs, targets) in enumerate(pairs):
        try:
            found.append(loss_on(model, inputs, targets, name=name, in_training=in_training))
        except CheckFailed:
            if place == len(pairs) - 1 and not found:
                raise
    return found


def loss_on(
    model: object, inputs: object, targets: object, *, name: str, in_training: bool = False
) -> float:
    """The mean loss of a compiled model on these inputs and targets, by the loss it has.

    `in_training` it is taken in batches as in training, and leaves the model as it was.
    """
    import keras

    keras_model, samples = as_model(model, name), as_array(inputs, "the inputs")
    with handled(f"the loss of {name}", "a number"), silence():
        right = keras.ops.convert_to_tensor(as_array(targets, "the targets"))
        before = keras_model.get_weights() if in_training else []
        try:
            total = 0.0
            for start in range(0, len(samples), BATCH):
                part = slice(start, start + BATCH)
                # As tensors: some losses look behind them at what an activation was given.
                outputs, wanted = keras_model(samples[part], training=in_training), right[part]
                if right.ndim == 1 and outputs.ndim == 2:
                    # As `fit` does with targets that are one number each.
                    wanted = keras.ops.expand_dims(wanted, -1)
                total += len(wanted) * float(keras_model.compute_loss(y=wanted, y_pred=outputs))
        finally:
            if in_training:
                keras_model.set_weights(before)
        return total / len(samples)


def trained_weights(history: object) -> str:
    """The digest of the weights of the model that a history tells of; empty if it knows none."""
    model = getattr(history, "model", None)
    return str(getattr(history, "weights_digest", "")) if model is None else weights_digest(model)


def weights_digest(model: Any) -> str:
    """A digest of the numbers in a model, in the order of its weights."""
    found = hashlib.sha256()
    for weight in model.weights:
        array = np.ascontiguousarray(weight.numpy())
        found.update(f"{array.dtype} {array.shape} ".encode() + array.tobytes())
    return found.hexdigest()


def steps_taken(model: Any) -> int:
    """How many steps the optimizer of a model has taken: one for each batch; 0 without one."""
    optimizer = getattr(model, "optimizer", None)
    return 0 if optimizer is None else int(optimizer.iterations.numpy())
