"""Trains the network of `digit_network` on its source task and writes its weights.

``python -m nbjudge.data.pretraining`` does it, in one thread, so that the same versions of the
libraries give the same file. It takes about a minute.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nbjudge.data.digit_network import WEIGHTS, digit_network
from nbjudge.data.house_numbers import SOURCE_DIGITS, TURNS, source_pictures
from nbjudge.startup import quiet_tensorflow

SEED = 1
PICTURES, TEST_PICTURES = 12_000, 1000
EPOCHS = 10


def pretrain(path: Path, *, pictures: int, epochs: int, verbose: int = 0) -> Any:
    """Writes the weights of the network after its training; returns it with the top that it had.

    Training and pictures are the same each time.
    """
    quiet_tensorflow()
    import keras

    keras.utils.set_random_seed(SEED)
    images, labels = source_pictures(pictures, test=False, seed=SEED)
    inputs = images / 127.5 - 1
    network = digit_network()
    model = keras.Sequential([network, keras.layers.Dense(len(SOURCE_DIGITS) * TURNS)])
    model.compile(
        keras.optimizers.Adam(0.002),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    model.fit(inputs, labels, batch_size=64, epochs=epochs, verbose=verbose)
    weights = standardized(network.get_weights(), network.predict(inputs, verbose=0))
    # Half precision is precise enough, and half as large.
    np.savez(path, *(weight.astype("float16") for weight in weights))
    return model


def standardized(weights: list[NDArray[Any]], features: NDArray[Any]) -> list[NDArray[Any]]:
    """The weights, the last layer's scaled so that each of the features has mean 0, deviation 1.

    The largest of scaled and shifted values is the largest value, scaled and shifted.
    """
    *first, kernel, bias = weights
    mean, deviation = features.mean(axis=0), features.std(axis=0)
    return [*first, kernel / deviation, (bias - mean) / deviation]


def main() -> None:
    """Trains, writes the file in the package, and says how well the network has learned."""
    quiet_tensorflow()
    import tensorflow as tf

    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.experimental.enable_op_determinism()
    model = pretrain(WEIGHTS, pictures=PICTURES, epochs=EPOCHS, verbose=2)
    images, labels = source_pictures(TEST_PICTURES, test=True, seed=SEED)
    logits = model.predict(images / 127.5 - 1, verbose=0)
    accuracy = np.mean(logits.argmax(axis=1) == labels)
    sys.stdout.write(f"{WEIGHTS}: {WEIGHTS.stat().st_size:,} bytes\n")
    sys.stdout.write(f"accuracy on {TEST_PICTURES} new pictures: {accuracy:.3f}\n")


if __name__ == "__main__":
    main()
