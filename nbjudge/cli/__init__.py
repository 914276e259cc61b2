"""The command line: parse, call, print.

Data goes to stdout, progress and messages to stderr. Exit codes: 0 good, 1 findings, 2 usage.
"""

from __future__ import annotations

import sys

from nbjudge.cli.commands import app
from nbjudge.cli.terminal import err
from nbjudge.errors import NbjudgeError

__all__ = ["app", "run"]


def run() -> None:
    """Runs the command line and exits; our own errors are one message on stderr and a 2."""
    try:
        app()
    except NbjudgeError as error:
        err.print(f"nbjudge: {error}", soft_wrap=True)
        sys.exit(2)
