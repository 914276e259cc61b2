#!/bin/sh
# Keras 3.15.1: `clone_model` of a compiled model gives a compiled one, with a new optimizer and the same
# loss and metrics, so that it can be trained at once. Its documentation speaks of layers and new weights,
# and has another model in mind, which is to be compiled. Whoever compiles a clone with less, and counts
# on an error where `compile` was forgotten, gets neither. Wanted: it says what it copies.
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
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
bare = keras.models.clone_model(model)
model.compile("adam", "mse", metrics=["mae"])
clone = keras.models.clone_model(model)
print("clone of a model that is not compiled: compiled", bare.compiled)
print("clone of a compiled model: compiled", clone.compiled, "with", type(clone.optimizer).__name__)
history = clone.fit(np.ones((4, 4)), np.ones((4, 3)), verbose=0).history
print("it can be trained, and measures", sorted(history))
print("its documentation says compile:", "compile" in keras.models.clone_model.__doc__)
sys.exit(not (clone.compiled and not bare.compiled))
END
