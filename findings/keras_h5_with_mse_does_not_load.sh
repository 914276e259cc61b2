#!/bin/sh
# Keras 3.15.1: a model compiled with the loss "mse" is saved to an `.h5` file without a word, and
# `load_model` of that file fails: it looks for "mse" among classes. The full name of the same loss loads,
# and so does a `.keras` file with "mse". Wanted: what `save` accepts can be loaded.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet keras==3.15.1 tensorflow==2.21.0
cd "$place"
TF_CPP_MIN_LOG_LEVEL=3 KERAS_HOME="$place" "$place/venv/bin/python" - 2> "$place/log" <<'END'
import sys

import keras

print("Keras", keras.__version__)
outcomes = {}
for loss in ("mse", "mean_squared_error"):
    for ending in ("h5", "keras"):
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
        model.compile("adam", loss)
        model.save(f"{loss}.{ending}")
        try:
            keras.models.load_model(f"{loss}.{ending}")
            outcomes[loss, ending] = "loads"
        except ValueError as error:
            outcomes[loss, ending] = str(error).split(".")[0]
        print(f"{loss}.{ending}:", outcomes[loss, ending][:80])
failed = [case for case, outcome in outcomes.items() if outcome != "loads"]
sys.exit(failed != [("mse", "h5")])
END
