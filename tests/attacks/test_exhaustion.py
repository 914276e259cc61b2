"""Attacks on time, memory, disk and output: each costs its own exercise only."""

from __future__ import annotations

from attacks.attack import Attack
from attacks.graded import Graded
from attacks.outcome import check_repelled


def test_wrong_solution_gets_no_points(attack: Attack, graded: Graded) -> None:
    check_repelled(attack, graded)
