#!/bin/sh
# IPython 9.18.1 puts the value of a Python variable into a shell command for `{name}` and `$name`. If the
# line holds one `$NAME` that only the shell knows, such as `$HOME`, or braces of the shell's own, nothing
# in it is replaced any more: `!echo {name} $HOME` prints `{name}` literally, without a word. Wanted: what
# is known in Python is replaced, and the rest is left to the shell, as it is for `$HOME` alone.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet ipython==9.18.1
cd "$place"
IPYTHONDIR="$place" "$place/venv/bin/python" - <<'END'
import sys

import IPython
from IPython.core.interactiveshell import InteractiveShell

SEEN = {
    "echo {name}": "echo data.csv",
    "echo $name": "echo data.csv",
    "echo $HOME": "echo $HOME",
    "echo {name} $HOME": "echo {name} $HOME",
    "echo $name $HOME": "echo $name $HOME",
    "cp {name} {a,b}.csv": "cp {name} {a,b}.csv",
}
shell = InteractiveShell.instance()
shell.run_cell("name = 'data.csv'")
print("IPython", IPython.__version__)
found = {line: shell.var_expand(line, depth=0) for line in SEEN}
for line, expanded in found.items():
    print(f"{line:22}-> {expanded}", "" if expanded == SEEN[line] else f"(was {SEEN[line]})")
sys.exit(found != SEEN)
END
