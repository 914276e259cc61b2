"""Benches and judges as the operating system sees them."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil


def next_forks(warm: psutil.Process) -> Iterator[psutil.Process]:
    """The benches and judges that are forked from the warm parent, from now on.

    The process between them, which makes the namespaces and ends at once, does not count.
    """
    seen = {child.pid for child in warm.children()}
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for child in warm.children():
            if child.pid not in seen:
                seen.add(child.pid)
                if child.name() != "bwrap" and psutil.wait_procs([child], timeout=0.2)[1]:
                    yield child
        time.sleep(0.005)
    raise AssertionError("nothing was forked")
