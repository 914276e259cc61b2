from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from nbjudge.data import DATASETS, Dataset, find_dataset
from nbjudge.errors import UsageError


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_a_data_set_comes_with_a_package_or_is_downloaded(dataset: Dataset) -> None:
    download = (dataset.url, dataset.file_name, dataset.sha256, dataset.size_bytes)
    if dataset.provided_by:
        assert download == (None, None, None, None)
    else:
        assert None not in download


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_a_data_set_names_its_licence_and_authors(dataset: Dataset) -> None:
    assert dataset.title
    assert dataset.licence
    assert "doi:" in dataset.citation


@pytest.mark.parametrize("name", ["penguins", "iris", "weather"])
def test_a_data_set_is_found_by_name(name: str) -> None:
    assert find_dataset(name).name == name


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        find_dataset("wether")
    assert str(caught.value) == (
        "Name of a data set: expected one of `penguins`, `iris`, `weather`, got `wether`."
    )


def test_weather_is_the_lessons_file(real_files: Path) -> None:
    weather = find_dataset("weather")
    assert weather.file_name is not None
    file = real_files / weather.file_name
    assert hashlib.sha256(file.read_bytes()).hexdigest() == weather.sha256
    assert file.stat().st_size == weather.size_bytes
    assert pd.read_csv(file).shape == weather.shape
