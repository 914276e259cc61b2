from __future__ import annotations

import pandas as pd
import pytest

from nbjudge.data import DATASETS, load_iris_table

NUMBERS = ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"]


def test_rows_and_columns() -> None:
    table = load_iris_table()
    assert table.shape == DATASETS["iris"].shape
    assert list(table.columns) == [*NUMBERS, "species"]
    pd.testing.assert_index_equal(table.index, pd.RangeIndex(150), exact=True)
    assert not table.isna().any(axis=None)


def test_species_are_names_in_order() -> None:
    species = load_iris_table()["species"]
    assert species.tolist() == ["setosa"] * 50 + ["versicolor"] * 50 + ["virginica"] * 50
    assert {type(name) for name in species} == {str}


def test_measurements_are_those_of_the_paper() -> None:
    table = load_iris_table()
    assert (table[NUMBERS].dtypes == "float64").all()
    assert table[NUMBERS].mean().tolist() == pytest.approx([5.843333, 3.057333, 3.758, 1.199333])
    # Two rows that a widespread copy of the data has wrong.
    assert table.loc[[34, 37], NUMBERS].to_numpy().tolist() == [
        [4.9, 3.1, 1.5, 0.2],
        [4.9, 3.6, 1.4, 0.1],
    ]


def test_each_call_returns_a_table_of_its_own() -> None:
    table = load_iris_table()
    table[NUMBERS] = 0.0
    assert (load_iris_table()[NUMBERS] > 0).all(axis=None)
