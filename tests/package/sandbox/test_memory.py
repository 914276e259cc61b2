"""How much memory processes use, by PID namespace."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator

import pytest

from nbjudge.kernels.parent import terms, warm_parent
from nbjudge.kernels.processes import start_judge
from nbjudge.sandbox.limits import MIB, Limits
from nbjudge.sandbox.memory import bytes_by_namespace, namespace, own_bytes


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
    used = bytes_by_namespace({namespace(inside): 0})
    assert used[namespace(inside)] >= own_bytes(inside) > 20 * MIB


def test_nothing_else_is_looked_at(inside: int) -> None:
    here = namespace(os.getpid())
    assert bytes_by_namespace({here: 0}).keys() == {here}
    assert bytes_by_namespace({}) == {}


def test_what_was_inherited_does_not_count(inside: int) -> None:
    place = namespace(inside)
    own = bytes_by_namespace({place: 0})[place]
    # What it shares with nobody remains: its files, pipes and sockets.
    assert bytes_by_namespace({place: 2**60})[place] < own - 20 * MIB


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
    place = int(process.stdout.readline())
    before = bytes_by_namespace({place: 0})[place]
    assert process.stdout.readline() == "done\n"
    assert bytes_by_namespace({place: 0})[place] - before >= least
    process.kill()
