"""Every verdict, by `nbjudge.grade`: what it says, and that it costs its own exercise only."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Thread

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell

import nbjudge
from nbjudge.engine.job import Grade, Job
from nbjudge.engine.pipeline import prepare, run
from nbjudge.engine.task import Terms
from nbjudge.engine.verdicts import Verdict
from nbjudge.kernels.parent import warm_parent
from nbjudge.sandbox.limits import MIB, Limits

from ..conftest import graded_cell, numbers_notebook
from ..forks import next_fork
from ..machines import NEEDS_LANDLOCK

GradeNotebook = Callable[..., Grade]
LIMITS = Limits(memory_bytes=1024 * MIB)
TERMS = Terms(cell_s=5, limits=LIMITS)


@pytest.fixture
def grade(tmp_path: Path) -> GradeNotebook:
    """Grades the reference solution with some cells replaced, and others added at the end."""

    def grade(
        *added: nbformat.NotebookNode,
        source: nbformat.NotebookNode | None = None,
        terms: Terms = TERMS,
        **cells: str,
    ) -> Grade:
        source = source or numbers_notebook()
        nbformat.write(source, tmp_path / "source.ipynb")
        submitted = nbformat.from_dict(source)
        for cell in submitted.cells:
            cell.source = cells.get(cell.id, cell.source)
        submitted.cells += added
        nbformat.write(submitted, tmp_path / "submitted.ipynb")
        return nbjudge.grade(tmp_path / "source.ipynb", tmp_path / "submitted.ipynb", terms)

    return grade


def verdicts(grade: Grade) -> Mapping[str, Verdict]:
    return {verdict.grade_id: verdict for verdict in grade.verdicts}


def statuses(grade: Grade) -> list[tuple[str, float]]:
    return [(verdict.status, verdict.points) for verdict in grade.verdicts]


def test_right_solution_passes(grade: GradeNotebook) -> None:
    found = grade()
    assert statuses(found) == [("passed", 2), ("passed", 1)]
    assert (found.points, found.max_points) == (3, 3)
    assert all(verdict.seconds > 0 and verdict.peak_bytes > 0 for verdict in found.verdicts)


@pytest.mark.parametrize(
    ("answer", "status", "message"),
    [
        ("answer = 41", "failed", "answer"),
        ("answer = print", "failed", "answer"),
        ("del square", "failed", "answer"),
        ("raise ValueError('mine')", "failed", "answer"),
        ("answer = [0] * 5_000_000", "refused", "more than"),
        ("while True:\n    pass", "timeout", "longer than 5 s"),
        (
            "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
            "timeout",
            "longer than 5 s",
        ),
        ("answer = bytearray(2 * 2**30)", "out_of_memory", "1,024 MiB"),
        ("import os\nos._exit(0)", "kernel_died", "ended its own process"),
        ("import ctypes\nctypes.string_at(0)", "kernel_died", "ended its own process"),
    ],
)
def test_one_bad_cell_costs_its_own_exercise(
    answer: str, status: str, message: str, grade: GradeNotebook
) -> None:
    found = verdicts(grade(answer=answer))
    assert (found["test_square"].status, found["test_square"].points) == ("passed", 2)
    assert (found["test_answer"].status, found["test_answer"].points) == (status, 0)
    assert message in found["test_answer"].message


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("answer = 41", ""),
        ("missing + 1\nanswer = 42", " (a cell above has stopped with `NameError`)"),
        ("answer = = 42", " (a cell above has stopped with `SyntaxError`)"),
        (
            "raise type('a b', (Exception,), {})",
            " (a cell above has stopped)",
        ),
    ],
)
def test_verdict_says_that_the_answer_has_stopped_half_way(
    answer: str, told: str, grade: GradeNotebook
) -> None:
    found = verdicts(grade(answer=answer))["test_answer"]
    assert (found.status, found.points) == ("failed", 0)
    assert found.message.endswith(told)
    assert ("a cell above" in found.message) == bool(told)


@NEEDS_LANDLOCK
@pytest.mark.parametrize(
    "fill",
    [
        "for n in range(20):\n    open(str(n), 'wb').write(bytes(2**20))",
        "for n in range(300):\n    open(str(n), 'w').close()",
    ],
    ids=["bytes", "files"],
)
def test_who_fills_the_disk_where_nothing_bounds_it_is_stopped(
    fill: str, grade: GradeNotebook
) -> None:
    limits = replace(LIMITS, disk_bytes=4 * MIB, disk_files=200)
    terms = replace(TERMS, cell_s=30, limits=limits, sandboxing="landlock")
    found = verdicts(grade(answer=f"{fill}\nimport time\ntime.sleep(600)", terms=terms))
    assert found["test_square"].points == 2
    assert (found["test_answer"].status, found["test_answer"].points) == ("kernel_died", 0)
    assert "wrote more than 4 MiB, or 200 files" in found["test_answer"].message


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("while True: pass", "timeout"),
        ("import time; time.sleep(600)", "timeout"),
        ("import os; os._exit(0)", "kernel_died"),
        ("return bytearray(2 * 2**30)", "out_of_memory"),
        ("raise ValueError", "failed"),
        ("raise SystemExit", "failed"),
        ("return square(x)", "failed"),
        ("return object()", "failed"),
    ],
)
def test_bad_function_costs_its_own_exercise(body: str, status: str, grade: GradeNotebook) -> None:
    found = statuses(grade(square=f"def square(x):\n    {body}"))
    assert found == [(status, 0), ("passed", 1)]


def test_earlier_cells_are_run_again_without_the_culprit(grade: GradeNotebook) -> None:
    source = numbers_notebook()
    source.cells += [
        graded_cell("import os\nos._exit(0)", "crash"),
        graded_cell("assert True", "test_crash", points=1),
        graded_cell("cube = square(3) * 3", "cube"),
        graded_cell("assert cube == 27 and square(2) == 4 and answer == 42", "test_cube", points=1),
    ]
    found = grade(source=source)
    assert statuses(found)[0] == ("passed", 2)
    assert statuses(found)[-1] == ("passed", 1)


def test_cell_that_dies_when_it_runs_again_costs_its_own_exercise(grade: GradeNotebook) -> None:
    source, terms = numbers_notebook(), replace(TERMS, cell_s=30)
    source.cells += [
        graded_cell("def work():\n    return 1", "work"),
        graded_cell("assert work() == 1", "test_work", points=1),
        graded_cell("assert work() == 1", "test_again", points=1),
    ]
    # The trial comes first.
    assert grade(source=source, terms=terms).points == 5
    moment = time.time() + 4
    work = (
        f"import os, time\nif time.time() > {moment}:\n    os._exit(0)\n"
        f"def work():\n    time.sleep(max(0, {moment} - time.time()) + 0.1)\n    os._exit(0)"
    )
    found = verdicts(grade(source=source, terms=terms, work=work))
    statuses = {name: verdict.status for name, verdict in found.items()}
    died = dict.fromkeys(("test_work", "test_again"), "kernel_died")
    assert statuses == {"test_square": "passed", "test_answer": "passed"} | died
    assert "ended its own process" in found["test_again"].message


def test_reason_stands_at_the_cell_that_died(grade: GradeNotebook) -> None:
    dying = "import os, time\nprint('so far', flush=True)\ntime.sleep(0.5)\nos._exit(0)"
    found = grade(answer=dying)
    (cell,) = (cell for cell in found.notebook.cells if cell.id == "answer")
    assert cell.outputs[0].text == "so far\n"
    assert "ended its own process" in cell.outputs[-1].evalue


@pytest.mark.parametrize(
    ("answer", "status", "alarm"),
    [
        (
            "from IPython import get_ipython\n"
            "get_ipython().kernel.iopub_socket.send_multipart([bytes(10**6)] * 40)\n"
            "import time; time.sleep(1)",
            "kernel_died",
            "its kernel sent a message of more than 33 MB",
        ),
        (
            "from IPython import get_ipython\n"
            "get_ipython().kernel.session.key = b'another'\nprint(1)",
            "kernel_died",
            "its kernel sent what is none of a kernel's messages (Invalid Signature)",
        ),
        (
            "import nbjudge.kernels.outcome as grader\ngrader.outcome = print\nanswer = 42",
            "passed",
            "its code replaced parts of the grader: nbjudge.kernels.outcome.outcome",
        ),
        (
            "from IPython import get_ipython\nkernel = get_ipython().kernel\n"
            "from functools import partial\n"
            "kernel.do_execute = partial(kernel.do_execute)\nanswer = 42",
            "passed",
            "its code replaced parts of the grader: ipykernel.ipkernel.IPythonKernel.do_execute",
        ),
        (
            "from IPython import get_ipython\nkind = type(get_ipython())\n"
            "kind.run_cell_async = lambda *a, old=kind.run_cell_async, **n: old(*a, **n)\n"
            "answer = 42",
            "passed",
            "its code replaced parts of the grader: "
            "ipykernel.zmqshell.ZMQInteractiveShell.run_cell_async",
        ),
        (
            "from IPython import get_ipython\nkernel = get_ipython().kernel\n"
            "kernel.session.send(kernel.iopub_socket, 'points', parent=kernel.get_parent())\n"
            "answer = 42",
            "passed",
            "its kernel sent what is none of a kernel's messages (of another kind)",
        ),
        (
            "from IPython import get_ipython\nkernel = get_ipython().kernel\n"
            "sent = {'parent': kernel.get_parent()}\n"
            "kernel.session.send(kernel.iopub_socket, 'execute_input', **sent)\nanswer = 42",
            "passed",
            "its kernel sent what is none of a kernel's messages (a second input)",
        ),
        (
            "from IPython import get_ipython\nkernel = get_ipython().kernel\n"
            "kernel.shell.user_expressions = lambda expressions: [7]\nanswer = 42",
            "passed",
            "its kernel sent what is none of a kernel's messages "
            "(list indices must be integers or slices, not str)",
        ),
    ],
    ids=[
        *("flood", "signature", "replaced", "object", "subclass", "kind", "input"),
        "answer",
    ],
)
def test_what_no_honest_code_does_is_a_reason_to_look(
    answer: str, status: str, alarm: str, grade: GradeNotebook
) -> None:
    found = grade(answer=answer)
    assert statuses(found)[0] == ("passed", 2)
    assert statuses(found)[1][0] == status
    assert found.alarms == (alarm,)


@pytest.mark.parametrize("text", ["{[]: 1}", "[" * 900, "-" * 900 + "1", "'"])
def test_what_is_told_of_replaced_parts_may_be_anything(text: str, grade: GradeNotebook) -> None:
    forged = (
        "import nbjudge.kernels.intact as intact\n"
        "class Text(str):\n    __repr__ = str.__str__\n"
        f"intact.replaced = lambda: Text({text!r})\nanswer = 42"
    )
    found = grade(answer=forged)
    assert statuses(found) == [("passed", 2), ("passed", 1)]
    assert found.alarms == ()


def test_honest_code_is_none(grade: GradeNotebook) -> None:
    assert grade(answer="print('x' * 10_000)\nsum = max = print\nanswer = 42").alarms == ()


def test_displays_are_updated_where_they_stand(grade: GradeNotebook) -> None:
    shows = (
        "from IPython.display import display\n"
        "here, there = (display('old', display_id=True) for _ in range(2))\n"
        "here.update('new')\nanswer = 42"
    )
    found = grade(new_code_cell("there.update('newer')"), answer=shows)
    (cell,) = (cell for cell in found.notebook.cells if cell.id == "answer")
    assert [output.data["text/plain"] for output in cell.outputs] == ["'new'", "'newer'"]
    assert found.points == 3


def test_untouched_stub_is_unattempted(grade: GradeNotebook) -> None:
    stub = "# YOUR CODE HERE\nraise NotImplementedError()"
    found = verdicts(grade(answer=stub))
    assert found["test_answer"].status == "unattempted"
    assert found["test_square"].status == "passed"


CREDITS = {
    "4": ("passed", 4),
    "2.5": ("partial", 2.5),
    "1.1 + 2.9000000000000004": ("passed", 4),
    "-1": ("passed", 4),
    "45": ("passed", 4),
    "float('nan')": ("passed", 4),
    "float('inf')": ("passed", 4),
    "answer / 42 * 3": ("partial", 3),
    "'text'": ("passed", 4),
    "None": ("passed", 4),
}


def test_partial_credit_is_a_number(grade: GradeNotebook) -> None:
    source = numbers_notebook()
    source.cells += [
        graded_cell(expression, f"test_part{number}", points=4)
        for number, expression in enumerate(CREDITS)
    ]
    found = statuses(grade(source=source))
    assert dict(zip(CREDITS, found[2:], strict=True)) == CREDITS


def test_error_of_a_test_is_one(grade: GradeNotebook) -> None:
    source = numbers_notebook()
    source.cells.append(graded_cell("assert square(answer) + answer > 4", "test_sum", points=1))
    found = verdicts(grade(source=source, answer="answer = 'x'"))["test_sum"]
    assert (found.status, found.points) == ("error", 0)
    assert "TypeError" in found.message


def test_whole_notebook_has_a_limit_too(grade: GradeNotebook) -> None:
    terms = replace(TERMS, cell_s=60, notebook_s=3)
    found = statuses(grade(terms=terms, square="while True: pass"))
    assert found[0] == ("timeout", 0)


def test_cell_has_the_budget_of_its_exercise(grade: GradeNotebook) -> None:
    slow = "import time\ntime.sleep(1)\nanswer = 42"
    terms = replace(TERMS, budgets_s={"answer": 0.5})
    assert verdicts(grade(terms=terms, answer=slow))["test_answer"].status == "timeout"
    assert verdicts(grade(answer=slow))["test_answer"].status == "passed"


@pytest.mark.parametrize(
    "noise",
    [
        "import warnings\nwarnings.warn('careful')",
        "import sys\nprint('careful', file=sys.stderr)",
        "import os\nos.write(2, b'careful')",
        "import logging\nlogging.error('careful')",
    ],
)
def test_noise_costs_nothing(noise: str, grade: GradeNotebook) -> None:
    assert grade(answer=f"{noise}\nanswer = 42").points == 3


def test_output_of_a_function_that_a_test_calls_costs_nothing(grade: GradeNotebook) -> None:
    noisy = "import sys\ndef square(x):\n    print('hm', file=sys.stderr)\n    return x * x"
    assert grade(square=noisy).points == 3


def test_failed_visible_test_shows_its_message_and_hidden_one_not_its_lines(
    grade: GradeNotebook,
) -> None:
    found = grade(square="def square(x):\n    return x * 2", answer="answer = 1")
    text = nbformat.writes(
        nbformat.v4.new_notebook(
            cells=[
                new_code_cell("", outputs=cell.outputs)
                for cell in found.notebook.cells
                if cell.cell_type == "code"
            ]
        )
    )
    assert "square(-3)" in text
    assert "lambda" not in text
    assert "Traceback" not in text


def graded(job: Job) -> Grade:
    return asyncio.run(run(prepare(job)))


def test_held_out_files_are_the_judges_alone(grade: GradeNotebook) -> None:
    source = numbers_notebook()
    source.cells[1:] = [
        graded_cell("import os\nseen = os.path.exists('secret.csv')", "look"),
        graded_cell("assert not seen and open('secret.csv').read() == '42'", "test_look", points=1),
    ]
    content = nbformat.writes(source).encode()
    job = Job(content, content, judge_files={"secret.csv": b"42"}, terms=TERMS)
    assert graded(job).points == 1


def test_files_of_the_course_are_there(tmp_path: Path) -> None:
    source = numbers_notebook()
    source.cells[1:] = [
        graded_cell("import helper\nfound = helper.VALUE, open('data/a.csv').read()", "use"),
        graded_cell("assert found == (7, 'a')", "test_use", points=1),
    ]
    content = nbformat.writes(source).encode()
    files = {"helper.py": b"VALUE = 7", "data/a.csv": b"a"}
    assert graded(Job(content, content, files=files, terms=TERMS)).points == 1


def test_the_same_twenty_times(grade: GradeNotebook) -> None:
    source = numbers_notebook()
    source.cells.append(
        graded_cell(
            "import random\nimport numpy as np\n"
            "drawn = [random.random(), *np.random.rand(3), hash('text')]",
            "draw",
        )
    )
    source.cells.append(graded_cell("drawn[0] * 2", "test_draw", points=2))
    found = [grade(source=source, answer="answer = 41") for _ in range(20)]
    assert len({tuple(statuses(one)) for one in found}) == 1
    assert len({verdicts(one)["test_draw"].points for one in found}) == 1


def test_plain_kernels_run_without_a_sandbox_if_asked(grade: GradeNotebook) -> None:
    look = f"import os\nanswer = 42 if os.getuid() == {psutil.Process().uids().real} else 0"
    terms = replace(TERMS, sandboxing="none")
    assert grade(terms=terms, answer=look).points == 3


def test_nothing_is_left(grade: GradeNotebook) -> None:
    grade(answer="import subprocess\nsubprocess.Popen(['sleep', '600'])\nanswer = 42")
    parent = psutil.Process(warm_parent().process.pid)
    left = [p for p in parent.children(recursive=True) if p.status() != psutil.STATUS_ZOMBIE]
    psutil.wait_procs(left, timeout=10)
    assert not parent.children(recursive=True)


@pytest.mark.parametrize("victim", ["bench", "judge", "conductor"])
def test_kill_from_outside_amid_a_call_costs_nothing(victim: str, grade: GradeNotebook) -> None:
    terms = replace(TERMS, cell_s=30)
    # The trial comes first.
    assert grade(terms=terms).points == 3
    warm = psutil.Process(warm_parent().process.pid)

    def kill() -> None:
        process = next_fork(warm, victim)
        time.sleep(0.7)
        process.kill()

    thread = Thread(target=kill)
    thread.start()
    slow = "import time\ndef square(x):\n    time.sleep(1)\n    return x * x"
    assert grade(square=slow, terms=terms).points == 3
    thread.join()


def test_what_is_no_notebook_has_no_points(tmp_path: Path) -> None:
    nbformat.write(numbers_notebook(), tmp_path / "source.ipynb")
    (tmp_path / "submitted.ipynb").write_text("{", encoding="utf-8")
    found = nbjudge.grade(tmp_path / "source.ipynb", tmp_path / "submitted.ipynb")
    assert found.points == 0
    assert "not a notebook" in found.problem
    with pytest.raises(FileNotFoundError):
        nbjudge.grade(tmp_path / "source.ipynb", tmp_path / "none.ipynb")
