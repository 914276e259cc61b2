#!/bin/sh
# Keras 3.15.1 on TensorFlow 2.21.0: `fit(x, y, steps_per_epoch=3)` with arrays of four batches has epochs
# of three steps and of one in turn, as every other epoch has only what the one before has left over. What
# it returns does not say so: a loss for each epoch, `params["steps"]` 3, and a warning on stderr once.
# Wanted: three steps in each epoch, on from where the last one ended or from the beginning again.
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
import tensorflow as tf

steps = []


class Counter(keras.callbacks.Callback):
    """Counts the steps of each epoch."""

    def on_epoch_begin(self, epoch, logs=None):
        steps.append(0)

    def on_train_batch_end(self, batch, logs=None):
        steps[-1] += 1


model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
x = np.arange(128.0).reshape(128, 1) / 128
history = model.fit(
    x, x, batch_size=32, epochs=6, steps_per_epoch=3, callbacks=[Counter()], verbose=0
)
told = history.params["steps"], len(history.history["loss"])
print("Keras", keras.__version__, "TensorFlow", tf.__version__)
print(f"four batches, steps_per_epoch=3: steps of the epochs {steps}")
print(f"what is returned: {told[0]} steps an epoch, losses of {told[1]} epochs")
sys.exit(not (steps == [3, 1, 3, 1, 3, 1] and told == (3, 6)))
END
