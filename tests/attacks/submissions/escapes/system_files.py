# title = "Files of the system, of Python and of the grader are overwritten, and devices opened"
# trace = "tried [1-9]\\d+, changed: \\[\\]"
# verdicts = { test_number = "failed" }
#
# %% number
import os
import sys
from pathlib import Path

import nbjudge
import numpy

tried = [
    *(Path(module.__file__) for module in (nbjudge, numpy, os)),
    Path(sys.executable),
    Path("/etc/passwd"),
    Path("/etc/ld.so.preload"),
    Path("/bin/sh"),
    Path("/usr/lib/new"),
    Path("/proc/self/exe"),
    Path("/sys/fs/cgroup/new"),
    Path(os.environ["NBJUDGE_DATA"], "new"),
    *(
        path
        for path in Path("/dev").glob("[!s]*")
        if path.is_block_device() or path.is_char_device()
    ),
]
harmless = {f"/dev/{name}" for name in ("null", "zero", "full", "random", "urandom", "tty", "ptmx")}
changed = []


def loosen():
    before = path.stat().st_mode
    path.chmod(0o777)
    if path.stat().st_mode == before:
        raise OSError


for path in tried:
    for act in (loosen, lambda: open(path, "ab").close(), path.unlink):
        if str(path) not in harmless:
            try:
                act()
                changed.append(str(path))
            except OSError:
                pass
print(f"tried {len(tried)}, changed: {changed}")
number = 0
