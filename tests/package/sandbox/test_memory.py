"""How much memory processes use, by PID namespace."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from nbjudge.kernels.parent import terms, warm_parent
from nbjudge.kernels.processes import start_judge
from nbjudge.sandbox.limits import MIB, Limits
from nbjudge.sandbox.memory import bytes_by_namespace, namespace, own_bytes


@pytest.fixture
def inside() -> Iterator[int]:
    """A process in a sandbox."""
    judge = start_judge(warm_parent(), {}, {}, [], terms(Limits(), "bubblewrap"))
    yield judge.lifeline.pid
    judge.close()


def test_own_memory_grows_with_what_is_allocated() -> None:
    before = own_bytes()
    kept = bytearray(b"x" * (100 * MIB))
    assert own_bytes() - before > 90 * MIB
    assert kept


def test_the_processes_of_a_namespace_are_added_up(inside: int) -> None:
    used = bytes_by_namespace({namespace(inside): 0})
    assert used[namespace(inside)] >= own_bytes(inside) > 20 * MIB


def test_nothing_else_is_looked_at(inside: int) -> None:
    here = namespace(os.getpid())
    assert bytes_by_namespace({here: 0}).keys() == {here}
    assert bytes_by_namespace({}) == {}


def test_what_was_inherited_does_not_count(inside: int) -> None:
    assert bytes_by_namespace({namespace(inside): 2**60})[namespace(inside)] == 0
