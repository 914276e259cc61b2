"""All that a training, an evaluation or a prediction depends on, as one digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import tensorflow as tf
from keras import config
from keras.src import tree
from keras.src.layers import Normalization, Rescaling
from keras.src.layers.preprocessing.image_preprocessing.base_image_preprocessing_layer import (
    BaseImagePreprocessingLayer,
)
from keras.src.trainers.data_adapters.array_slicing import convert_to_sliceable

from nbjudge.kernels.training.batches import has_numbers
from nbjudge.kernels.training.session import draws, global_seed
from nbjudge.kernels.training.steps import is_plain

# Of models: what a student might give a single one of them.
_METHODS = ("call", "train_step", "test_step", "predict_step", "compute_loss", "compute_metrics")
# Of these, some keep tables in no variable.
_PREPROCESSING, _EXPORT = "keras.src.layers.preprocessing", "keras.src.export"
_PLAIN_PREPROCESSING = (BaseImagePreprocessingLayer, Normalization, Rescaling)


def network(model: Any) -> bytes | None:
    """A digest of what a model is, and is compiled with, but for its numbers; None if it may be
    anything else besides.

    Names that its layers have got by themselves don't count: they tell which network it is of a
    session.
    """
    layers = list(model._flatten_layers())
    if not is_plain(model) or model.run_eagerly or model.jit_compile:
        return None
    if not all(map(_tells_all, layers)) or len(model.outputs) != 1 or model._initial_epoch:
        return None
    try:
        about = [
            _nameless(model.get_config()),
            model.get_compile_config() if model.compiled else None,
            _left_out(model),
            getattr(model, "steps_per_execution", 1),
            [layer.dtype_policy.name for layer in layers],
            [variable.trainable for variable in model.variables],
            [config.floatx(), config.epsilon(), config.image_data_format(), config.max_epochs()],
            config.max_steps_per_epoch(),
        ]
        return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).digest()
    except Exception:
        # Keras trains with more than it can write down: a class of metrics, for one.
        return None


def beginning(
    kind: str, of_network: bytes, model: Any, data: Sequence[Any], settings: Any
) -> bytes | None:
    """A digest of a call: the model with all its numbers, data and settings, and random states.

    `data` are what `fed` gives; None is the answer if the digest would not tell all.
    """
    found = hashlib.sha256(of_network)
    parts: list[Any] = [kind, settings]
    variables = all_variables(model)
    if model.compiled:
        place = {id(variable): number for number, variable in enumerate(variables)}
        tracked = getattr(model.optimizer, "_trainable_variables", ())
        parts.append([model.optimizer.built, [place.get(id(variable)) for variable in tracked]])
        metrics = model._compile_metrics
        parts.append(metrics is not None and metrics.built)
    for numbers in (*variables, *(one for one in data if one is not None)):
        array = np.asarray(numbers)
        parts.append([str(array.dtype), array.shape])
        found.update(np.ascontiguousarray(array).data)
    parts.append([one is None for one in data])
    # What the batches of an epoch are drawn by.
    parts.append([global_seed(), draws()])
    try:
        found.update(json.dumps(parts, default=lambda number: number.item()).encode())
    except (TypeError, AttributeError):
        return None
    return found.digest()


def fed(data: Sequence[Any]) -> list[Any] | None:
    """Arrays as Keras feeds them to a model, tensors; None if there is anything else among them."""
    found = []
    for one in data:
        if one is not None and (tree.is_nested(one) or not has_numbers(one)):
            return None
        sliceable = convert_to_sliceable((one,), target_backend="tensorflow")[0]
        found.append(None if one is None else tf.convert_to_tensor(sliceable))
    return found


def all_variables(model: Any) -> list[Any]:
    """The variables of a model, of its optimizer and of its metrics, each once."""
    found = list(model.variables)
    if model.compiled:
        found += [*model.optimizer.variables, *model.metrics_variables]
    return list({id(one): one for one in found}.values())


def _left_out(model: Any) -> list[dict[str, object]]:
    """The settings of losses and metrics: the configuration of some leaves a part of them out."""
    given = model._compile_config.config if model.compiled else {}
    return [
        {name: repr(value) for name, value in settings.items()}
        for one in tree.flatten([given.get("loss"), given.get("metrics")])
        if (settings := getattr(one, "_fn_kwargs", None))
    ]


def _tells_all(layer: Any) -> bool:
    """Whether settings and variables are all that there is to know of a layer that is Keras's."""
    kind = type(layer)
    if kind.__module__.startswith(_PREPROCESSING) and not issubclass(kind, _PLAIN_PREPROCESSING):
        return False
    return (
        layer.built
        and not layer._losses
        and not kind.__module__.startswith(_EXPORT)
        and vars(layer).keys().isdisjoint(_METHODS)
    )


def _nameless(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a model with a number for each layer's name, wherever they refer to it."""
    numbers = {layer["config"]["name"]: at for at, layer in enumerate(settings["layers"])}
    made: dict[str, Any] = {**settings, "name": None, "layers": []}
    for end in ("input_layers", "output_layers"):
        made[end] = _numbered(settings.get(end), numbers)
    for layer in settings["layers"]:
        inner = layer["config"]
        one = {**layer, "name": None}
        one["config"] = _nameless(inner) if "layers" in inner else {**inner, "name": None}
        one["inbound_nodes"] = _numbered(layer.get("inbound_nodes"), numbers)
        made["layers"].append(one)
    return made


def _numbered(thing: Any, numbers: Mapping[str, int]) -> Any:
    """A thing with numbers instead of names in all lists of a name, a node and a tensor."""
    if isinstance(thing, Mapping):
        return {name: _numbered(one, numbers) for name, one in thing.items()}
    if not isinstance(thing, list | tuple):
        return thing
    if list(map(type, thing)) == [str, int, int]:
        return [numbers.get(thing[0], thing[0]), *thing[1:]]
    return [_numbered(one, numbers) for one in thing]
