"""A sandbox made for a try: what a process in it can do, as JSON on stdout.

A process of its own: only one without threads can be forked safely.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
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
    adopt_orphans()
    reader, writer = os.pipe()
    readable = import_paths((), ()).shown
    trees = bubblewrap.shown(readable).folders
    keyring = session_keyring()

    def look() -> int:
        found = surroundings(trees)
        found["own_keyring"] = keyring is None or session_keyring() != keyring
        os.write(writer, json.dumps(found).encode())
        return 0

    try:
        child = fork(
            look,
            limits=Limits(disk_bytes=MIB),
            keep=[writer],
            sandboxed=True,
            readable=readable,
        )
    except (OSError, SandboxError) as error:
        seen = error.got if isinstance(error, SandboxError) else str(error)
        print(json.dumps({"error": seen}))  # noqa: T201
        return
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        found = json.loads(stream.read() or b'{"error": "it ended at once"}')
    os.waitpid(child.pid, 0)
    assert child.user is not None
    found["cgroup"] = [] if child.cgroup is None else sorted(child.cgroup.folders)
    found["user"] = child.user.uid
    found["own_user"] = child.user.claim is not None
    child.close()
    child.forget()
    print(json.dumps(found))  # noqa: T201


def surroundings(trees: Iterable[str]) -> dict[str, Any]:
    """What this process can do and see, with these trees of the machine's files."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    devices = Path("/proc/net/dev").read_text().splitlines()[2:]
    return {
        "capabilities": int(status["CapEff"], 16) | int(status["CapBnd"], 16),
        "network": [name for line in devices if (name := line.split(":")[0].strip()) != "lo"],
        "filter": status.get("Seccomp", "").strip() == _FILTERED,
        "shared": mounts.foreign(trees),
    }


if __name__ == "__main__":
    main()
