"""Which parts of a bench a student's code has replaced: a reason to look at it, and no more.

What is asked here is answered among the student's code, and may be forged as well.
"""

from __future__ import annotations

import inspect
import sys
import types
from collections.abc import Iterator, Mapping
from typing import Any

# What a client evaluates in the kernel.
QUESTION = "__import__('nbjudge.kernels.intact', fromlist=['replaced']).replaced()"
_WATCHED = (
    *("IPython.core.interactiveshell", "ipykernel.iostream", "ipykernel.ipkernel"),
    *("ipykernel.kernelbase", "ipykernel.zmqshell", "jupyter_client.session"),
)
_MOST = 5

_objects: list[object] = []
_known: dict[str, int] = {}


def remember(*objects: object) -> None:
    """Keeps what the parts of a bench are, from now on, and the methods of these objects."""
    _objects.extend(objects)
    _known.update(_parts())


def replaced() -> list[str]:
    """The names of the first few parts that are others than at the start."""
    now = dict(_parts())
    return [name for name, part in _known.items() if now.get(name) != part][:_MOST]


def _parts() -> Iterator[tuple[str, int]]:
    """The functions of the modules that make a bench, by their names."""
    names = [name for name in sys.modules if name.startswith("nbjudge.kernels.")]
    for module in filter(None, map(sys.modules.get, (*names, *_WATCHED))):
        yield from _functions(module.__name__, vars(module))
        for name, value in list(vars(module).items()):
            if isinstance(value, type) and value.__module__ == module.__name__:
                yield from _functions(f"{module.__name__}.{name}", _members(value))
    for one in _objects:
        kind = type(one)
        for name, value in list(vars(one).items()):
            # It takes the place of a method.
            if isinstance(inspect.getattr_static(kind, name, None), types.FunctionType):
                yield f"{kind.__module__}.{kind.__name__}.{name}", id(value)


def _members(kind: type) -> dict[str, Any]:
    """What a class has, and what it has from others: either may be given a method anew."""
    return {name: one for base in reversed(kind.__mro__) for name, one in vars(base).items()}


def _functions(place: str, members: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for name, one in list(members.items()):
        if isinstance(one, types.FunctionType):
            yield f"{place}.{name}", id(one.__code__)
