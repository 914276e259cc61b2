"""What a bench can import, in a grader that is started for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = """\
import asyncio, sys
from nbformat.v4 import new_code_cell, new_notebook
from nbjudge.engine.bench_client import Bench
from nbjudge.kernels.parent import warm_parent
from nbjudge.sandbox.limits import Limits

async def work(cell):
    notebook = new_notebook(cells=[cell])
    bench = await Bench.start(notebook, limits=Limits(), sandboxing="bubblewrap", files=None)
    await bench.run(cell, 0, 60)
    await bench.close()

warm_parent().preload(sys.argv[2:])
cell = new_code_cell(sys.argv[1])
asyncio.run(work(cell))
for output in cell.outputs:
    print(output.get("text") or output.get("evalue"), end="")
"""
EXAMINE = """\
from nbjudge.engine.checkup import examine_bench

for finding in examine_bench():
    print(finding.good, finding.found)
"""
Look = Callable[..., str]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """What a cell shows on the bench of a new process that works in a course folder."""
    (tmp_path / "course" / "source").mkdir(parents=True)
    (tmp_path / "course" / "answers.py").write_text("answer = 42\n", encoding="utf-8")

    def look(text: str, *preload: str, pythonpath: str = "", script: str = SCRIPT) -> str:
        said = subprocess.run(
            [sys.executable, "-P", "-c", script, text, *preload],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path / "course",
            env=os.environ | {"PYTHONPATH": pythonpath},
        )
        assert said.returncode == 0, said.stderr
        return said.stdout.strip()

    return look


def write(folder: Path, name: str, text: str) -> str:
    """The folder, with a package in it."""
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text(text, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize("folder", ["library", "overlay/site-packages"])
def test_packages_of_pythonpath_are_there(folder: str, look: Look, tmp_path: Path) -> None:
    place = write(tmp_path / folder, "mine", "def late():\n    from mine import other\n")
    (tmp_path / folder / "mine" / "other.py").touch()
    assert look("import mine; mine.late(); print(mine.__name__)", pythonpath=place) == "mine"


@pytest.mark.parametrize("entry", [".", "", "..", "../course", "/"])
def test_course_is_not_shown_because_it_is_on_pythonpath(
    entry: str, look: Look, tmp_path: Path
) -> None:
    text = f"import os\nprint(os.path.exists({str(tmp_path / 'course')!r}))\nimport answers"
    assert look(text, pythonpath=entry + os.pathsep).split("\n") == [
        "False",
        "No module named 'answers'",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "True"),
        ("import threading, time\nthreading.Thread(target=time.sleep, args=(9,)).start()", "False"),
        ("raise RuntimeError('not here')", "False"),
        ("import os\nos._exit(1)", "False"),
    ],
    ids=["plain", "thread", "error", "exit"],
)
def test_only_what_leaves_no_thread_is_imported_beforehand(
    text: str, expected: str, look: Look, tmp_path: Path
) -> None:
    place = write(tmp_path / "library", "mine", text)
    seen = look("import sys\nprint('mine' in sys.modules)", "mine", pythonpath=place)
    assert seen == expected


def test_modules_of_the_standard_library_and_missing_ones_are_left_to_the_cells(
    look: Look,
) -> None:
    text = "import sys\nprint({'antigravity', 'no_such_module'} & set(sys.modules))"
    assert look(text, "antigravity", "no_such_module", "not a name", ".") == "set()"


def test_nothing_heavy_is_imported_unasked(look: Look) -> None:
    heavy = {"debugpy", "matplotlib", "pandas", "scipy", "sklearn", "tensorflow"}
    assert look(f"import sys\nprint({heavy} & set(sys.modules))") == "set()"


def test_figures_appear_where_matplotlib_comes_late(look: Look) -> None:
    text = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nprint(plt.get_backend())"
    assert look(text).startswith(("inline", "module://matplotlib_inline"))


def test_parent_that_does_not_start_says_why(look: Look, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    broken = (
        "import sys\nif 'nbjudge.kernels.warm' in sys.orig_argv:\n    raise OSError('no libzmq')"
    )
    (tmp_path / "library" / "zmq.py").write_text(broken, encoding="utf-8")
    script = "import sys\nsys.path = [p for p in sys.path if not p.endswith('library')]\n" + EXAMINE
    said = look("", pythonpath=str(tmp_path / "library"), script=script)
    assert said.startswith("False ")
    assert "OSError: no libzmq" in said


def test_bench_that_does_not_start_says_why(look: Look, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    broken = (
        "from ipykernel.kernelapp import IPKernelApp\n"
        "def initialize(self, *arguments):\n    raise ImportError('no such library')\n"
        "IPKernelApp.initialize = initialize\n"
    )
    (tmp_path / "library" / "sitecustomize.py").write_text(broken, encoding="utf-8")
    said = look("", pythonpath=str(tmp_path / "library"), script=EXAMINE)
    assert said.startswith("False ")
    assert "ImportError: no such library" in said
