from __future__ import annotations

import numpy as np

from nbjudge.data import load_house_numbers
from nbjudge.data.house_numbers import source_pictures


def pictures_and_labels() -> list[tuple[np.ndarray, np.ndarray]]:
    numbers = load_house_numbers()
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_each_set_has_as_many_of_each_digit() -> None:
    for (images, labels), count in zip(pictures_and_labels(), (20, 40, 80), strict=True):
        assert images.shape == (5 * count, 32, 32, 3)
        assert images.dtype.kind == "i"
        assert images.min() >= 0
        assert 200 < images.max() <= 255
        assert np.bincount(labels).tolist() == [count] * 5
        # in no order: neighbours differ most of the time
        assert np.mean(labels[1:] != labels[:-1]) > 0.5


def test_pictures_are_new_and_the_same_each_time() -> None:
    first, second = load_house_numbers(), load_house_numbers()
    first.train_images[:] = 0
    first.train_labels[:] = 0
    assert second.train_images.any()
    for one, other in zip(second, load_house_numbers(), strict=True):
        assert np.array_equal(one, other)


def test_no_picture_is_in_two_sets() -> None:
    pictures = [image.tobytes() for images, _ in pictures_and_labels() for image in images]
    assert len(set(pictures)) == len(pictures) == 700


def test_pictures_of_the_source_task_are_the_same_for_the_same_seed() -> None:
    images, labels = source_pictures(100, test=False, seed=3)
    again, _ = source_pictures(100, test=False, seed=3)
    others, _ = source_pictures(100, test=False, seed=4)
    assert images.shape == (100, 32, 32, 3)
    assert set(labels) == set(range(20))
    assert np.array_equal(images, again)
    assert not np.array_equal(images, others)
