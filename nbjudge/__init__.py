"""nbjudge: an autograded edition of "Introduction to deep learning", and its grader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbjudge.engine.job import Grade
    from nbjudge.engine.task import Terms

__all__ = ["grade"]


def grade(source: Path | str, submission: Path | str, terms: Terms | None = None) -> Grade:
    """The grade of one notebook that was handed in, against the course's source notebook.

    Needs nbgrader (`pip install 'nbjudge[grade]'`), but no course folder and no gradebook, and
    writes nothing. The reference solution and the untouched stub are run first, once for each
    source notebook: see `nbjudge.engine.trial`. The student's cells run in a sandbox, unless
    `terms` says otherwise.

    Raises:
        OSError: one of the files can't be read.
        SandboxError: there is no sandbox, so nothing was run.
    """
    # Students install nbjudge without the grader, and most commands need none of this.
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from nbjudge.engine.job import Job
    from nbjudge.engine.task import Terms
    from nbjudge.engine.trial import grade

    job = Job(Path(source).read_bytes(), Path(submission).read_bytes(), terms=terms or Terms())
    # A thread of its own: in a notebook, for example, an event loop is running already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, grade(job)).result()
