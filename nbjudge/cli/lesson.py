"""What the commands of the lesson and its data do: `map`, `data list` and `data fetch`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import typer

from nbjudge.cli.terminal import err, out
from nbjudge.course.lesson_map import lesson_map, lesson_records
from nbjudge.course.manifest import load_course
from nbjudge.data import DATASETS, fetch, find_dataset
from nbjudge.report.data_table import data_table, dataset_records


def show_map(course: Path, *, as_json: bool) -> None:
    """Prints where each exercise of the lesson stands and how it is tested."""
    manifest = load_course(course)
    if as_json:
        typer.echo(json.dumps(lesson_records(manifest), indent=2))
    else:
        typer.echo(lesson_map(manifest), nl=False)


def list_data(*, as_json: bool) -> None:
    """Prints the data sets with their terms, and whether they are on this machine."""
    if as_json:
        typer.echo(json.dumps(dataset_records(DATASETS.values()), indent=2))
    else:
        out.print(data_table(DATASETS.values()))


def fetch_data(names: Iterable[str]) -> None:
    """Downloads data sets into the cache, where they are not there yet, and prints the places."""
    for dataset in [find_dataset(name) for name in names]:
        if dataset.provided_by:
            err.print(f"{dataset.name} comes with {dataset.provided_by}: nothing to fetch.")
        else:
            for path in fetch(dataset, progress=True):
                typer.echo(path)
