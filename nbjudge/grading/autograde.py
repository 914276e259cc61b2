"""nbgrader's autograder, one submission at a time, so that none harms another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde as NbgraderAutograde
from nbgrader.converters import GenerateFeedback
from sqlalchemy.exc import OperationalError
from traitlets import Callable as CallableTrait
from traitlets import Dict

from nbjudge.errors import CourseError, UsageError
from nbjudge.grading.folder import CourseFolder
from nbjudge.grading.release import read_notebook


class Autograde(NbgraderAutograde):  # type: ignore[misc]
    """nbgrader's autograder, except that a notebook which can't be graded costs only itself.

    Its cells get 0, whatever they had before, and a notice takes its place among the autograded
    notebooks, so that the feedback says why. `problems` maps the name of such a notebook to the
    reason; `on_notebook` is called with each notebook's name before it is graded.
    """

    problems = Dict()
    on_notebook = CallableTrait()

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Prepares a submission, and notes which of its notebooks are missing."""
        super().init_assignment(assignment_id, student_id)
        handed_in = {Path(path).stem for path in self.notebooks}
        with self._gradebook() as gradebook:
            for notebook in gradebook.find_assignment(assignment_id).notebooks:
                if notebook.name not in handed_in:
                    self.problems[notebook.name] = "not handed in"

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Grades one notebook."""
        name = Path(notebook_filename).stem
        self.on_notebook(name)
        try:
            read_notebook(Path(notebook_filename))
        except CourseError as error:
            self._refuse(name, f"the file is not a notebook ({error.got})")
            return
        try:
            super().convert_single_notebook(notebook_filename)
        except OperationalError:
            raise
        except Exception as error:
            self._refuse(name, f"nbgrader stopped with {type(error).__name__}: {error}")

    def _refuse(self, name: str, reason: str) -> None:
        """Gives a notebook 0 points, and says why."""
        self.problems[name] = reason = _one_line(reason)
        student = self.coursedir.student_id
        assignment = self.coursedir.assignment_id
        with self._gradebook() as gradebook:
            _give_nothing(gradebook.find_submission_notebook(name, assignment, student))
            gradebook.db.commit()
        notice = nbformat.v4.new_markdown_cell(
            f"# {name}\n\nThis notebook could not be graded and has 0 points: {reason}. "
            "Open the file that you handed in, correct it, and hand it in again."
        )
        target = Path(self._format_dest(assignment, student), f"{name}.ipynb")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        nbformat.write(nbformat.v4.new_notebook(cells=[notice]), target)

    def _gradebook(self) -> Gradebook:
        return Gradebook(self.coursedir.db_url, self.coursedir.course_id)


def grade(
    folder: CourseFolder,
    assignment: str,
    student: str,
    *,
    on_notebook: Callable[[str], Any] = lambda name: None,
) -> dict[str, str]:
    """Grades one submission and writes its feedback; the problems, by notebook.

    A CourseError says why a submission could not be graded at all; it then has 0 points.
    """
    converter = Autograde(coursedir=folder.directory, config=folder.config, on_notebook=on_notebook)
    converter.force = True
    try:
        folder.run(converter, assignment, student)
    except CourseError:
        with folder.gradebook() as gradebook:
            gradebook.update_or_create_student(student)
            submission = gradebook.update_or_create_submission(assignment, student)
            for notebook in submission.notebooks:
                _give_nothing(notebook)
            gradebook.db.commit()
        raise
    feedback = GenerateFeedback(coursedir=folder.directory, config=folder.config)
    feedback.force = True
    folder.run(feedback, assignment, student)
    return dict(converter.problems)


def submissions(
    folder: CourseFolder, assignments: Iterable[str] = (), students: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """The (assignment, student) pairs that were handed in, of these assignments and students.

    None named means all. An unknown assignment, or a student who handed in none of them, is a
    UsageError.
    """
    names = folder.select(assignments)
    root = folder.path / folder.directory.submitted_directory
    found = [
        (name, path.parent.name)
        for name in names
        for path in sorted(root.glob(f"*/{name}"))
        if path.is_dir()
    ]
    if not found:
        expected = f"submissions as STUDENT/{names[0]}/NOTEBOOK.ipynb"
        raise UsageError(str(root), expected, "none")
    known = sorted({student for _, student in found})
    for student in (wanted := set(students)) - set(known):
        raise UsageError("student", f"one of {', '.join(known)}", repr(student))
    return [(name, student) for name, student in found if student in (wanted or known)]


def _give_nothing(notebook: Any) -> None:
    """Sets the automatic scores of a submitted notebook to 0; those given by hand stay."""
    for grade in notebook.grades:
        grade.auto_score = 0
        grade.needs_manual_grade = False


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else f"{line[:199]}…"
