"""The bench: an ordinary IPython kernel, in a sandbox, ready to go."""

from __future__ import annotations

import ast
import os
import socket
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from nbjudge.sandbox.limits import MIB, Limits

RunCells = Callable[..., list[nbformat.NotebookNode]]


def printed(cell: nbformat.NotebookNode) -> str:
    errors = [output.evalue for output in cell.outputs if output.output_type == "error"]
    assert not errors
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


def test_cells_show_what_they_show_in_a_notebook(run_cells: RunCells) -> None:
    result, text, error, magic, awaited, table = run_cells(
        "6 * 7",
        "import sys\nprint('out')\nprint('err', file=sys.stderr)",
        "1 / 0",
        "%matplotlib inline\n!echo shell",
        "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
        "import pandas as pd\npd.DataFrame({'a': [1]})",
    )
    assert result.outputs[0].data == {"text/plain": "42"}
    assert [(one.name, one.text) for one in text.outputs] == [
        ("stdout", "out\n"),
        ("stderr", "err\n"),
    ]
    assert error.outputs[0].ename == "ZeroDivisionError"
    assert "shell" in printed(magic)
    assert awaited.outputs[0].data["text/plain"] == "'awaited'"
    assert "<table" in table.outputs[0].data["text/html"]


def test_a_cell_is_known_as_one_of_the_notebook(run_cells: RunCells) -> None:
    """So that the traceback of a recursion does not take as long as modules are many."""
    _, endless, module = run_cells(
        "def call():\n    call()",
        "call()",
        "import inspect\nprint(inspect.getmodule(call.__code__))",
    )
    assert endless.outputs[0].ename == "RecursionError"
    assert "call()" in endless.outputs[0].traceback[-2]
    assert printed(module).startswith("<module '__main__'")


@pytest.mark.parametrize(
    "text",
    [
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.plot([1, 2])\nx = 1",
        "import seaborn as sns\nsns.lineplot(x=[1, 2], y=[3, 4]);",
    ],
    ids=["pyplot", "axes", "seaborn"],
)
def test_figures_appear(text: str, run_cells: RunCells) -> None:
    (cell,) = run_cells(text)
    assert "image/png" in cell.outputs[0].data


def test_input_is_refused_at_once(run_cells: RunCells) -> None:
    (cell,) = run_cells("input()")
    assert cell.outputs[0].ename == "StdinNotImplementedError"


def test_random_numbers_are_the_same_every_time(run_cells: RunCells) -> None:
    text = (
        "import random, keras, numpy as np\n"
        "print(random.random(), np.random.rand(), keras.random.normal((2,)).numpy(), hash('a'))"
    )
    first, second = (printed(run_cells(text)[0]) for _ in range(2))
    assert first == second


def test_tensorflow_works_and_had_not_been_used(run_cells: RunCells) -> None:
    before, after = run_cells(
        "import tensorflow as tf\nfrom tensorflow.python.eager import context\n"
        "print(context.context()._initialized)",
        "threads = tf.config.threading.get_intra_op_parallelism_threads()\n"
        "print(float(tf.reduce_sum(tf.ones(3))), threads)",
    )
    assert printed(before).strip() == "False"
    assert printed(after).strip() == "3.0 1"


def test_files_are_copied_to_the_work_folder(run_cells: RunCells, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "data.csv").write_text("a,b\n1,2\n")
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o755)
    for place in list(tmp_path.parents)[:-2]:
        if place.stat().st_uid == os.geteuid():
            place.chmod(place.stat().st_mode | 0o011)
    (cell,) = run_cells(
        "print(open('folder/data.csv').read())\nopen('new', 'w').close()", files=tmp_path
    )
    assert printed(cell).startswith("a,b")
    assert not (tmp_path / "new").exists()


def test_a_loader_says_why_it_gives_a_stand_in(run_cells: RunCells) -> None:
    (cell,) = run_cells("from nbjudge.data import load_weather\ntable = load_weather()")
    assert printed(cell).strip() in (
        "Weather: the real table, from the European Climate Assessment & Dataset.",
        "Weather: a simulated table, in place of the real one (a read-only cache without it).",
    )


def test_nothing_of_this_machine_is_seen(
    run_cells: RunCells, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Path(__file__).parents[3]
    places = [*map(str, (Path.home() / ".ssh", project / "source")), "/etc/shadow", "/var", "/srv"]
    (cell,) = run_cells(
        f"import os\nprint([place for place in {places!r} if os.path.exists(place)])\n"
        "print(repr(open('/proc/self/environ').read().strip(chr(0))))\n"
        "print(os.getuid(), sorted(os.environ))"
    )
    seen, first, rest = printed(cell).splitlines()
    assert ast.literal_eval(seen) == []
    # What the warm parent was started with.
    assert ast.literal_eval(first) == ""
    assert rest.startswith("1000 ")
    assert "VIRTUAL_ENV" not in rest


def test_there_is_no_network(run_cells: RunCells) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        port = server.getsockname()[1]
        (cell,) = run_cells(
            "import socket\n"
            f"for host in ('127.0.0.1', '192.0.2.1'):\n"
            "    try:\n"
            f"        socket.create_connection((host, {port}), timeout=1)\n"
            "    except OSError as error:\n"
            "        print('no', host)\n"
        )
        assert printed(cell) == "no 127.0.0.1\nno 192.0.2.1\n"
        with pytest.raises(TimeoutError):
            server.accept()


def test_there_is_no_privilege_and_no_way_to_one(run_cells: RunCells) -> None:
    (cell,) = run_cells(
        "import ctypes, os\n"
        "lines = open('/proc/self/status').read().splitlines()\n"
        "status = dict(line.split(':\\t') for line in lines if ':\\t' in line)\n"
        "kinds = 'CapEff', 'CapPrm', 'CapBnd', 'CapInh', 'CapAmb'\n"
        "print([int(status[name], 16) for name in kinds])\n"
        "print(status['NoNewPrivs'], ctypes.CDLL(None).unshare(0x10000000))\n"
        "print(sum(name.isdigit() for name in os.listdir('/proc')) < 6)\n"
        "for path in ('/proc/sys/kernel/core_pattern', '/usr/x', '/etc/passwd', '/x'):\n"
        "    try:\n"
        "        open(path, 'w')\n"
        "    except OSError:\n"
        "        print('no')"
    )
    assert printed(cell).splitlines() == ["[0, 0, 0, 0, 0]", "1 -1", "True", *["no"] * 4]


@pytest.mark.parametrize("place", ["/home/student", "/tmp", "/dev/shm"])
def test_disk_is_limited(place: str, run_cells: RunCells) -> None:
    big, many = run_cells(
        f"try:\n    open('{place}/big', 'wb').write(bytes(3 * 2**20))\n"
        f"except OSError as error:\n    print(error.strerror)\nimport os\nos.remove('{place}/big')",
        f"try:\n    for n in range(1000):\n        open(f'{place}/{{n}}', 'w').close()\n"
        "except OSError as error:\n    print(n < 1000, error.strerror)",
        limits=Limits(disk_bytes=2 * MIB, disk_files=500),
    )
    assert printed(big).strip() == "No space left on device"
    assert printed(many).strip() == "True No space left on device"


def test_processes_files_and_sizes_are_limited(run_cells: RunCells) -> None:
    forks, files, size = run_cells(
        "import os, time\nmade = []\ntry:\n    for n in range(500):\n        pid = os.fork()\n"
        "        if pid == 0:\n            time.sleep(20)\n            os._exit(0)\n"
        "        made.append(pid)\n"
        "except BlockingIOError:\n    print(len(made) < 100)\n"
        "for pid in made:\n    os.kill(pid, 9)\n    os.waitpid(pid, 0)",
        "try:\n    kept = [open('/dev/null') for _ in range(500)]\n"
        "except OSError as error:\n    print(error.strerror)\n"
        "kept = None",
        "try:\n    open('f', 'wb').write(bytes(2**21))\n"
        "except OSError as error:\n    print(error.strerror)",
        limits=Limits(processes=100, open_files=200, file_bytes=MIB),
    )
    assert printed(forks).strip() == "True"
    assert printed(files).strip() == "Too many open files"
    assert printed(size).strip() == "File too large"


def test_benches_leave_no_descriptors_here(run_cells: RunCells) -> None:
    run_cells("1")
    before = len(list(Path("/proc/self/fd").iterdir()))
    run_cells("1")
    assert len(list(Path("/proc/self/fd").iterdir())) == before
