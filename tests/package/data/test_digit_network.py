from __future__ import annotations

from pathlib import Path
from typing import Any

import keras
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from nbjudge.data import digit_network, load_digit_network, load_house_numbers, pretraining
from nbjudge.data.house_numbers import source_pictures


def test_the_weights_are_small_and_nothing_but_numbers() -> None:
    assert digit_network.WEIGHTS.stat().st_size < 1_000_000
    with np.load(digit_network.WEIGHTS, allow_pickle=False) as arrays:
        shapes = [arrays[name].shape for name in arrays.files]
        assert all(np.isfinite(arrays[name]).all() for name in arrays.files)
    assert shapes == [weight.shape for weight in load_digit_network().weights]


def test_a_loaded_network_is_new_and_trainable() -> None:
    first, second = load_digit_network(), load_digit_network()
    first.trainable = False
    first.set_weights([0 * weight for weight in first.get_weights()])
    assert second.trainable_weights == second.weights
    assert all(weight.any() for weight in second.get_weights()[::2])
    assert second.count_params() == 121_936
    assert second.output_shape == (None, 256)


def test_without_pretraining_the_weights_are_random() -> None:
    kernels = [load_digit_network(pretrained=False).get_weights()[0] for _ in range(2)]
    kernels.append(load_digit_network().get_weights()[0])
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert not np.allclose(kernels[one], kernels[other], atol=0.01)


def share_right(network: Any, known: Any, known_labels: Any, new: Any, new_labels: Any) -> float:
    """How many new pictures a simple top on the network gets right that has learned the known."""
    top = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    top.fit(np.asarray(network(known / 127.5 - 1)), known_labels)
    return float(top.score(np.asarray(network(new / 127.5 - 1)), new_labels))


def test_the_features_are_good_for_the_source_task() -> None:
    known, new = (source_pictures(300, test=test, seed=11) for test in (False, True))
    assert share_right(load_digit_network(), *known, *new) > 0.75


def test_the_features_help_with_digits_that_the_network_has_never_seen() -> None:
    numbers = load_house_numbers()
    sets = (numbers.train_images, numbers.train_labels, numbers.test_images, numbers.test_labels)
    pretrained = share_right(load_digit_network(), *sets)
    keras.utils.set_random_seed(1)
    random = share_right(load_digit_network(pretrained=False), *sets)
    assert pretrained > 0.7
    assert pretrained > random + 0.15


def test_pretraining_is_reproducible_and_learns(tmp_path: Path) -> None:
    weights = []
    for name in ("one.npz", "two.npz"):
        pretraining.pretrain(tmp_path / name, pictures=64, epochs=1)
        with np.load(tmp_path / name) as arrays:
            weights.append([arrays[key] for key in arrays.files])
    assert [w.shape for w in weights[0]] == [w.shape for w in load_digit_network().weights]
    assert all(np.allclose(*pair, atol=1e-3) for pair in zip(*weights, strict=True))
