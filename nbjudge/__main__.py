"""The entry point: `nbjudge` and `python -m nbjudge`."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line, or says what a student's installation lacks for it."""
    try:
        import nbgrader  # noqa: F401
        import typer  # noqa: F401
    except ModuleNotFoundError as error:
        sys.exit(
            f"nbjudge: the command line needs {error.name}, which is not installed. Install the "
            "extra for instructors: pip install 'nbjudge[grade]', or '.[grade]' in a checkout."
        )
    try:
        from nbjudge.cli import run

        run()
    except KeyboardInterrupt:  # while it starts
        sys.exit(130)


if __name__ == "__main__":
    main()
