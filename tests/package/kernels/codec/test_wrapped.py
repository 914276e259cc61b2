"""Python's own wrappers of dictionaries, lists and texts."""

from __future__ import annotations

from collections import ChainMap, UserDict, UserList, UserString
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest

from .crossing import crossed, refusal


class Counts(UserDict[str, int]):
    pass


class Broken(Mapping[str, int]):
    """A mapping that can't be read."""

    def __getitem__(self, key: str) -> int:
        raise OSError

    def __iter__(self) -> Iterator[str]:
        raise OSError

    def __len__(self) -> int:
        return 1


WRAPPED: dict[str, tuple[Any, type, object]] = {
    "user dict": (UserDict(b=1, a=[2]), UserDict, {"b": 1, "a": [2]}),
    "own user dict": (Counts(a=2), UserDict, {"a": 2}),
    "user list": (UserList([1, (2,)]), UserList, [1, (2,)]),
    "user string": (UserString("Ada"), UserString, "Ada"),
    "chain map": (ChainMap({"a": 1}, {"a": 2, "b": 3}), ChainMap, {"a": 1, "b": 3}),
    "read-only": (MappingProxyType({"a": 1}), MappingProxyType, {"a": 1}),
    "nested": (UserList([UserDict(a=1)]), UserList, [{"a": 1}]),
}


@pytest.mark.parametrize(("value", "kind", "plain"), WRAPPED.values(), ids=WRAPPED)
def test_wrapper_crosses_and_is_equal_to_what_it_wraps(
    value: Any, kind: type, plain: object
) -> None:
    copy = crossed(value)
    assert type(copy) is kind
    assert copy == plain
    assert copy == value


@pytest.mark.parametrize(
    "value",
    [MappingProxyType(Broken()), ChainMap(Broken()), UserDict.__new__(UserDict)],
    ids=["read-only", "chain map", "empty"],
)
def test_what_cannot_be_read_is_refused(value: object) -> None:
    assert "can't be read" in refusal(value)
