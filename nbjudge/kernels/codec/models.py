"""Keras models and layers: configuration, weights, and how they were compiled.

A copy is built without any memory for its weights, and gets those that came with it only if each
has the shape that the configuration says.
"""

from __future__ import annotations

import contextlib
import math
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from nbjudge.kernels.codec.compiling import compile_model, compile_settings
from nbjudge.kernels.codec.keras_parts import (
    check_own,
    found_class,
    found_function,
    strange_part,
)
from nbjudge.kernels.codec.wire import CantCross, Decode, Encode, Malformed, Reader, Writer

# Numbers in the state of a random generator, or of a count.
_SMALL = 16


def encoder(kind: type) -> Encode | None:
    """The encoder of a class of models or layers."""
    keras: Any = sys.modules.get("keras")
    # Its attributes are there one after the other while it is being imported.
    if not hasattr(keras, "Model") or not issubclass(kind, keras.layers.Layer):
        return None
    return _encode_model


def _encode_model(writer: Writer, value: Any) -> None:
    check_own(value)
    config = _with_own_names(_config(value))
    strange = strange_part(config)
    if strange is not None:
        raise CantCross(f"a model with `{strange}`, which can't be looked at safely")
    weights = value.weights
    layers = value._flatten_layers()
    writer.kind("model")
    writer.items(
        (
            config,
            [np.asarray(weight.numpy()) for weight in weights],
            [bool(layer.trainable) for layer in layers],
            [bool(weight.trainable) for weight in weights],
            compile_settings(value) if _is_model(value) else None,
        ),
        "a model",
    )


def _model(reader: Reader) -> object:
    config, weights = reader.instance(dict), reader.instance(list)
    layers_trainable, weights_trainable = reader.instance(list), reader.instance(list)
    settings = reader.optional(dict)
    model = _built(config, weights)
    for layer, trainable in zip(model._flatten_layers(), layers_trainable, strict=True):
        if layer.trainable != trainable:
            layer.trainable = bool(trainable)
    for weight, trainable in zip(model.weights, weights_trainable, strict=True):
        if weight.trainable != trainable:
            weight.trainable = bool(trainable)
    if settings is not None and _is_model(model):
        compile_model(model, settings)
    return model


def _config(value: Any) -> Any:
    """The configuration, without that of compiling, which fails for what Keras does not know."""
    import keras

    with contextlib.ExitStack() as stack:
        for model in value._flatten_layers():
            if getattr(model, "compiled", False):
                stack.enter_context(_not_compiled(model))
        return keras.saving.serialize_keras_object(value)


@contextlib.contextmanager
def _not_compiled(model: Any) -> Iterator[None]:
    model.compiled = False
    try:
        yield
    finally:
        model.compiled = True


def _with_own_names(config: Any) -> Any:
    """The configuration with what is Keras's or Python's own in place of what is the same.

    TensorFlow has activations of its own; `np.float64` is a `float`, so Keras leaves it as it is.
    """
    if isinstance(config, np.generic):
        return config.item()
    if isinstance(config, list | tuple):
        return type(config)(map(_with_own_names, config))
    if not isinstance(config, dict):
        return config
    if config.get("class_name") == "function":
        # The name of `tf.nn.softmax` is softmax_v2.
        name = str(config["config"]).removesuffix("_v2")
        return name if found_function(name) is not None else config
    return {key: _with_own_names(value) for key, value in config.items()}


def _built(config: dict[str, Any], arrays: list[Any]) -> Any:
    """The model or layer of a configuration, with these weights."""
    import keras
    from keras.src.backend.common import global_state, variables

    kind = found_class(config.get("module"), config.get("class_name"))
    if kind is None or not issubclass(kind, keras.layers.Layer) or strange_part(config) is not None:
        raise Malformed("no model of Keras's own parts")
    try:
        with _at_once(), keras.StatelessScope(initialize_variables=False):
            model = keras.saving.deserialize_keras_object(config, safe_mode=True)
        weights = model.weights
        for weight, array in zip(weights, arrays, strict=True):
            is_array = type(array) is np.ndarray and array.dtype.isnative
            if not is_array or array.dtype.name != weight.dtype:
                raise Malformed("weights of another type than those of the model")
            if array.shape != tuple(weight.shape):
                raise Malformed("weights of other shapes than those of the model")
            weight._initializer = _Given(array)
        # Random generators have a state, and some layers are made from others that are dropped.
        waiting = global_state.get_global_attribute("uninitialized_variables") or []
        if sum(map(_length, waiting)) > 2 * sum(map(_length, weights)) + _SMALL * len(waiting):
            raise Malformed("a model that is much larger than its weights")
    except BaseException:
        global_state.set_global_attribute("uninitialized_variables", [])
        raise
    variables.initialize_all_variables()
    for layer in model._flatten_layers():
        if isinstance(layer, keras.layers.Normalization):
            # It works with what it derives from its weights.
            layer.finalize_state()
    return model


@contextlib.contextmanager
def _at_once() -> Iterator[None]:
    """Has sequential models built once, when all their layers are there, and not with each anew."""
    import keras

    def from_config(cls: Any, config: Any, custom_objects: Any = None) -> Any:
        layers = [keras.saving.deserialize_keras_object(one) for one in config["layers"]]
        model = cls(layers, name=config["name"])
        if not model._functional and config.get("build_input_shape"):
            model.build(config["build_input_shape"])
        return model

    kept = vars(keras.Sequential)["from_config"]
    keras.Sequential.from_config = classmethod(from_config)
    try:
        yield
    finally:
        keras.Sequential.from_config = kept


def _length(variable: Any) -> int:
    return math.prod(variable.shape)


class _Given:
    """An initializer that gives what is there already."""

    def __init__(self, array: Any) -> None:
        self._array = array

    def __call__(self, shape: Any, dtype: Any = None) -> Any:
        import keras

        return keras.ops.convert_to_tensor(self._array, dtype)


def _is_model(value: Any) -> bool:
    import keras

    return isinstance(value, keras.Model)


DECODERS: dict[str, Decode] = {"model": _model}
