"""What students handed in, a submission each, with the jobs of its notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from nbjudge.course.folder import CourseFolder
from nbjudge.course.notebook import language
from nbjudge.engine.pipeline import Grade, Job
from nbjudge.engine.verdicts import Verdict
from nbjudge.errors import SubmissionError, UsageError
from nbjudge.grading.execute import Execute
from nbjudge.grading.jobs import beside_own, budgets_s, job, sources
from nbjudge.submission.handed_in import HandedIn, handed_in
from nbjudge.submission.matching import match_names

MISSING = "not handed in"


@dataclass
class Submission:
    """What one student handed in for one assignment, and what has come of it so far.

    `jobs`, `graded` and `faults`, failures of the grader or the course, go by notebook; `notes` are
    about the submission as a whole, `problem` is what is wrong with it, for which it has 0 points.
    """

    assignment: str
    student: str
    content: HandedIn
    jobs: Mapping[str, Job]
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    graded: dict[str, tuple[str, Grade]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def problems(self) -> dict[str, str]:
        """Why notebooks have no grade, by name."""
        found = {name: grade.problem for name, (_, grade) in self.graded.items() if grade.problem}
        if self.problem:
            found["submission"] = self.problem
        return found | self.faults | dict.fromkeys(self.missing, MISSING)

    def verdicts(self) -> Iterator[tuple[str, Verdict]]:
        """Every verdict, with the name of its notebook."""
        for name, (_, grade) in sorted(self.graded.items()):
            for verdict in grade.verdicts:
                yield name, verdict

    @property
    def remarks(self) -> list[str]:
        """What was found and mended: in the submission, then in each notebook."""
        notebooks = sorted(self.graded.items())
        return [
            *self.notes,
            *(f"{name}: {note}" for name, (_, grade) in notebooks for note in grade.notes),
        ]


def submissions(
    folder: CourseFolder, assignments: Iterable[str] = (), students: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """The (assignment, student) pairs that were handed in, of these assignments and students.

    None named means all. An unknown assignment, or a student who handed in none of them, is a
    UsageError.
    """
    names = folder.select(assignments)
    found = [(name, student) for name in names for student in folder.students(name)]
    if not found:
        place = folder.step(folder.directory.submitted_directory, names[0], "STUDENT")
        raise UsageError("the submissions", f"notebooks as {place}/NOTEBOOK.ipynb", "none")
    known = sorted({student for _, student in found})
    for student in (wanted := set(students)) - set(known):
        raise UsageError("student", f"one of {', '.join(known)}", repr(student))
    return [(name, student) for name, student in found if student in (wanted or known)]


def open_submission(folder: CourseFolder, assignment: str, student: str) -> Submission:
    """Reads what a student handed in, and says which notebook is which."""
    place = folder.step(folder.directory.submitted_directory, assignment, student)
    try:
        content = handed_in(place)
    except SubmissionError as error:
        return Submission(assignment, student, HandedIn({}, {}, ()), {}, problem=str(error))
    content = replace(content, files=beside_own(folder, assignment, content.files))
    terms = Execute(config=folder.config)
    known = sources(folder, assignment)
    faults = {
        name: f"it is written in {language(notebook)}, and only Python can be graded"
        for name, notebook in known.items()
        if language(notebook) != "python"
    }
    source = folder.step(folder.directory.source_directory, assignment)
    # A file that the course has, too, is data, whatever is in it.
    others = {path: file for path, file in content.files.items() if not (source / path).exists()}
    matched = match_names(known, content.notebooks, others)
    submitted = {**others, **content.notebooks}
    jobs = {
        name: job(
            folder,
            assignment,
            name,
            submitted[file],
            content.files,
            terms.terms(budgets_s(folder, assignment, name)),
        )
        for name, file in matched.files.items()
        if name not in faults
    }
    missing = tuple(sorted(known.keys() - jobs.keys() - faults.keys()))
    notes = (*content.notes, *matched.notes)
    return Submission(assignment, student, content, jobs, notes, missing, faults=faults)
