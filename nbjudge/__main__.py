"""The entry point: `nbjudge` and `python -m nbjudge`."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from nbjudge.served import served


def main() -> None:
    """Runs the command line, or says what a student's installation lacks for it."""
    if missing := [name for name in ("nbgrader", "typer") if find_spec(name) is None]:
        sys.exit(
            f"nbjudge: the command line needs {missing[0]}, which is not installed. Install the "
            "extra for instructors: pip install 'nbjudge[grade]', or '.[grade]' in a checkout."
        )
    try:
        if (code := served(sys.argv)) is not None:
            sys.exit(code)
        from nbjudge.cli import run

        run()
    except KeyboardInterrupt:  # while it starts
        sys.exit(130)


if __name__ == "__main__":
    main()
