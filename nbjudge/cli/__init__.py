"""The command line: parse, call, print.

Data goes to stdout, progress and messages to stderr. Exit codes: 0 good, 1 findings, 2 usage.
"""

from __future__ import annotations

import sys

import typer

from nbjudge.cli import course, grading, machine
from nbjudge.cli.data import data
from nbjudge.cli.terminal import err
from nbjudge.errors import NbjudgeError

app = typer.Typer(
    help="Release and grade the notebooks of a course.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(course.release)
app.command()(course.trial)
app.command()(grading.grade)
app.command("map")(course.show_map)
app.add_typer(data, name="data")
app.command()(grading.demo)
app.command()(machine.doctor)


def run() -> None:
    """Runs the command line and exits; our own errors are one message on stderr and a 2."""
    try:
        app()
    except NbjudgeError as error:
        err.print(f"nbjudge: {error}", soft_wrap=True)
        sys.exit(2)
