"""A bench made for a try: whether there can be one, and what it has to import from."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.engine.bench_client import Bench, BenchDied
from nbjudge.errors import SandboxError
from nbjudge.kernels.parent import close_warm_parent, terms, warm_parent
from nbjudge.kernels.training import pace
from nbjudge.sandbox.doctor import Finding
from nbjudge.sandbox.limits import Limits, Sandboxing

_TIME_S = 60
_LOOK = """\
import os, sys

library = os.path.dirname(os.__file__)
print(
    "Python",
    sys.version.split()[0] + ", packages from",
    *(p for p in sys.path[1:] if os.path.isdir(p) and p not in (library, library + "/lib-dynload")),
)"""


def examine_bench(sandboxing: Sandboxing) -> Iterator[Finding]:
    """Starts a bench as for a student, and looks around in it."""
    try:
        left_out = dict(warm_parent().left_out)
        yield Finding("a bench", True, asyncio.run(_look(sandboxing)))
    except (SandboxError, BenchDied) as error:
        yield Finding("a bench", False, str(error))
        return
    finally:
        close_warm_parent()
    for entry, reason in left_out.items():
        yield Finding("packages", True, f"none from {entry} in a bench: {reason}")
    if training := pace():
        yield Finding("training", True, training)


async def _look(sandboxing: Sandboxing) -> str:
    """What a cell on a new bench says of it."""
    notebook = new_notebook(cells=[new_code_cell(_LOOK)])
    bench = await Bench.start(notebook, warm_parent(), terms(Limits(), sandboxing))
    try:
        await bench.run(notebook.cells[0], 0, _TIME_S)
    finally:
        await bench.close()
    said = (output.get("text") or output.get("evalue") for output in notebook.cells[0].outputs)
    return " ".join("".join(filter(None, said)).split())
