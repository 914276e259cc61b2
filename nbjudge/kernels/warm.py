"""The warm parent: has imported what the notebooks use, and forks benches and judges.

It is a process of its own, because only a process that never ran an event loop, a thread or a
TensorFlow operation can be forked safely. Whoever started it asks over a socket, and it ends with
them. The first message names folders to keep from sandboxes.
"""

from __future__ import annotations

import importlib
import os
import socket
import sys
import tempfile
from pathlib import Path

from nbjudge.kernels.messages import receive
from nbjudge.kernels.nursery import Nursery
from nbjudge.sandbox.cgroups import clear_cgroups
from nbjudge.sandbox.import_paths import ImportPaths, import_paths
from nbjudge.sandbox.namespaces import adopt_orphans, forget_environment
from nbjudge.startup import without_grammars

# What a kernel imports when it starts.
_OF_A_KERNEL = (
    *("IPython.core.completerlib", "IPython.core.debugger", "IPython.core.logger"),
    *("IPython.core.magics", "IPython.core.oinspect", "IPython.core.pylabtools"),
    *("IPython.extensions.storemagic", "ipykernel.debugger", "tornado.platform.asyncio"),
)


def main() -> None:
    """Runs a warm parent for the process at the other end of descriptor `argv[1]`."""
    connection = socket.socket(fileno=int(sys.argv[1]))
    adopt_orphans()
    clear_cgroups()
    request, _ = receive(connection)
    paths = import_paths(sys.path, map(Path, request["private"]))
    _leave_out(paths)
    forget_environment()
    # Nobody goes step by step through a bench, and the debugger takes a tenth of a second.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    with without_grammars():
        for name in (*_OF_A_KERNEL, *request["roles"]):
            importlib.import_module(name)
    del sys.modules["debugpy"]
    # For what is not in the sandboxes themselves.
    tempfile.tempdir = request["temporary"]
    Nursery(connection, paths.shown, paths.left_out).serve()


def _leave_out(paths: ImportPaths) -> None:
    """Keeps this process and its forks from importing what sandboxes don't show."""
    sys.path[:] = [entry for entry in sys.path if entry not in paths.left_out]
    if "PYTHONPATH" in os.environ:
        entries = os.environ["PYTHONPATH"].split(os.pathsep)
        kept = [entry for entry in entries if entry in sys.path]
        os.environ["PYTHONPATH"] = os.pathsep.join(kept)


if __name__ == "__main__":
    main()
