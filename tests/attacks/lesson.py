"""A small course that is attacked: assignments, honest students, and a wrong answer to all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions

PROJECT = Path(__file__).parents[2]

# No attack knows it, and each may look for it: in memory, in files, in the frames of a call. The
# function that gives it is long: what is left of a short text in freed memory is soon overwritten.
EXPECTED_WORD = "expected-52900417"
_OFTEN = " ".join([EXPECTED_WORD] * 100)

# Added to the project's own settings.
LIMITS = """
c.Execute.timeout = 8
c.Execute.notebook_timeout = 60
c.Execute.memory_mib = 512
c.Execute.disk_mib = 64
c.Execute.processes = 128
c.Execute.output_mib = 1
"""

HELPER = '''\
"""The course's own helper package."""


def scale(values):
    """The values, divided by the largest."""
    return [value / max(values) for value in values]
'''

_VALUES = {
    "setup": """\
import numpy as np
import pandas as pd
from helper import scale""",
    "number": "number = 42.5",
    "test_number": """\
### BEGIN HIDDEN TESTS
np.testing.assert_allclose(number, 42.5)
### END HIDDEN TESTS""",
    "word": f'word = "{EXPECTED_WORD}"',
    "test_word": f"""\
assert isinstance(word, str)
### BEGIN HIDDEN TESTS
def expected_word():
    return "{_OFTEN}".split()[0]

assert word == expected_word()
### END HIDDEN TESTS""",
    "array": "array = np.arange(6.0).reshape(2, 3)",
    "test_array": """\
from nbjudge.checks import check_shape, check_values
check_shape(array, (2, 3), name="array")
### BEGIN HIDDEN TESTS
check_values(array, [[0, 1, 2], [3, 4, 5]], name="array")
### END HIDDEN TESTS""",
    "double": "def double(x):\n    return 2 * x",
    "test_double": """\
from nbjudge.checks import check_function
check_function(double, lambda x: 4, [(2,)], name="double")
### BEGIN HIDDEN TESTS
check_function(double, lambda x: 2 * x, [(-3,), (0.5,), (1_000_003,)], name="double")
### END HIDDEN TESTS""",
    "scaled": "scaled = scale([1, 2, 4])",
    "test_scaled": """\
### BEGIN HIDDEN TESTS
assert list(scaled) == scale([1, 2, 4])
### END HIDDEN TESTS""",
    "table": 'table = pd.DataFrame({"x": [1, 2], "y": [3.0, 4.0]})',
    "test_table": """\
from nbjudge.checks import check_table
### BEGIN HIDDEN TESTS
right = pd.DataFrame({"x": [1, 2], "y": [3.0, 4.0]})
check_table(table, right, name="table")
### END HIDDEN TESTS""",
}
_NETWORK = {
    "setup": "import keras\nimport numpy as np",
    "model": """\
model = keras.Sequential([
    keras.Input((2,)),
    keras.layers.Dense(3, kernel_initializer="ones"),
])""",
    "test_model": """\
from nbjudge.checks import check_model, check_parameter_count, check_values, predict
check_model(model, kind="sequential")
### BEGIN HIDDEN TESTS
check_parameter_count(model, 9)
predicted = predict(model, np.array([[1.0, 2.0]]), name="model")
check_values(predicted, [[3.0, 3.0, 3.0]], name="model.predict(...)")
### END HIDDEN TESTS""",
}
_PROTOCOLS = {
    "setup": "from sklearn.tree import DecisionTreeClassifier",
    "triple": "def triple(x):\n    return 3 * x",
    "test_triple": """\
### BEGIN HIDDEN TESTS
for got, wanted in zip(map(triple, [1, 2, 3]), [3, 6, 9]):
    assert got == wanted
### END HIDDEN TESTS""",
    "positive": """\
def positive(x):
    if x < 0:
        raise ValueError("negative")
    return x""",
    "test_positive": """\
### BEGIN HIDDEN TESTS
assert positive(3) == 3
try:
    positive(-1)
except Exception:
    pass
else:
    raise AssertionError("no error")
### END HIDDEN TESTS""",
    "max": "def max(values):\n    return sorted(values)[-1]",
    "test_max": """\
### BEGIN HIDDEN TESTS
assert max([2, 5, 3]) == 5
### END HIDDEN TESTS""",
    "grid": "grid = [[0, 0] for _ in range(2)]",
    "test_grid": """\
### BEGIN HIDDEN TESTS
grid[0][0] = 1
assert grid == [[1, 0], [0, 0]]
### END HIDDEN TESTS""",
    "tree": "tree = DecisionTreeClassifier().fit([[0.0], [1.0], [2.0]], [0, 1, 1])",
    "test_tree": """\
### BEGIN HIDDEN TESTS
assert isinstance(tree, DecisionTreeClassifier)
assert tree.score([[0.1], [1.9], [1.2]], [0, 1, 1]) == 1
### END HIDDEN TESTS""",
    "root": "from math import isqrt\n\nroot = isqrt(50)",
    "test_root": """\
### BEGIN HIDDEN TESTS
assert isqrt(17) == 4
assert root == 7
### END HIDDEN TESTS""",
    "guess": "guess = 7",
    "test_guess": """\
### BEGIN HIDDEN TESTS
assert guess > 6
assert guess < 8
### END HIDDEN TESTS""",
    "test_guess_again": """\
### BEGIN HIDDEN TESTS
assert guess % 7 == 0
### END HIDDEN TESTS""",
}
_NOTEBOOKS = {
    "01-values/values": _VALUES,
    "02-network/network": _NETWORK,
    "03-protocols/protocols": _PROTOCOLS,
}
_POINTS = {
    "test_number": 3,
    "test_word": 1,
    "test_array": 2,
    "test_double": 3,
    "test_scaled": 3,
    "test_table": 2,
    "test_model": 2,
    "test_triple": 2,
    "test_positive": 1,
    "test_max": 1,
    "test_grid": 1,
    "test_tree": 2,
    "test_root": 1,
    "test_guess": 1,
    "test_guess_again": 1,
}

# What stands in a cell that an attack wants points for without writing anything into it.
WRONG = {
    "number": "number = 0",
    "word": 'word = "a guess"',
    "array": "array = np.zeros((2, 3))",
    "double": "def double(x):\n    return x",
    "scaled": "scaled = [0, 0, 0]",
    "table": 'table = pd.DataFrame({"x": [0]})',
    "model": "model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])",
    "triple": "def triple(x):\n    return x",
    "positive": "def positive(x):\n    return x",
    "max": "def max(values):\n    return values[0]",
    "grid": "grid = [[0, 0]] * 2",
    "tree": "tree = DecisionTreeClassifier().fit([[0.0], [1.0], [2.0]], [1, 0, 0])",
    "root": "from math import isqrt\n\nroot = 8",
    "guess": "guess = 4",
}

# Honest students, whose ids come before, among and after those of the attackers.
HONEST = {
    "aaron": {},
    "mia": {
        "number": """\
import sys
import warnings
warnings.warn("this number looks odd")
print("a line on stderr", file=sys.stderr)
number = 42.5""",
    },
    "nils": {"number": "number = 42"},
    "zoe": {"array": "array = np.array([[0, 1, 2], [3, 4, 5]])"},
}
HONEST_MISTAKES = {("nils", "test_number")}


def notebooks() -> dict[str, NotebookNode]:
    """The source notebooks, by `assignment/notebook`."""
    return {name: _notebook(cells) for name, cells in _NOTEBOOKS.items()}


def points(assignment: str) -> dict[str, int]:
    """The points of an assignment's test cells, by grade id."""
    (cells,) = (cells for name, cells in _NOTEBOOKS.items() if name.startswith(f"{assignment}/"))
    return {name: most for name, most in _POINTS.items() if name in cells}


def notebook_of(cells: Iterable[str]) -> str:
    """The notebook that has solution cells with these names."""
    return next(name for name, texts in _NOTEBOOKS.items() if texts.keys() >= set(cells))


def write_course(folder: Path, level: str) -> None:
    """Writes the course folder, as its instructor has it, with this level of isolation."""
    for name, notebook in notebooks().items():
        path = folder / "source" / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    helper = folder / "source" / "01-values" / "helper"
    helper.mkdir()
    (helper / "__init__.py").write_text(HELPER, encoding="utf-8")
    settings = (PROJECT / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(
        f"{settings}{LIMITS}c.Execute.sandbox = {level!r}\n", encoding="utf-8"
    )


def released(name: str) -> NotebookNode:
    """The notebook that students get: without solutions and hidden tests."""
    notebook = notebooks()[name]
    for step in (ClearSolutions(), ClearHiddenTests()):
        notebook, _ = step.preprocess(notebook, {})
    return notebook


def answers(name: str) -> dict[str, str]:
    """The reference solutions of a notebook, by grade id."""
    return {one: text for one, text in _NOTEBOOKS[name].items() if one in WRONG}


def _notebook(cells: dict[str, str]) -> NotebookNode:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(
        cells=[
            new_markdown_cell("# A lesson", id="title"),
            *(_cell(grade_id, text) for grade_id, text in cells.items()),
        ],
        metadata={"kernelspec": kernel},
    )


def _cell(grade_id: str, text: str) -> NotebookNode:
    solution = grade_id in WRONG
    metadata = {
        "schema_version": 3,
        "grade_id": grade_id,
        "solution": solution,
        "grade": grade_id in _POINTS,
        "locked": not solution,
        "task": False,
    }
    if grade_id in _POINTS:
        metadata["points"] = _POINTS[grade_id]
    if solution:
        text = f"### BEGIN SOLUTION\n{text}\n### END SOLUTION"
    return new_code_cell(text, id=grade_id.replace("_", "-"), metadata={"nbgrader": metadata})
