"""No bench and no judge is needed to test the codec."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def nothing_left() -> None:
    """No process is started here that could be left, so there is no watch and no warm parent."""
