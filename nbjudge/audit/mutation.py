"""Whether the tests of an exercise notice a fault: mutants of the reference, run like answers."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from nbjudge.audit.mutants import Mutant, mutants
from nbjudge.audit.mutants.text import called_name, parsed
from nbjudge.audit.outcomes import Outcomes
from nbjudge.audit.slices import names_made
from nbjudge.audit.subject import AuditedExercise, Subject
from nbjudge.course.cells import claimed_id, is_solution, is_test
from nbjudge.course.regions import solution_lines
from nbjudge.errors import SandboxError

# Places of cells that are enough to run.
Slices = Sequence[Sequence[int]]
# Methods that train, and what a cell calls that trains by a function of the notebook's own.
_TRAIN = frozenset({"fit", "search", "fit_generator", "train_on_batch"})


@dataclass(frozen=True)
class Fate:
    """What the tests made of a mutant.

    `killed_by` are the graded cells of its own exercise that took points, `charged` those of other
    exercises, which are only looked at if there are none. `fault` says why it could not be told. A
    `harmless` one never does anything to what the tests look at, and does not count.
    """

    mutant: Mutant
    killed_by: tuple[str, ...] = ()
    charged: tuple[str, ...] = ()
    fault: str = ""
    harmless: bool = False

    @property
    def is_survivor(self) -> bool:
        """Whether its own exercise keeps full points, though there is a fault in it."""
        return not self.killed_by and not self.fault and not self.harmless


def mutants_of(
    subject: Subject, most: int, most_in_training: int, most_of_an_exercise: int | None = None
) -> Iterator[Mutant]:
    """The mutants of a notebook: of each solution cell at most so many, others where it trains."""
    training, names = (
        set(training_cells(subject)),
        set().union(*map(names_made, subject.source.cells)),
    )

    def of_exercise(exercise: AuditedExercise) -> Iterator[Mutant]:
        for grade_id in exercise.solutions:
            cell = subject.cells.get(grade_id)
            if cell is None or cell.cell_type != "code":
                continue
            lines = solution_lines(cell.source, subject.folder.config)
            number = most_in_training if grade_id in training else most
            yield from mutants(grade_id, cell.source, lines, names, number)

    for exercise in subject.exercises:
        # What a person looks at has none.
        if any(is_test(subject.cells[grade_id]) for grade_id in exercise.tests):
            yield from islice(of_exercise(exercise), most_of_an_exercise)


def training_cells(subject: Subject) -> Iterator[str]:
    """The solution cells that train something, themselves or by a function of the notebook's."""
    trains = set(_TRAIN)
    for cell in subject.source.cells:
        try:
            tree = parsed(cell.source if cell.cell_type == "code" else "")
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and _calls(node, trains):
                trains.add(node.name)
        if is_solution(cell) and (grade_id := claimed_id(cell)) and _calls(tree, trains):
            yield grade_id


async def sound_slices(subject: Subject, grade_id: str, outcomes: Outcomes) -> Slices:
    """The slices for a solution cell in which the reference keeps all points of its exercise.

    Elsewhere a mutant would be killed by what is missing.
    """
    exercise = subject.exercise_of(grade_id)
    own = exercise.tests.keys() if exercise else set()
    return [
        places
        for places in subject.slices(grade_id)
        if not own & subject.lost(await outcomes.points(subject.prepared({}, places)))
    ]


async def fate(subject: Subject, mutant: Mutant, slices: Slices, outcomes: Outcomes) -> Fate:
    """What becomes of a mutant: in the slices for its cell, and if they say nothing, in all."""
    exercise = subject.exercise_of(mutant.grade_id)
    assert exercise is not None
    own = exercise.tests.keys()
    lost: set[str] = set()
    try:
        for places in (*slices, None):
            prepared = subject.prepared({mutant.grade_id: mutant.text}, places)
            lost = subject.lost(await outcomes.points(prepared))
            if killed := sorted(own & lost):
                return Fate(mutant, killed_by=tuple(killed))
        if mutant.probe:
            prepared = subject.prepared({mutant.grade_id: mutant.probe})
            if not own & subject.lost(await outcomes.points(prepared)):
                return Fate(mutant, harmless=True)
    except SandboxError as error:
        return Fate(mutant, fault=str(error))
    return Fate(mutant, charged=tuple(sorted(lost)))


def _calls(tree: ast.AST, names: Iterable[str]) -> bool:
    """Whether a code calls one of these; a `fit` of one argument is that of a scaler."""
    return any(
        called_name(node) in names
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (called_name(node) != "fit" or _has_targets(node))
    )


def _has_targets(call: ast.Call) -> bool:
    return len(call.args) > 1 or any(one.arg in (None, "y") for one in call.keywords)
