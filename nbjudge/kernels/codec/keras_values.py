"""Tensors and variables as arrays, symbolic tensors, and training histories.

TensorFlow and Keras are looked up when a value is encoded, and imported when one is decoded.
"""

from __future__ import annotations

import sys
from typing import Any

from nbjudge.kernels.codec.wire import Decode, Encode, Malformed, Reader, Writer


def encoder(kind: type) -> Encode | None:
    """The encoder of a class of tensors, or of the training history."""
    return next((encode for base, encode in _bases() if issubclass(kind, base)), None)


def _bases() -> list[tuple[type, Encode]]:
    tensorflow: Any = sys.modules.get("tensorflow")
    keras: Any = sys.modules.get("keras")
    found: list[tuple[type, Encode]] = []
    # Their attributes are loaded one after the other while they are being imported.
    if hasattr(keras, "callbacks"):
        found += [
            (keras.Variable, _encode_tensor),
            (keras.KerasTensor, _encode_symbolic),
            (keras.callbacks.History, _encode_history),
        ]
    if hasattr(tensorflow, "Variable"):
        found += [(tensorflow.Tensor, _encode_tensor), (tensorflow.Variable, _encode_tensor)]
    return found


def _encode_tensor(writer: Writer, value: Any) -> None:
    writer.value(value.numpy())


def _encode_symbolic(writer: Writer, value: Any) -> None:
    writer.kind("symbolic tensor")
    writer.items((tuple(value.shape), value.dtype, value.name), "a tensor")


def _symbolic(reader: Reader) -> object:
    import keras

    shape, dtype, name = reader.instance(tuple), reader.instance(str), reader.instance(str)
    if any(side is not None and not (type(side) is int and 0 <= side < 2**31) for side in shape):
        raise Malformed("no shape")
    return keras.KerasTensor(shape, dtype=dtype, name=name)


def _encode_history(writer: Writer, value: Any) -> None:
    from nbjudge.checks.training import trained_weights

    writer.kind("history")
    told = value.history, getattr(value, "epoch", None), value.params, trained_weights(value)
    writer.items(told, "a history")


def _history(reader: Reader) -> object:
    import keras

    history = keras.callbacks.History()
    history.history, epoch, history.params, history.weights_digest = reader.items(4)
    if epoch is not None:  # there is none before the training
        history.epoch = epoch
    return history


DECODERS: dict[str, Decode] = {"symbolic tensor": _symbolic, "history": _history}
