"""A sandbox made for a try: what a process in it can do, as JSON on stdout.

A process of its own, because only one without threads can be forked safely. Its argument says by
what the sandbox is to be made.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import socket
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbjudge.errors import SandboxError
from nbjudge.sandbox import bubblewrap, mounts
from nbjudge.sandbox.fork import fork
from nbjudge.sandbox.import_paths import import_paths
from nbjudge.sandbox.limits import MIB, Limits
from nbjudge.sandbox.namespaces import adopt_orphans, session_keyring

# From <linux/seccomp.h>.
_FILTERED = "2"


def main() -> None:
    """Makes a sandbox, looks around in it, and prints what was found, or the `error`."""
    sandboxing: Any = sys.argv[1]
    adopt_orphans()
    reader, writer = os.pipe()
    readable = import_paths((), ()).shown
    trees = bubblewrap.shown(readable).folders
    keyring = session_keyring()

    def look(_: Mapping[str, str]) -> int:
        found = surroundings(trees)
        found["own_keyring"] = keyring is None or session_keyring() != keyring
        os.write(writer, json.dumps(found).encode())
        return 0

    try:
        child = fork(
            look,
            limits=Limits(disk_bytes=MIB),
            keep=[writer],
            sandboxing=sandboxing,
            readable=readable,
        )
    except SandboxError as error:
        print(json.dumps({"error": error.got, "wanted": error.expected}))  # noqa: T201
        return
    except OSError as error:
        print(json.dumps({"error": str(error)}))  # noqa: T201
        return
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        found = json.loads(stream.read() or b'{"error": "it ended at once"}')
    os.waitpid(child.pid, 0)
    assert child.user is not None
    found["cgroup"] = [] if child.cgroup is None else sorted(child.cgroup.folders)
    found["user"] = child.user.uid
    found["own_user"] = child.user.is_own
    child.forget()
    print(json.dumps(found))  # noqa: T201


def surroundings(trees: Iterable[str]) -> dict[str, Any]:
    """What this process can do and see, with these trees of the machine's files."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {
        "capabilities": int(status["CapEff"], 16) | int(status["CapPrm"], 16),
        "privileges": not int(status["NoNewPrivs"]),
        "network": _network(),
        "filter": status.get("Seccomp", "").strip() == _FILTERED,
        "shared": mounts.foreign(trees),
        "locks": _has_locks(),
    }


def _network() -> bool:
    """Whether there is more of a network than this process's own."""
    try:
        socket.socket(socket.AF_INET).close()
    except OSError:
        return False
    devices = Path("/proc/net/dev").read_text().splitlines()[2:]
    return any(line.split(":")[0].strip() != "lo" for line in devices)


def _has_locks() -> bool:
    """Whether processes can share locks, and memory, by name."""
    try:
        multiprocessing.Lock()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
