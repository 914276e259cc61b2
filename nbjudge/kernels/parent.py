"""The warm parent as seen by the process that asks it for benches and judges."""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import os
import shutil
import site
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nbjudge.errors import SandboxError
from nbjudge.folders import cache_folder, own_folder
from nbjudge.kernels.lifeline import Lifeline, ParentLost
from nbjudge.kernels.messages import receive, send
from nbjudge.owners import clear_folders, owned_prefix
from nbjudge.sandbox import bubblewrap
from nbjudge.sandbox.doctor import require_linux
from nbjudge.sandbox.limits import Limits, Sandboxing

_DATA_SETS = "nbjudge.data"
BENCH, JUDGE = "nbjudge.kernels.bench", "nbjudge.kernels.judge"
# What a warm parent imports at once: what all grading takes. It stands above this, so by name.
_ROLES = (
    *(BENCH, JUDGE, "nbjudge.engine.conductor", "nbjudge.grading.typesetter"),
    *("nbjudge.kernels.confined", "nbjudge.submission.rebuild", "nbjudge.submission.survey"),
)


class Parent:
    """A parent of children to ask for, at the other end of a connection; safe in threads."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._is_lost = False

    def fork(
        self,
        role: str,
        options: Mapping[str, Any],
        descriptors: Iterable[int] = (),
        *,
        terms: Mapping[str, Any] = MappingProxyType({}),
    ) -> Lifeline:
        """A new child with copies of these descriptors; a SandboxError if there is none.

        `role` names the module whose function `run` the child runs. The `terms`, see `terms`, are
        set already where this is the parent of a process that was forked itself.
        """
        request = {"role": role, "options": dict(options), "terms": dict(terms)}
        answer, received = self._ask(request, descriptors)
        return Lifeline(answer["pid"], socket.socket(fileno=received[0]))

    def _ask(
        self, request: object, descriptors: Iterable[int] = ()
    ) -> tuple[Mapping[str, Any], list[int]]:
        """The answer to a request, with the descriptors that came with it."""
        try:
            with self._lock:
                send(self._connection, request, descriptors)
                answer, received = receive(self._connection)
        except (EOFError, OSError) as error:
            self._is_lost = True
            raise ParentLost(self._last_words()) from error
        if "error" in answer:
            raise SandboxError(*answer["error"])
        return answer, received

    def _last_words(self) -> str:
        return ""


class WarmParent(Parent):
    """A warm parent to ask for anything, at the other end of a connection."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__(connection)
        self._asked: set[str] = set()

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return not self._is_lost

    @property
    def left_out(self) -> Mapping[str, str]:
        """The places to import from that no sandbox shows, each with the reason."""
        found: Mapping[str, str] = self._ask({"left_out": True})[0]["left_out"]
        return found

    def adopt(self, children: Mapping[str, Mapping[str, Any]]) -> socket.socket:
        """A socket to ask for children of these roles, each under such terms, see `terms`."""
        _, (descriptor,) = self._ask({"children": dict(children)})
        return socket.socket(fileno=descriptor)

    def share(self) -> WarmParent:
        """The same one, on a connection for another process."""
        _, (descriptor,) = self._ask({"askers": True})
        return WarmParent(socket.socket(fileno=descriptor))

    def preload(self, names: Iterable[str]) -> None:
        """Has it import these modules, those that it can, before it forks any more children."""
        if new := [name for name in names if name not in self._asked]:
            if any(name.startswith(_DATA_SETS) for name in new):
                from nbjudge.data.stand_ins import make_stand_ins

                # No sandbox can keep them.
                make_stand_ins()
            self._ask({"preload": new})
            self._asked.update(new)

    def close(self) -> None:
        """Lets go of it, and ends all children that were had on this connection."""
        self._connection.close()


class OwnWarmParent(WarmParent):
    """A warm parent that is started here, and ends with this process.

    It imports what all of its children need while nobody waits for that.
    """

    def __init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        super().__init__(ours)
        self._was_asked = False
        clear_folders(Path(tempfile.gettempdir()))
        self._closing = contextlib.ExitStack()
        # Here, where no student's code comes, stands what it failed with.
        self._errors = self._closing.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        # They read what they find there as well.
        if (libraries := own_folder("nbjudge-libraries")) is None:
            scratch = tempfile.TemporaryDirectory(prefix=owned_prefix())
            libraries = Path(self._closing.enter_context(scratch))
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", "nbjudge.kernels.warm", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                cwd="/",
                env=_environment(libraries),
                start_new_session=True,
            )
        private = [os.path.expanduser("~")]  # noqa: PTH111 (a user may have none)
        with contextlib.suppress(FileNotFoundError):
            private.append(str(Path.cwd()))
        # If it has ended already, whoever asks it is told.
        with contextlib.suppress(OSError):
            temporary = tempfile.gettempdir()
            send(ours, {"private": private, "temporary": temporary, "roles": _ROLES})

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return super().alive and self.process.poll() is None

    def close(self) -> None:
        """Ends the warm parent and all its children."""
        super().close()
        if not self._was_asked:
            # It may still be importing, and has no children.
            self.process.kill()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._closing.close()

    def _ask(
        self, request: object, descriptors: Iterable[int] = ()
    ) -> tuple[Mapping[str, Any], list[int]]:
        self._was_asked = True
        return super()._ask(request, descriptors)

    def _last_words(self) -> str:
        """The last line that it wrote on stderr: what it ended with."""
        with contextlib.suppress(OSError, ValueError):
            self._errors.seek(0)
            lines = self._errors.read().decode(errors="replace").strip().splitlines()
            return lines[-1][:500] if lines else ""
        return ""


def terms(
    limits: Limits,
    sandboxing: Sandboxing,
    *,
    files: Path | None = None,
    trainings: Path | None = None,
    data: bool = True,
    children: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
) -> dict[str, Any]:
    """Under which terms a child is forked: what it may use, and the `files` that it may read.

    It may read what is known of `trainings`, too, and with `data` the data sets that were
    downloaded. It may ask for `children`, of these roles, each under such terms, too, and connects
    to them.
    """
    placed = {bubblewrap.DATA: cache_folder()} if data else {}
    placed |= {bubblewrap.FILES: files} if files else {}
    placed |= {bubblewrap.TRAININGS: trainings} if trainings else {}
    return {
        "limits": dataclasses.asdict(limits),
        "sandboxing": sandboxing,
        "placed": {place: str(path) for place, path in placed.items()},
        "children": dict(children),
    }


_current: WarmParent | None = None
_starting = threading.Lock()


def warm_parent() -> WarmParent:
    """The warm parent of this process, started at the first call and again after it died."""
    global _current
    require_linux()
    with _starting:
        if _current is None or not _current.alive:
            if _current is None:
                atexit.register(close_warm_parent)
            else:
                _current.close()
            _current = OwnWarmParent()
        return _current


def use_warm_parent(parent: WarmParent) -> None:
    """Has this process, which was forked, ask a parent that others ask as well."""
    global _current
    _current = parent


def close_warm_parent() -> None:
    """Ends the warm parent of this process, if it has one."""
    global _current
    with _starting:
        if _current is not None:
            _current.close()
            _current = None


def _environment(libraries: Path) -> dict[str, str]:
    """What the environment of every bench and judge is; nothing of the instructor's is in it.

    The warm parent's libraries keep in a folder what they write.
    """
    one_thread = dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
    )
    programs = {str(Path(sys.executable).parent), "/usr/bin", "/bin"}
    if found := shutil.which(bubblewrap.PROGRAM):
        programs.add(str(Path(found).parent))
    return one_thread | {
        "PATH": os.pathsep.join(sorted(programs)),
        "HOME": bubblewrap.WORK,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        **_import_settings(),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        **bubblewrap.settings(str(libraries)),
    }


def _import_settings() -> dict[str, str]:
    """What has Python import from where this process does, but for the folder that it is in."""
    settings = {}
    if not site.ENABLE_USER_SITE:
        settings["PYTHONNOUSERSITE"] = "1"
    elif Path(site.getusersitepackages()).is_dir():
        settings["PYTHONUSERBASE"] = site.getuserbase()
    if entries := os.environ.get("PYTHONPATH"):
        places = (str(Path(entry).absolute()) for entry in entries.split(os.pathsep))
        settings["PYTHONPATH"] = os.pathsep.join(places)
    return settings
