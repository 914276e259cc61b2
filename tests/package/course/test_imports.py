"""What a notebook imports."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbjudge.course.imports import imported_modules

from ..conftest import graded_cell


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import numpy as np, pandas as pd", ("numpy", "pandas")),
        ("import matplotlib.pyplot as plt", ("matplotlib.pyplot",)),
        ("from sklearn.metrics import r2_score", ("sklearn.metrics",)),
        ("%matplotlib inline\n!pip install x\nimport numpy", ("numpy",)),
        ("def late():\n    import networkx", ("networkx",)),
        ("from . import beside", ()),
        ("import numpy as", ()),
        ("%%bash\nimport nothing", ()),
        ("'''\nimport nothing\n'''", ()),
    ],
)
def test_imports_of_a_cell(text: str, expected: tuple[str, ...]) -> None:
    assert imported_modules(new_notebook(cells=[new_code_cell(text)])) == expected


def test_test_cells_and_texts_do_not_count() -> None:
    cells = [
        new_markdown_cell("import markdown"),
        graded_cell("import numpy", "answer"),
        graded_cell("import scipy.optimize", "test_answer", points=1),
    ]
    assert imported_modules(new_notebook(cells=cells)) == ("numpy",)
