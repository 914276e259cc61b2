"""Other machines than this one, as far as they can be had here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from nbjudge.sandbox import landlock

NEEDS_LANDLOCK = pytest.mark.skipif(
    landlock.version() < landlock.WALL, reason="this kernel's Landlock is too old"
)
# Root's sandboxes have a user each; those of others are all the user who grades.
USERS = {"own user": 0, "same user": 65534}
_PROGRAM = Path(__file__).with_name("namespaceless.py")


def on_namespaceless(
    user: str,
    folder: Path,
    *command: str | Path,
    text: str = "",
    timeout_s: float = 300,
    **settings: str,
) -> str:
    """What a Python program of a user says, where there are no namespaces.

    The `settings` are of its environment.
    """
    if USERS[user] == 0 and os.geteuid() != 0:
        pytest.skip("only root can give each sandbox a user of its own")
    python = (sys.executable, "-B", "-P")
    ran = subprocess.run(
        [sys.executable, _PROGRAM, str(USERS[user]), folder, *python, *command],
        input=dedent(text),
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
        env=os.environ | settings,
    )
    return ran.stdout + ran.stderr
