"""A check of the layers of a model that accepts every equivalent spelling.

`Dense(3, activation="softmax")`, `Dense(3)` before `Activation("softmax")` or `Softmax()`, a
model within a model, Functional and Sequential: all are the same sequence of layers.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from nbjudge.checks.foreign import handled, silence
from nbjudge.checks.models import as_model, interface, keras_class
from nbjudge.checks.wording import code, show
from nbjudge.errors import CheckFailed

# Layers that are an activation function by their default settings, and operations that are one.
_ACTIVATION_LAYERS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "ReLU": ("relu", {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}),
    "Softmax": ("softmax", {"axis": -1}),
    "Relu": ("relu", {}),
    "Sigmoid": ("sigmoid", {}),
    "Tanh": ("tanh", {}),
}
_PASS_THROUGH = ("InputLayer", "Identity")
_ANY_SIDE = 16
# Settings that are a layer's alone, and those that make no difference to what a layer is.
_OF_ONE_LAYER = frozenset({"batch_shape", "build_config", "name", "seed"})
_ANY = _OF_ONE_LAYER | {"activation", "data_format", "dtype"}
_CONSTANTS = frozenset({"Constant", "Ones", "Zeros"})


@dataclass(frozen=True)
class Layer:
    """One layer: its Keras class, the settings that matter, and its activation.

    `made` is the Keras layer itself, of one that was found in a model.
    """

    kind: str
    settings: Mapping[str, object] = field(default_factory=dict)
    activation: str = "linear"
    name: str = ""
    made: Any = field(default=None, compare=False)


def layer(kind: str, *, activation: str = "linear", **settings: object) -> Layer:
    """A layer that a model should have, such as ``layer("Dense", units=10, activation="relu")``.

    A number stands for an axis or for all of them, as in ``layer("Conv2D", kernel_size=3)``. What
    Keras has a default for is to be that where it is not named, unless `check_layers` is told
    otherwise; anything that has to be given, such as `units`, may be anything then. No activation
    means a linear one.
    """
    return Layer(kind, settings, activation)


def check_layers(
    model: object,
    layers: Sequence[Layer],
    *,
    by_default: bool = True,
    name: str = "model",
    remedy: str = "",
) -> None:
    """Checks kinds, settings and activations of all layers, in order, and that they are a chain.

    The message names the first layer and property that differ. Names of layers do not count,
    nor inputs, nor dropout of rate 0, nor how weights are drawn, as long as they are. With
    `by_default`, settings that are not named are those of Keras. A subclassed model does not tell
    its layers' order, so it can't be checked and is refused.
    """
    got, right = _layers(model, name), _merge_activations(layers)
    for number, (found, wanted) in enumerate(zip(got, right, strict=False), start=1):
        place = f"layer {number} {code(found.name)}"
        _compare(place, found, wanted, remedy)
        with handled(name, "a Keras model that can be examined"):
            for setting, value in _beside(found.made, wanted.settings) if by_default else ():
                raise CheckFailed(f"{code(setting)} of {place}", "its default", value, remedy)
    if len(got) != len(right):
        raise CheckFailed(
            code(name), "another number of layers", f"{len(got)} after the input", remedy
        )
    _check_chain(as_model(model, name), name)


def check_same_layers(
    model: object,
    reference: object,
    *,
    name: str = "model",
    expected: str = "the layers of the original",
    remedy: str = "",
) -> None:
    """Checks that a model has the layers of another one, with all their settings.

    Names do not count, nor seeds, nor the numbers in weights.
    """
    got, right = _layers(model, name), _layers(reference, "the original")
    for number, (found, wanted) in enumerate(zip(got, right, strict=False), start=1):
        settings = {
            key: value for key, value in wanted.settings.items() if key not in _OF_ONE_LAYER
        }
        _compare(
            f"layer {number} {code(found.name)}", found, replace(wanted, settings=settings), remedy
        )
    if len(got) != len(right):
        raise CheckFailed(code(name), expected, f"{len(got)} layers after the input", remedy)


def _layers(model: object, name: str) -> list[Layer]:
    """The layers of a model in order, as records; a learner's message if it does not tell them."""
    keras_model = as_model(model, name)
    with handled(name, "a Keras model that can be examined"):
        known = interface(keras_model) != "subclassed" and hasattr(keras_model, "input_shape")
        leaves = _leaves(keras_model) if known else ()
        got = _merge_activations(record for leaf in leaves for record in _described(leaf))
    if not known:
        raise CheckFailed(
            code(name),
            "a built Sequential or Functional model",
            "one whose layers can't be listed",
            "Begin it with `keras.Input(shape=...)`.",
        )
    return got


def _compare(place: str, got: Layer, right: Layer, remedy: str) -> None:
    if got.kind != right.kind:
        raise CheckFailed(place, "another kind of layer", code(got.kind), remedy)
    for setting, value in right.settings.items():
        found = got.settings.get(setting)
        if not _same_setting(found, value):
            text = show(_plain(found)).strip("`")
            raise CheckFailed(place, f"another {code(setting)}", f"`{setting}={text}`", remedy)
    if got.activation != right.activation:
        text = "none" if got.activation == "linear" else code(got.activation)
        raise CheckFailed(f"the activation of {place}", "another one", text, remedy)


def _beside(item: Any, named: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The settings of a Keras layer that are not its defaults, beside the named ones, as shown.

    A student's own layer has no defaults.
    """
    import keras

    if type(item) is not getattr(keras.layers, type(item).__name__, None):
        return
    settings = _config(item)
    given = {
        key: settings[key]
        for key, parameter in inspect.signature(type(item)).parameters.items()
        if key in settings and (parameter.default is parameter.empty or key in named)
    }
    defaults = _config(type(item)(**given))
    for key in settings.keys() - named.keys() - _ANY:
        found, default = settings[key], defaults.get(key)
        if key.endswith("_initializer"):
            found, default = _constant(found), _constant(default)
        elif key == "axis" and isinstance(found, int) and isinstance(default, int):
            # The last one has two numbers.
            found, default = found % len(item.input.shape), default % len(item.input.shape)
        if not _same_setting(found, default):
            yield key, show(_plain(found)) if found else "another one"


def _constant(initializer: object) -> object:
    """The kind of an initializer that does not draw weights by lot, else nothing."""
    kind = initializer.get("class_name") if isinstance(initializer, Mapping) else initializer
    return kind if kind in _CONSTANTS else None


def _leaves(model: Any) -> Iterator[Any]:
    """The layers of a model in order, those of models within it in their place."""
    import keras

    for item in _calls(model) if interface(model) == "functional" else model.layers:
        if isinstance(item, keras.Model) and interface(item) != "subclassed":
            yield from _leaves(item)
        elif keras_class(item) not in _PASS_THROUGH:
            yield item


def _calls(model: Any) -> Iterator[Any]:
    """The operations of a Functional model in order, those that are no layer as well.

    One without weights, such as a pooling layer, may be called several times: each call is like a
    layer of its own. One with weights shares them, and comes once.
    """
    known: set[int] = set()
    for _, nodes in sorted(model._nodes_by_depth.items(), reverse=True):
        for node in nodes:
            item = node.operation
            if id(item) not in known or not getattr(item, "weights", ()):
                yield item
            known.add(id(item))


def _described(item: Any) -> Iterator[Layer]:
    """A layer as a record, or as two if its activation is a layer itself."""
    import keras

    kind, settings = keras_class(item), _config(item)
    activation = getattr(item, "activation", None) if "activation" in settings else None
    settings.pop("activation", None)
    if isinstance(activation, keras.layers.Layer):
        yield Layer(kind, settings, name=item.name, made=item)
        yield from _described(activation)
    else:
        yield Layer(kind, settings, _activation(activation), item.name, item)


def _merge_activations(layers: Iterable[Layer]) -> list[Layer]:
    """Layers with a separate activation drawn into the layer before it, and idle ones left out."""
    merged: list[Layer] = []
    for item in layers:
        name, defaults = _ACTIVATION_LAYERS.get(item.kind, ("", {}))
        if name and all(item.settings.get(key, value) == value for key, value in defaults.items()):
            item = Layer("Activation", activation=name, name=item.name)
        if item.kind == "Dropout" and item.settings.get("rate") == 0:
            continue
        if item.kind == "Activation":
            if item.activation == "linear":
                continue
            if merged and merged[-1].activation == "linear":
                merged[-1] = replace(merged[-1], activation=item.activation)
                continue
        merged.append(item)
    return merged


def _check_chain(model: Any, name: str) -> None:
    """Runs the layers one after another on random numbers: the model must give the same.

    This finds branches, skipped and repeated layers, whatever the model was built with.
    """
    try:
        with silence():
            sides = [_ANY_SIDE if side is None else side for side in model.input_shape[1:]]
            sample = np.random.default_rng(0).normal(size=(3, *sides)).astype("float32")
            output = sample
            for item in _leaves(model):
                output = item(output)
            wanted = np.asarray(model(sample, training=False))
            same = output.shape == wanted.shape and np.allclose(
                output, wanted, rtol=1e-4, atol=1e-5, equal_nan=True
            )
    except Exception:
        same = False
    if not same:
        raise CheckFailed(code(name), "layers in one chain", "another connection of layers")


def _config(item: Any) -> dict[str, object]:
    try:
        return dict(type(item).get_config(item))
    except (NotImplementedError, TypeError):
        return {}


def _activation(function: Any) -> str:
    """The name of an activation function, if it is one of Keras or TensorFlow."""
    if function is None:
        return "linear"
    module = str(getattr(function, "__module__", ""))
    if not module.startswith(("keras.", "tensorflow.")):
        return "a function of your own"
    return str(function.__name__).removesuffix("_v2")  # as of `tf.nn.softmax`


def _same_setting(found: object, wanted: object) -> bool:
    found, wanted = _plain(found), _plain(wanted)
    if isinstance(found, tuple) and isinstance(wanted, int | float):
        return set(found) == {wanted}
    return found == wanted


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    return round(value, 6) if isinstance(value, float) else value
