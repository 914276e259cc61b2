"""Mutation operators for any Python: what goes wrong in arithmetic, comparisons and calls."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from string import ascii_uppercase

from nbjudge.audit.mutants.plots import is_wording
from nbjudge.audit.mutants.text import (
    COSMETIC,
    CellText,
    Edit,
    called_name,
    is_statement,
)

Edits = list[Edit]

_ARITHMETIC = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "/"),
    ast.Mod: ("%", "//"),
    ast.Pow: ("**", "*"),
}
_COMPARISONS = {
    ast.Lt: ("<", ("<=", ">")),
    ast.LtE: ("<=", ("<", ">=")),
    ast.Gt: (">", (">=", "<")),
    ast.GtE: (">=", (">", "<=")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: ("is not", ("is",)),
}
# What is easily taken for something else; each pair both ways.
_ALIKE = (
    *(("mean", "median"), ("mean", "sum"), ("sum", "max"), ("min", "max"), ("argmin", "argmax")),
    *(("idxmin", "idxmax"), ("minimum", "maximum"), ("std", "var"), ("zeros", "ones")),
    *(("nlargest", "nsmallest"), ("count", "nunique"), ("any", "all"), ("head", "tail")),
    *(("floor", "ceil"), ("round", "int"), ("exp", "expm1"), ("log", "log10"), ("sqrt", "abs")),
    *(("append", "extend"), ("loc", "iloc"), ("dot", "multiply"), ("hstack", "vstack")),
    *(("union", "intersection"), ("first", "last"), ("fit_transform", "transform")),
    *(("square", "abs"), ("cumsum", "cumprod"), ("ffill", "bfill"), ("size", "count")),
)
# Functions of two arguments that may stand in any order.
_COMMUTATIVE = frozenset(
    {"add", "allclose", "array_equal", "fmax", "fmin", "hypot", "isclose", "logical_and"}
    | {"logical_or", "max", "maximum", "min", "minimum", "multiply"}
)
_OTHER_NAMES: dict[str, list[str]] = {}
for _one, _other in _ALIKE:
    _OTHER_NAMES.setdefault(_one, []).append(_other)
    _OTHER_NAMES.setdefault(_other, []).append(_one)


def arithmetic(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Another arithmetic operator."""
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        yield code.between(node.left, node.right, *_ARITHMETIC[type(node.op)])
    elif isinstance(node, ast.AugAssign) and type(node.op) in _ARITHMETIC:
        old, new = _ARITHMETIC[type(node.op)]
        yield code.between(node.target, node.value, f"{old}=", f"{new}=")


def operand(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """One side of an arithmetic operation alone."""
    if isinstance(node, ast.BinOp):
        yield [code.instead(node, f"({code.of(node.left)})")]
        yield [code.instead(node, f"({code.of(node.right)})")]


def comparison(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Another comparison, with the boundary on the other side, or the other way round."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        for left, right, operator in zip(sides, sides[1:], node.ops, strict=False):
            old, others = _COMPARISONS[type(operator)]
            for new in others:
                yield code.between(left, right, old, new)


def constant(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Another number, or the opposite truth value."""
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield [code.instead(node, str(not value))]
    elif isinstance(value, int):
        yield [code.instead(node, str(value + 1))]
        yield [code.instead(node, str(value - 1))]
    elif isinstance(value, float):
        for other in (value * 2, value / 10, -value):
            yield [code.instead(node, repr(other))]


def sign(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A minus that is missing."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield [code.instead(node, f"({code.of(node.operand)})")]


def word(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Another text of the same cell; the neighbour of a letter."""
    if is_wording(node):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and not is_statement(node):
        others = sorted(
            {
                code.of(one)
                for one in code.nodes()
                if isinstance(one, ast.Constant)
                and isinstance(one.value, str)
                and one.value != node.value
                and not is_statement(one)
            }
        )
        if len(node.value) == 1 and node.value in ascii_uppercase:
            place = ascii_uppercase.index(node.value)
            others = [f'"{ascii_uppercase[one]}"' for one in (place - 1, (place + 1) % 26)]
        elif not others:
            others = [repr(node.value[:-1])]
        for other in others[:2]:
            yield [code.instead(node, other)]


def arguments(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Arguments in the other order, or one that is missing."""
    if not isinstance(node, ast.Call):
        return
    is_open = called_name(node) not in _COMMUTATIVE
    if len(node.args) > 1 and is_open and not _is_equal(*node.args[:2]):
        yield code.exchanged(*node.args[:2])
    listed: list[ast.AST] = [*node.args, *node.keywords]
    for keyword in node.keywords:
        if keyword.arg not in COSMETIC:
            yield [code.without(keyword, listed)]
    for one, other in zip(node.keywords, node.keywords[1:], strict=False):
        if not _is_equal(one.value, other.value):
            yield code.exchanged(one.value, other.value)


def function(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Another function or attribute, which is easily taken for this one; or none at all."""
    if isinstance(node, ast.Attribute):
        name, end = node.attr, code.span(node)[1]
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        name, end = node.id, code.span(node)[1]
    else:
        # A call of which nothing is made is left out as a statement.
        is_one = isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords
        if isinstance(node, ast.Call) and is_one and not is_statement(node):
            yield [code.instead(node, f"({code.of(node.args[0])})")]
        return
    for other in _OTHER_NAMES.get(name, ()):
        yield [Edit(end - len(name), end, other)]


def method(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A method that is not called: what it is called on is taken instead."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        receiver = node.func.value
        is_module = isinstance(receiver, ast.Name) and len(receiver.id) < 4
        if not is_module and not is_statement(node) and called_name(node) != "fit":
            yield [code.instead(node, code.of(receiver))]


def element(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """An element that is missing, there twice, or in the place of its neighbour."""
    if isinstance(node, ast.Dict) and len(node.values) > 1:
        for value, following in zip(node.values, node.values[1:], strict=False):
            yield code.exchanged(value, following)
    if not isinstance(node, ast.List | ast.Tuple | ast.Set) or not isinstance(
        getattr(node, "ctx", ast.Load()), ast.Load
    ):
        return
    listed: list[ast.AST] = [*node.elts]
    if not isinstance(node, ast.Set):
        for item, neighbour in itertools.pairwise(listed):
            yield code.exchanged(item, neighbour)
    for item in listed:
        yield [code.without(item, listed)]
        if isinstance(item, ast.Call):
            yield [code.instead(item, f"{code.of(item)}, {code.of(item)}")]


def bounds(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """One too many or too few, where a range or a slice begins or ends."""
    ends: list[ast.expr] = []
    if called_name(node) == "range" and isinstance(node, ast.Call):
        ends = node.args[:2]
    elif isinstance(node, ast.Slice):
        ends = [end for end in (node.lower, node.upper) if end is not None]
    for end in ends:
        if not isinstance(end, ast.Constant):
            yield [code.instead(end, f"{code.of(end)} + 1")]
            yield [code.instead(end, f"{code.of(end)} - 1")]


def _is_equal(one: ast.AST, other: ast.AST) -> bool:
    """Whether two constants are the same number, as 1 and True are."""
    if isinstance(one, ast.Constant) and isinstance(other, ast.Constant):
        return bool(one.value == other.value)
    return False


OPERATORS = (
    *(arithmetic, operand, comparison, constant, sign, word),
    *(arguments, function, method, element, bounds),
)
