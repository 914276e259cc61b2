"""Attacks on what is kept of gradings: a submission has no part in another one's grade."""

from __future__ import annotations

from attacks.attack import Attack
from attacks.graded import Graded
from attacks.outcome import check_repelled


def test_wrong_solution_gets_no_points(attack: Attack, graded: Graded) -> None:
    check_repelled(attack, graded)


def test_picture_is_the_students_own(graded: Graded) -> None:
    shown = {name: graded.feedback(f"picture_of_{name}") for name in ("one", "two")}
    assert "iVBORw0KGgoaaaa" in shown["one"]
    assert "iVBORw0KGgobbbb" not in shown["one"]
    assert "iVBORw0KGgobbbb" in shown["two"]
    assert "iVBORw0KGgoaaaa" not in shown["two"]
