"""The bench: an IPython kernel, forked, that runs everything the student wrote."""

from __future__ import annotations

import asyncio
import inspect
import os
import shutil
import socket
import sys
from pathlib import Path
from typing import Any

import zmq
from ipykernel.heartbeat import Heartbeat
from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from nbjudge.kernels import intact, outcome
from nbjudge.kernels.lending import Lender
from nbjudge.kernels.makeshift import make_do
from nbjudge.kernels.messages import CHANNELS
from nbjudge.kernels.training import TRAININGS, note_trainings, use_known


class BenchApp(IPKernelApp):
    """IPython's kernel on sockets that are open already.

    Whoever asked for the kernel made them, outside of the sandbox: nothing in it can reach their
    files, and the client may connect before the kernel is there.
    """

    def __init__(self, sockets: dict[int, int], **traits: Any) -> None:
        self._sockets = sockets
        super().__init__(**traits)  # type: ignore[no-untyped-call]

    def _try_bind_socket(self, s: zmq.Socket[bytes], port: int) -> int:
        s.setsockopt(zmq.USE_FD, self._sockets[port])
        s.bind(f"ipc://{self.ip}-{port}")
        return port

    def init_heartbeat(self) -> None:
        """Starts the thread that echoes what comes on the heartbeat channel."""
        heartbeat = Heartbeat(zmq.Context(), (self.transport, self.ip, self.hb_port))
        heartbeat._bind_socket = lambda: self._try_bind_socket(  # type: ignore[method-assign]
            heartbeat.socket, self.hb_port
        )
        self.heartbeat = heartbeat
        heartbeat.start()

    def parse_command_line(self, argv: Any = None) -> None:
        """Does nothing: there is no command line."""

    def load_config_file(self, *_: Any) -> None:
        """Does nothing: nobody has written one."""

    def init_connection_file(self) -> None:
        """Does nothing: there is no file, neither to read nor to write."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """Does nothing, like the above."""


def run(options: dict[str, Any], descriptors: list[int]) -> int:
    """Runs a kernel until it is told to shut down; the exit code.

    `options` has the connection's `key` and `address`, a folder of `files` to copy to the work
    folder, and one with what is known of `trainings`, if that is to be used. The descriptors are
    the listening sockets of the channels, in the order of CHANNELS, a socket for the judge's
    questions if there is one, and, with `notes`, a file in which to note trainings.
    """
    if options["notes"]:
        note_trainings(descriptors.pop())
    elif options["trainings"] and options["knows"]:
        use_known(Path(options["trainings"], TRAININGS))
    if options["files"]:
        shutil.copytree(options["files"], ".", dirs_exist_ok=True)
    # As in every notebook, but -P keeps it from the warm parent.
    sys.path.insert(0, "")
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    config = Config()
    config.HistoryManager.enabled = False
    config.IPKernelApp.log_level = "CRITICAL"
    app = BenchApp.instance(
        sockets=dict(enumerate(descriptors[: len(CHANNELS)], start=1)),
        config=config,
        transport="ipc",
        ip=options["address"],
        **{f"{name}_port": number for number, name in enumerate(CHANNELS, start=1)},
    )
    app.session.key = options["key"].encode()
    app.initialize([])  # type: ignore[no-untyped-call]
    if "matplotlib" in sys.modules:
        show_figures(app.shell)
    end_on_exit(app.shell)
    know_cells(app.shell)
    make_do(app.shell)
    outcome.watch(app.shell)
    intact.remember(app.kernel, app.shell, app.session)
    if len(descriptors) > len(CHANNELS):
        questions = socket.socket(fileno=descriptors[-1])
        lender = Lender(app.kernel.shell.user_ns)

        def answer() -> None:
            if not lender.serve(questions):
                loop.remove_reader(questions)

        # Between cells, in the thread that runs them.
        loop.add_reader(questions, answer)
    app.start()  # type: ignore[no-untyped-call]
    return 0


def end_on_exit(shell: Any) -> None:
    """Has `exit()` end the kernel at once; its own way takes a tenth of a second of more cells."""

    def end(change: dict[str, Any]) -> None:
        if change["new"]:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)

    shell.observe(end, "exit_now")


def know_cells(shell: Any) -> None:
    """Tells Python of which module the code of each cell is.

    Else it looks through all modules for each line of a traceback: half a minute long, after a
    recursion without an end where Keras is imported (`findings/ipython_recursion_takes_long.sh`).
    """
    name_of = shell.compile.get_code_name

    def named(*args: Any) -> str:
        name = str(name_of(*args))
        inspect.modulesbyfile[name] = shell.user_module.__name__
        return name

    shell.compile.get_code_name = named


def show_figures(shell: Any) -> None:
    """Makes figures appear below their cell, as in every notebook.

    Elsewhere matplotlib does this when it is imported, but here it has been already.
    """
    from IPython.core.pylabtools import activate_matplotlib
    from matplotlib_inline.backend_inline import configure_inline_support

    backend = "module://matplotlib_inline.backend_inline"
    activate_matplotlib(backend)
    configure_inline_support(shell, backend)
