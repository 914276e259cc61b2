"""Tensors, symbolic tensors and training histories."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nbjudge.checks import check_history, check_loss_falls, check_training
from nbjudge.kernels.codec import dumps, loads

from .crossing import crossed, exactly, lend

TENSORS: dict[str, Callable[[Any, Any], Any]] = {
    "constant": lambda tf, keras: tf.constant([[1.0, 2.0]]),
    "number": lambda tf, keras: tf.constant(3),
    "text": lambda tf, keras: tf.constant(["a", "b"]),
    "half": lambda tf, keras: tf.constant([1.5], tf.bfloat16),
    "variable": lambda tf, keras: tf.Variable([1, 2, 3]),
    "variable of Keras": lambda tf, keras: keras.Variable([1.0, 2.0]),
}


@pytest.mark.parametrize("make", TENSORS.values(), ids=TENSORS)
def test_a_tensor_crosses_as_an_array(keras: ModuleType, make: Callable[[Any, Any], Any]) -> None:
    import tensorflow as tf

    tensor = make(tf, keras)
    copy, right = crossed([tensor])[0], tensor.numpy()
    assert type(copy) is type(right)
    assert copy.dtype == right.dtype
    assert exactly(copy.tolist()) == exactly(right.tolist())


def test_a_symbolic_tensor_crosses(keras: ModuleType) -> None:
    tensor = keras.layers.Dense(3)(keras.Input((4,), dtype="float32"))
    copy = crossed(tensor)
    assert type(copy) is keras.KerasTensor
    assert (copy.shape, copy.dtype, copy.name) == ((None, 3), "float32", tensor.name)


LENT: dict[str, Callable[[Any], Any]] = {
    "ragged": lambda tf: tf.ragged.constant([[1], [2, 3]]),
    "sparse": lambda tf: tf.sparse.from_dense([[1, 0]]),
    "data set": lambda tf: tf.data.Dataset.range(3),
}


@pytest.mark.parametrize("make", LENT.values(), ids=LENT)
def test_other_tensors_are_lent(keras: ModuleType, make: Callable[[Any], Any]) -> None:
    import tensorflow as tf

    assert loads(dumps(make(tf), lend), lambda loan: loan.handle) == 7


def test_a_history_crosses(keras: ModuleType) -> None:
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse", metrics=["mae"])
    rng = np.random.default_rng(0)
    samples = rng.normal(size=(64, 4))
    history = model.fit(
        samples, samples @ [1, 2, 3, 4], epochs=5, validation_split=0.5, batch_size=8, verbose=0
    )
    copy = crossed(history)
    assert type(copy) is keras.callbacks.History
    assert exactly(copy.history) == exactly(history.history)
    assert copy.epoch == [0, 1, 2, 3, 4]
    assert copy.params == history.params
    assert copy.params["steps"] == 4
    check_history(copy, epochs=5, keys=["loss", "mae", "val_loss"])
    check_loss_falls(copy)
    check_training(copy, crossed(model), samples=32, batch_size=8)


def test_a_history_without_training_crosses(keras: ModuleType) -> None:
    copy = crossed(keras.callbacks.History())
    assert copy.history == {}
    assert not hasattr(copy, "epoch")


def test_a_history_turned_into_a_table_crosses(keras: ModuleType) -> None:
    history = keras.callbacks.History()
    history.history = pd.DataFrame({"loss": [2.0, 1.0]})
    pd.testing.assert_frame_equal(crossed(history).history, history.history)
