"""The data sets at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from rich.table import Table

from nbjudge.data import Dataset, is_cached


def data_table(datasets: Iterable[Dataset]) -> Table:
    """A row per data set: name, shape, where it comes from, its terms, and whether it is here."""
    table = Table(title="Data sets", title_justify="left")
    for column in ("name", "shape", "comes from", "licence"):
        table.add_column(column, overflow="fold")
    table.add_column("here", no_wrap=True)
    for one in datasets:
        shape = " × ".join(map(str, one.shape))
        here = "yes" if is_cached(one) else "no"
        source = one.provided_by or one.files[0].url.rpartition("/")[0]
        table.add_row(one.name, shape, source, one.licence, here)
    return table


def dataset_records(datasets: Iterable[Dataset]) -> list[dict[str, Any]]:
    """A dictionary per data set, ready for JSON."""
    return [asdict(one) | {"here": is_cached(one)} for one in datasets]
