"""What a failed check owes its reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nbjudge.checks import CheckFailed

LONGEST = 700


def failure(
    check: Callable[..., object], *arguments: object, secret: str = "", **options: object
) -> str:
    """The message of a check that must fail: one short line that keeps the secret."""
    with pytest.raises(CheckFailed) as caught:
        check(*arguments, **options)
    assert type(caught.value) is CheckFailed
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) <= LONGEST
    assert not secret or secret not in message
    assert ": expected " in message
    assert ", got " in message
    return message
