"""The modules that a notebook imports."""

from __future__ import annotations

import ast

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from nbjudge.course.cells import is_test


def imported_modules(notebook: NotebookNode) -> tuple[str, ...]:
    """The modules that the code cells import, in alphabetical order, but for test cells.

    Those may be a hint at what is hidden. A cell that is no Python imports nothing.
    """
    found: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type == "code" and not is_test(cell):
            for node in _nodes(cell.source):
                if isinstance(node, ast.Import):
                    found.update(alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module)
    return tuple(sorted(found))


def _nodes(text: str) -> list[ast.AST]:
    try:
        return list(ast.walk(ast.parse(TransformerManager().transform_cell(text))))
    except (SyntaxError, ValueError):
        return []
