"""Which parts of a bench a student's code has replaced: a reason to look at it, and no more.

What is asked here is answered among the student's code, and may be forged as well.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator

# What a client evaluates in the kernel.
QUESTION = "__import__('nbjudge.kernels.intact', fromlist=['replaced']).replaced()"
_WATCHED = (
    *("IPython.core.interactiveshell", "ipykernel.iostream", "ipykernel.ipkernel"),
    *("ipykernel.kernelbase", "ipykernel.zmqshell", "jupyter_client.session"),
)
_MOST = 5

_known: dict[str, int] = {}


def remember() -> None:
    """Keeps what the parts of a bench are, from now on."""
    _known.update(_parts())


def replaced() -> list[str]:
    """The names of the first few parts that are others than at the start."""
    now = dict(_parts())
    return [name for name, part in _known.items() if now.get(name) != part][:_MOST]


def _parts() -> Iterator[tuple[str, int]]:
    """The functions of the modules that make a bench, by their names."""
    names = [name for name in sys.modules if name.startswith("nbjudge.kernels.")]
    for module in filter(None, map(sys.modules.get, (*names, *_WATCHED))):
        for name, value in list(vars(module).items()):
            if isinstance(value, types.FunctionType):
                yield f"{module.__name__}.{name}", id(value.__code__)
            elif isinstance(value, type) and value.__module__ == module.__name__:
                for method, one in list(vars(value).items()):
                    if isinstance(one, types.FunctionType):
                        yield f"{module.__name__}.{name}.{method}", id(one.__code__)
