"""How much memory processes use, by PID namespace."""

from __future__ import annotations

import os

from nbjudge.sandbox.limits import MIB
from nbjudge.sandbox.memory import bytes_by_namespace, namespace, own_bytes


def test_own_memory_grows_with_what_is_allocated() -> None:
    before = own_bytes()
    kept = bytearray(b"x" * (100 * MIB))
    assert own_bytes() - before > 90 * MIB
    assert kept


def test_processes_of_a_namespace_are_added_up() -> None:
    used = bytes_by_namespace(0)
    assert used[namespace(os.getpid())] >= own_bytes() // 2


def test_what_was_inherited_does_not_count() -> None:
    assert bytes_by_namespace(2**60)[namespace(os.getpid())] == 0
