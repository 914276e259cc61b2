"""Checks of Keras models: kind, shapes, parameter counts, predictions, saved files."""

from __future__ import annotations

import math
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from nbjudge.checks.arrays import Array, as_array, check_values
from nbjudge.checks.foreign import announce, handled, plain, silence
from nbjudge.checks.functions import call
from nbjudge.checks.own_parts import own_part
from nbjudge.checks.wording import code, show
from nbjudge.errors import CheckFailed
from nbjudge.startup import quiet_tensorflow

Shape = Sequence[int | None]
Interface = Literal["functional", "sequential", "subclassed"]

_A_MODEL = "a Keras model that can be examined"
_NOT_BUILT = "Give the model an input: begin it with `keras.Input(shape=...)`."
# How many samples a network is asked for at a time.
BATCH = 128


def check_model(
    model: object,
    *,
    name: str = "model",
    kind: Literal["any", "functional", "sequential"] = "any",
    remedy: str = "",
) -> None:
    """Checks that the value is a Keras model, built by the interface that the task asks for."""
    got = interface(as_model(model, name))
    if kind not in ("any", got):
        raise CheckFailed(code(name), f"a {kind} model", f"a {got} one", remedy)


def check_input_shape(
    model: object,
    shape: Shape,
    *,
    name: str = "model",
    expected: str | None = None,
    remedy: str = _NOT_BUILT,
) -> None:
    """Checks the shape of one input sample, without the axis of the samples.

    The message tells the right shape, unless `expected` stands for it.
    """
    _check_shape(model, shape, name, "input", expected, remedy)


def check_output_shape(
    model: object,
    shape: Shape,
    *,
    name: str = "model",
    expected: str | None = None,
    remedy: str = "",
) -> None:
    """Checks the shape of the output for one sample, without the axis of the samples.

    The message tells the right shape, unless `expected` stands for it.
    """
    _check_shape(model, shape, name, "output", expected, remedy)


def check_parameter_count(
    model: object,
    total: int | None = None,
    *,
    trainable: int | None = None,
    non_trainable: int | None = None,
    name: str = "model",
    remedy: str = "",
) -> None:
    """Checks how many numbers the model has: all, those that training changes, the others."""
    keras_model = as_model(model, name)
    with handled(name, _A_MODEL):
        if not keras_model.built:
            raise CheckFailed(code(name), "a built model", "one without weights yet", _NOT_BUILT)
        counts = (
            ("parameters", total, _count(keras_model.weights)),
            ("trainable parameters", trainable, _count(keras_model.trainable_weights)),
            ("non-trainable parameters", non_trainable, _count(keras_model.non_trainable_weights)),
        )
    for noun, right, got in counts:
        if right is not None and got != right:
            raise CheckFailed(code(name), f"another number of {noun}", f"{got:,}", remedy)


def check_same_predictions(
    model: object,
    reference: object,
    inputs: object,
    *,
    name: str,
    rtol: float = 1e-4,
    atol: float = 1e-5,
    expected: str = "the same predictions as the original",
    remedy: str = "",
) -> None:
    """Checks that two models predict the same for these inputs."""
    check_values(
        predict(model, inputs, name=name),
        predict(reference, inputs, name="the original"),
        name=f"{name}.predict(...)",
        rtol=rtol,
        atol=atol,
        expected=expected,
        remedy=remedy,
    )


def check_new_network(function: object, *arguments: object, name: str, remedy: str = "") -> None:
    """Checks that each call of a function gives a network of its own.

    One object is told by its weights together with its name, or with those of its layers that Keras
    chose: it counts both on.
    """
    one, other = (as_model(call(function, *arguments, name=name), name) for _ in range(2))
    with handled(name, _A_MODEL):
        names = [item.name for item in one.layers]
        same = one is other or (
            names == [item.name for item in other.layers]
            and (one.name == other.name or any(map(_is_named_by_keras, one.layers)))
            and all(map(np.array_equal, one.get_weights(), other.get_weights()))
            and bool(one.weights)
        )
    if same:
        told = remedy or "Make its layers inside of the function."
        raise CheckFailed(code(name), "a new network in each call", "the same one twice", told)


def _is_named_by_keras(item: Any) -> bool:
    """Whether a layer has weights, and a name such as `dense_3`, which Keras gives only once."""
    given = re.sub(r"_\d+$", "", item.name).replace("_", "")
    return bool(item.weights) and given == type(item).__name__.lower()


def check_saved_model(
    content: object,
    reference: object,
    inputs: object,
    *,
    name: str,
    compiled: bool = False,
    remedy: str = "",
) -> None:
    """Checks the bytes of a `.keras` file: it loads and predicts the same as the reference.

    It is loaded in Keras's safe mode, which refuses a `Lambda` layer, since that would run code.
    """
    if type(content) is not bytes or not content:
        raise CheckFailed(code(name), "the content of a `.keras` file", show(content), remedy)
    quiet_tensorflow()
    import keras

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.keras")
        path.write_bytes(content)
        try:
            with silence():
                model = keras.saving.load_model(path, safe_mode=True)
        except Exception as error:
            got = f"{type(error).__name__} on loading it"
            raise CheckFailed(code(name), "a `.keras` file", got, remedy) from error
    check_same_predictions(model, reference, inputs, name=name, remedy=remedy)
    if compiled and not model.compiled:
        raise CheckFailed(code(name), "a compiled model", "one that is not", remedy)


def predict(model: object, inputs: object, *, name: str) -> Array:
    """What the model predicts for these inputs, as an array; no progress bar.

    The model is called as it is, batch by batch. Its own `predict` would compile a function
    first, which takes longer than the prediction and is warned of on stderr when it happens often.
    """
    keras_model = as_model(model, name)
    samples, subject = as_array(inputs, "the inputs"), f"{name}.predict(...)"
    with handled(subject, "a prediction"), silence():
        parts = [
            as_array(keras_model(samples[start : start + BATCH], training=False), subject)
            for start in range(0, len(samples), BATCH)
        ]
        return np.concatenate(parts)


def as_model(value: object, name: str) -> Any:
    """The value, if it is a Keras model; else a learner's message.

    What the judge can't look at, as a part of it is the student's own code, is announced.
    """
    # Where Keras was never imported there is no model, and no need to wait for TensorFlow.
    keras = sys.modules.get("keras")
    if keras is None or not issubclass(type(value), keras.Model):
        raise CheckFailed(code(name), "a Keras model", show(value))
    with handled(name, "a Keras model that can be examined"):
        own = own_part(value)
    if own:
        unless = "after handing in it can't be looked at, unless the task asks for it"
        announce(f"Note: {code(name)} holds {own}: {unless}.")
    return value


def interface(model: Any) -> Interface:
    """The interface by which a model was built."""
    import keras

    if isinstance(model, keras.Sequential):
        return "sequential"
    # Keras does not export the class that `keras.Model(inputs, outputs)` makes.
    functional = any(base.__name__ == "Functional" for base in type(model).__mro__)
    return "functional" if functional else "subclassed"


def keras_class(item: object) -> str:
    """The name of an object's class, if it is one of Keras; a student's may have any name."""
    kind = type(item)
    return kind.__name__ if str(kind.__module__).startswith("keras.") else "a class of your own"


def _count(weights: Sequence[Any]) -> int:
    return sum(math.prod(weight.shape) for weight in weights)


def _check_shape(
    model: object, shape: Shape, name: str, end: str, expected: str | None, remedy: str
) -> None:
    keras_model = as_model(model, name)
    with handled(name, _A_MODEL):
        got = getattr(keras_model, f"{end}_shape", None)
    if got is None:
        raise CheckFailed(code(name), f"a model with a known {end} shape", "none", _NOT_BUILT)
    # A model with several inputs or outputs has a list of shapes.
    found = got[1:] if type(got) is tuple else got
    if plain(found) != tuple(shape):
        wanted = f"`{tuple(shape)}` a sample" if expected is None else expected
        raise CheckFailed(f"the {end} shape of {code(name)}", wanted, show(found), remedy)
