"""Mutation operators for statements: what goes wrong in the order in which things are done."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbjudge.audit.mutants.plots import DRAWN
from nbjudge.audit.mutants.text import CellText, Edit, called_name, enclosing, parent

Edits = list[Edit]

_BOOLEAN = {ast.And: ("and", "or"), ast.Or: ("or", "and")}


def condition(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A condition that always holds, never, or the other way round; `and` for `or`."""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield [code.instead(node.test, f"not ({code.of(node.test)})")]
        yield [code.instead(node.test, "False")]
        if not isinstance(node, ast.While):
            yield [code.instead(node.test, "True")]
    elif isinstance(node, ast.BoolOp):
        yield code.between(node.values[0], node.values[1], *_BOOLEAN[type(node.op)])
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        for one in node.generators:
            for test in one.ifs:
                yield [code.instead(test, "True")]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield [code.instead(node, code.of(node.operand))]


def statement(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A statement that is missing."""
    if isinstance(node, ast.Expr):
        is_needless = isinstance(node.value, ast.Call)
    elif isinstance(node, ast.Assign):
        sets_a_part = isinstance(node.targets[0], ast.Subscript | ast.Attribute)
        is_needless = sets_a_part or _is_made_before(node)
    else:
        is_needless = isinstance(node, ast.AugAssign | ast.For | ast.If | ast.With | ast.Delete)
    if is_needless:
        yield [code.instead(node, "pass")]


def order(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Two statements in the other order, of which one sets what the other uses or sets."""
    for block in ("body", "orelse"):
        siblings = getattr(parent(node), block, None)
        if isinstance(siblings, list) and node in siblings[:-1] and code.is_solved(node):
            following = siblings[siblings.index(node) + 1]
            if code.is_solved(following) and _is_needed(node, following):
                yield code.exchanged(node, following)


def loop(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A loop that ends after its first turn."""
    if isinstance(node, ast.For | ast.While):
        yield [code.after(node.body[-1], "break")]


def answer(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A function that returns what it was given, nothing, or what it has just begun with."""
    if isinstance(node, ast.Return) and node.value is not None:
        function = enclosing(node, ast.FunctionDef)
        if isinstance(function, ast.FunctionDef) and function.args.args:
            yield [code.instead(node.value, function.args.args[0].arg)]
        yield [code.instead(node.value, "None")]
        if not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield [code.instead(node, f"print({code.of(node.value)})")]


def _is_needed(statement: ast.AST, following: ast.AST) -> bool:
    """Whether two statements may mean something else in the other order: by the names in them.

    A statement that only calls something may change whatever it names, unless it draws. What a
    function uses is looked up when it is called.
    """
    if isinstance(following, ast.Return | ast.FunctionDef):
        return False
    first, second = _names(statement), _names(following)
    acting = [_acts(statement), _acts(following)]
    if any(acting):
        return all(acting) or bool(first[1] & second[1])
    return any(sets & uses for (sets, _), (_, uses) in ((first, second), (second, first)))


def _acts(statement: ast.AST) -> bool:
    """Whether a statement is a call that does something, but for drawing."""
    return isinstance(statement, ast.Expr) and called_name(statement.value) not in DRAWN


def _names(statement: ast.AST) -> tuple[set[str], set[str]]:
    """The names that a statement sets, and all in it."""
    found = [one for one in ast.walk(statement) if isinstance(one, ast.Name)]
    return {one.id for one in found if _is_set(one)}, {one.id for one in found}


def _is_set(name: ast.Name) -> bool:
    """Whether a name is given a value, or a part of what it names."""
    node: ast.AST | None = name
    while isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
        if isinstance(node.ctx, ast.Store | ast.Del):
            return True
        above = parent(node)
        node = above if getattr(above, "value", None) is node else None
    return False


def _is_made_before(node: ast.Assign) -> bool:
    """Whether the variable of an assignment has a value already."""
    target, function = node.targets[0], enclosing(node, (ast.FunctionDef, ast.Module))
    assert function is not None
    return isinstance(target, ast.Name) and any(
        isinstance(one, ast.Name | ast.arg)
        and (one.id if isinstance(one, ast.Name) else one.arg) == target.id
        and (one.lineno, one.col_offset) < (target.lineno, target.col_offset)
        for one in ast.walk(function)
    )


OPERATORS = (condition, statement, order, loop, answer)
