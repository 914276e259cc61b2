# title = "A kernel ends itself once the judge has begun: does the next one inherit what it was told?"
# trace = "searched [1-9]\\d+ MB, found: \\[\\]"
# verdicts = { test_word = "failed", test_double = "kernel_died", test_scaled = "failed" }
#
# %% double
import os


def double(x):
    os._exit(0)


# %% scaled
import os
import re
from pathlib import Path

SECRETS = [re.compile(word + rb"-\d{8}") for word in (b"planted", b"outside", b"expected")]


def search():
    found, size = set(), 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            maps = (process / "maps").read_text().splitlines()
            memory = open(process / "mem", "rb", buffering=0)
        except OSError:
            continue
        for line in maps:
            # What stands in a file is the same for everybody; the others may never be read.
            if "/" in line or "[v" in line or "---p" in line:
                continue
            start, end = (int(place, 16) for place in line.split()[0].split("-"))
            while start < end:
                try:
                    memory.seek(start)
                    part = memory.read(min(end - start, 2**24))
                except (OSError, ValueError, OverflowError):
                    break
                if not part:
                    break
                found.update(*(secret.findall(part) for secret in SECRETS))
                size += len(part)
                start += len(part)
    return sorted(text.decode() for text in found), size // 10**6


found, size = search()
print(f"searched {size} MB, found: {found}")
scaled = [0, 0, 0] if not found else scale([1, 2, 4])
