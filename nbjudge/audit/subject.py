"""What an audit looks at: a notebook of a course as its release would have it, by exercises."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from nbformat import NotebookNode

from nbjudge.audit.slices import needed_cells
from nbjudge.course.cells import claimed_id, is_grade, is_solution, known_cells
from nbjudge.course.conversion import for_students
from nbjudge.course.folder import CourseFolder
from nbjudge.course.manifest import Notebook
from nbjudge.course.notebook import language, read_notebook
from nbjudge.course.released import converted
from nbjudge.engine.job import Job, Prepared, Run
from nbjudge.engine.pipeline import prepare_answers
from nbjudge.engine.task import Plan
from nbjudge.engine.trial import trial
from nbjudge.grading.execute import Execute
from nbjudge.grading.jobs import budgets_s, listed, reference_job
from nbjudge.owners import owned_prefix

Part = Literal[
    "trial", "answers", "mutants", "seeds", "follow-through", "interface", "leaks", "form"
]


@dataclass(frozen=True)
class Finding:
    """Something that an author should look at; of a mutant, `detail` is its difference."""

    part: Part
    place: str
    exercise: str
    cell: str
    text: str
    detail: str = ""


@dataclass(frozen=True)
class AuditedExercise:
    """An exercise: the grade ids of its solution cells, and the points of its graded cells.

    `needs` are the ids of exercises whose answers it builds on.
    """

    id: str
    title: str
    solutions: Sequence[str]
    tests: Mapping[str, float]
    needs: Sequence[str] = ()


@dataclass(frozen=True)
class Subject:
    """A notebook to audit, with its solutions and tests, and as it is `released` to students.

    `plan` is what its trial has found.
    """

    folder: CourseFolder
    assignment: str
    name: str
    source: NotebookNode
    released: NotebookNode
    job: Job
    plan: Plan = field(default_factory=Plan)

    @property
    def place(self) -> str:
        """Assignment and name, such as `01-introduction/neural_network`."""
        return f"{self.assignment}/{self.name}"

    @cached_property
    def cells(self) -> Mapping[str, NotebookNode]:
        """The cells that nbgrader has in its charge, by grade id."""
        return known_cells(self.source)

    def slices(self, grade_id: str) -> list[list[int]]:
        """What a solution cell and its tests may need: places of cells.

        First for the next test alone, which finds most of what is wrong, then for all of them.
        """
        exercise = self.exercise_of(grade_id)
        tests = [name for name in self.cells if exercise and name in exercise.tests]
        later = list(self.cells)[list(self.cells).index(grade_id) :]
        following = [name for name in tests if name in later]
        first, all_ = (
            needed_cells(self.source, {grade_id, *part}) for part in (following[:1], tests)
        )
        return [first, all_] if first != all_ else [all_]

    @cached_property
    def listed(self) -> Notebook | None:
        """This notebook as the manifest has it; None without one."""
        return listed(self.folder, self.assignment, self.name)

    @cached_property
    def exercises(self) -> Sequence[AuditedExercise]:
        """The exercises that the manifest lists; without one, those that the cells make up."""
        notebook = self.listed
        if notebook is None:
            return list(_by_place(self.source))
        return [
            AuditedExercise(one.id, one.title, one.solutions, one.tests, one.needs)
            for one in notebook.exercises
        ]

    def exercise_of(self, grade_id: str) -> AuditedExercise | None:
        """The exercise that a solution or graded cell belongs to."""
        for one in self.exercises:
            if grade_id in one.solutions or grade_id in one.tests:
                return one
        return None

    def lost(self, points: Mapping[str, float]) -> set[str]:
        """The graded cells with fewer points than there are, of those that decide something."""
        return {
            grade_id
            for grade_id, got in points.items()
            if got < self.cells[grade_id].metadata.nbgrader.points
            and grade_id not in self.plan.faults
        }

    def finding(self, part: Part, grade_id: str, text: str, detail: str = "") -> Finding:
        """A finding about a cell."""
        exercise = self.exercise_of(grade_id)
        return Finding(part, self.place, exercise.id if exercise else "", grade_id, text, detail)

    def answered(self, answers: Mapping[str, str]) -> NotebookNode:
        """The source with other texts in its cells."""
        notebook = copy.deepcopy(self.source)
        for grade_id, cell in known_cells(notebook).items():
            cell.source = answers.get(grade_id, cell.source)
        return notebook

    def prepared(self, answers: Mapping[str, str], places: Sequence[int] | None = None) -> Prepared:
        """The reference solution with other answers, or only its cells at these places."""
        # The same terms as in the trial, so that what is known from there is not run again.
        judge = self.job.terms.judge if self.plan.live else "inert"
        job = replace(self.job, terms=replace(self.job.terms, judge=judge), plan=self.plan)
        return prepare_answers(job, answers, places, self.folder.config)


async def tried(subject: Subject, run: Run) -> Subject:
    """The same with the plan of its trial."""
    plan = await trial(subject.job, run, subject.folder.config)
    return replace(subject, plan=plan)


@dataclass(frozen=True)
class Watcher:
    """What is told of long work on notebooks: of answers that are `made`, and of each one's end.

    That of a fault comes with whether no test has noticed it.
    """

    made: Callable[[Subject, int], None]
    ended: Callable[[Subject, bool], None]


def subjects(folder: CourseFolder, assignment: str) -> Iterator[Subject]:
    """The notebooks of an assignment that can be audited: those in Python."""
    settings = Execute(config=folder.config)
    with tempfile.TemporaryDirectory(prefix=owned_prefix()) as scratch:
        place = for_students(folder, assignment, Path(scratch))
        released = {path.stem: read_notebook(path) for path in place.glob("*.ipynb")}
    for name, source in converted(folder, assignment).items():
        if language(source) == "python":
            terms = settings.terms(budgets_s(folder, assignment, name))
            content = json.dumps(source).encode()
            job = reference_job(folder, assignment, name, terms, content)
            yield Subject(folder, assignment, name, source, released[name], job)


def _by_place(notebook: NotebookNode) -> Iterator[AuditedExercise]:
    """Exercises as they stand in a notebook: solutions, and the graded cells that follow them."""
    solutions: list[str] = []
    tests: dict[str, float] = {}
    for cell in [*notebook.cells, None]:
        starts = cell is None or (is_solution(cell) and tests)
        if starts and (solutions or tests):
            names = solutions or list(tests)
            yield AuditedExercise(names[0], names[0].replace("_", " "), solutions, tests)
            solutions, tests = [], {}
        if cell is None:
            return
        name = claimed_id(cell)
        if name and is_solution(cell):
            solutions.append(name)
        if name and is_grade(cell):
            tests[name] = float(cell.metadata.nbgrader.points)
