"""Programs that run in a sandbox."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

_INSIDE = Path(__file__).with_name("inside.py")
# As in a bench: what matplotlib keeps has to go somewhere.
_SETTINGS = {"MPLCONFIGDIR": "/tmp/matplotlib", "KERAS_HOME": "/tmp/keras", "HOME": "/home/student"}
InSandbox = Callable[..., str]


@pytest.fixture(scope="session")
def start_inside() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a program in a sandbox, whose output can be read."""
    started: list[subprocess.Popen[str]] = []

    def start(text: str, **limits: Any) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-P", _INSIDE, json.dumps(limits)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | _SETTINGS,
        )
        assert process.stdin is not None
        process.stdin.write(dedent(text))
        process.stdin.close()
        process.stdin = None
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def in_sandbox(start_inside: Callable[..., subprocess.Popen[str]]) -> InSandbox:
    """Runs a program in a sandbox, and gives what it printed."""

    def run(text: str, **limits: Any) -> str:
        return start_inside(text, **limits).communicate(timeout=120)[0].strip()

    return run
