"""What processes use, by sandbox."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nbjudge.kernels.parent import terms, warm_parent
from nbjudge.kernels.processes import start_judge
from nbjudge.owners import remove
from nbjudge.sandbox.limits import MIB, Limits
from nbjudge.sandbox.usage import Place, Use, is_full, own_bytes, place, use_by_place


@pytest.fixture
def inside() -> Iterator[int]:
    """A process in a sandbox."""
    judge = start_judge(warm_parent(), {}, {}, [], terms(Limits(), "bubblewrap"))
    yield judge.lifeline.pid
    judge.close()


def test_own_memory_grows_with_what_is_allocated() -> None:
    before = own_bytes()
    kept = bytearray(b"x" * (100 * MIB))
    assert own_bytes() - before > 90 * MIB
    assert kept


def test_the_processes_of_a_namespace_are_added_up(inside: int) -> None:
    there = place(inside)
    used = use_by_place({there: 0})[there]
    assert used.memory_bytes >= own_bytes(inside) > 20 * MIB


def test_nothing_else_is_looked_at(inside: int) -> None:
    here = place(os.getpid())
    assert here != place(inside)
    assert use_by_place({here: 0}).keys() == {here}
    assert use_by_place({}) == {}


def test_what_was_inherited_does_not_count(inside: int) -> None:
    there = place(inside)
    own = use_by_place({there: 0})[there].memory_bytes
    # What it shares with nobody remains: its files, pipes and sockets.
    left = use_by_place({there: 2**60}, warm_parent().process.pid)[there]
    assert left.memory_bytes < own / 2


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("file = open('f', 'wb'); file.write(bytes(2**25)); os.unlink('f')", 2**25),
        ("open('/dev/shm/f', 'wb').write(bytes(2**25))", 2**25),
        ("pairs = [socket.socketpair() for _ in range(64)]", 2**25),
        ("pipes = [os.pipe() for _ in range(64)]", 2**22),
        (
            "memory = mmap.mmap(-1, 2**34, flags=mmap.MAP_PRIVATE)\n"
            "for place in range(0, 2**34, 2**21): memory[place]",
            2**24,
        ),
    ],
    ids=["file without a name", "file that nobody has open", "sockets", "pipes", "tables of pages"],
)
def test_memory_that_no_process_has_counts(
    text: str, least: int, start_inside: Callable[..., subprocess.Popen[str]]
) -> None:
    start = (
        "import mmap, os, socket, time\nprint(os.stat('/proc/self/ns/pid').st_ino, flush=True)\n"
    )
    wait = "print('done', flush=True)\ntime.sleep(60)\n"
    process = start_inside(f"{start}time.sleep(1)\n{text}\n{wait}")
    assert process.stdout is not None
    there = Place(int(process.stdout.readline()))
    before = use_by_place({there: 0})[there].memory_bytes
    assert process.stdout.readline() == "done\n"
    assert use_by_place({there: 0})[there].memory_bytes - before >= least
    process.kill()


@pytest.fixture
def session() -> Iterator[int]:
    """Two processes, of two threads and one, in a session of their own."""
    text = (
        "import os, threading, time\n"
        "if os.fork(): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
        "print(flush=True)\n"
        "time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", text], stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    process.stdout.readline(), process.stdout.readline()
    yield process.pid
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_without_a_namespace_of_its_own_a_session_is_a_place(session: int) -> None:
    there = place(session)
    assert there == Place(place(os.getpid()).namespace, session)
    assert use_by_place({there: 0})[there].tasks == 3


def test_folder_with_more_than_its_share_is_full(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(MIB))
    assert not is_full(tmp_path, size_bytes=2 * MIB, files=1)
    assert is_full(tmp_path, size_bytes=MIB // 2, files=1)
    assert is_full(tmp_path, size_bytes=2 * MIB, files=0)


def test_folder_that_is_too_deep_is_full(tmp_path: Path) -> None:
    (tmp_path / "/".join("d" * 100)).mkdir(parents=True)
    assert is_full(tmp_path, size_bytes=100 * MIB, files=1000)


def test_folder_whose_names_are_too_long_is_full(tmp_path: Path) -> None:
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(20):
            Path("n" * 250).mkdir()
            os.chdir("n" * 250)
    finally:
        os.chdir(before)
    assert is_full(tmp_path, size_bytes=100 * MIB, files=1000)
    remove(tmp_path)


@pytest.fixture
def of_text() -> Iterator[Callable[[str], Use]]:
    """What a Python program uses, in a session of its own, when it has printed a line."""
    started = []

    def use(text: str) -> Use:
        process = subprocess.Popen(
            [sys.executable, "-c", f"{text}\nprint(flush=True)\nimport time\ntime.sleep(60)"],
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        started.append(process)
        assert process.stdout is not None
        process.stdout.readline()
        there = place(process.pid)
        return use_by_place({there: 2**40})[there]

    yield use
    for process in started:
        process.kill()
        process.communicate()


def test_files_in_no_folder_count(of_text: Callable[[str], Use], tmp_path: Path) -> None:
    use = of_text(
        f"import os\nfile = open({str(tmp_path / 'f')!r}, 'wb')\nfile.write(bytes(2**24))\n"
        f"file.flush()\nos.unlink({str(tmp_path / 'f')!r})"
    )
    assert use.unlinked_bytes == 2**24


def test_watches_count(of_text: Callable[[str], Use]) -> None:
    use = of_text(
        "import os, select\npipes = [os.pipe() for _ in range(10)]\n"
        "polls = [select.epoll() for _ in range(10)]\n"
        "for poll in polls:\n    for pipe in pipes:\n        poll.register(pipe[0])"
    )
    assert use.watches == 100


def test_another_program_has_inherited_nothing(of_text: Callable[[str], Use]) -> None:
    assert of_text("kept = bytearray(b'x' * 2**26)").memory_bytes > 2**26


def test_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/usr")
    assert not is_full(tmp_path, size_bytes=MIB, files=10)
