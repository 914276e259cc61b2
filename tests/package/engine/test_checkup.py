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
from nbjudge.kernels.parent import terms, warm_parent
from nbjudge.sandbox.limits import Limits

async def work(cell):
    notebook = new_notebook(cells=[cell])
    bench = await Bench.start(notebook, warm_parent(), terms(Limits(), "bubblewrap"))
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

for finding in examine_bench("bubblewrap"):
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


def test_packages_of_pythonpath_are_there(look: Look, tmp_path: Path) -> None:
    places = {"mine": tmp_path / "library", "overlaid": tmp_path / "overlay" / "site-packages"}
    for name, place in places.items():
        write(place, name, f"def late():\n    from {name} import other\n")
        (place / name / "other.py").touch()
    seen = look(
        "import mine, overlaid\nfor one in (mine, overlaid):\n    one.late(); print(one.__name__)",
        pythonpath=os.pathsep.join(map(str, places.values())),
    )
    assert seen.split() == ["mine", "overlaid"]


def test_course_is_not_shown_because_it_is_on_pythonpath(look: Look, tmp_path: Path) -> None:
    text = f"import os\nprint(os.path.exists({str(tmp_path / 'course')!r}))\nimport answers"
    entries = os.pathsep.join([".", "", "..", "../course", "/"])
    assert look(text, pythonpath=entries).split("\n") == ["False", "No module named 'answers'"]


def test_only_what_leaves_no_thread_is_imported_beforehand(look: Look, tmp_path: Path) -> None:
    texts = {
        "exit": "import os\nos._exit(1)",
        "thread": "import threading, time\nthreading.Thread(target=time.sleep, args=(9,)).start()",
        "error": "raise RuntimeError('not here')",
        "plain": "",
    }
    for name, text in texts.items():
        place = write(tmp_path / "library", f"mine_{name}", text)
    names = [f"mine_{name}" for name in texts]
    seen = look(f"import sys\nprint({set(names)} & set(sys.modules))", *names, pythonpath=place)
    assert seen == "{'mine_plain'}"


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
