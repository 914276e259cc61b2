"""The warm parent: has imported what the notebooks use, and forks benches and judges.

It is a process of its own, because only a process that never ran an event loop, a thread or a
TensorFlow operation can be forked safely. Whoever started it asks over a socket, and it ends with
them. The first message names folders to keep from sandboxes. A request for a child names its role,
a module with a function `run`, and is answered by the child's number and a lifeline, a socket of
its own: the asker reads the exit status from it, sends signals to the child and limits its time
through it, and ends the child by closing it. A child may be given a socket to ask for children of
its own, under the terms that its asker has set for each role.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import random
import selectors
import signal
import socket
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from nbjudge.errors import SandboxError
from nbjudge.kernels.messages import receive, send
from nbjudge.kernels.preloading import preload
from nbjudge.sandbox.cgroups import clear_cgroups
from nbjudge.sandbox.clock import Clock
from nbjudge.sandbox.fork import Child, fork
from nbjudge.sandbox.import_paths import ImportPaths, import_paths
from nbjudge.sandbox.limits import Limits
from nbjudge.sandbox.memory import bytes_by_namespace, namespace, own_bytes
from nbjudge.sandbox.namespaces import adopt_orphans

SEED = 20_250_601
_WATCH_S = 0.1
# At a time, of one that may have some.
_MOST_CHILDREN = 8
_LONGEST_REASON = 500
_LONGEST_ORDER = 200
# What a kernel imports when it starts.
_OF_A_KERNEL = ("IPython.core.magics", "IPython.core.pylabtools", "ipykernel.debugger")


@dataclass
class Charge:
    """A child in the warm parent's care: its lifeline, its memory so far, and why it was ended.

    `asker` is the connection on which it was asked for. It was forked with `inherited_bytes`; on
    the descriptor `reason` it says what it failed with.
    """

    child: Child
    asker: socket.socket
    lifeline: socket.socket
    reason: int
    most_bytes: int
    inherited_bytes: int
    peak_bytes: int = 0
    out_of_memory: bool = False
    clock: Clock | None = None
    late: bool = False
    under_load: bool = False


class Nursery:
    """The children of the warm parent: forks them, watches what they use, and reaps them."""

    def __init__(self, connection: socket.socket, shown: Iterable[Path]) -> None:
        self._connection = connection
        self._shown = tuple(shown)
        self._charges: dict[int, Charge] = {}
        self._selector = selectors.DefaultSelector()
        self._inherited_bytes = own_bytes()
        self._next_watch = 0.0

    def serve(self) -> None:
        """Forks on request and reaps, until the asker is gone."""
        reader, writer = socket.socketpair()
        writer.setblocking(False)
        signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._selector.register(reader, selectors.EVENT_READ, lambda: reader.recv(4096))
        self._selector.register(self._connection, selectors.EVENT_READ, self._answer)
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

    def _answer(self) -> None:
        """Serves one request: for imports, or for a child."""
        request, descriptors = receive(self._connection)
        if "preload" in request:
            try:
                preload(request["preload"])
            except SandboxError as error:
                send(self._connection, {"error": error.args})
                raise EOFError("nothing can be forked any more") from error
            self._inherited_bytes = own_bytes()
            send(self._connection, {"pid": os.getpid()})
            return
        if "children" in request:
            theirs = self._adopt(request["children"])
            send(self._connection, {"pid": os.getpid()}, [theirs])
            os.close(theirs)
            return
        self._bear(self._connection, request, descriptors)

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
            most_bytes = request["terms"]["limits"]["memory_bytes"]
            self._charges[child.pid] = Charge(
                child, asker, ours, reason, most_bytes, self._inherited_bytes
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
        role, terms = _role(request["role"]), request["terms"]
        options = {**request["options"], **terms["options"]}

        def main() -> int:
            # What it is called in lists of processes.
            Path("/proc/self/comm").write_text(request["role"].rpartition(".")[2])
            os.environ["NBJUDGE_DATA"] = terms["data"]
            # Here, because Python seeds anew in every forked child.
            random.seed(SEED)
            np.random.seed(SEED)
            if "keras" in sys.modules:
                sys.modules["keras"].utils.set_random_seed(SEED)
            try:
                code: int = role.run(options, descriptors)
            except Exception as error:
                os.write(failed, f"{type(error).__name__}: {error}".encode()[:_LONGEST_REASON])
                raise
            return code

        return fork(
            main,
            limits=Limits(**terms["limits"]),
            keep=[*descriptors, failed],
            sandboxed=terms["sandboxed"],
            readable=self._shown,
            placed={place: Path(path) for place, path in terms["placed"].items()},
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
                with contextlib.suppress(OSError, ValueError):
                    os.kill(pid, number)
            case {"time_s": None}:
                charge.clock = None
            case {"time_s": float(limit_s)}:
                charge.clock = Clock.start(pid, limit_s)
            case _:
                self._selector.unregister(charge.lifeline)
                charge.child.close()

    def _watch(self) -> None:
        """Ends the children that use too much memory, with all that they started."""
        if time.monotonic() < self._next_watch:
            return
        self._next_watch = time.monotonic() + _WATCH_S
        here = namespace(os.getpid())
        places = {}
        inherited = {}
        for pid, charge in self._charges.items():
            with contextlib.suppress(OSError):
                places[pid] = namespace(pid)
                if charge.child.cgroup is None or not charge.child.cgroup.limits_memory:
                    inherited[places[pid]] = charge.inherited_bytes
        inherited.pop(here, None)
        used = bytes_by_namespace(inherited)
        for pid, place in places.items():
            charge = self._charges[pid]
            now_bytes = used.get(place, 0)
            if charge.child.cgroup is not None:
                with contextlib.suppress(OSError):
                    now_bytes = max(now_bytes, charge.child.cgroup.used_bytes)
                    # Of several processes the kernel may have ended one that was started.
                    charge.out_of_memory |= charge.child.cgroup.out_of_memory
            charge.peak_bytes = max(charge.peak_bytes, now_bytes)
            charge.out_of_memory |= now_bytes > charge.most_bytes
            if charge.out_of_memory:
                charge.child.close()
        for charge in self._charges.values():
            if charge.clock is not None and charge.clock.has_run_out():
                charge.late, charge.under_load = True, charge.clock.was_under_load
                charge.clock = None
                charge.child.close()

    def _reap(self) -> None:
        """Waits for the children that have ended, and tells how."""
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
                if pid == 0:
                    return
                # Bubblewrap's processes end here, too: those inside have lost their own parent.
                if pid in self._charges:
                    cpu_s = usage.ru_utime + usage.ru_stime
                    self._tell(self._charges.pop(pid), os.waitstatus_to_exitcode(status), cpu_s)

    def _tell(self, charge: Charge, code: int, cpu_s: float) -> None:
        """Clears away what a child leaves, and sends the end of its lifeline."""
        if charge.child.cgroup is not None:
            charge.out_of_memory |= charge.child.cgroup.out_of_memory
        charge.child.forget()
        with os.fdopen(charge.reason, "rb") as stream:
            reason = (stream.read(_LONGEST_REASON) or b"").decode(errors="replace")
        if charge.lifeline in self._selector.get_map():
            self._selector.unregister(charge.lifeline)
        end = {
            "code": code,
            "peak_bytes": charge.peak_bytes,
            "cpu_s": cpu_s,
            "out_of_memory": charge.out_of_memory,
            "late": charge.late,
            "under_load": charge.under_load,
            "reason": reason,
        }
        with contextlib.suppress(OSError), charge.lifeline:
            charge.lifeline.send(json.dumps(end).encode())


def main() -> None:
    """Runs a warm parent for the process at the other end of descriptor `argv[1]`."""
    connection = socket.socket(fileno=int(sys.argv[1]))
    adopt_orphans()
    clear_cgroups()
    request, _ = receive(connection)
    paths = import_paths(sys.path, map(Path, request["private"]))
    _leave_out(paths)
    # Nobody goes step by step through a bench, and the debugger takes a tenth of a second.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    for name in (*_OF_A_KERNEL, *request["roles"]):
        importlib.import_module(name)
    del sys.modules["debugpy"]
    preload(request["preload"])
    send(connection, {"pid": os.getpid(), "left_out": dict(paths.left_out)})
    Nursery(connection, paths.shown).serve()


def _role(name: str) -> Any:
    """The module that a child runs; it is imported here, for all that follow."""
    module = importlib.import_module(name)
    if (threads := len(list(Path("/proc/self/task").iterdir()))) > 1:
        raise SandboxError(name, "an import that starts no thread", f"{threads} threads")
    return module


def _leave_out(paths: ImportPaths) -> None:
    """Keeps this process and its forks from importing what sandboxes don't show."""
    sys.path[:] = [entry for entry in sys.path if entry not in paths.left_out]
    if "PYTHONPATH" in os.environ:
        entries = os.environ["PYTHONPATH"].split(os.pathsep)
        kept = [entry for entry in entries if entry in sys.path]
        os.environ["PYTHONPATH"] = os.pathsep.join(kept)


if __name__ == "__main__":
    main()
