"""Python's own wrappers of dictionaries, lists and texts, each as one of a plain content."""

from __future__ import annotations

from collections import ChainMap, UserDict, UserList, UserString
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from nbjudge.kernels.codec.wire import CantCross, Decode, Encode, Writer


def encoder(kind: type) -> Encode | None:
    """The encoder of a class that inherits from one of these."""
    return next((encode for base, encode in ENCODERS.items() if issubclass(kind, base)), None)


def _encoded(name: str, plain: Callable[[Any], object]) -> Encode:
    def encode(writer: Writer, value: object) -> None:
        try:
            content = plain(value)
        except Exception as error:
            # What is wrapped may be of the student's making.
            raise CantCross(f"a {name} whose content can't be read") from error
        writer.kind(name)
        writer.items([content], f"a {name}")

    return encode


ENCODERS: dict[type, Encode] = {
    UserDict: _encoded("UserDict", lambda value: dict(value.data)),
    UserList: _encoded("UserList", lambda value: list(value.data)),
    UserString: _encoded("UserString", lambda value: str(value.data)),
    ChainMap: _encoded("ChainMap", dict),
    MappingProxyType: _encoded("mappingproxy", dict),
}

DECODERS: dict[str, Decode] = {
    "UserDict": lambda reader: UserDict(reader.instance(dict)),
    "UserList": lambda reader: UserList(reader.instance(list)),
    "UserString": lambda reader: UserString(reader.instance(str)),
    "ChainMap": lambda reader: ChainMap(reader.instance(dict)),
    "mappingproxy": lambda reader: MappingProxyType(reader.instance(dict)),
}
