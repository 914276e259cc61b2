"""House numbers in the street: what stands in for the street images where those are not to be had.

Each image is a darkened piece of one of scikit-learn's two sample photos, with one of its
handwritten digits painted over it in a light colour, in random size, place and slant. No digit
is used twice.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nbjudge.data.stand_ins import kept_arrays

SEED = 20_240_414
TRAIN_COUNT, TEST_COUNT = 878, 293
SIZE_PX = 64

_DIGIT_PX = (36, 54)
_LARGEST_CROP_PX = 256
_SLANT_DEGREES = 10
_COLOUR = (170, 255)
_PAINT = (0.8, 1.0)
_NOISE = 6

Values = NDArray[np.float64]


class StreetImages(NamedTuple):
    """Images as (number, height, width, 3) integers from 0 to 255, labels as integers 0 to 9."""

    train_images: NDArray[np.int32]
    train_labels: NDArray[np.int64]
    test_images: NDArray[np.int32]
    test_labels: NDArray[np.int64]


def painted_street_images() -> StreetImages:
    """New arrays of 878 and 293 images of 64 x 64 pixels, the same each time."""
    images, labels = _painted()
    return StreetImages(
        images[:TRAIN_COUNT].copy(),
        labels[:TRAIN_COUNT].copy(),
        images[TRAIN_COUNT:].copy(),
        labels[TRAIN_COUNT:].copy(),
    )


@cache
def _painted() -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    arrays = kept_arrays(*STAND_IN)
    return arrays["images"].astype(np.int32), arrays["labels"]


def _paint() -> dict[str, NDArray[Any]]:
    # Imported here because it takes longer than all the rest of nbjudge.data.
    from sklearn.datasets import load_digits, load_sample_images

    rng = np.random.default_rng(SEED)
    photos = [photo.astype(float) for photo in load_sample_images().images]
    digits = load_digits()
    chosen = rng.permutation(len(digits.images))[: TRAIN_COUNT + TEST_COUNT]
    images = np.empty((len(chosen), SIZE_PX, SIZE_PX, 3), np.uint8)
    for image, number in zip(images, chosen, strict=True):
        street = street_piece(rng, photos)
        paint_digit(rng, street, digits.images[number] / 16)
        image[:] = (street + rng.normal(0, _NOISE, street.shape)).clip(0, 255)
    return {"images": images, "labels": digits.target[chosen].astype(np.int64)}


def street_piece(rng: np.random.Generator, photos: list[Values]) -> Values:
    """A dull piece of a photo, (64, 64, 3)."""
    from scipy import ndimage

    photo = photos[rng.integers(len(photos))]
    side = int(rng.integers(SIZE_PX, _LARGEST_CROP_PX))
    top, left = (int(rng.integers(length - side + 1)) for length in photo.shape[:2])
    piece = photo[top : top + side, left : left + side]
    if rng.random() < 0.5:
        piece = piece[:, ::-1]
    scale = SIZE_PX / side
    street: Values = ndimage.zoom(piece, (scale, scale, 1), order=1)
    dull: Values = 0.7 * (0.3 * street.mean(axis=(0, 1)) + 0.7 * street)
    return dull


def paint_digit(rng: np.random.Generator, street: Values, digit: Values) -> None:
    """Paints a digit, (8, 8) from 0 to 1, somewhere on the street."""
    from scipy import ndimage

    scale = int(rng.integers(_DIGIT_PX[0], _DIGIT_PX[1] + 1)) / len(digit)
    slant = rng.uniform(-_SLANT_DEGREES, _SLANT_DEGREES)
    slanted = ndimage.rotate(digit, slant, reshape=False, order=1)
    enlarged: Values = ndimage.zoom(slanted, scale, order=1)
    mask = ((enlarged - 0.5) * 1.5 + 0.5).clip(0, 1)[..., None] * rng.uniform(*_PAINT)
    side = len(mask)
    top, left = rng.integers(SIZE_PX - side + 1, size=2)
    place = street[top : top + side, left : left + side]
    place += mask * (rng.uniform(*_COLOUR, size=3) - place)


STAND_IN = "painted_street_images", _paint
