#!/bin/sh
# Keras 3.15.1: `Huber.get_config()` leaves `delta` out, unlike that of every other loss with a setting of
# its own. A model compiled with `Huber(delta=5.0)`, saved and loaded again, goes on with `delta=1.0`: its
# loss on the same data is another number, nothing says so, and training continues towards another
# aim. Wanted: what is loaded is compiled as what was saved, as `load_model` promises.
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
loss = keras.losses.Huber(delta=5.0)
print("configuration:", loss.get_config())
print("that of Tversky(alpha=0.9):", keras.losses.Tversky(alpha=0.9).get_config())

keras.utils.set_random_seed(0)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss=loss)
x, y = np.arange(4.0).reshape(4, 1), np.full((4, 1), 9.0)
before = model.evaluate(x, y, verbose=0)
model.save("model.keras")
after = keras.saving.load_model("model.keras").evaluate(x, y, verbose=0)
print(f"loss before saving {before:.4f}, after loading {after:.4f}")
sys.exit("delta" in loss.get_config() or bool(np.isclose(before, after)))
END
