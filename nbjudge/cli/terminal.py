"""What all commands share: where they print, and the options that several of them have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

# Brackets in a student's name are no markup.
out = Console(markup=False)
err = Console(stderr=True, markup=False, highlight=False)

Assignments = Annotated[
    list[str] | None, typer.Argument(metavar="[ASSIGNMENT]...", help="Assignments; all if none.")
]
Course = Annotated[Path, typer.Option(metavar="DIR", help="The course folder.")]
HERE = Path()


class SandboxChoice(StrEnum):
    """What students' code may be run in."""

    BUBBLEWRAP = "bubblewrap"
    NONE = "none"


Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Notebooks at a time.")
]
Sandbox = Annotated[
    SandboxChoice | None,
    typer.Option(help="What to run students' code in; none only if you trust all of it."),
]
