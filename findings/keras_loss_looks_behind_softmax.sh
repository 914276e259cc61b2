#!/bin/sh
# Keras 3.15.1: a network that ends in softmax and is compiled with `from_logits=True` has another loss in
# `evaluate` and `fit` than its predictions have. The tensor that an activation returns remembers what it
# was made of, and the loss of a class takes that instead, so the setting has no effect but a warning; of
# an array that `predict` has returned nobody can know. Wanted: the loss of what the network puts out.
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
keras.utils.set_random_seed(0)
x, y = np.random.default_rng(0).normal(size=(32, 4)), np.eye(3)[np.arange(32) % 3]
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="softmax")])
as_logits = keras.losses.CategoricalCrossentropy(from_logits=True)
model.compile("adam", as_logits)
predicted = model.predict(x, verbose=0)
measured = model.evaluate(x, y, verbose=0)
of_predictions = float(as_logits(y, predicted))
as_shares = float(keras.losses.CategoricalCrossentropy()(y, predicted))
print(f"evaluate, told from_logits=True:     {measured:.4f}")
print(f"the same loss of the predictions:    {of_predictions:.4f}")
print(f"the loss of the predictions as shares: {as_shares:.4f}")
sys.exit(np.isclose(measured, of_predictions, rtol=1e-3) or not np.isclose(measured, as_shares))
END
