"""Whether known answers get what they state, and whether one that is missing costs others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from nbjudge.audit.answers import KnownAnswer, load_answer
from nbjudge.audit.outcomes import Outcome, points_of
from nbjudge.audit.subject import AuditedExercise, Finding, Subject
from nbjudge.course.cells import known_cells

# The folder of a course with known answers, by assignment and notebook.
ANSWERS = Path("tests", "course")


def known_answers(subject: Subject) -> list[KnownAnswer]:
    """The known answers to a notebook; none where a course has none."""
    folder = subject.folder.path / ANSWERS / subject.assignment / subject.name
    return [load_answer(path) for path in sorted(folder.glob("*.py"))]


def answer_findings(
    subject: Subject, answer: KnownAnswer, found: Mapping[str, Outcome]
) -> Iterator[Finding]:
    """The test cells in which a known answer has other points than it states."""
    for grade_id, got in points_of(found).items():
        most = float(subject.cells[grade_id].metadata.nbgrader.points)
        stated = answer.scores.get(grade_id, most)
        if got != stated and grade_id not in subject.plan.faults:
            text = f"the known answer `{answer.name}` has {got:g} points here, not {stated:g}"
            yield subject.finding("answers", grade_id, text)
    for grade_id in sorted(answer.scores.keys() - found.keys()):
        text = (
            f"the known answer `{answer.name}` states points here, and no cell of it stands before"
        )
        yield subject.finding("answers", grade_id, text)


def stubs(subject: Subject, exercise: AuditedExercise) -> Mapping[str, str]:
    """The solution cells of an exercise as they are released, by grade id."""
    released = known_cells(subject.released)
    return {name: released[name].source for name in exercise.solutions if name in released}


def follow_through_findings(
    subject: Subject, cells: Collection[str], found: Mapping[str, Outcome], told: str
) -> Iterator[Finding]:
    """The exercises that lose points by other ones' answers in these cells, and don't say so.

    What the manifest says that an exercise needs, and what that needs, may be missed or wrong.
    `told` is what is the matter with these answers.
    """
    own = {one.id for one in subject.exercises if not set(one.solutions).isdisjoint(cells)}
    lost = subject.lost(points_of(found))
    for other in subject.exercises:
        if other.id in own or own & _needs(subject, other):
            continue
        for grade_id in sorted(lost & other.tests.keys()):
            text = f"it loses points {told}, which it does not need"
            yield subject.finding("follow-through", grade_id, text)


def _needs(subject: Subject, exercise: AuditedExercise) -> set[str]:
    """The ids of what an exercise needs, and of what that needs in its turn."""
    by_id = {one.id: one for one in subject.exercises}
    found: set[str] = set()
    waiting = list(exercise.needs)
    while waiting:
        if (id_ := waiting.pop()) not in found:
            found.add(id_)
            waiting += by_id[id_].needs if id_ in by_id else ()
    return found
