"""The children of the warm parent: forked on request, watched, reaped.

A request for a child names its role, a module with a function `run`, and is answered by the child's
number and a lifeline, a socket of its own: the asker reads the exit status from it, sends signals
to the child and limits its time through it, and ends the child by closing it. A child may be given
a socket to ask for children of its own, under the terms that its asker has set for each role.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from nbjudge.errors import SandboxError
from nbjudge.kernels.charge import LONGEST_REASON, Charge
from nbjudge.kernels.messages import receive, send
from nbjudge.kernels.preloading import preload, role_module
from nbjudge.sandbox import bubblewrap
from nbjudge.sandbox.cgroups import clear_own_cgroups
from nbjudge.sandbox.child import Child
from nbjudge.sandbox.clock import Clock
from nbjudge.sandbox.fork import fork
from nbjudge.sandbox.limits import Limits
from nbjudge.sandbox.namespaces import name_process
from nbjudge.sandbox.usage import Place, Use, own_bytes, place, use_by_place

SEED = 20_250_601
_WATCH_S = 0.1
# At a time, of one that may have some.
_MOST_CHILDREN = 8
_LONGEST_ORDER = 200


class Nursery:
    """The children of the warm parent: forks them, watches what they use, and reaps them."""

    def __init__(
        self, connection: socket.socket, shown: Iterable[Path], left_out: Mapping[str, str]
    ) -> None:
        self._connection = connection
        self._shown = tuple(shown)
        self._left_out = left_out
        self._charges: dict[int, Charge] = {}
        # What epoll watches is counted by user, and a student's code may be the same one.
        self._selector = selectors.PollSelector()
        self._inherited_bytes = own_bytes()
        self._next_watch = 0.0

    def serve(self) -> None:
        """Forks on request and reaps, until the asker is gone."""
        reader, writer = socket.socketpair()
        writer.setblocking(False)
        signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._selector.register(reader, selectors.EVENT_READ, lambda: reader.recv(4096))
        self._listen(self._connection)
        try:
            while True:
                for key, _ in self._selector.select(_WATCH_S if self._charges else None):
                    key.data()
                self._reap()
                self._watch()
        except EOFError:
            for charge in self._charges.values():
                charge.child.close()
            with contextlib.suppress(ChildProcessError):
                while True:
                    os.wait()
            for charge in self._charges.values():
                charge.child.forget()
            clear_own_cgroups()

    def _listen(self, connection: socket.socket) -> None:
        answer = partial(self._answer, connection)
        self._selector.register(connection, selectors.EVENT_READ, answer)

    def _answer(self, connection: socket.socket) -> None:
        """Serves one request of an asker that may have anything."""
        try:
            request, descriptors = receive(connection)
        except (EOFError, OSError):
            if connection is self._connection:
                raise EOFError("whoever started this is gone") from None
            self._selector.unregister(connection)
            connection.close()
            return
        match request:
            case {"preload": names}:
                self._preload(connection, names)
            case {"left_out": _}:
                self._say(connection, {"left_out": self._left_out})
            case {"children": terms}:
                self._introduce(connection, partial(self._adopt, terms))
            case {"askers": _}:
                self._introduce(connection, self._welcome)
            case _:
                self._bear(connection, request, descriptors)

    def _preload(self, connection: socket.socket, names: Iterable[str]) -> None:
        try:
            preload(names)
        except SandboxError as error:
            self._say(connection, {"error": error.args})
            raise EOFError("nothing can be forked any more") from error
        self._inherited_bytes = own_bytes()
        self._say(connection, {"pid": os.getpid()})

    def _introduce(self, connection: socket.socket, make: Callable[[], int]) -> None:
        """Gives an asker a socket for another one."""
        theirs = make()
        self._say(connection, {"pid": os.getpid()}, [theirs])
        os.close(theirs)

    def _welcome(self) -> int:
        """A socket for an asker that may have anything."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # Whoever does not listen is not waited for.
        ours.setblocking(False)
        self._listen(ours)
        return theirs.detach()

    def _answer_child(self, connection: socket.socket, terms: Mapping[str, Any]) -> None:
        """Serves a request of a child that may have some of its own."""
        try:
            request, descriptors = receive(connection)
        except (EOFError, OSError, ValueError):
            self._selector.unregister(connection)
            connection.close()
            return
        known = terms.get(str(request.get("role"))) if isinstance(request, dict) else None
        many = sum(charge.asker is connection for charge in self._charges.values())
        if known is None or many >= _MOST_CHILDREN:
            for descriptor in descriptors:
                os.close(descriptor)
            self._say(connection, {"error": ["a process", "one that may be had here", "", ""]})
            return
        self._bear(connection, request | {"terms": known}, descriptors)

    def _bear(
        self, asker: socket.socket, request: Mapping[str, Any], descriptors: list[int]
    ) -> None:
        """Forks a child, and gives its lifeline to whoever asked for it."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # Whoever does not listen is not waited for.
        ours.setblocking(False)
        reason, failed = os.pipe()
        os.set_blocking(reason, False)
        try:
            if children := request["terms"]["children"]:
                descriptors.append(self._adopt(children))
            child = self._fork(request, descriptors, failed)
        except (OSError, SandboxError, TypeError, ValueError) as error:
            said = ["the sandbox", "a new process", str(error), ""]
            args = error.args if isinstance(error, SandboxError) else said
            self._say(asker, {"error": args})
            ours.close()
            os.close(reason)
        else:
            limits = Limits(**request["terms"]["limits"])
            self._charges[child.pid] = Charge(
                child, asker, ours, reason, limits, self._inherited_bytes
            )
            self._selector.register(ours, selectors.EVENT_READ, partial(self._pull, child.pid))
            self._say(asker, {"pid": child.pid}, [theirs.fileno()])
        finally:
            theirs.close()
            for descriptor in (*descriptors, failed):
                os.close(descriptor)

    def _adopt(self, terms: Mapping[str, Any]) -> int:
        """A socket for a child to ask for its own, each role under these terms."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        answer = partial(self._answer_child, ours, terms)
        self._selector.register(ours, selectors.EVENT_READ, answer)
        return theirs.detach()

    def _say(self, asker: socket.socket, message: object, descriptors: Iterable[int] = ()) -> None:
        if asker is self._connection:
            send(asker, message, descriptors)
            return
        # One that has ended meanwhile, or does not listen.
        with contextlib.suppress(OSError):
            send(asker, message, descriptors)

    def _fork(self, request: Mapping[str, Any], descriptors: list[int], failed: int) -> Child:
        role, terms = role_module(request["role"]), request["terms"]

        def main(places: Mapping[str, str]) -> int:
            options = {
                **request["options"],
                "files": places.get(bubblewrap.FILES),
                "trainings": places.get(bubblewrap.TRAININGS),
            }
            name_process(request["role"].rpartition(".")[2])
            # An empty name would mean the user's own folder.
            os.environ["NBJUDGE_DATA"] = places.get(bubblewrap.DATA, bubblewrap.DATA)
            # Here, because Python seeds anew in every forked child.
            random.seed(SEED)
            np.random.seed(SEED)
            if "keras" in sys.modules:
                sys.modules["keras"].utils.set_random_seed(SEED)
            try:
                code: int = role.run(options, descriptors)
            except Exception as error:
                os.write(failed, f"{type(error).__name__}: {error}".encode()[:LONGEST_REASON])
                raise
            return code

        return fork(
            main,
            limits=Limits(**terms["limits"]),
            keep=[*descriptors, failed],
            sandboxing=terms["sandboxing"],
            readable=self._shown,
            placed={there: Path(path) for there, path in terms["placed"].items()},
            connects=bool(terms["children"]),
        )

    def _pull(self, pid: int) -> None:
        """Follows an order to a child, or ends it when its lifeline was let go."""
        if pid not in self._charges:
            return
        charge = self._charges[pid]
        try:
            order = json.loads(charge.lifeline.recv(_LONGEST_ORDER) or b"{}")
        except (OSError, ValueError):
            order = {}
        match order:
            case {"signal": int(number)}:
                with contextlib.suppress(OSError, OverflowError, ValueError):
                    os.kill(pid, number)
            case {"time_s": None}:
                charge.clock = None
            case {"time_s": float(limit_s)}:
                charge.clock = Clock(pid, limit_s)
            case _:
                self._selector.unregister(charge.lifeline)
                charge.child.close()

    def _watch(self) -> None:
        """Ends the children that use too much, with all that they started."""
        if time.monotonic() < self._next_watch:
            return
        self._next_watch = time.monotonic() + _WATCH_S
        places: dict[int, Place] = {}
        for pid in self._charges:
            with contextlib.suppress(OSError):
                places[pid] = place(pid)
        used = use_by_place(
            {
                there: self._charges[pid].inherited_bytes
                for pid, there in places.items()
                if not self._charges[pid].is_counted
            }
        )
        for pid, there in places.items():
            self._charges[pid].watch(used.get(there, Use()))

    def _reap(self) -> None:
        """Waits for the children that have ended, and tells how."""
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
                if pid == 0:
                    return
                # Bubblewrap's processes end here, too: those inside have lost their own parent.
                if pid in self._charges:
                    charge = self._charges.pop(pid)
                    if charge.lifeline in self._selector.get_map():
                        self._selector.unregister(charge.lifeline)
                    cpu_s = usage.ru_utime + usage.ru_stime
                    charge.tell(os.waitstatus_to_exitcode(status), cpu_s)
