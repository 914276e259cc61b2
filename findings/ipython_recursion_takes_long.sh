#!/bin/sh
# IPython 9.18.1 on CPython 3.11: the traceback of a function that calls itself without an end takes the longer the
# more modules are imported. For each of its thousand lines `inspect.getmodule` looks through all modules, four
# times, as the file of a cell is that of none of them; and IPython makes the traceback twice, once to show it and
# once to keep it. With scikit-learn imported that is eleven million modules looked at, for one wrong line of
# a beginner's; with Keras it takes half a minute, which looks as if the notebook hung.
# Wanted: a traceback in no time, as plain Python has it.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet ipython==9.18.1 scikit-learn==1.9.1
cd "$place"
cat > recursion.py <<'END'
import contextlib
import inspect
import io
import sys

import IPython
from IPython.core.interactiveshell import InteractiveShell

looked_at = 0
is_module = inspect.ismodule


def counted(value):
    global looked_at
    looked_at += 1
    return is_module(value)


inspect.ismodule = counted
shell = InteractiveShell.instance()


def looks():
    global looked_at
    looked_at = 0
    with contextlib.redirect_stdout(io.StringIO()):
        shell.run_cell("def call():\n    call()\n\n\ncall()", store_history=True)
    return looked_at


few, few_looks = len(sys.modules), looks()
import sklearn.linear_model

many, many_looks = len(sys.modules), looks()
print(f"IPython {IPython.__version__}: {few} modules, {few_looks:,} looks; {many} modules, {many_looks:,} looks")
assert few_looks > 1_000 * few
assert many_looks > 1_000 * many
END
"$place/venv/bin/python" recursion.py
