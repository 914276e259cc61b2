"""Loans: what crosses in place of a thing that stays where it is."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Literal, cast, get_args

from nbjudge.kernels.codec.wire import Decode, Malformed, Reader, Writer

LoanKind = Literal["function", "class", "module", "object"]


@dataclass(frozen=True)
class Loan:
    """A thing by its handle, with its name and inert facts about it."""

    handle: int
    kind: LoanKind
    name: str
    facts: dict[str, object]


def origin(thing: object) -> str:
    """Where a thing says that it is from: a module, or a definition's place in one."""
    if isinstance(thing, ModuleType):
        return str(thing.__name__)
    module, name = getattr(thing, "__module__", ""), getattr(thing, "__qualname__", "")
    return f"{module}:{name}"


def encode_loan(writer: Writer, loan: Loan) -> None:
    """Writes a loan."""
    writer.kind("loan")
    writer.number(loan.handle)
    writer.items((loan.kind, loan.name, loan.facts), "a loan")


def _loan(reader: Reader) -> object:
    handle, kind = reader.number(), reader.instance(str)
    name, facts = reader.instance(str), reader.instance(dict)
    if handle < 0 or kind not in get_args(LoanKind) or any(type(key) is not str for key in facts):
        raise Malformed("no loan")
    return reader.borrow(Loan(handle, cast(LoanKind, kind), name, facts))


DECODERS: dict[str, Decode] = {"loan": _loan}
