from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nbjudge.data import StreetImages, load_street_images, origin
from nbjudge.data.registry import find_dataset


@pytest.fixture
def offline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file in the cache, and a proxy that nobody answers at."""
    monkeypatch.setattr("nbjudge.data.origins._unreachable", {})
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")


def check_form(images: StreetImages, size_px: int) -> None:
    assert images.train_images.shape == (878, size_px, size_px, 3)
    assert images.test_images.shape == (293, size_px, size_px, 3)
    assert images.train_labels.shape == (878,)
    assert images.test_labels.shape == (293,)
    for labels in (images.train_labels, images.test_labels):
        assert set(labels) == set(range(10))
    for pictures in (images.train_images, images.test_images):
        assert pictures.dtype.kind == "i"
        assert pictures.min() >= 0
        assert 200 < pictures.max() <= 255


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("size_px", [64, 24])
def test_without_a_network_painted_numbers_stand_in(
    size_px: int, capsys: pytest.CaptureFixture[str]
) -> None:
    images = load_street_images(size_px)
    said = capsys.readouterr()
    assert said.out == (
        "Street images: painted house numbers, in place of the real ones (no working connection).\n"
    )
    assert said.err == ""
    assert origin("street_images") == "stand-in"
    check_form(images, size_px)


@pytest.mark.usefixtures("offline")
def test_images_are_new_and_the_same_each_time() -> None:
    first, second = load_street_images(), load_street_images()
    first.train_images[:] = 0
    assert second.train_images.any()
    assert np.array_equal(second.train_images, load_street_images().train_images)


@pytest.mark.usefixtures("offline")
def test_no_image_is_in_both_sets() -> None:
    images = load_street_images(24)
    train = {image.tobytes() for image in images.train_images}
    test = {image.tobytes() for image in images.test_images}
    assert len(train) == 878
    assert train.isdisjoint(test)


@pytest.mark.usefixtures("offline")
def test_smaller_images_are_averages() -> None:
    whole, half = load_street_images(), load_street_images(32)
    means = whole.test_images.reshape(293, 32, 2, 32, 2, 3).mean(axis=(2, 4))
    assert np.abs(half.test_images - means).max() <= 1


@pytest.mark.usefixtures("offline")
def test_the_real_images_are_taken_when_they_are_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir(parents=True)
    rng = np.random.default_rng(1)
    for file in find_dataset("street_images").files:
        assert file.array_shape is not None
        most = 256 if "images" in file.name.removeprefix("street_") else 10
        np.save(folder / file.name, rng.integers(0, most, file.array_shape, dtype=np.int32))
    images = load_street_images()
    assert capsys.readouterr().out == "Street images: the real ones, Dollar Street 10.\n"
    assert origin("street_images") == "real"
    check_form(images, 64)
