#!/bin/sh
# marimo 0.25.2 drops comments on the way from a notebook to a script and back, each way other ones:
# `marimo convert` those of a cell that it rewrites because import and names were in another cell
# before; `marimo export ipynb` the one at the end of a function that is alone in its cell, though the
# script still has it. In a notebook of an nbgrader course the tests get another text by that, and all
# metadata is gone, so that nbgrader finds none of its cells. Both commands end with 0 and no warning.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet marimo==0.25.2 nbformat==5.10.4
PATH="$place/venv/bin:$PATH"
cd "$place"
python - <<'END'
import nbformat
from nbformat.v4 import new_code_cell, new_notebook

cells = [
    "def double(x):\n    return 2 * x  # and not x + x",
    'import math\nlarge, name = 1, "one"\nassert double(large) < math.pi',
    'import math\n# A larger one.\nlarge, name = 2, "two"\nassert double(large) > math.pi  # indeed',
]
metadata = {"nbgrader": {"schema_version": 3, "grade_id": "double", "solution": True}}
notebook = new_notebook(cells=[new_code_cell(text, metadata=metadata) for text in cells])
nbformat.write(notebook, "before.ipynb")
END
marimo convert before.ipynb -o script.py
marimo export ipynb script.py -o after.ipynb
python - <<'END'
import sys
from importlib.metadata import version

import nbformat

print("marimo", version("marimo"))
script = open("script.py").read()
after = nbformat.read("after.ipynb", as_version=4)
for cell in after.cells:
    print("---", dict(cell.metadata))
    print(cell.source)
text = "\n".join(cell.source for cell in after.cells)
seen = {
    "in the script, the function's comment": "and not x + x" in script,
    "in the notebook, the function's comment": "and not x + x" in text,
    "in the script, the last cell's comments": "A larger" in script or "indeed" in script,
    "in the notebook, nbgrader's metadata": any("nbgrader" in cell.metadata for cell in after.cells),
}
for what, there in seen.items():
    print(f"{what}: {'there' if there else 'gone'}")
sys.exit(list(seen.values()) != [True, False, False, False])
END
