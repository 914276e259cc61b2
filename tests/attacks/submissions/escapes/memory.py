# title = "The memory of this and every other process is searched for secrets and for answers"
# trace = "searched [1-9]\\d+ MB, found: \\[\\]"
# verdicts = { test_word = "failed" }
#
# %% word
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
word = next((text for text in found if text.startswith("expected")), "a guess")
