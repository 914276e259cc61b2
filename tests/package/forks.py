"""Benches, judges and the like as the operating system sees them."""

from __future__ import annotations

import time

import psutil


def next_fork(warm: psutil.Process, role: str) -> psutil.Process:
    """The next process of a role, such as `bench`, that is forked from the warm parent."""
    seen = {child.pid for child in warm.children()}
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for child in warm.children():
            try:
                if child.pid not in seen and child.name() == role:
                    return child
            except psutil.NoSuchProcess:
                continue
        time.sleep(0.005)
    raise AssertionError(f"no {role} was forked")
