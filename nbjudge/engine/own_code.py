"""Which names of a notebook are the course's own, and which the student is to make."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from nbjudge.course.cells import is_grade, is_solution

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class OwnCode:
    """Code of a source notebook that its test cells may use, by the names that it binds.

    `statements` holds the imports of the course's own cells, and the functions and classes that
    they define; `imports` those imports that are left to the student. `students` are the names
    that solutions bind.
    """

    statements: dict[str, str]
    imports: dict[str, str]
    students: list[str]


def own_code(source: NotebookNode) -> OwnCode:
    """The course's own names in a source notebook, and the student's.

    A name that a solution makes is the student's, even if the course's cells made it before; but
    what both import is the course's.
    """
    statements: dict[str, str] = {}
    imports: dict[str, str] = {}
    students: set[str] = set()
    for cell in source.cells:
        if cell.cell_type != "code":
            continue
        test, solution = is_grade(cell) and not is_solution(cell), is_solution(cell)
        for statement in _parsed(cell.source):
            imported = isinstance(statement, ast.Import | ast.ImportFrom)
            names = set(_bound(statement))
            if imported and solution:
                imports |= dict.fromkeys(names, ast.unparse(statement))
            elif imported or (isinstance(statement, _DEFINITIONS) and not solution):
                statements |= dict.fromkeys(names, ast.unparse(statement))
            elif not test:
                students |= names
    statements = {name: text for name, text in statements.items() if name not in students}
    imports = {name: text for name, text in imports.items() if name not in statements}
    return OwnCode(statements, imports, sorted(students | imports.keys()))


def _parsed(text: str) -> list[ast.stmt]:
    """The statements of a cell, none if it is no Python."""
    try:
        return ast.parse(TransformerManager().transform_cell(text)).body
    except (SyntaxError, ValueError):
        return []


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement binds where it stands, not in functions within it."""
    if isinstance(statement, _DEFINITIONS):
        yield statement.name
        return
    if isinstance(statement, ast.Import | ast.ImportFrom):
        for alias in statement.names:
            yield alias.asname or alias.name.partition(".")[0]
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, _DEFINITIONS):
            yield node.name
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.partition(".")[0]
