#!/bin/sh
# nbgrader 0.9.6 gives a test cell that passes no points at all if it writes anything on stderr: one
# warning of a library, such as for a deprecated argument, costs what a wrong answer costs. Wanted: the
# points of a cell that raises nothing. Which warnings there are depends on the versions of the grader's
# libraries, so that the same notebook passes where it was written and fails where it is graded.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet nbgrader==0.9.6 ipykernel==7.3.0
cd "$place"
"$place/venv/bin/python" - <<'END'
import sys
from importlib.metadata import version

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

SEEN = {
    "assert 1 + 1 == 2": (3, 3),
    "assert 1 + 1 == 2\nprint('a line on stdout')": (3, 3),
    "import warnings\nassert 1 + 1 == 2\nwarnings.warn('x is deprecated')": (0, 3),
    "import sys\nassert 1 + 1 == 2\nprint('a line on stderr', file=sys.stderr)": (0, 3),
}
mark = {"nbgrader": {"grade": True, "solution": False, "grade_id": "test", "points": 3}}
notebook = new_notebook(cells=[new_code_cell(text, metadata=mark) for text in SEEN])
NotebookClient(notebook).execute()
print("nbgrader", version("nbgrader"))
found = {cell.source: determine_grade(cell) for cell in notebook.cells}
for text, (points, most) in found.items():
    print(f"{points} of {most} points: {text.splitlines()[-1]}")
sys.exit(found != SEEN)
END
