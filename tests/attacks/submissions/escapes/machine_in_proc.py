# title = "What /proc tells of the machine: disks, kernel, keys, groups, command lines"
# trace = "read [1-9]\\d+ texts, told: \\[\\]"
# verdicts = { test_number = "failed" }
# landlock = "the machine's /proc can be read"
#
# %% number
import re
from pathlib import Path

TELLING = re.compile(
    r"root=\S+|\b[sv]d[a-z]\d*\b|nvme\d|_uid\S+|nbjudge-\d+|--ro-bind|gradebook|submitted"
)
read, told = 0, set()
for path in [*Path("/proc").glob("*"), *Path("/proc").glob("[0-9]*/*"), *Path("/proc/fs").glob("*")]:
    if path.name not in ("exe", "mem", "kmsg", "kcore", "pagemap", "clear_refs"):
        try:
            with path.open(errors="replace") as file:
                told.update(TELLING.findall(file.read(1_000_000)))
            read += 1
        except OSError:
            pass
print(f"read {read} texts, told: {sorted(told)}")
number = 0
