"""Loans: what crosses in place of a thing that stays where it is."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Literal, cast, get_args

from nbjudge.kernels.codec.wire import Decode, Malformed, Reader, Writer

LoanKind = Literal["function", "class", "module", "object"]


@dataclass(frozen=True)
class Loan:
    """A thing by its handle, with its name and facts about it: truth values, texts, parameters."""

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
    if handle < 0 or kind not in get_args(LoanKind) or not all(map(_is_fact, facts.items())):
        raise Malformed("no loan")
    return reader.borrow(Loan(handle, cast(LoanKind, kind), name, facts))


def _is_fact(fact: tuple[object, object]) -> bool:
    name, value = fact
    if type(value) is list:
        parameters = (type(item) is tuple and [type(part) for part in item] for item in value)
        return type(name) is str and all(types == [str, int, bool] for types in parameters)
    return type(name) is str and type(value) in (type(None), bool, str)


DECODERS: dict[str, Decode] = {"loan": _loan}
