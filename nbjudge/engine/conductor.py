"""The conductor: a forked process that has one notebook executed and judged.

It takes in what the notebook's kernels send and cleans what they show, in a sandbox of its own; so
that nothing of it can harm the grading of others.
"""

from __future__ import annotations

import asyncio
import json
import socket
from dataclasses import replace
from typing import Any

from nbjudge.engine.execution import execute
from nbjudge.engine.job import Grade
from nbjudge.engine.task import Plan, Task, Terms
from nbjudge.errors import SandboxError
from nbjudge.kernels.link import receive, send
from nbjudge.kernels.parent import Parent
from nbjudge.sandbox.limits import Limits
from nbjudge.submission.outputs import clean, encodable
from nbjudge.submission.rebuild import Rebuilt
from nbjudge.submission.template import Template


def run(options: dict[str, Any], descriptors: list[int]) -> int:
    """Conducts one notebook; the exit code.

    The answer is the grade and the executed notebook, or what a SandboxError says. The descriptors
    are the driver's socket, and one to ask for benches and judges.
    """
    driver, parent = (socket.socket(fileno=one) for one in descriptors)
    told = json.loads(receive(driver))
    terms = told["terms"] | {"limits": Limits(**told["terms"]["limits"])}
    plan = Plan(
        frozenset(told["plan"]["live"]), told["plan"]["faults"], frozenset(told["plan"]["free"])
    )
    template = Template.from_json(receive(driver))
    rebuilt = Rebuilt.from_json(receive(driver))
    task = Task(
        rebuilt.notebook, template, rebuilt.unchanged, rebuilt.added, told["held_out"], plan
    )
    try:
        execution = asyncio.run(execute(task, Terms(**terms), Parent(parent)))
    except SandboxError as error:
        send(driver, json.dumps(error.args).encode())
        return 0
    clean(task.notebook)
    verdicts = tuple(replace(one, message=encodable(one.message)) for one in execution.verdicts)
    grade = Grade(
        b"",
        verdicts,
        rebuilt.notes,
        seconds=execution.seconds,
        cpu_s=execution.cpu_s,
        under_load=execution.under_load,
    )
    send(driver, grade.to_json().encode())
    send(driver, json.dumps(task.notebook).encode())
    return 0
