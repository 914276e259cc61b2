"""What must hold of every attack, whatever it does."""

from __future__ import annotations

import re

from package.active import active_parts, loading_parts

from attacks import lesson
from attacks.attack import Attack
from attacks.graded import OUTSIDE, PLANTED, Graded


def check_repelled(attack: Attack, graded: Graded) -> None:
    """Checks that an attack ran, got nothing for what it attacked, and lost nothing else."""
    promised = attack.at(graded.level)
    assert promised is not None
    attack = promised
    if attack.trace:
        assert re.search(attack.trace, graded.outputs(attack.name)), graded.outputs(attack.name)
    if attack.alarm:
        alarms = graded.alarms(attack.name)
        assert any(re.search(attack.alarm, one) for one in alarms), alarms
    verdicts, scores = graded.verdicts(attack.name), graded.scores(attack.name)
    points = lesson.points(attack.assignment)
    assert verdicts.keys() == scores.keys() == points.keys()
    for name, most in points.items():
        wanted = attack.verdicts.get(name, ("passed",))
        score = 0 if name in attack.verdicts else most
        verdict = verdicts[name]
        assert (verdict["status"], verdict["points"]) in [(one, score) for one in wanted], verdict
        assert scores[name] == {
            "score": score,
            "auto": score,
            "manual": None,
            "extra": None,
            "most": most,
            "to_grade": False,
        }
    check_silent(attack.name, graded)
    # The others wrote it into their own cell.
    assert "test_word" not in attack.verdicts or lesson.EXPECTED_WORD not in graded.feedback(
        attack.name
    )


def check_silent(student: str, graded: Graded) -> None:
    """Checks that what a student sees holds no secret, does nothing and loads nothing."""
    feedback, outputs = graded.feedback(student), graded.outputs(student)
    assert lesson.EXPECTED_WORD not in outputs
    for text in (feedback, outputs):
        assert PLANTED not in text
        assert OUTSIDE not in text
    assert not active_parts(feedback)
    assert not loading_parts(feedback)
