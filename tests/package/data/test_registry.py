from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from nbjudge.data import DATASETS, Dataset, find_dataset
from nbjudge.errors import UsageError


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_a_data_set_comes_with_a_package_or_is_downloaded(dataset: Dataset) -> None:
    assert bool(dataset.provided_by) != bool(dataset.files)
    for file in dataset.files:
        assert (file.sha256 is None) != (file.array_shape is None)


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_a_data_set_names_its_licence_and_authors(dataset: Dataset) -> None:
    assert dataset.title
    assert dataset.licence
    assert "doi:" in dataset.citation


@pytest.mark.parametrize("name", ["penguins", "iris", "weather", "street_images"])
def test_a_data_set_is_found_by_name(name: str) -> None:
    assert find_dataset(name).name == name


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        find_dataset("wether")
    assert str(caught.value) == (
        "Name of a data set: expected one of `penguins`, `iris`, `weather`, `street_images`, "
        "got `wether`."
    )


def test_weather_is_the_lessons_file(real_files: Path) -> None:
    weather = find_dataset("weather")
    (file,) = weather.files
    content = (real_files / file.name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == file.sha256
    assert len(content) == file.size_bytes
    assert pd.read_csv(real_files / file.name).shape == weather.shape
