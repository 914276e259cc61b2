"""Calls of the kernel that Python has no function for, through the C library."""

from __future__ import annotations

import ctypes
import os
from functools import cache


@cache
def _libc() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def call(name: str, *arguments: object) -> int:
    """What a function of the C library returns; an OSError if that is -1."""
    result: int = getattr(_libc(), name)(*arguments)
    if result == -1:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
    return result


def system_call(number: int, *arguments: object) -> int:
    """What a system call returns that the C library has no function for; or an OSError."""
    return call("syscall", ctypes.c_long(number), *arguments)
