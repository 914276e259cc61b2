#!/bin/sh
# Keras 3.15.1: a layer that is frozen after a first `fit` goes on learning in the next one, until the
# model is compiled again. `trainable_weights` and `summary()` say at once that it is frozen. The same line
# before the first `fit` does freeze it, though the model was compiled before that, too. Wanted: one rule
# for both, or a warning where what is said and what is done differ.
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
x, y = np.random.default_rng(0).normal(size=(16, 4)), np.ones((16, 3))


def learns_frozen(trained_before):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5), keras.layers.Dense(3)])
    model.compile("sgd", "mse")
    if trained_before:
        model.fit(x, y, verbose=0)
    model.layers[0].trainable = False
    kernel = model.layers[0].get_weights()[0]
    model.fit(x, y, verbose=0)
    counted = sum(weight.numpy().size for weight in model.trainable_weights)
    return not np.array_equal(kernel, model.layers[0].get_weights()[0]), counted


after, before = learns_frozen(True), learns_frozen(False)
print("frozen after a first fit: learns on", after[0], "- trainable parameters", after[1])
print("frozen before any fit:    learns on", before[0], "- trainable parameters", before[1])
sys.exit(not (after == (True, 18) and before == (False, 18)))
END
