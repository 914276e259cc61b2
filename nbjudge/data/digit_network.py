"""A small convolutional network that has learned to tell the digits 0 to 4 apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from nbjudge.data.house_numbers import SIZE_PX
from nbjudge.startup import quiet_tensorflow

WEIGHTS = Path(__file__).with_name("digit_network.npz")


def load_digit_network(*, pretrained: bool = True) -> Any:
    """A new Keras model without a top: 256 features of a picture of (32, 32, 3) numbers.

    It was trained, with a top that is left out here, on 12,000 pictures of house numbers with the
    digits 0 to 4, upright or turned by quarters: 20 classes, of which it got 82 % right in new
    pictures. Their values were brought from 0..255 to -1..1. It has never seen another digit. Not
    `pretrained`, it has the same layers and random weights. Everything in it is trainable.

    Source: `python -m nbjudge.data.pretraining`.
    """
    network = digit_network()
    if pretrained:
        with np.load(WEIGHTS, allow_pickle=False) as arrays:
            network.set_weights([arrays[name].astype("float32") for name in arrays.files])
    return network


def digit_network() -> Any:
    """The network with random weights."""
    quiet_tensorflow()
    import keras
    from keras import layers

    pictures = keras.Input((SIZE_PX, SIZE_PX, 3))
    x = layers.Conv2D(24, 3, activation="relu")(pictures)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(48, 3, activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(256, 3)(x)
    features = layers.GlobalMaxPooling2D()(x)
    return keras.Model(pictures, features, name="digit_network")
