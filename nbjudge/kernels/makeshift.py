"""What stands in a bench for what its sandbox has none of: terminals, and memory shared by name."""

from __future__ import annotations

import multiprocessing
import multiprocessing.synchronize  # here, once for all benches
import os
import sys
from functools import partial
from typing import Any

from IPython.utils._process_common import get_output_error_code

_JOBLIB = "JOBLIB_MULTIPROCESSING"


def make_do(shell: Any) -> None:
    """Has an IPython shell run commands, and joblib its jobs, with what there is."""
    try:
        for descriptor in os.openpty():
            os.close(descriptor)
    except OSError:
        shell.system = partial(_run, shell)
    try:
        multiprocessing.Lock()
    except OSError:
        # For where it is imported later; else it has looked for locks in the warm parent.
        os.environ[_JOBLIB] = "0"
        if "joblib" in sys.modules:
            sys.modules["joblib"].parallel_config(backend="sequential")


def _run(shell: Any, command: str) -> None:
    """Runs a command as `!` does, but shows what it wrote when it has ended."""
    out, errors, code = get_output_error_code(shell.var_expand(command, depth=1))
    sys.stdout.write(out)
    sys.stderr.write(errors)
    shell.user_ns["_exit_code"] = code
