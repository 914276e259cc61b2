#!/bin/sh
# Keras 3.15.1: with the same seed, `Dense(3)(Dense(10)(inputs))` begins with other weights than the same
# network written line by line, or as a Sequential model. Python makes the outer layer first, and a layer
# draws the seed of its kernel when it is made, not when it is built. So two spellings that look the same
# train differently. Wanted: weights drawn in the order in which the layers stand in the network.
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

print("Keras", keras.__version__)
dense = keras.layers.Dense


def nested():
    inputs = keras.Input((4,))
    return keras.Model(inputs, dense(3)(dense(10)(inputs)))


def by_line():
    inputs = keras.Input((4,))
    hidden = dense(10)(inputs)
    return keras.Model(inputs, dense(3)(hidden))


def stacked():
    return keras.Sequential([keras.Input((4,)), dense(10), dense(3)])


kernels = {}
for make in (nested, by_line, stacked):
    keras.utils.set_random_seed(1)
    kernels[make.__name__] = make().get_weights()[0]
same = {
    name: bool(np.array_equal(kernel, kernels["stacked"])) for name, kernel in kernels.items()
}
print("first kernel as in the stacked spelling:", same)
sys.exit(same != {"nested": False, "by_line": True, "stacked": True})
END
