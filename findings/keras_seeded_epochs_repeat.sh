#!/bin/sh
# Keras 3.15.1 on TensorFlow 2.21.0: `fit(shuffle=True)`, the default, puts the samples in another order in
# every epoch, unless a seed was set for everything (`keras.utils.set_random_seed`): then each epoch has
# the same batches in the same order. An iterator of tf.data is made anew for each epoch, and begins the
# same sequence of random numbers again. Wanted: a seed makes a run repeatable, and not its epochs alike,
# as with the backends JAX and PyTorch, which draw from one generator.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet keras==3.15.1 tensorflow==2.21.0
cd "$place"
TF_CPP_MIN_LOG_LEVEL=3 KERAS_HOME="$place" "$place/venv/bin/python" - 2> "$place/log" <<'END'
import sys

import keras
import numpy as np
import tensorflow as tf


class Seen(keras.layers.Layer):
    """Keeps which samples it was called with."""

    order = []

    def call(self, x):
        tf.py_function(lambda values: self.order.append(values.numpy().ravel().tolist()), [x], [])
        return x


def orders(seed):
    """The order of eight samples in each of three epochs."""
    if seed is not None:
        keras.utils.set_random_seed(seed)
    Seen.order = []
    model = keras.Sequential([keras.Input((1,)), Seen(), keras.layers.Dense(1)])
    model.compile(optimizer="sgd", loss="mse")
    x = np.arange(8.0).reshape(8, 1)
    model.fit(x, x, epochs=3, batch_size=8, verbose=0)
    return [tuple(map(int, batch)) for batch in Seen.order]


print("Keras", keras.__version__, "TensorFlow", tf.__version__)
free, seeded = orders(None), orders(1)
for name, epochs in (("no seed", free), ("seed 1", seeded)):
    for epoch, order in enumerate(epochs, start=1):
        print(f"{name}, epoch {epoch}: samples {order}")
sys.exit(not (len(free) == len(seeded) == 3 and len(set(free)) == 3 and len(set(seeded)) == 1))
END
