"""Where notebooks are run: on this machine, or on the workers of a Dask cluster."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import psutil

from nbjudge.engine.job import Grade, Prepared, Run
from nbjudge.engine.pipeline import environment, run
from nbjudge.errors import UsageError
from nbjudge.kernels.parent import warm_parent

# A bench and its judge together, when the largest networks of this course are trained: measured by
# `make bench`.
_JOB_BYTES = 2**30
# What a container, or another group of processes, may use at most: versions 2 and 1.
_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


class Workers(Protocol):
    """Something that runs prepared notebooks."""

    def running(self) -> AbstractAsyncContextManager[tuple[Run, int]]:
        """What runs one notebook, and how many it is to run at a time, in an `async with`."""


@dataclass(frozen=True)
class LocalWorkers:
    """Runs notebooks on this machine, as many at a time as it has room for, or `jobs`."""

    jobs: int | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[tuple[Run, int]]:
        """Starts the warm parent first: without a sandbox there is no run."""
        await asyncio.to_thread(warm_parent)
        yield run, self.jobs or fitting_jobs()


@dataclass(frozen=True)
class ClusterWorkers:
    """Runs notebooks on a Dask cluster, as many at a time as its workers have threads, or `jobs`.

    Each worker has a warm parent of its own. A notebook whose worker died is run on another one.
    """

    scheduler: str
    jobs: int | None = None
    timeout_s: float = 30.0

    @asynccontextmanager
    async def running(self) -> AsyncIterator[tuple[Run, int]]:
        """Connects to the scheduler; a UsageError if there is none, or no worker."""
        try:
            from distributed import Client
        except ImportError as error:
            remedy = "pip install 'nbjudge[cluster]'"
            raise UsageError("a Dask cluster", "the package distributed", "none", remedy) from error
        try:
            connecting = Client(self.scheduler, asynchronous=True, timeout=self.timeout_s)
            client = await connecting
        except (OSError, ValueError, TimeoutError) as error:
            got = str(error) or type(error).__name__
            raise UsageError(f"Dask scheduler {self.scheduler}", "an answer", got) from error
        async with client:
            threads = await client.nthreads()
            if not threads:
                remedy = f"Start some: dask worker {self.scheduler}"
                raise UsageError(f"Dask scheduler {self.scheduler}", "workers", "none", remedy)

            async def run_there(prepared: Prepared) -> Grade:
                packed = await asyncio.to_thread(prepared.packed)
                grade = await client.submit(run_prepared, packed, environment(), pure=False)
                return cast(Grade, grade)

            yield run_there, self.jobs or sum(threads.values())


def fitting_jobs() -> int:
    """As many notebooks as there are cores here and memory is free for; one at least."""
    free_bytes = int(psutil.virtual_memory().available)
    for file in _LIMITS:
        # Version 2 says `max` where there is no limit.
        with contextlib.suppress(OSError, ValueError):
            free_bytes = min(free_bytes, int(file.read_text(encoding="ascii")))
    return max(1, min(len(os.sched_getaffinity(0)), free_bytes // _JOB_BYTES))


def run_prepared(prepared: Prepared, expected_environment: str) -> Grade:
    """Grades a prepared notebook in a worker process."""
    if environment() != expected_environment:
        raise UsageError(
            "a Dask worker",
            "the versions of nbjudge and its packages, and the data sets, as here",
            "other ones",
            "Install the same with constraints.txt, and fetch the same with nbjudge data fetch.",
        )
    return asyncio.run(run(prepared))
