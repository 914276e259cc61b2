"""The conductor: a forked process that has one notebook executed and judged.

It takes in what the notebook's kernels send and cleans what they show, in a sandbox of its own; so
that nothing of it can harm the grading of others.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import socket
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from nbjudge.course.cells import is_test
from nbjudge.engine.execution import execute
from nbjudge.engine.job import Grade, executed_bytes
from nbjudge.engine.task import Plan, Task, Terms
from nbjudge.engine.verdicts import Verdict, outputs
from nbjudge.errors import SandboxError
from nbjudge.kernels.link import receive, send
from nbjudge.kernels.parent import Parent
from nbjudge.sandbox.limits import Limits
from nbjudge.submission.outputs import clean, encodable
from nbjudge.submission.rebuild import Rebuilt
from nbjudge.submission.template import Template

_CLEANING_S = 20
_LEFT_OUT = "[What this notebook showed took too long to be made harmless, and was left out.]\n"


def run(options: dict[str, Any], descriptors: list[int]) -> int:
    """Conducts one notebook; the exit code.

    The answer is the grade and the executed notebook, or what a SandboxError says. The descriptors
    are the driver's socket, a file in which to note trainings, if that is asked for, and a socket
    to ask for benches and judges.
    """
    first, *notes, last = descriptors
    driver, parent = socket.socket(fileno=first), socket.socket(fileno=last)
    told = json.loads(receive(driver))
    terms = told["terms"] | {"limits": Limits(**told["terms"]["limits"])}
    plan = Plan(
        frozenset(told["plan"]["live"]), told["plan"]["faults"], frozenset(told["plan"]["free"])
    )
    template = Template.from_text(receive(driver))
    rebuilt = Rebuilt.from_json(receive(driver))
    task = Task(
        rebuilt.notebook,
        template,
        rebuilt.unchanged,
        rebuilt.added,
        told["held_out"],
        notes[0] if notes else None,
        plan,
    )
    try:
        execution = asyncio.run(execute(task, Terms(**terms), Parent(parent)))
    except SandboxError as error:
        send(driver, json.dumps(error.args).encode())
        return 0
    executed = _cleaned(task.notebook, executed_bytes(terms["limits"]))
    if not executed:
        _leave_out(task.notebook, execution.verdicts)
        executed = json.dumps(task.notebook).encode()
    verdicts = tuple(replace(one, message=encodable(one.message)) for one in execution.verdicts)
    grade = Grade(
        b"",
        verdicts,
        rebuilt.notes,
        seconds=execution.seconds,
        cpu_s=execution.cpu_s,
        under_load=execution.under_load,
        alarms=tuple(map(encodable, execution.alarms)),
    )
    send(driver, grade.to_json().encode())
    send(driver, executed)
    return 0


def _cleaned(notebook: NotebookNode, most_bytes: int) -> bytes:
    """The file of an executed notebook, with nothing in it that acts.

    A fork of its own does that, in limited time of a processor. Nothing is the answer if it could
    not, or if the file would be larger than that.
    """
    reader, writer = os.pipe()
    if (pid := os.fork()) == 0:
        code = 1
        try:
            os.close(reader)
            resource.setrlimit(resource.RLIMIT_CPU, (_CLEANING_S, _CLEANING_S))
            clean(notebook)
            with os.fdopen(writer, "wb") as stream:
                stream.write(json.dumps(notebook).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        executed = stream.read(most_bytes + 1)
    ended_well = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    return executed if ended_well and len(executed) <= most_bytes else b""


def _leave_out(notebook: NotebookNode, verdicts: Sequence[Verdict]) -> None:
    """Takes all out of an executed notebook that its cells have shown, but for the verdicts."""
    by_id = {verdict.grade_id: verdict for verdict in verdicts}
    for cell in notebook.cells:
        if is_test(cell):
            cell.outputs, cell.execution_count = (
                outputs(by_id[cell.metadata.nbgrader.grade_id]),
                None,
            )
        elif cell.cell_type == "code":
            shown = [new_output("stream", text=_LEFT_OUT)] if cell.outputs else []
            cell.outputs, cell.execution_count = shown, None
