#!/bin/sh
# Keras 3.15.1: `summary()` of a network counts more parameters after `fit` than before it. Its "Total
# params" holds the optimizer's own numbers, too: 251 for a network of 83 that Adam has trained, while
# `count_params()` goes on to say 83. Wanted: the number of parameters of a network is that of its layers,
# whatever it has been through.
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


def totals(model):
    lines = []
    model.summary(print_fn=lambda text, **_: lines.extend(text.split("\n")))
    return [line.strip() for line in lines if " params: " in line]


dense = keras.layers.Dense
model = keras.Sequential([keras.Input((4,)), dense(10), dense(3)])
model.compile("adam", "mse")
before = totals(model)
model.fit(np.ones((8, 4)), np.ones((8, 3)), verbose=0)
after = totals(model)
print("before fit:", before)
print("after fit: ", after)
print("count_params():", model.count_params())
sys.exit(not (before[0].startswith("Total params: 83 ") and after[0].startswith("Total params: 251 ")))
END
