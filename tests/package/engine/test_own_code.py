"""Which names test cells take from the course, and which from the student."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.engine.own_code import own_code

from ..conftest import graded_cell

SETUP = "import numpy as np\nfrom math import pi, tau\n\ndef helper():\n    return 1\n\nlimit = 3"
SOLUTION = """\
import pandas as pd

def square(x):
    return x * x

for i in range(2):
    a, *b = 1, 2
"""
TEST = "from random import Random\n\ndef right(x):\n    return x**2\n\nexpected = 4"


@pytest.fixture
def own():
    cells = [
        new_code_cell(SETUP),
        graded_cell(SOLUTION, "square"),
        graded_cell(TEST, "test_square", points=1),
        new_code_cell("%matplotlib inline\nimport seaborn as sns"),
        new_code_cell("this is no Python"),
    ]
    return own_code(new_notebook(cells=cells))


@pytest.mark.parametrize("name", ["np", "pi", "tau", "Random", "sns", "helper", "right"])
def test_imports_and_definitions_are_the_courses(name: str, own) -> None:
    assert name in own.statements
    assert name not in own.students


def test_import_that_only_the_solution_has_is_left_to_the_student(own) -> None:
    assert own.imports == {"pd": "import pandas as pd"}


@pytest.mark.parametrize("name", ["square", "i", "a", "b", "limit", "pd"])
def test_what_cells_make_is_the_students(name: str, own) -> None:
    assert name in own.students
    assert name not in own.statements


def test_values_of_test_cells_are_neither(own) -> None:
    assert "expected" not in own.statements
    assert "expected" not in own.students


def test_solution_that_redefines_a_helper_makes_it_the_students() -> None:
    cells = [new_code_cell("def f():\n    return 1"), graded_cell("def f():\n    return 2", "f")]
    own = own_code(new_notebook(cells=cells))
    assert own.students == ["f"]
    assert own.statements == {}
