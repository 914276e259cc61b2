"""Runs the Python text on stdin in a sandbox, and prints what it prints: a process of its own.

The first argument is a table of `Limits` as JSON; `path` in it is what to import from as well,
`sandboxing` which sandbox to take, and `placed` what to show in it, where the program finds it by
the table `places`.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path

from nbjudge.sandbox.fork import fork
from nbjudge.sandbox.import_paths import import_paths
from nbjudge.sandbox.limits import Limits
from nbjudge.sandbox.namespaces import adopt_orphans


def main() -> None:
    """Forks, runs, waits."""
    adopt_orphans()
    text = sys.stdin.read()
    out = os.dup(1)

    def run(places: object) -> int:
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout = sys.stderr = os.fdopen(1, "w", buffering=1, closefd=False)
        try:
            exec(text, {"__name__": "inside", "places": places})
        except BaseException:
            traceback.print_exc()
        return 0

    options = json.loads(sys.argv[1])
    sys.path += options.pop("path", [])
    sandboxing = options.pop("sandboxing", "bubblewrap")
    placed = {place: Path(path) for place, path in options.pop("placed", {}).items()}
    limits = Limits(**options)
    readable = import_paths(sys.path, ()).shown
    child = fork(
        run, limits=limits, keep=[out], sandboxing=sandboxing, readable=readable, placed=placed
    )
    os.waitpid(child.pid, 0)
    child.close()
    child.forget()


main()
