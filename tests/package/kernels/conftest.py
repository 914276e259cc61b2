"""Benches and judges of one warm parent, and a watch on what they leave behind."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.course.manifest import load_course
from nbjudge.engine.bench_client import Bench
from nbjudge.kernels.borrowing import Borrower
from nbjudge.kernels.lending import Lender
from nbjudge.kernels.parent import terms, warm_parent
from nbjudge.kernels.processes import start_judge
from nbjudge.sandbox.limits import Limits, Sandboxing

LESSON = load_course(Path(__file__).parents[3]).preload or ()
RunCells = Callable[..., list[nbformat.NotebookNode]]


@pytest.fixture(scope="session")
def idle_descriptors() -> int:
    """How many descriptors a warm parent has between two forks."""
    warm_parent().preload(LESSON)
    start_judge(warm_parent(), {}, {}, [], terms(Limits(), "bubblewrap")).close()
    while _children():
        time.sleep(0.05)
    return _descriptors()


@pytest.fixture(autouse=True)
def nothing_left(idle_descriptors: int) -> Iterator[None]:
    """Fails a test that leaves processes, or descriptors in the warm parent.

    The warm parent has imported what the lesson uses, again if a test has ended it.
    """
    warm_parent().preload(LESSON)
    yield
    deadline = time.monotonic() + 10
    while _children() or _descriptors() > idle_descriptors:
        assert time.monotonic() < deadline, (_children(), _descriptors(), idle_descriptors)
        time.sleep(0.05)


def _children() -> list[psutil.Process]:
    """The processes that the warm parent has started, and that are there still."""
    return psutil.Process(warm_parent().process.pid).children(recursive=True)


def _descriptors() -> int:
    return psutil.Process(warm_parent().process.pid).num_fds()


@pytest.fixture
def run_cells() -> RunCells:
    """Runs cells on a new bench, and gives them back with their outputs."""

    def run(
        *texts: str,
        limits: Limits = Limits(),  # noqa: B008
        files: Path | None = None,
        sandboxing: Sandboxing = "bubblewrap",
    ) -> list[nbformat.NotebookNode]:
        notebook = new_notebook(cells=[new_code_cell(text) for text in texts])

        async def work() -> None:
            of_its_own = terms(limits, sandboxing, files=files)
            bench = await Bench.start(
                notebook, warm_parent(), of_its_own, output_bytes=limits.output_bytes
            )
            try:
                for index, cell in enumerate(notebook.cells):
                    await bench.run(cell, index, 60)
            finally:
                await bench.close()

        asyncio.run(work())
        return notebook.cells

    return run


@pytest.fixture
def borrower() -> Iterator[Callable[[dict[str, object]], Borrower]]:
    """A borrower that asks a lender of these names, in a thread of its own."""
    threads, sockets = [], []

    def connect(names: dict[str, object]) -> Borrower:
        ours, theirs = socket.socketpair()
        lender = Lender(names)

        def serve() -> None:
            with theirs:
                while lender.serve(theirs):
                    pass

        thread = Thread(target=serve)
        thread.start()
        threads.append(thread)
        sockets.append(ours)
        borrower = Borrower(ours)
        borrower.begin(time.monotonic() + 30)
        return borrower

    yield connect
    for one in sockets:
        one.close()
    for thread in threads:
        thread.join(timeout=10)
        assert not thread.is_alive()
