"""What is printed of a graded class."""

from __future__ import annotations

import json

import typer

from nbjudge.cli.terminal import out
from nbjudge.grading.marks import ClassOutcome
from nbjudge.report.class_table import class_table


def show(found: ClassOutcome, *, as_json: bool) -> None:
    """Prints the scores of a class, with what else is to be said of it."""
    if as_json:
        typer.echo(json.dumps(found.records(), indent=2))
    else:
        out.print(class_table(found))
