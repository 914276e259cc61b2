"""The cells of a notebook that one of them, or its tests, may depend on: the rest need not run."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Iterator

from nbformat import NotebookNode

from nbjudge.audit.mutants.text import called_name, parsed
from nbjudge.audit.seeds import SEEDS
from nbjudge.course.cells import claimed_id, is_test

_SCOPES = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ListComp, ast.SetComp),
    *(ast.DictComp, ast.GeneratorExp),
)


def needed_cells(notebook: NotebookNode, grade_ids: Collection[str]) -> list[int]:
    """The places of the cells with these grade ids, and of all before them that they may need.

    A cell needs each earlier one that makes, or may change, something that it uses by name. What
    is no Python, or sets a seed, may do anything. Functions of modules and tests are taken to
    change nothing that they are given.
    """
    named = [place for place, one in enumerate(notebook.cells) if claimed_id(one) in grade_ids]
    return needed_before(notebook, named)


def needed_after(notebook: NotebookNode, grade_ids: Collection[str]) -> list[int]:
    """The places of the cells with these grade ids, of all tests behind the first, and their needs.

    What the tests before it look at is the same, whatever stands in these cells.
    """
    named = [place for place, one in enumerate(notebook.cells) if claimed_id(one) in grade_ids]
    cells = enumerate(notebook.cells)
    later = [place for place, cell in cells if is_test(cell) and place > min(named, default=0)]
    return needed_before(notebook, {*named, *later})


def needed_before(notebook: NotebookNode, named: Collection[int]) -> list[int]:
    """The same for the cells at these places."""
    trees = [_tree(cell) for cell in notebook.cells]
    imported = {name for tree in trees if tree for name in _imported(tree)}
    everything = {name for tree in trees if tree for node in ast.walk(tree) for name in _made(node)}
    wanted: set[str] = set()
    places: list[int] = []
    for place, (cell, tree) in reversed(list(enumerate(zip(notebook.cells, trees, strict=True)))):
        if cell.cell_type != "code":
            continue
        # Of a test, nobody needs what was imported before it already.
        before = notebook.cells[:place] if is_test(cell) else []
        there = set().union(*(names_imported(one) for one in before if not is_test(one)))
        if place in named or (
            places and (tree is None or _may_matter(tree, wanted - there, imported, is_test(cell)))
        ):
            places.append(place)
            # What is no Python may need all that there is.
            wanted |= _read(tree) if tree else everything
    return places[::-1]


def names_imported(cell: NotebookNode) -> set[str]:
    """The names of what a cell imports, outside of functions of its own."""
    tree = _tree(cell)
    statements = tree.body if tree else []
    imports = [one for one in statements if isinstance(one, ast.Import | ast.ImportFrom)]
    return {name for one in imports for name in _imported(one)}


def names_made(cell: NotebookNode) -> set[str]:
    """The names that a cell gives a value."""
    tree = _tree(cell)
    return {name for node in ast.walk(tree) for name in _made(node)} if tree else set()


def names_read(cell: NotebookNode) -> set[str]:
    """The names that a cell takes from earlier ones, or from Python."""
    tree = _tree(cell)
    return _read(tree) if tree else set()


def _tree(cell: NotebookNode) -> ast.Module | None:
    """The syntax tree of a cell; None for what is no Python, such as a text."""
    if cell.cell_type != "code":
        return None
    try:
        return parsed(cell.source)
    except SyntaxError:
        return None


def _may_matter(tree: ast.Module, wanted: set[str], imported: set[str], is_a_test: bool) -> bool:
    """Whether a cell may make or change what these names stand for."""
    made = {*_imported(tree), *(name for node in ast.walk(tree) for name in _made(node))}
    if not is_a_test:
        made |= {name for node in ast.walk(tree) for name in _changed(node)} - imported
    return not wanted.isdisjoint(made) or any(called_name(node) in SEEDS for node in ast.walk(tree))


def _read(tree: ast.Module) -> set[str]:
    """The names that a cell takes from earlier ones."""
    return _of_block(tree.body)


def _of_block(statements: list[ast.stmt]) -> set[str]:
    """The names that statements read, but for those that an earlier one of them makes."""
    found: set[str] = set()
    made: set[str] = set()
    for statement in statements:
        found |= _free(statement) - made
        # What is made only where a condition holds may be an earlier one's all the same.
        if not isinstance(statement, ast.If | ast.For | ast.While | ast.Try):
            made |= {
                *_imported(statement),
                *(n for node in ast.walk(statement) for n in _made(node)),
            }
    return found


def _free(node: ast.AST) -> set[str]:
    """The names that a node reads, but for those that its own functions, lists and loops make."""
    if isinstance(node, ast.Name):
        return set() if isinstance(node.ctx, ast.Store) else {node.id}
    found: set[str] = set()
    for _, value in ast.iter_fields(node):
        parts = value if isinstance(value, list) else [value]
        if parts and isinstance(parts[0], ast.stmt):
            found |= _of_block(parts)
        else:
            found |= set().union(*(_free(one) for one in parts if isinstance(one, ast.AST)))
    if isinstance(node, ast.AugAssign):
        return found | set(_root(node.target))
    if isinstance(node, _SCOPES):
        inner = list(ast.walk(node))
        found -= {one.arg for one in inner if isinstance(one, ast.arg)}
        return found - {name for one in inner for name in _made(one)}
    if isinstance(node, ast.For):
        return found - {name for one in ast.walk(node.target) for name in _made(one)}
    return found


def _imported(tree: ast.AST) -> Iterator[str]:
    """The names of what is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.alias):
            yield (node.asname or node.name).split(".")[0]


def _made(node: ast.AST) -> Iterator[str]:
    """The names that a node gives a new value."""
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Global):
        yield from node.names


def _changed(node: ast.AST) -> Iterator[str]:
    """The names whose values a node may change.

    Those of which it calls a method or sets a part, and those that it gives to a function.
    """
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield from _root(node.func)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id not in vars(builtins):
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from _root(given)
    elif isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
        yield from _root(node)


def _root(node: ast.AST) -> Iterator[str]:
    """The name that the dots and brackets of a node begin with."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id
