#!/bin/sh
# Keras 3.15.1: a compiled model that is compiled again, without `metrics`, keeps the metrics of the first
# time: `evaluate` returns two numbers where one is asked for, and code that takes its result as the loss
# fails or takes a list for a number. Optimizer and loss are replaced. Wanted: the second call decides.
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
x, y = np.ones((8, 4)), np.ones((8, 3))
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
model.compile("adam", "mse", metrics=["mae"])
model.compile("sgd", "mse")
fresh = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
fresh.compile("sgd", "mse")
again, once = (one.evaluate(x, y, verbose=0, return_dict=True) for one in (model, fresh))
print("compiled twice, the second time without metrics:", sorted(again))
print("compiled once without metrics:", sorted(once))
print("the optimizer is", type(model.optimizer).__name__)
sys.exit(not (sorted(again) == ["loss", "mae"] and sorted(once) == ["loss"]))
END
