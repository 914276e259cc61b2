"""House numbers for transfer learning: many pictures of some digits, few pictures of the others.

The pictures are painted as those in `street_images_model`, with half as many pixels a side. The
digits 0 to 4 are the source task, on which `pretraining` trains a network: it tells which digit it
is and how it is turned. The digits 5 to 9 are the target task, for which there are few pictures.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nbjudge.data.stand_ins import kept_arrays
from nbjudge.data.street_images_model import SIZE_PX as _PAINTED_PX
from nbjudge.data.street_images_model import Values, paint_digit, street_piece

SEED = 20_240_603
SIZE_PX = _PAINTED_PX // 2
SOURCE_DIGITS, TARGET_DIGITS = range(5), range(5, 10)
TURNS = 4
# Of the handwritten examples of each digit: 20 to train with, 40 for validation, 80 to test.
_TARGET_ENDS = (0, 20, 60, 140)
# Of each digit that is painted again and again, some are kept for the test pictures.
_SOURCE_TEST_DIGITS = 30

Pictures = NDArray[np.int32]
Labels = NDArray[np.int64]


class HouseNumbers(NamedTuple):
    """Pictures as (number, height, width, 3) integers from 0 to 255, labels as integers 0 to 4."""

    train_images: Pictures
    train_labels: Labels
    val_images: Pictures
    val_labels: Labels
    test_images: Pictures
    test_labels: Labels


def load_house_numbers() -> HouseNumbers:
    """New arrays of 100 pictures to train with, 200 for validation and 400 to test.

    Pictures are 32 x 32 pixels and show one of the digits 5 to 9; label 0 means the digit 5,
    label 4 the digit 9. Each set has as many of each digit, no handwritten digit is used twice, and
    the pictures are the same each time.

    Source: scikit-learn's handwritten digits on its two sample photos; needs no network.
    """
    return copy.deepcopy(_target())


@cache
def _target() -> HouseNumbers:
    return HouseNumbers(**kept_arrays(*STAND_IN))


def _paint() -> dict[str, NDArray[Any]]:
    rng = np.random.default_rng(SEED)
    drawings = [rng.permutation(written(digit)) for digit in TARGET_DIGITS]

    def pictures(start: int, end: int) -> tuple[Pictures, Labels]:
        labels = rng.permutation(np.repeat(np.arange(len(drawings)), end - start))
        taken = [iter(some[start:end]) for some in drawings]
        return painted(rng, (next(taken[label]) for label in labels)), labels

    train, val, test = (pictures(*ends) for ends in itertools.pairwise(_TARGET_ENDS))
    return HouseNumbers(*train, *val, *test)._asdict()


def source_pictures(count: int, *, test: bool, seed: int) -> tuple[Pictures, Labels]:
    """Pictures of the digits 0 to 4, turned to the left by 0 to 3 quarters, and their labels.

    A label is four times the digit plus the number of quarter turns. Each handwritten digit is in
    many pictures; those to `test` with show other handwriting than all others.
    """
    rng = np.random.default_rng(seed)
    kept = slice(None, _SOURCE_TEST_DIGITS) if test else slice(_SOURCE_TEST_DIGITS, None)
    drawings = [written(digit)[kept] for digit in SOURCE_DIGITS]
    labels = rng.integers(len(drawings) * TURNS, size=count)
    turned = (np.rot90(rng.choice(drawings[label // TURNS]), label % TURNS) for label in labels)
    return painted(rng, turned), labels


def written(digit: int) -> Values:
    """All handwritten examples of a digit, (number, 8, 8) from 0 to 1."""
    # Imported here because it takes longer than all the rest of nbjudge.data.
    from sklearn.datasets import load_digits

    digits = load_digits()
    examples: Values = digits.images[digits.target == digit] / 16
    return examples


def painted(rng: np.random.Generator, drawings: Iterator[Values]) -> Pictures:
    """A picture of each drawing, somewhere on a piece of a photo."""
    from sklearn.datasets import load_sample_images

    photos = [photo.astype(float) for photo in load_sample_images().images]
    pictures = []
    for drawing in drawings:
        street = street_piece(rng, photos)
        paint_digit(rng, street, drawing)
        blocks = street.reshape(SIZE_PX, 2, SIZE_PX, 2, 3)
        pictures.append(blocks.mean(axis=(1, 3)).round().clip(0, 255).astype(np.int32))
    return np.stack(pictures)


STAND_IN = "house_numbers", _paint
