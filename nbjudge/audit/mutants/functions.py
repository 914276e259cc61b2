"""Mutation operators for whole functions: right where one looks first, and wrong elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from nbjudge.audit.mutants.text import CellText, Edit, parent

# What comes of a call in the place of `right(*a, **k)`, and what that is.
_ROUNDED, _TEXT = '__import__("numpy").round(right(*a, **k), 1)', "str(right(*a, **k))"
_KEPT = "made[{0}] if {0} in made else made.setdefault(len(made), right(*a, **k))"
_RESULTS = {
    _KEPT.format(0): "the result of the first call, again",
    _KEPT.format(1): "the result of the second call, again",
    _ROUNDED: "rounded",
    "[right(*a, **k)]": "in a list",
    _TEXT: "as a text",
    "None": "nothing",
}
_WRONG = """\
def wrong(right, made):  # {told}
    return lambda *a, **k: {result}
{name} = wrong({name}, {{}})"""
_DOUBLED = '[one.__imul__(2) for one in a if hasattr(one, "__imul__")]'
_CHANGING = f"""\
def changing(right):  # doubles what it is given
    def call(*a):
        result = right(*a)
        {_DOUBLED}
        return result
    return call
{{name}} = changing({{name}})"""
# Of faults that may be none: what fails wherever they are some, such as where a float is rounded.
_ONLY = "[one for one in [right(*a, **k)] if {}][0]"
_PROBES = {
    _ROUNDED: _ONLY.format('__import__("numpy").asarray(one).dtype.kind not in "fc"'),
    _TEXT: _ONLY.format("isinstance(one, str)"),
    _DOUBLED: '[1 / 0 for one in a if hasattr(one, "__imul__")]',
}


def result(code: CellText, node: ast.AST) -> Iterator[list[Edit]]:
    """A function that is wrong as a whole, though its first call may look right."""
    if _is_outer(node):
        for text, told in _RESULTS.items():
            yield [code.after(node, _WRONG.format(name=node.name, result=text, told=told))]


def in_place(code: CellText, node: ast.AST) -> Iterator[list[Edit]]:
    """A function that changes its arguments."""
    if _is_outer(node) and node.args.args:
        yield [code.after(node, _CHANGING.format(name=node.name))]


def probe(text: str) -> str:
    """What a mutant is to be tried as that keeps its points: if this does, too, it has no fault."""
    for fault, failing in _PROBES.items():
        if fault in text:
            return text.replace(fault, failing)
    return ""


def _is_outer(node: ast.AST) -> TypeGuard[ast.FunctionDef]:
    """Whether a node is a function of the cell."""
    return isinstance(node, ast.FunctionDef) and isinstance(parent(node), ast.Module)


OPERATORS = (result, in_place)
