"""Small colour images of ten kinds of things, as the lesson has them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nbjudge.data.origins import real_files, why_not
from nbjudge.data.street_images_model import StreetImages, painted_street_images


def load_street_images(size_px: int = 64) -> StreetImages:
    """New arrays of 878 images and labels to train with, and 293 to test; says which they are.

    Images are (number, size_px, size_px, 3) integers from 0 to 255, labels (number,) integers
    from 0 to 9. Smaller sizes than 64 are averages over the pixels.

    Source: Dollar Street 10, downloaded once; handwritten digits on photos
    (`street_images_model`) where that can't be done. `origin("street_images")` tells them apart.
    """
    files = real_files("street_images")
    if files:
        print("Street images: the real ones, Dollar Street 10.")
        train_images, train_labels, test_images, test_labels = map(np.load, files)
        images = StreetImages(train_images, train_labels, test_images, test_labels)
    else:
        reason = why_not("street_images")
        print(f"Street images: painted house numbers, in place of the real ones ({reason}).")
        images = painted_street_images()
    return images._replace(
        train_images=shrunk_images(images.train_images, size_px),
        test_images=shrunk_images(images.test_images, size_px),
    )


def shrunk_images(images: NDArray[np.int32], size_px: int) -> NDArray[np.int32]:
    """Square images with fewer pixels, each the average of those that it replaces."""
    if images.shape[1] == size_px:
        return images
    from PIL import Image

    size = size_px, size_px
    bitmaps = (Image.fromarray(image.astype(np.uint8)) for image in images)
    smaller = [np.asarray(bitmap.resize(size, Image.Resampling.BOX)) for bitmap in bitmaps]
    return np.stack(smaller).astype(np.int32)
