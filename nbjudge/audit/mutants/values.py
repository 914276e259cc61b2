"""Mutation operators for values: what is handed on, gone through, kept and given a name."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbjudge.audit.mutants.text import CellText, Edit, enclosing, parent

Edits = list[Edit]

# Of rows and numbers that a function of the notebook's own is given.
_OTHERS = (
    *("{one}[::-1]", "{one}[1:]", "{one}[:-1]", "{one}[::2]", "{one}[:1]"),
    *("2 * {one}", "{one} / 2", "{one} + 1", "{one} - 1", "-{one}", "0 * {one}"),
)
_PARTS = ("list({one})[1:]", "list({one})[:-1]", "list({one})[:1]")
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def passed(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Other rows, or another number, in a call of a function of the notebook's own."""
    if isinstance(node, ast.Call) and _is_own(code, node):
        for one in (*node.args, *(keyword.value for keyword in node.keywords)):
            if isinstance(one, ast.Name):
                for other in _OTHERS:
                    yield [code.instead(one, other.format(one=one.id))]


def iteration(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Something that is not gone through from its beginning to its end."""
    loops = node.generators if isinstance(node, _COMPREHENSIONS) else [node]
    for one in loops:
        if isinstance(one, ast.For | ast.comprehension):
            for part in _PARTS:
                yield [code.instead(one.iter, part.format(one=code.of(one.iter)))]


def repeated(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """In each turn what a function of the notebook's own has given in the first one."""
    if isinstance(node, ast.Call) and _is_own(code, node):
        outer = enclosing(node, (ast.For, ast.While, ast.FunctionDef, *_COMPREHENSIONS))
        if outer is not None and not isinstance(outer, ast.FunctionDef):
            whole = outer if isinstance(outer, ast.stmt) else enclosing(outer, ast.stmt)
            assert isinstance(whole, ast.stmt)
            yield [
                code.before(whole, "kept = {}"),
                code.instead(node, f"kept.setdefault(0, {code.of(node)})"),
            ]


def entry(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Keys of a dictionary that are texts, or stand where the values should."""
    if isinstance(node, ast.DictComp):
        yield [code.instead(node.key, f"str({code.of(node.key)})")]
        yield code.exchanged(node.key, node.value)


def named(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A variable that holds a text instead of the value."""
    match node:
        case ast.Assign(value=ast.Constant(value=str())):
            return
        case ast.Assign(targets=[ast.Name()], value=value) if isinstance(parent(node), ast.Module):
            yield [code.instead(value, f"str({code.of(value)})")]


def _is_own(code: CellText, call: ast.Call) -> bool:
    """Whether what is called has its name from the notebook."""
    return isinstance(call.func, ast.Name) and call.func.id in code.names


OPERATORS = (passed, iteration, repeated, entry, named)
