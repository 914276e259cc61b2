"""Live judging: what it forbids, what it can't promise, and that hidden lines stay hidden."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import nbjudge
from nbjudge.engine.pipeline import Grade
from nbjudge.engine.task import Terms
from nbjudge.engine.verdicts import Verdict
from nbjudge.sandbox.limits import MIB, Limits

from ..conftest import graded_cell

TERMS = Terms(cell_s=5, limits=Limits(memory_bytes=1024 * MIB))
REFERENCE = "class Box:\n    size = 3\nbox = Box()"
# What a student's code looks for stands here alone: the student's code never spells it out.
HIDDEN = """\
assert isinstance(box, Box), "box is no Box"
### BEGIN HIDDEN TESTS
wanted = "hidden_line_4711"  # hidden_line_4711
assert box.size == len(wanted) - 13, f"{box.size} is not it"
### END HIDDEN TESTS"""


def grade(tmp_path: Path, answer: str, *added: str, test: str = HIDDEN, **terms: str) -> Grade:
    """The grade of one answer to a live exercise; `added` are cells of the student's at the end."""
    source = new_notebook(
        cells=[
            graded_cell(f"### BEGIN SOLUTION\n{REFERENCE}\n### END SOLUTION", "box"),
            graded_cell(test, "test_box", points=2),
        ]
    )
    nbformat.write(source, tmp_path / "source.ipynb")
    source.cells[0].source = answer
    source.cells += [new_code_cell(text) for text in added]
    nbformat.write(source, tmp_path / "submitted.ipynb")
    return nbjudge.grade(
        tmp_path / "source.ipynb", tmp_path / "submitted.ipynb", replace(TERMS, **terms)
    )


def verdict(graded: Grade) -> Verdict:
    (found,) = graded.verdicts
    return found


def shown(graded: Grade) -> str:
    """All that comes back of a notebook but the texts of its cells."""
    cells = [cell for cell in graded.notebook.cells if cell.cell_type == "code"]
    return json.dumps([[cell.outputs, cell.metadata] for cell in cells])


def test_live_cell_says_so(tmp_path: Path) -> None:
    found = verdict(grade(tmp_path, REFERENCE))
    assert (found.status, found.points, found.way) == ("passed", 2, "live")


@pytest.mark.parametrize(
    ("answer", "status", "message"),
    [
        ("class Box: pass\nbox = 3", "failed", "box is no Box"),
        ("class Box:\n    size = 4\nbox = Box()", "failed", "… is not it"),
        ("class Box: pass\nbox = Box()", "error", "a hidden test failed"),
        (f"{REFERENCE}\ndel box", "failed", "box is no Box"),
        (
            "class Meta(type):\n    def __instancecheck__(c, o):\n        while True: pass\n"
            "class Box(metaclass=Meta): pass\nbox = 1",
            "timeout",
            "too long",
        ),
        (
            "import os\nclass Box:\n    @property\n    def size(self): os._exit(3)\nbox = Box()",
            "kernel_died",
            "ended its own process",
        ),
        (
            "class Box:\n    @property\n    def size(self): exit()\nbox = Box()",
            "kernel_died",
            "ended its own process",
        ),
        (
            "class Box:\n    @property\n    def size(self): return bytearray(2**31)\nbox = Box()",
            "out_of_memory",
            "memory",
        ),
        ("while True: pass", "timeout", "your cell ran longer than 5 s"),
        ("import os\nos._exit(0)", "kernel_died", "your cell ended its own process"),
    ],
)
def test_wrong_answers_get_the_verdicts_of_inert_judging(
    answer: str, status: str, message: str, tmp_path: Path
) -> None:
    found = verdict(grade(tmp_path, answer))
    assert (found.status, found.points) == (status, 0), found
    assert message in found.message


@pytest.mark.parametrize("credit", ["1", "1.0", "Fraction(1)", "Decimal(1)"])
def test_partial_credit_is_the_same(credit: str, tmp_path: Path) -> None:
    test = (
        "from decimal import Decimal\nfrom fractions import Fraction\n"
        f"assert isinstance(box, Box)\n2 if box.size == 3 else {credit}"
    )
    found = verdict(grade(tmp_path, "class Box:\n    size = 4\nbox = Box()", test=test))
    assert (found.status, found.points, found.way) == ("partial", 1, "live")


def test_live_judging_can_be_forbidden(tmp_path: Path) -> None:
    found = verdict(grade(tmp_path, REFERENCE, judge="inert"))
    assert (found.status, found.points, found.way) == ("grader_fault", 0, "none")
    assert "forbidden" in found.message


def test_untouched_stub_is_unattempted(tmp_path: Path) -> None:
    found = verdict(grade(tmp_path, "# YOUR CODE HERE\nraise NotImplementedError()"))
    assert (found.status, found.points) == ("unattempted", 0)


def test_exit_costs_the_same_every_time(tmp_path: Path) -> None:
    found = {verdict(grade(tmp_path, f"{REFERENCE}\nexit()")).status for _ in range(3)}
    assert found == {"kernel_died"}


@pytest.mark.parametrize("text", ["{[]: 1}", "[" * 900, "7", "'"])
def test_outcome_that_can_not_be_read_has_no_points(text: str, tmp_path: Path) -> None:
    forged = (
        "import nbjudge.kernels.outcome as o\n"
        "class Text(str):\n    __repr__ = str.__str__\n"
        f"o.outcome = lambda points: Text({text!r})"
    )
    found = verdict(grade(tmp_path, f"{REFERENCE}\n{forged}"))
    assert (found.status, found.points) == ("failed", 0)


# Where a student's code may look for lines that are hidden; each adds what it finds to `seen`.
LOOKS: Mapping[str, str] = {
    "history": "seen += [*In, *get_ipython().history_manager.input_hist_raw]",
    "frames": """
import sys
frame = sys._getframe()
while frame:
    seen += [*map(str, frame.f_code.co_consts), str(frame.f_locals)]
    frame = frame.f_back""",
    "sources": "import linecache\nseen += [str(one) for one in linecache.cache.values()]",
    "objects": """
import gc
for thing in gc.get_objects():
    if type(thing) in (list, tuple, dict):
        parts = thing.values() if type(thing) is dict else thing
        seen += [one for one in list(parts) if type(one) is str]""",
    "memory": """
import re
spans = [line.split() for line in open("/proc/self/maps")]
with open("/proc/self/mem", "rb", 0) as memory:
    for span, rights, *_ in spans:
        first, last = (int(part, 16) for part in span.split("-"))
        if rights.startswith("rw") and last - first < 2**28:
            try:
                memory.seek(first)
                seen += map(str, re.findall(mark.encode() + b"[0-9]+", memory.read(last - first)))
            except (OSError, ValueError):
                pass""",
    "files": """
import glob
for place in ("*", "/tmp/**/*", "/home/**/*", "/proc/*/cmdline", "/proc/*/environ"):
    for path in glob.glob(place, recursive=True):
        try:
            seen.append(open(path, errors="replace").read(10**6))
        except OSError:
            pass""",
}
# How it may be told: `found` is the line. Each stands where a live test comes through.
TELLS: Mapping[str, str] = {
    "printed": "print(found, flush=True)",
    "on stderr": "import os\nos.write(2, found.encode())",
    "displayed": "from IPython.display import display, HTML\ndisplay(HTML(found))",
    "in an earlier display": "first_display.update(found)",
    "raised": "raise ValueError(found)",
    "asserted": "raise AssertionError(found)",
    "as the size": "return found",
    "as a last word": "import sys\nsys.exit(found)",
    "in a file": "open('found.txt', 'w').write(found)",
    "in a log": "import logging\nlogging.error(found)",
    "as a warning": "import warnings\nwarnings.warn(found)",
    "by the shell": "get_ipython().showtraceback((ValueError, ValueError(found), None))",
    "as the outcome": (
        "import nbjudge.kernels.outcome as o\n"
        "o.outcome = lambda points: {'failed': True, 'line': found, 'points': found}"
    ),
}


def hunt(looks: str, tell: str) -> str:
    indented = "\n".join(f"            {line}" for line in tell.splitlines())
    return f"""
import re
from IPython.display import display
first_display = display("nothing yet", display_id=True)
mark = "hidden" + "_line_"

def look():
    seen = []
{chr(10).join("    " + line for line in looks.splitlines())}
    return re.search(mark + "[0-9]+", "\\n".join(map(str, seen)))

class Box:
    @property
    def size(self):
        match = look()
        if match:
            found = match[0]
{indented}
        return 3

box = Box()"""


@pytest.mark.parametrize("look", LOOKS)
def test_look_finds_what_is_there(look: str, tmp_path: Path) -> None:
    # Else the next test would show nothing.
    spelled = (
        'kept = ["hidden_line_4711"]\nopen("kept.txt", "w").write(kept[0])\n'
        'def known():\n    line = "hidden_line_4711"\n    return look()\n'
        'print("looked", known())'
    )
    found = grade(tmp_path, hunt(LOOKS[look], "pass"), spelled)
    assert "hidden_line_4711" in shown(found)


@pytest.mark.parametrize("look", LOOKS)
def test_first_pass_never_holds_a_hidden_line(look: str, tmp_path: Path) -> None:
    found = grade(tmp_path, hunt(LOOKS[look], "pass"), "print('looked', look())", "print(box.size)")
    assert "looked None" in shown(found)
    assert "hidden_line" not in shown(found)


def test_hunt_finds_it_where_it_is(tmp_path: Path) -> None:
    # In the second pass it is there for who looks.
    answer = hunt(LOOKS["history"], "raise SystemExit")
    assert verdict(grade(tmp_path, answer)).points == 0
    assert verdict(grade(tmp_path, hunt("", "pass"))).points == 2


@pytest.mark.parametrize("tell", TELLS)
def test_hidden_line_is_told_nowhere(tell: str, tmp_path: Path) -> None:
    later = "print(box.size, [str(one) for one in Out.values()])\n!cat *.txt"
    found = grade(tmp_path, hunt(LOOKS["history"], TELLS[tell]), later)
    assert "hidden_line" not in shown(found)
    assert "hidden_line" not in verdict(found).message
    assert found.notes == ()
