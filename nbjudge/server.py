"""The server: has imported what grading needs, and keeps a warm parent for the commands of a user.

It forks itself for each command, which then is as it would be alone: with a folder, environment
and streams of its own, and with settings of a course that no other command sees.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import importlib
import io
import os
import selectors
import signal
import socket
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TextIO

import sqlalchemy.orm

from nbjudge.errors import SandboxError, UsageError
from nbjudge.kernels.messages import receive, send
from nbjudge.kernels.parent import WarmParent, close_warm_parent, use_warm_parent, warm_parent
from nbjudge.sandbox.doctor import try_once
from nbjudge.sandbox.libc import call
from nbjudge.served import BEGUN, FORWARDED, listening_place, short
from nbjudge.startup import without_grammars

IDLE_S = 600.0
# The rest looks at the terminal that a command has: that is imported in the fork.
_MODULES = (
    *("nbgrader.apps", "nbjudge.course.release", "nbjudge.demo", "nbjudge.grading.driver"),
    *("nbjudge.grading.last", "nbjudge.grading.scores", "nbjudge.report.class_progress"),
    *("nbjudge.report.class_table", "nbjudge.report.trial_table", "sqlalchemy.dialects.sqlite"),
    *("multiprocessing.popen_fork", "sqlite3", "typer", "typer._adapters"),
)
# Whoever connects has the request ready.
_PATIENCE_S = 5.0
_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Runs the server until it has been idle for too long, or is interrupted."""
    for number in FORWARDED:
        signal.signal(number, signal.default_int_handler)
    try:
        if (place := listening_place()) is None:
            raise UsageError("the server", "a folder of yours for its socket", "none")
        with place.with_suffix(".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                _say("A server is running already.")
                return
            _serve(place, lock)
    except UsageError as error:
        sys.exit(f"nbjudge: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


def _serve(place: Path, lock: TextIO) -> None:
    warm_parent()
    with without_grammars():
        for name in _MODULES:
            importlib.import_module(name)
        from nbjudge.grading.feedback import rehearse
    # What is found out or made at the first use, forks need not.
    sqlalchemy.orm.configure_mappers()
    rehearse()
    with contextlib.suppress(SandboxError):
        try_once()
    gc.collect()
    gc.freeze()
    place.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        with short(place) as address:
            listener.bind(address)
        listener.listen()
        _say(
            "Ready: nbjudge commands of yours start at once now. "
            f"Ends with Ctrl-C, or after {IDLE_S / 60:g} minutes without a command."
        )
        server = Server(listener, lock)
        try:
            server.serve(IDLE_S)
        finally:
            place.unlink(missing_ok=True)
            server.close()
            close_warm_parent()
    _say("No command came: ended.")


class Server:
    """Runs the commands that are asked for on a socket, each in a fork of this process."""

    def __init__(self, listener: socket.socket, lock: TextIO) -> None:
        self._listener = listener
        self._running: dict[int, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        self._reader, self._writer = socket.socketpair()
        self._own: tuple[socket.socket | TextIO, ...] = (listener, lock, self._reader, self._writer)

    def serve(self, idle_s: float) -> None:
        """Serves until no command has come for so long, or been running."""
        self._writer.setblocking(False)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        ended = partial(self._reader.recv, 4096)
        self._selector.register(self._reader, selectors.EVENT_READ, ended)
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)
        end = time.monotonic() + idle_s
        while self._running or time.monotonic() < end:
            left = None if self._running else max(0.0, end - time.monotonic())
            for key, _ in self._selector.select(left):
                key.data()
                end = time.monotonic() + idle_s
            self._reap(os.WNOHANG)

    def close(self) -> None:
        """Interrupts the commands that are running, and waits for their end."""
        for pid in self._running:
            os.kill(pid, signal.SIGINT)
        while self._running:
            self._reap(0)

    def _accept(self) -> None:
        """Begins with the command of whoever connects; they do without, where that can't be."""
        connection, _ = self._listener.accept()
        descriptors: list[int] = []
        try:
            connection.settimeout(_PATIENCE_S)
            request, descriptors = receive(connection)
            # Kept: in a fork nothing of it must come to its end.
            self._parent = warm_parent()
            with contextlib.closing(self._parent.share()) as shared:
                if (pid := os.fork()) == 0:
                    self._leave(connection)
                    _become(request, descriptors, shared)
        except (EOFError, OSError, SandboxError, ValueError):
            connection.close()
        else:
            self._running[pid] = connection
            # Who is gone by now is seen to be when there is nothing more to read.
            with contextlib.suppress(OSError):
                send(connection, BEGUN)
            self._selector.register(connection, selectors.EVENT_READ, partial(self._pass_on, pid))
        finally:
            for descriptor in descriptors:
                os.close(descriptor)

    def _leave(self, connection: socket.socket) -> None:
        """Closes in a fork what is the server's alone."""
        signal.set_wakeup_fd(-1)
        self._selector.close()
        for one in (*self._own, *self._running.values(), connection):
            one.close()

    def _pass_on(self, pid: int) -> None:
        """Passes a signal on to a command, and interrupts one that nobody waits for."""
        connection = self._running[pid]
        number = int(signal.SIGINT)
        try:
            number, _ = receive(connection)
        except (EOFError, OSError, ValueError):
            self._selector.unregister(connection)
        if number in FORWARDED:
            os.kill(pid, number)

    def _reap(self, options: int) -> None:
        """Tells of the commands that have ended how they did."""
        for pid, connection in list(self._running.items()):
            ended, status = os.waitpid(pid, options)
            if ended:
                del self._running[pid]
                if connection.fileno() in self._selector.get_map():
                    self._selector.unregister(connection)
                # Unless nobody is there to be told.
                with contextlib.closing(connection), contextlib.suppress(OSError):
                    send(connection, os.waitstatus_to_exitcode(status))


def _become(request: Mapping[str, Any], descriptors: Sequence[int], parent: WarmParent) -> NoReturn:
    """Runs a command in this fork, as a process of its own would."""
    code = 1
    try:
        os.setsid()
        call("prctl", _PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
        for number in (signal.SIGCHLD, *FORWARDED):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for place, descriptor in enumerate(descriptors):
            os.dup2(descriptor, place)
            os.close(descriptor)
        sys.stdin, sys.stdout, sys.stderr = (
            _stream(place, *how) for place, how in enumerate(request["streams"])
        )
        os.environ.clear()
        os.environ.update(request["environment"])
        time.tzset()
        os.umask(request["umask"])
        os.chdir(request["folder"])
        sys.argv = request["argv"]
        use_warm_parent(parent)
        code = _run()
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError):
                stream.flush()
        os._exit(code)


def _run() -> int:
    try:
        from nbjudge.cli import run

        run()
    except KeyboardInterrupt:
        return 130
    except SystemExit as end:
        if not isinstance(end.code, str):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    return 0


def _stream(number: int, encoding: str, errors: str) -> TextIO:
    file = io.FileIO(number, "w" if number else "r", closefd=False)
    buffer = io.BufferedWriter(file) if number else io.BufferedReader(file)
    by_lines = number == 2 or os.isatty(number)
    return io.TextIOWrapper(buffer, encoding, errors, line_buffering=by_lines)


def _say(text: str) -> None:
    sys.stderr.write(f"nbjudge: {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
