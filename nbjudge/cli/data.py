"""The commands of the data sets: `data list` and `data fetch`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from nbjudge.cli.terminal import err, out
from nbjudge.data import DATASETS, fetch, find_dataset
from nbjudge.report.data_table import data_table, dataset_records

data = typer.Typer(help="The data sets of the course.", no_args_is_help=True)


@data.command("list")
def list_data(
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the data sets with their terms, and whether they are on this machine."""
    if as_json:
        typer.echo(json.dumps(dataset_records(DATASETS.values()), indent=2))
    else:
        out.print(data_table(DATASETS.values()))


@data.command("fetch")
def fetch_data(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names of data sets.")],
) -> None:
    """Download data sets into the cache, checked, where they are not there yet."""
    for dataset in [find_dataset(name) for name in names]:
        if dataset.provided_by:
            err.print(f"{dataset.name} comes with {dataset.provided_by}: nothing to fetch.")
        else:
            for path in fetch(dataset, progress=True):
                typer.echo(path)
