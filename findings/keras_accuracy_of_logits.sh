#!/bin/sh
# Keras 3.15.1: with `BinaryCrossentropy(from_logits=True)`, the metric "accuracy" calls an output 1 from
# 0.5 on, as if it were a probability. A logit of 0.4, a probability of 0.6, counts as 0. Told of logits,
# the loss is right, and the accuracy is too low by as many samples as lie between, without a warning.
# Wanted: "accuracy" is chosen to fit the loss anyway, and could know where its middle is.
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
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile("sgd", keras.losses.BinaryCrossentropy(from_logits=True), metrics=["accuracy"])
model.layers[0].set_weights([np.ones((1, 1)), np.zeros(1)])
x, y = np.array([[0.4], [0.3], [2.0], [-1.0]]), np.array([1, 1, 1, 0])
probabilities = 1 / (1 + np.exp(-model.predict(x, verbose=0)[:, 0]))
right = float(np.mean((probabilities > 0.5) == y))
measured = model.evaluate(x, y, verbose=0, return_dict=True)["accuracy"]
print("probabilities:", probabilities.round(2), "for the labels", y)
print("share of right answers:", right, "- accuracy by evaluate:", measured)
sys.exit(not (right == 1.0 and measured == 0.5))
END
