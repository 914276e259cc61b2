"""The warm parent: has imported everything, has run nothing, and forks benches and judges.

It is a process of its own, because only a process that never ran an event loop, a thread or a
TensorFlow operation can be forked safely. Whoever started it asks over a socket, and it ends with
them. A request is answered by the child's number and a lifeline, a socket of the child's own: the
asker reads the exit status from it, sends signals to the child through it, and ends the child by
closing it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import time
import warnings
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from nbjudge.errors import SandboxError
from nbjudge.kernels.messages import receive, send
from nbjudge.sandbox.fork import Child, fork
from nbjudge.sandbox.limits import Limits
from nbjudge.sandbox.memory import bytes_by_namespace, namespace, own_bytes
from nbjudge.sandbox.namespaces import adopt_orphans
from nbjudge.startup import quiet_tensorflow

SEED = 20_250_601
ROLES = {"bench": "nbjudge.kernels.bench", "judge": "nbjudge.kernels.judge"}
_WATCH_S = 0.1


# What notebooks and test cells use, and what a kernel imports when it starts.
_PRELOADED = (
    *("IPython.core.magics", "IPython.core.pylabtools", "debugpy", "ipykernel.debugger"),
    *("matplotlib_inline.backend_inline", "matplotlib.pyplot", "seaborn", "scipy.spatial"),
    *("sklearn.compose", "sklearn.linear_model", "sklearn.metrics", "sklearn.model_selection"),
    *("sklearn.preprocessing", "nbjudge.checks", "nbjudge.data", *ROLES.values()),
)


def preload() -> None:
    """Imports all of that, and sets how TensorFlow is to work."""
    quiet_tensorflow()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import matplotlib as mpl
        import tensorflow as tf

        mpl.use("agg")
        for name in _PRELOADED:
            importlib.import_module(name)
    # Grappler would optimize the functions of tf.data anew at every epoch, for the same results.
    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})
    # Below zero there is no thread to hand operations over to, and to wait for.
    tf.config.threading.set_inter_op_parallelism_threads(-1)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    _read_data_in_one_thread()
    gc.collect()
    gc.freeze()


def _read_data_in_one_thread() -> None:
    """Has every `tf.data` iterator, as of `fit`, do its work in one thread, for the same results.

    Otherwise the threads of an iterator wait for each other, a third of the time, as soon as
    there are as many kernels as cores.
    """
    import tensorflow as tf

    options = tf.data.Options()
    options.autotune.enabled = False
    options.threading.private_threadpool_size = 1
    options.threading.max_intra_op_parallelism = 1
    iterate = tf.data.Dataset.__iter__

    def iterate_in_one_thread(dataset: Any) -> Any:
        if not tf.executing_eagerly():
            return iterate(dataset)
        if "in_one_thread" not in vars(dataset):
            dataset.in_one_thread = dataset.with_options(options)
        return iterate(dataset.in_one_thread)

    tf.data.Dataset.__iter__ = iterate_in_one_thread


@dataclass
class Charge:
    """A child in the warm parent's care: its lifeline, its memory so far, and why it was ended."""

    child: Child
    lifeline: socket.socket
    most_bytes: int
    peak_bytes: int = 0
    out_of_memory: bool = False


class Nursery:
    """The children of the warm parent: forks them, watches their memory, and reaps them."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
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
        """Serves one request for a child."""
        request, descriptors = receive(self._connection)
        ours, theirs = socket.socketpair()
        try:
            child = self._fork(request, descriptors)
        except SandboxError as error:
            send(self._connection, {"error": error.args})
            ours.close()
        except (OSError, ValueError) as error:
            send(self._connection, {"error": ["the sandbox", "a new process", str(error), ""]})
            ours.close()
        else:
            most_bytes = request["limits"]["memory_bytes"]
            self._charges[child.pid] = Charge(child, ours, most_bytes)
            self._selector.register(ours, selectors.EVENT_READ, partial(self._pull, child.pid))
            send(self._connection, {"pid": child.pid}, [theirs.fileno()])
        finally:
            theirs.close()
            for descriptor in descriptors:
                os.close(descriptor)

    def _fork(self, request: dict[str, Any], descriptors: list[int]) -> Child:
        def main() -> int:
            import keras

            # Here, because Python seeds anew in every forked child.
            keras.utils.set_random_seed(SEED)
            code: int = sys.modules[ROLES[request["role"]]].run(request["options"], descriptors)
            return code

        return fork(
            main,
            limits=Limits(**request["limits"]),
            keep=descriptors,
            sandboxed=request["sandboxed"],
            readable=map(Path, request["readable"]),
        )

    def _pull(self, pid: int) -> None:
        """Passes a signal on to a child, or ends it when its lifeline was let go."""
        if pid not in self._charges:
            return
        charge = self._charges[pid]
        try:
            order = charge.lifeline.recv(1)
        except ConnectionError:
            order = b""
        if order:
            os.kill(pid, order[0])
        else:
            self._selector.unregister(charge.lifeline)
            charge.child.close()

    def _watch(self) -> None:
        """Ends the children that use too much memory, with all that they started."""
        if time.monotonic() < self._next_watch:
            return
        self._next_watch = time.monotonic() + _WATCH_S
        here = namespace(os.getpid())
        places = {}
        for pid in self._charges:
            with contextlib.suppress(OSError):
                places[pid] = namespace(pid)
        used = bytes_by_namespace({*places.values()} - {here}, self._inherited_bytes)
        for pid, place in places.items():
            charge = self._charges[pid]
            now_bytes = used.get(place, 0)
            if charge.child.cgroup is not None:
                with contextlib.suppress(OSError):
                    now_bytes = max(now_bytes, charge.child.cgroup.used_bytes)
            charge.peak_bytes = max(charge.peak_bytes, now_bytes)
            if now_bytes > charge.most_bytes:
                charge.out_of_memory = True
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
        if charge.lifeline in self._selector.get_map():
            self._selector.unregister(charge.lifeline)
        end = {
            "code": code,
            "peak_bytes": charge.peak_bytes,
            "cpu_s": cpu_s,
            "out_of_memory": charge.out_of_memory,
        }
        with contextlib.suppress(OSError), charge.lifeline:
            charge.lifeline.send(json.dumps(end).encode())


def main() -> None:
    """Runs a warm parent for the process at the other end of descriptor `argv[1]`."""
    connection = socket.socket(fileno=int(sys.argv[1]))
    adopt_orphans()
    try:
        preload()
    except Exception as error:
        send(connection, {"error": ["the warm parent", "imports that work", repr(error), ""]})
        raise
    send(connection, {"pid": os.getpid()})
    Nursery(connection).serve()


if __name__ == "__main__":
    main()
