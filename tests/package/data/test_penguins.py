from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from nbjudge.data import DATASETS, load_penguins

NUMBERS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


def test_the_table_is_the_lessons(real_files: Path) -> None:
    right = pd.read_csv(real_files / "penguins.csv")
    right["sex"] = right["sex"].str.title()
    pd.testing.assert_frame_equal(load_penguins(), right, check_exact=True)


def test_rows_and_columns() -> None:
    table = load_penguins()
    assert table.shape == DATASETS["penguins"].shape
    assert list(table.columns) == ["species", "island", *NUMBERS, "sex"]
    pd.testing.assert_index_equal(table.index, pd.RangeIndex(344), exact=True)


def test_species_are_in_the_lessons_order() -> None:
    species = load_penguins()["species"]
    assert species.tolist() == ["Adelie"] * 152 + ["Chinstrap"] * 68 + ["Gentoo"] * 124


def test_sexes_are_capitalised() -> None:
    counts = load_penguins()["sex"].value_counts(dropna=False)
    assert counts.loc[["Male", "Female"]].tolist() == [168, 165]
    assert counts.sum() == 344
    assert len(counts) == 3


def test_missing_values() -> None:
    table = load_penguins()
    assert table.isna().sum().tolist() == [0, 0, 2, 2, 2, 2, 11]
    assert table.loc[3, [*NUMBERS, "sex"]].isna().all()
    assert len(table.dropna()) == 333


def test_measurements() -> None:
    table = load_penguins()
    assert (table[NUMBERS].dtypes == "float64").all()
    assert table[NUMBERS].mean().tolist() == pytest.approx(
        [43.921930, 17.151170, 200.915205, 4201.754386], abs=5e-7
    )


def test_rows_within_a_species_are_in_the_lessons_order() -> None:
    table = load_penguins()
    assert table.loc[[0, 152, 220], NUMBERS].to_numpy().tolist() == [
        [39.1, 18.7, 181, 3750],
        [46.5, 17.9, 192, 3500],
        [46.1, 13.2, 211, 4500],
    ]
    assert table.loc[[151, 219, 343], NUMBERS].to_numpy().tolist() == [
        [41.5, 18.5, 201, 4000],
        [50.2, 18.7, 198, 3775],
        [49.9, 16.1, 213, 5400],
    ]


def test_each_call_returns_a_table_of_its_own() -> None:
    table = load_penguins()
    table["species"] = "Emperor"
    assert load_penguins()["species"].nunique() == 3
