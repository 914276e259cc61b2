"""The trials of a class's notebooks, side by side, before anything that was handed in is run."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from nbjudge.course.folder import CourseFolder
from nbjudge.course.notebook import language
from nbjudge.engine.job import Run
from nbjudge.engine.task import Plan
from nbjudge.engine.trial import trial
from nbjudge.grading.execute import Execute
from nbjudge.grading.jobs import budgets_s, reference_job, sources

# By assignment and name of the notebook.
Plans = dict[tuple[str, str], Plan]
Tried = Callable[[str, str, Plan], None]


async def try_notebooks(
    folder: CourseFolder,
    assignments: Iterable[str],
    *,
    run: Run,
    jobs: int,
    tried: Tried = lambda assignment, name, plan: None,
) -> Plans:
    """How the test cells of these assignments are judged; `tried` is told of each notebook."""
    waiting = [
        (assignment, name)
        for assignment in assignments
        for name, notebook in sources(folder, assignment).items()
        if language(notebook) == "python"
    ]
    plans: Plans = {}
    settings = Execute(config=folder.config)

    async def work() -> None:
        while waiting:
            assignment, name = waiting.pop(0)
            terms = settings.terms(budgets_s(folder, assignment, name))
            job = await asyncio.to_thread(reference_job, folder, assignment, name, terms)
            plan = await trial(job, run, folder.config)
            plans[assignment, name] = plan
            tried(assignment, name, plan)

    async with asyncio.TaskGroup() as group:
        for _ in range(jobs):
            group.create_task(work())
    return plans
