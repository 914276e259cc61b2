"""What students handed in, a submission each, with the jobs of its notebooks."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbjudge.course.folder import CourseFolder
from nbjudge.course.notebook import language
from nbjudge.engine.job import Grade, Job
from nbjudge.engine.task import Terms
from nbjudge.engine.verdicts import Verdict
from nbjudge.errors import SubmissionError, UsageError
from nbjudge.grading.execute import Execute
from nbjudge.grading.jobs import beside_own, budgets_s, job, sources
from nbjudge.kernels.confined import Unanswered, confined
from nbjudge.submission.handed_in import HandedIn, fitting, handed_in
from nbjudge.submission.matching import match_names, may_be_notebook
from nbjudge.submission.notes import shown
from nbjudge.submission.survey import cells_held, time_held
from nbjudge.submission.timestamp import LONGEST_BYTES, TIMESTAMP

MISSING = "not handed in"
_TIME = "a time of one meaning, such as `2026-01-15 11:00:00 UTC`"
_EXCERPT_BYTES = 60
# The notebooks of most submissions.
_AT_ONCE = 50


@dataclass
class Submission:
    """What one student handed in for one assignment, and what has come of it so far.

    `jobs`, `graded` and `faults`, failures of the grader or the course, go by notebook; `notes` are
    about the submission as a whole, `problem` is what is wrong with it, for which it has 0 points.
    Copies of its files lie in the folder `stage`, until it is recorded.
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
    stage: Path = Path()

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
    def alarms(self) -> list[str]:
        """What the instructor may want to look at: what students' code did to its kernel."""
        notebooks = sorted(self.graded.items())
        return [f"{name}: {alarm}" for name, (_, grade) in notebooks for alarm in grade.alarms]

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


def open_submission(folder: CourseFolder, assignment: str, student: str, stage: Path) -> Submission:
    """Copies what a student handed in to the folder `stage`, and says which notebook is which."""
    if "\n" in student:
        # The pattern by which nbgrader finds folders knows no line ends.
        faults = {"submission": "its folder's name has a line end in it: rename the folder"}
        return Submission(assignment, student, HandedIn({}, {}, ()), {}, faults=faults)
    place = folder.step(folder.directory.submitted_directory, assignment, student)
    settings = Execute(config=folder.config)
    terms = settings.terms({})
    try:
        content = _timed(handed_in(place, stage), terms)
    except SubmissionError as error:
        return Submission(assignment, student, HandedIn({}, {}, ()), {}, problem=str(error))
    files = beside_own(folder, assignment, content.files)
    known = sources(folder, assignment)
    faults = {
        name: f"it is written in {language(notebook)}, and only Python can be graded"
        for name, notebook in known.items()
        if language(notebook) != "python"
    }
    source = folder.step(folder.directory.source_directory, assignment)
    # A file that the course has, too, is data, whatever is in it.
    others = {path: file for path, file in files.items() if not (source / path).exists()}
    named = {path: file for path, file in others.items() if may_be_notebook(path, known)}
    held = _held({**content.notebooks, **named}, terms)
    matched = match_names(
        known,
        {path: held[path] for path in content.notebooks},
        {path: held[path] for path in named},
    )
    submitted = {**others, **content.notebooks}
    files, left_out = fitting(files, terms.limits)
    content = replace(content, files=files)
    jobs = {
        name: job(
            folder,
            assignment,
            name,
            submitted[file],
            files,
            settings.terms(budgets_s(folder, assignment, name)),
        )
        for name, file in matched.files.items()
        if name not in faults
    }
    missing = tuple(sorted(known.keys() - jobs.keys() - faults.keys()))
    notes = (*content.notes, *left_out, *matched.notes)
    return Submission(assignment, student, content, jobs, notes, missing, faults=faults)


def _timed(content: HandedIn, terms: Terms) -> HandedIn:
    """The same with the time of the submission in UTC, or without it and with a note."""
    if (file := content.files.get(TIMESTAMP)) is None:
        return content
    moment = b""
    if file.stat().st_size <= LONGEST_BYTES:
        with contextlib.suppress(Unanswered):
            moment = confined(time_held, [file], sandboxing=terms.sandboxing)
    if moment:
        file.write_bytes(moment)
        return content
    with file.open("rb") as stream:
        start = stream.read(_EXCERPT_BYTES).decode(errors="replace").strip()
    got = shown(start) if start.isprintable() and start else "other content"
    note = f"{shown(TIMESTAMP)} was left out: expected {_TIME}, got {got}"
    files = {path: one for path, one in content.files.items() if path != TIMESTAMP}
    return replace(content, files=files, notes=(*content.notes, note))


def _held(files: Mapping[str, Path], terms: Terms) -> dict[str, frozenset[str] | None]:
    """The grade ids in each of these files; None for one that is no notebook."""
    found: dict[str, frozenset[str] | None] = {}
    paths = list(files)
    for group in (paths[place : place + _AT_ONCE] for place in range(0, len(paths), _AT_ONCE)):
        try:
            found |= _read(group, files, terms)
        except Unanswered:
            # The others are none the worse for it.
            for path in group:
                found[path] = None
                with contextlib.suppress(Unanswered):
                    found |= _read([path], files, terms)
    return found


def _read(
    paths: Sequence[str], files: Mapping[str, Path], terms: Terms
) -> dict[str, frozenset[str] | None]:
    """The same of a few files, which are read together."""
    answer = confined(cells_held, [files[path] for path in paths], sandboxing=terms.sandboxing)
    held = json.loads(answer)
    return {
        path: None if one is None else frozenset(one) for path, one in zip(paths, held, strict=True)
    }
