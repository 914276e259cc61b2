"""What is kept beside the models: of random generators, and of the names that Keras has given."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import numpy as np
from keras.src.backend.common.global_state import get_global_attribute
from tensorflow.python.eager import context

_UIDS, _SEEDS = "object_name_uids", "global_seed_generator"


def uids() -> dict[str, int]:
    """How many names Keras has given of each kind: its own table."""
    found: dict[str, int] = get_global_attribute(_UIDS, defaultdict(int), set_to_default=True)
    return found


def draws() -> list[Any]:
    """The state of the generator that TensorFlow draws the order of batches from."""
    version, numbers, gauss = context.context()._rng.getstate()
    return [version, list(numbers), gauss]


def set_draws(state: list[Any]) -> None:
    """Sets the state that `draws` gives."""
    version, numbers, gauss = state
    context.context()._rng.setstate((version, tuple(numbers), gauss))


def global_seed() -> int | None:
    """The seed by which all that draws from this generator comes out the same."""
    seed: int | None = context.global_seed()
    return seed


def other_states() -> list[Any]:
    """The states of the generators that no training of Keras's own draws from."""
    seeds = get_global_attribute(_SEEDS)
    return [
        random.getstate(),
        repr(np.random.get_state(legacy=False)),
        None if seeds is None else np.asarray(seeds.state).tolist(),
    ]
