# title = "The environments and command lines of all processes are searched for secrets"
# trace = "searched \\d+ texts, found: \\[\\]"
# verdicts = { test_word = "failed" }
#
# %% word
import os
import re
from pathlib import Path

texts = [repr(os.environ)]
for process in filter(str.isdecimal, os.listdir("/proc")):
    for name in ("environ", "cmdline", "status", "mountinfo", "maps"):
        try:
            texts.append(Path("/proc", process, name).read_text(errors="replace"))
        except OSError:
            pass
found = re.findall(r"(?:planted|outside|expected)-\d{8}", "\n".join(texts))
print(f"searched {len(texts)} texts, found: {found}")
word = found[0] if found else "a guess"
