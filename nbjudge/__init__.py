"""nbjudge: an autograded edition of "Introduction to deep learning", and its grader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbjudge.engine.execution import Terms
    from nbjudge.engine.pipeline import Grade

__all__ = ["grade"]


def grade(source: Path | str, submission: Path | str, terms: Terms | None = None) -> Grade:
    """The grade of one notebook that was handed in, against the course's source notebook.

    Needs nbgrader (`pip install 'nbjudge[grade]'`), but no course folder and no gradebook, and
    writes nothing. The student's cells run in a sandbox, unless `terms` says otherwise.

    Raises:
        OSError: one of the files can't be read.
        SandboxError: there is no sandbox, so nothing was run.
    """
    # Students install nbjudge without the grader.
    from nbjudge.engine.execution import Terms
    from nbjudge.engine.pipeline import grade_files

    return grade_files(Path(source), Path(submission), terms or Terms())
