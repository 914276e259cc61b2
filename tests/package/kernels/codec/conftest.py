"""Keras, imported once, and a drawing board that is wiped after each test."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import matplotlib as mpl
import pytest

from nbjudge.startup import quiet_tensorflow

mpl.use("Agg")


@pytest.fixture(autouse=True)
def nothing_left() -> None:
    """No process is started here that could be left, so there is no watch and no warm parent."""


@pytest.fixture(scope="session")
def keras() -> ModuleType:
    """Keras, without the warnings of its import."""
    quiet_tensorflow()
    import keras

    return keras


@pytest.fixture
def pyplot() -> Iterator[ModuleType]:
    """matplotlib.pyplot, closed afterwards."""
    from matplotlib import pyplot

    yield pyplot
    pyplot.close("all")
