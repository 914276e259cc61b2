"""The inert codec: values as bytes that can be read without trust.

`dumps` copies what can be copied exactly: Python's plain values, arrays, tables, models, fitted
transformers, descriptions of figures. What can't be copied is lent, or else it can't cross.
`loads` runs nothing that the bytes name: no pickle, no import, nothing beyond a table of decoders,
and it takes no length, shape or setting on trust.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from types import ModuleType

import numpy as np

from nbjudge.kernels.codec import (
    arrays,
    estimators,
    figures,
    keras_values,
    loans,
    models,
    plain,
    wrapped,
)
from nbjudge.kernels.codec.loans import Loan
from nbjudge.kernels.codec.wire import (
    MAX_BYTES,
    CantCross,
    Decode,
    Encode,
    Malformed,
    Reader,
    Writer,
)

__all__ = ["CantCross", "Loan", "Malformed", "dumps", "loads"]

# In this order: what inherits from plain values is asked about before these.
_MODULES = (arrays, keras_values, models, figures, estimators, wrapped, plain)
_GROUPS = (list, tuple, np.ndarray)


def dumps(value: object, lend: Callable[[object], Loan] | None = None) -> bytes:
    """The value as bytes; CantCross if it, or a part of it, has no inert copy.

    `lend` is asked about what can't be copied: functions, classes, modules and any other object.
    """

    def encode_loan(writer: Writer, thing: object) -> None:
        if lend is None:
            raise CantCross(f"`{type(thing).__name__}`, of which there is no copy")
        loans.encode_loan(writer, lend(thing))

    writer = Writer(_encode, encode_loan)
    try:
        writer.value(value)
        return writer.message()
    except (CantCross, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise CantCross(f"a value that raises {type(error).__name__} on being copied") from error


def loads(data: bytes, borrow: Callable[[Loan], object] | None = None) -> object:
    """The value that the bytes are of; Malformed if they are of none.

    `borrow` turns a loan into what stands for it; without it a loan is malformed.
    """
    if type(data) is not bytes or len(data) > MAX_BYTES:
        raise Malformed("no message")
    try:
        return Reader(data, _find_decoder, borrow or _refuse).whole_value()
    except (Malformed, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise Malformed(f"{type(error).__name__} on being read") from error


def _encode(writer: Writer, value: object) -> None:
    kind = type(value)
    encode = plain.ENCODERS.get(kind) or _find_encoder(kind)
    if kind in _GROUPS and figures.in_one_figure(value):
        encode = figures.encode_drawn
    if encode is None:
        writer.lend(value)
    else:
        encode(writer, value)


def _find_encoder(kind: type) -> Encode | None:
    # Where nothing has imported pandas, no value is of its kinds.
    modules = (*_of_pandas(), *_MODULES) if "pandas" in sys.modules else _MODULES
    return next((found for module in modules if (found := module.encoder(kind))), None)


def _find_decoder(name: bytes) -> Decode | None:
    decode = _decoders(loans, *_MODULES).get(name)
    return decode or _decoders(*_of_pandas()).get(name)


@cache
def _decoders(*modules: ModuleType) -> dict[bytes, Decode]:
    return {name.encode(): decode for module in modules for name, decode in module.DECODERS.items()}


def _of_pandas() -> tuple[ModuleType, ...]:
    """What encodes and decodes the values of pandas, which is imported only when there are any."""
    from nbjudge.kernels.codec import columns, tables

    return columns, tables


def _refuse(loan: Loan) -> object:
    raise Malformed("a loan")
