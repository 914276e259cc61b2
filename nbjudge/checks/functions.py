"""Checks of functions that students write."""

from __future__ import annotations

import contextlib
import copy
import io
import warnings
from collections.abc import Callable, Iterable

import numpy as np

from nbjudge.checks.arrays import as_array, check_values
from nbjudge.checks.sealed import canonical
from nbjudge.checks.wording import code, show
from nbjudge.errors import CheckFailed


def call(function: object, *arguments: object, name: str | None = None) -> object:
    """What a student's function returns for these arguments.

    The function gets copies, so that it can't change what the check compares with. What it
    prints or warns of is dropped: it belongs in the student's cells, and in a test cell it would
    show hidden arguments. An exception becomes a learner's message.
    """
    if name is None:
        name = str(getattr(function, "__name__", "the function"))
    if not callable(function):
        raise CheckFailed(code(name), "a function", show(function))
    try:
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            return function(*copy.deepcopy(arguments))
    except NotImplementedError as error:
        raise CheckFailed(
            code(name), "your code", "the untouched stub", "Replace `raise NotImplementedError()`."
        ) from error
    except Exception as error:
        got = f"{type(error).__name__}: {error}".rstrip(": ")
        raise CheckFailed(_call(name, arguments), "a result", got) from error


def check_function(
    function: object,
    reference: Callable[..., object],
    inputs: Iterable[tuple[object, ...]],
    *,
    name: str,
    rtol: float = 1e-5,
    atol: float = 1e-7,
    expected: str = "another result",
    remedy: str = "",
) -> None:
    """Checks that a function returns what the reference returns, input by input.

    Each input is the tuple of positional arguments. Put edge cases first: the first difference
    is the one that is reported, with the input and the result, never with the right one.
    """
    for arguments in inputs:
        right = reference(*copy.deepcopy(arguments))
        got = call(function, *arguments, name=name)
        if not _same(got, right, rtol, atol):
            if got is None:
                remedy = "Does it end with `return`?"
            raise CheckFailed(_call(name, arguments), expected, show(got), remedy)


def _same(got: object, right: object, rtol: float, atol: float) -> bool:
    if isinstance(right, str | bool | None):
        return type(got) in (type(right), np.bool_) and canonical(got) == canonical(right)
    try:
        array = as_array(got, "the result")
        if np.ndim(as_array(right, "the reference")) == 0 and array.size == 1:
            array = array.reshape(())
        check_values(array, right, name="the result", rtol=rtol, atol=atol)
    except CheckFailed:
        return False
    return True


def _call(name: str, arguments: tuple[object, ...]) -> str:
    shown = [show(argument).strip("`") for argument in arguments]
    return code(f"{name}({', '.join(shown)})") if arguments else code(f"{name}()")
