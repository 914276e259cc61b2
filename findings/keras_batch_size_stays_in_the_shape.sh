#!/bin/sh
# Keras 3.15.1: a Sequential model without `keras.Input` has the batch size of its first training in
# `input_shape` and `output_shape`, where every other model has None: `(16, 4)` after `fit` with batches of
# 16. It takes batches of any size all the same. Wanted: None, as the size of a batch belongs to a call.
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
x, y = np.ones((32, 4)), np.ones((32, 3))
late = keras.Sequential([keras.layers.Dense(3)])
early = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
for model in (late, early):
    model.compile("adam", "mse")
    model.fit(x, y, batch_size=16, verbose=0)
print("without an Input:", late.input_shape, late.output_shape)
print("with an Input:   ", early.input_shape, early.output_shape)
print("5 samples:", late.predict(x[:5], verbose=0).shape)
sys.exit(not (late.input_shape == (16, 4) and early.input_shape == (None, 4)))
END
