"""Checks of Keras models: kind, shapes, parameter counts, predictions, saved files."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from nbjudge.checks.arrays import Array, as_array, check_values
from nbjudge.checks.wording import code, show
from nbjudge.errors import CheckFailed

Shape = Sequence[int | None]
_NOT_BUILT = "Give the model an input: begin it with `keras.Input(shape=...)`."


def check_model(
    model: object,
    *,
    name: str = "model",
    kind: Literal["any", "functional", "sequential"] = "any",
    remedy: str = "",
) -> None:
    """Checks that the value is a Keras model, built by the interface that the task asks for."""
    got = _interface(as_model(model, name))
    if kind not in ("any", got):
        raise CheckFailed(code(name), f"a {kind} model", f"a {got} one", remedy)


def check_input_shape(
    model: object, shape: Shape, *, name: str = "model", remedy: str = _NOT_BUILT
) -> None:
    """Checks the shape of one input sample, without the axis of the samples."""
    _check_shape(model, shape, name, "input", remedy)


def check_output_shape(
    model: object, shape: Shape, *, name: str = "model", remedy: str = ""
) -> None:
    """Checks the shape of the output for one sample, without the axis of the samples."""
    _check_shape(model, shape, name, "output", remedy)


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
    counts = (
        ("parameters", total, keras_model.weights),
        ("trainable parameters", trainable, keras_model.trainable_weights),
        ("non-trainable parameters", non_trainable, keras_model.non_trainable_weights),
    )
    if not keras_model.built:
        raise CheckFailed(code(name), "a built model", "one without weights yet", _NOT_BUILT)
    for noun, right, weights in counts:
        got = sum(math.prod(weight.shape) for weight in weights)
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
        predict(reference, inputs, name="the reference"),
        name=f"{name}.predict(...)",
        rtol=rtol,
        atol=atol,
        expected=expected,
        remedy=remedy,
    )


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
    if not isinstance(content, bytes) or not content:
        raise CheckFailed(code(name), "the content of a `.keras` file", show(content), remedy)
    import keras

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.keras")
        path.write_bytes(content)
        try:
            model = keras.saving.load_model(path, safe_mode=True)
        except Exception as error:
            got = f"{type(error).__name__} on loading it"
            raise CheckFailed(code(name), "a `.keras` file", got, remedy) from error
    check_same_predictions(model, reference, inputs, name=name, remedy=remedy)
    if compiled and not model.compiled:
        raise CheckFailed(code(name), "a compiled model", "one that is not", remedy)


def predict(model: object, inputs: object, *, name: str) -> Array:
    """What the model predicts for these inputs, as an array; no progress bar."""
    keras_model = as_model(model, name)
    try:
        prediction = keras_model.predict(as_array(inputs, "the inputs"), verbose=0)
    except Exception as error:
        got = f"{type(error).__name__}: {str(error).strip().splitlines()[0]}"
        raise CheckFailed(f"{name}.predict(...)", "a prediction", got) from error
    return np.asarray(prediction)


def as_model(value: object, name: str) -> Any:
    """The value, if it is a Keras model; else a learner's message."""
    import keras

    if not isinstance(value, keras.Model):
        raise CheckFailed(code(name), "a Keras model", show(value))
    return value


def _interface(model: Any) -> str:
    import keras

    if isinstance(model, keras.Sequential):
        return "sequential"
    # Keras does not export the class that `keras.Model(inputs, outputs)` makes.
    functional = any(base.__name__ == "Functional" for base in type(model).__mro__)
    return "functional" if functional else "subclassed"


def _check_shape(model: object, shape: Shape, name: str, end: str, remedy: str) -> None:
    got = getattr(as_model(model, name), f"{end}_shape", None)
    if got is None:
        raise CheckFailed(code(name), f"a model with a known {end} shape", "none", _NOT_BUILT)
    if not isinstance(got, tuple) or got[1:] != tuple(shape):
        found = got[1:] if isinstance(got, tuple) else got
        raise CheckFailed(
            f"the {end} shape of {code(name)}", f"`{tuple(shape)}` a sample", show(found), remedy
        )
