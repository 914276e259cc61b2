"""A command given to the server of this user, if one is running: see `nbjudge.server`.

Who asks imports nothing of the grader. Where there is no server, or one of which anything is
another version than here, the command does all by itself, as ever.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nbjudge.folders import own_folder
from nbjudge.installation import import_places, installation
from nbjudge.kernels.messages import receive, send

BEGUN = "begun"
# Those that import much, and fork.
_COMMANDS = frozenset({"demo", "grade", "release", "trial"})
FORWARDED = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
_SETTINGS = ("HOME", "XDG_CACHE_HOME", "LD_LIBRARY_PATH", "LD_PRELOAD")


def served(argv: Sequence[str]) -> int | None:
    """The exit code of a command that a server has run; None if none has begun with it."""
    if not _COMMANDS.intersection(argv[1:2]):
        return None
    try:
        connection = _connection()
        streams = (sys.stdin, sys.stdout, sys.stderr)
        request = {
            "argv": list(argv),
            "folder": str(Path.cwd()),
            "environment": dict(os.environ),
            "umask": _umask(),
            "streams": [[stream.encoding, stream.errors] for stream in streams],
        }
        send(connection, request, [stream.fileno() for stream in streams])
        if receive(connection)[0] != BEGUN:
            return None
    except (AttributeError, EOFError, OSError, ValueError):
        # No server, or something about this process that can't be handed over.
        return None
    return _followed(connection)


def listening_place() -> Path | None:
    """Where a server listens that does what this process would do; None where there is no place.

    Nobody else can reach what is there.
    """
    folder = own_folder("nbjudge-server")
    if folder is None:
        return None
    here = Path.cwd()
    # Of the places to import from, sandboxes don't show those that have the working folder in them.
    around = [one for one in (*import_places(), sys.prefix) if here.is_relative_to(one)]
    settings = [os.environ.get(name) for name in _SETTINGS]
    settings += [shutil.which("bwrap"), tempfile.gettempdir()]
    parts = [platform.node(), around, settings, installation()]
    return folder / hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


@contextmanager
def short(place: Path) -> Iterator[str]:
    """An address for a socket: that of a file, however long the path of its folder is."""
    descriptor = os.open(place.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}/{place.name}"
    finally:
        os.close(descriptor)


def _connection() -> socket.socket:
    """A connection to the server; an OSError if there is none."""
    place = listening_place()
    if place is None or not place.exists():
        raise FileNotFoundError
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with short(place) as address:
        connection.connect(address)
    return connection


def _followed(connection: socket.socket) -> int:
    """The exit code that a command comes to; signals of this process are passed on to it."""
    for number in FORWARDED:
        signal.signal(number, lambda number, _: send(connection, number))
    try:
        code, _ = receive(connection)
    except (EOFError, OSError, ValueError):
        sys.stderr.write("nbjudge: the server has ended. The same command goes on from here.\n")
        return 2
    # As a shell says it of one that a signal has ended.
    return int(code) if code >= 0 else 128 - int(code)


def _umask() -> int:
    os.umask(found := os.umask(0o077))
    return found
