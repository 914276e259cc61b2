"""Time in which a process waits for a processor does not count, and nothing lasts for ever."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from nbjudge.sandbox import clock
from nbjudge.sandbox.clock import Clock

Reading = clock._Reading


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Clock]:
    """A clock of 10 s on two processors, after processes have used so much."""
    monkeypatch.setattr(clock, "_processors", lambda: 2)

    def make(clock_s: float, cpu_s: float, waited_s: float) -> Clock:
        monkeypatch.setattr(clock, "_read", lambda _: Reading(100.0, 5.0, 1.0))
        monkeypatch.setattr(time, "monotonic", lambda: 100.0)
        made = Clock(1, 10)
        assert not made.has_run_out()
        monkeypatch.setattr(time, "monotonic", lambda: 100.0 + clock_s)
        found = Reading(100.0 + clock_s, 5.0 + cpu_s, 1.0 + waited_s)
        monkeypatch.setattr(clock, "_read", lambda _: found)
        return made

    return make


@pytest.mark.parametrize(
    ("used", "out", "under_load"),
    [
        ((9, 9, 0), False, False),
        ((10, 10, 0), True, False),
        ((10, 0, 0), True, False),
        ((10, 5, 5), False, True),
        ((60, 1, 59), False, True),
        ((60, 10, 50), True, False),
        ((12, 20, 11), True, False),
        ((100, 1, 99), True, True),
        ((100, 0, 1), True, False),
    ],
    ids=[
        *("early", "worked", "slept", "shared", "starved", "worked-when-it-could", "two-cores"),
        *("for-ever", "slept-for-ever"),
    ],
)
def test_what_counts(
    used: tuple[float, float, float], out: bool, under_load: bool, after: Callable[..., Clock]
) -> None:
    made = after(*used)
    assert made.has_run_out() == out
    if out:
        assert made.was_under_load == under_load


def test_it_runs_from_the_first_look_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks may have been kept waiting, too."""
    made = Clock(1, 10)
    monkeypatch.setattr(clock, "_read", lambda _: Reading(time.monotonic(), 5.0, 1.0))
    monkeypatch.setattr(time, "monotonic", lambda: 1e9)
    assert not made.has_run_out()
    monkeypatch.setattr(time, "monotonic", lambda: 1e9 + 10)
    assert made.has_run_out()


def test_process_and_what_it_started_count() -> None:
    spin = "import os, time\nos.fork()\nend = time.process_time() + 0.3\n"
    spin += "while time.process_time() < end: pass\nprint(1, flush=True)\ntime.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", spin], stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        assert process.stdout is not None
        for _ in range(2):
            process.stdout.readline()
        assert clock._read(process.pid).cpu_s >= 0.5
    finally:
        os.killpg(process.pid, 9)
        process.communicate()
    assert clock._read(process.pid).cpu_s == 0
