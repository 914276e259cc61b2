"""A quiet start of TensorFlow, and a quick one of what reads notebooks."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def quiet_tensorflow() -> None:
    """Imports TensorFlow without the lines that it prints at its start.

    Its C++ side writes them to the file descriptor of stderr before it reads any setting of its
    own, so that no environment variable silences them; in a notebook they look like a fault, and
    nbgrader takes any line on stderr for one. Its warnings about its own code say nothing to a
    learner either. Errors of the import itself still come out, as Python exceptions.
    """
    if "tensorflow" in sys.modules:
        return
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import tensorflow  # noqa: F401
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@contextmanager
def without_grammars() -> Iterator[None]:
    """Keeps what is imported here from building the grammars of `rfc3987_syntax`: two seconds.

    With nbformat comes jsonschema, which imports it, if it is there, to check addresses with
    letters of all languages. No notebook has any, and jsonschema does without.
    """
    name = "rfc3987_syntax"
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
