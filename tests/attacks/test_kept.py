"""Attacks on what is kept of gradings: a submission has no part in another one's grade."""

from __future__ import annotations

from attacks.attack import Attack
from attacks.graded import Graded
from attacks.outcome import check_repelled


def test_wrong_solution_gets_no_points(attack: Attack, graded: Graded) -> None:
    check_repelled(attack, graded)


def test_picture_is_the_students_own(graded: Graded) -> None:
    shown = {name: graded.feedback(f"picture_of_{name}") for name in ("one", "two")}
    assert "iVBORw0KGgoaaaaa" in shown["one"]
    assert "iVBORw0KGgobbbbb" not in shown["one"]
    assert "iVBORw0KGgobbbbb" in shown["two"]
    assert "iVBORw0KGgoaaaaa" not in shown["two"]
