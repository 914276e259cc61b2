"""The bench's side of the link: inert copies of what the student made, and calls of it.

A question is a tuple: ``("begin",)``, ``("name", name)``, ``("call", handle, arguments, named)``,
``("attribute", handle, name)``, ``("iterate", handle)`` or ``("next", handle)``. An answer is
``("value", value, touched)``, ``("missing",)``, ``("refused", reason)`` or
``("raised", kind, base, text)``. `touched` says that a call has changed its arguments in place, or
returns one of them: the judge, which has copies, can't see either.
"""

from __future__ import annotations

import builtins
import contextlib
import inspect
import socket
import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from nbjudge.checks.foreign import silence
from nbjudge.kernels.codec import CantCross, Loan, dumps, loads
from nbjudge.kernels.codec.loans import origin
from nbjudge.kernels.link import LinkLost, receive, send

_MISSING = object()
_UNCHANGING = {int, float, complex, bool, str, bytes, type(None)}


class Lender:
    """Answers questions about the names of a notebook.

    What can't be copied is lent: the judge gets a handle, good until the next test cell begins.
    """

    def __init__(self, names: Mapping[str, object]) -> None:
        self._names = names
        self._lent: list[object] = []

    def serve(self, connection: socket.socket) -> bool:
        """Answers the question that is waiting; whether there may be another one."""
        try:
            send(connection, self.answer(receive(connection)))
        except LinkLost:
            return False
        return True

    def answer(self, question: bytes) -> bytes:
        """The answer to a question, both encoded."""
        kind, *rest = cast(tuple[Any, ...], loads(question, self._taken_back))
        with silence():
            try:
                answer = self._find(kind, rest)
            except BaseException as error:
                answer = _raised(error)
            try:
                return dumps(answer, self._lend)
            except CantCross as error:
                return dumps(("refused", str(error)))

    def _find(self, kind: str, rest: list[Any]) -> tuple[object, ...]:
        touched, value = False, None
        match kind:
            case "begin":
                self._lent.clear()
            case "name":
                value = self._names.get(rest[0], _MISSING)
            case "attribute":
                value = getattr(self._lent[rest[0]], rest[1], _MISSING)
            case "iterate":
                value = iter(self._lent[rest[0]])
            case "next":
                value = next(self._lent[rest[0]], _MISSING)
            case _:
                value, touched = self._called(*rest)
        return ("missing",) if value is _MISSING else ("value", value, touched)

    def _called(
        self, handle: int, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple[object, bool]:
        """What a call returns, and whether it has touched what it was given."""
        given = [one for one in (*arguments, *named.values()) if type(one) not in _UNCHANGING]
        before = _snapshot(given)
        value = cast(Any, self._lent[handle])(*arguments, **named)
        return value, any(value is one for one in given) or _snapshot(given) != before

    def _lend(self, value: object) -> Loan:
        self._lent.append(value)
        name = getattr(value, "__name__", type(value).__name__)
        facts: dict[str, object] = {"type": type(value).__name__, "callable": callable(value)}
        facts["origin"] = origin(value)
        facts["iterable"] = isinstance(value, Iterable)
        facts["iterator"] = isinstance(value, Iterator)
        kind = "object"
        if isinstance(value, types.ModuleType):
            kind = "module"
        elif isinstance(value, type):
            kind = "class"
        elif callable(value) and not hasattr(type(value), "get_config"):
            kind = "function"
            facts["parameters"] = _parameters(value)
        return Loan(len(self._lent) - 1, kind, str(name), facts)  # type: ignore[arg-type]

    def _taken_back(self, loan: Loan) -> object:
        return self._lent[loan.handle]


def _snapshot(values: list[object]) -> bytes:
    """The values as they are now; nothing of those that can't be copied."""
    parts = []
    for value in values:
        with contextlib.suppress(CantCross):
            parts.append(dumps(value))
    return b"".join(parts)


def _parameters(function: Any) -> list[tuple[str, int, bool]] | None:
    """Name, kind and whether it may be left out, of each parameter, if they are known."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [(one.name, int(one.kind), one.default is not one.empty) for one in parameters]


def _raised(error: BaseException) -> tuple[object, ...]:
    """What an exception is, of which kind of Python's own, and what it says."""
    bases = (base.__name__ for base in type(error).__mro__ if base.__module__ == "builtins")
    base = next((name for name in bases if hasattr(builtins, name)), "Exception")
    try:
        text = str(error)
    except BaseException:
        text = ""
    return ("raised", type(error).__name__, base, text[:2000])
