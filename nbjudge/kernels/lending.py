"""The bench's side of the link: inert copies of what the student made, and calls of it.

A question is a tuple: ``("begin",)``, ``("name", name)``, ``("call", handle, arguments, named)``,
``("attribute", handle, name)``, ``("iterate", handle)`` or ``("next", handle)``. An answer is
``("value", value, touched)``, ``("same", name)``, ``("missing",)``, ``("refused", reason)`` or
``("raised", kind, base, text)``. `touched` says what the judge can't see, which has copies: that a
call has `changed` its arguments in place; that what it returns, or a name's value, has a part of
them, or of another name's, `shared`. ``"same"`` says that a name is one more for the whole value of
another.
"""

from __future__ import annotations

import contextlib
import inspect
import socket
import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import numpy as np

from nbjudge.checks.foreign import silence
from nbjudge.kernels.codec import CantCross, Loan, dumps, loads
from nbjudge.kernels.codec.loans import origin
from nbjudge.kernels.codec.wire import MAX_NODES
from nbjudge.kernels.link import LinkLost, receive, send
from nbjudge.kernels.raised import description

_MISSING = object()
_CONTAINERS = (list, tuple, dict, set, bytearray, np.ndarray)
_UNCHANGING = {int, float, complex, bool, str, bytes, type(None)}


class Lender:
    """Answers questions about the names of a notebook.

    What can't be copied is lent: the judge gets a handle, good until the next test cell begins.
    """

    def __init__(self, names: Mapping[str, object]) -> None:
        self._names = names
        self._lent: list[object] = []
        # By identity: the handle of what is lent; what was given by name, with the first of these.
        self._handles: dict[int, int] = {}
        self._given: dict[int, tuple[object, str]] = {}
        self._parts: set[int] = set()

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
                answer = ("raised", *description(error))
            try:
                return dumps(answer, self._lend)
            except CantCross as error:
                return dumps(("refused", str(error)))

    def _find(self, kind: str, rest: list[Any]) -> tuple[object, ...]:
        touched, value = "", None
        match kind:
            case "begin":
                for kept in (self._lent, self._handles, self._given, self._parts):
                    kept.clear()
            case "name":
                value = self._names.get(rest[0], _MISSING)
                if value is not _MISSING and type(value) not in _UNCHANGING:
                    _, first = self._given.setdefault(id(value), (value, rest[0]))
                    if first != rest[0]:
                        return "same", first
                    parts = _mutable_parts([value])
                    touched = "" if parts.isdisjoint(self._parts) else "shared"
                    self._parts |= parts
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
    ) -> tuple[object, str]:
        """What a call returns, and what it has done with what it was given."""
        given = [one for one in (*arguments, *named.values()) if type(one) not in _UNCHANGING]
        before = _snapshot(given)
        value = cast(Any, self._lent[handle])(*arguments, **named)
        parts = _mutable_parts([value])
        shared = bool(parts) and not parts.isdisjoint(_mutable_parts(given))
        shared = shared or any(value is one for one in given)
        if _snapshot(given) != before:
            return value, "changed"
        return value, "shared" if shared else ""

    def _lend(self, value: object) -> Loan:
        handle = self._handles.setdefault(id(value), len(self._lent))
        if handle == len(self._lent):
            self._lent.append(value)
        name = getattr(value, "__name__", type(value).__name__)
        facts: dict[str, object] = {"type": type(value).__name__, "callable": callable(value)}
        facts["class"], facts["origin"] = origin(type(value)), origin(value)
        facts["doc"] = doc if type(doc := getattr(value, "__doc__", None)) is str else None
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
        return Loan(handle, kind, str(name), facts)  # type: ignore[arg-type]

    def _taken_back(self, loan: Loan) -> object:
        return self._lent[loan.handle]


def _snapshot(values: list[object]) -> bytes:
    """The values as they are now; nothing of those that can't be copied."""
    parts = []
    for value in values:
        with contextlib.suppress(CantCross):
            parts.append(dumps(value))
    return b"".join(parts)


def _mutable_parts(values: list[object]) -> set[int]:
    """The identities of the lists, dictionaries, sets and arrays among values and in them.

    What has too many values to cross is not looked through.
    """
    found: set[int] = set()
    seen: set[int] = set()
    left, room = [one for one in values if type(one) in _CONTAINERS], MAX_NODES
    while left:
        one = cast(Any, left.pop())
        if id(one) in seen:
            continue
        seen.add(id(one))
        if type(one) is not tuple:
            found.add(id(one))
        if type(one) in (list, tuple, dict) and (room := room - len(one)) >= 0:
            items = one.values() if type(one) is dict else one
            left += [item for item in items if type(item) in _CONTAINERS]
    return found


def _parameters(function: Any) -> list[tuple[str, int, bool]] | None:
    """Name, kind and whether it may be left out, of each parameter, if they are known."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [(one.name, int(one.kind), one.default is not one.empty) for one in parameters]
