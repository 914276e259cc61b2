"""The text of a solution cell with its syntax tree, and changes of it that leave the rest alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import indent

# Arguments on which nothing depends that anybody gives points for.
COSMETIC = frozenset(
    {"alpha", "cmap", "color", "dpi", "figsize", "fontsize", "layout", "linestyle", "linewidth"}
    | {
        "loc",
        "lw",
        "marker",
        "markersize",
        "palette",
        "rotation",
        "s",
        "shrink",
        "verbose",
        "zorder",
    }
)


# Calls that do nothing: whoever makes nothing of their results only looks at them.
_LOOKED_AT = frozenset({"describe", "head", "info", "mean", "round", "summary", "value_counts"})
# What begins a magic or a command for the shell.
_COMMAND = re.compile(r"^([ \t]*)[%!]", re.MULTILINE)


def parsed(text: str) -> ast.Module:
    """The tree of a cell, in which magics and commands count as comments; or a SyntaxError."""
    try:
        return ast.parse(text)
    except SyntaxError:
        return ast.parse(_COMMAND.sub(r"\1#", text))


@dataclass(frozen=True)
class Edit:
    """Other text in place of what stands from `start` to `end`, in characters."""

    start: int
    end: int
    text: str


class CellText:
    """The text of a cell of Python; a SyntaxError if it is none.

    Only what stands in the `solution` counts, numbers of lines from 0: the rest is not for students
    to write. `names` are those that there are in the notebook.
    """

    def __init__(self, text: str, solution: Iterable[int], names: Collection[str] = ()) -> None:
        self.text = text
        self.names = names
        self.tree = parsed(text)
        self._solution = frozenset(solution)
        for node in ast.walk(self.tree):
            for child in ast.iter_child_nodes(node):
                child.parent = node  # type: ignore[attr-defined]

    def nodes(self) -> Iterator[ast.AST]:
        """The nodes of the tree that stand in the solution, outermost first.

        A function does if a statement of it does, as its first line may be given to students. Of
        texts with values in them the parts are left out: not every Python says where they stand.
        So is what only says how something looks, or prints.
        """
        for node in ast.walk(self.tree):
            parts = node.body if isinstance(node, ast.FunctionDef) else [node]
            if any(map(self.is_solved, parts)) and not _is_cosmetic(node):
                yield node

    def is_solved(self, node: ast.AST) -> bool:
        """Whether a node is the student's to write."""
        if not isinstance(node, ast.expr | ast.stmt | ast.keyword):
            return False
        lines = range(node.lineno - 1, (node.end_lineno or node.lineno))
        return self._solution.issuperset(lines)

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Where a node begins and ends, in characters."""
        assert isinstance(node, ast.expr | ast.stmt | ast.keyword | ast.arg)
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self._place(node.lineno, node.col_offset)
        return start, self._place(node.end_lineno, node.end_col_offset)

    def of(self, node: ast.AST) -> str:
        """The text of a node."""
        start, end = self.span(node)
        return self.text[start:end]

    def instead(self, node: ast.AST, text: str) -> Edit:
        """The edit that puts a text in the place of a node."""
        return Edit(*self.span(node), text)

    def between(self, before: ast.AST, after: ast.AST, old: str, new: str) -> list[Edit]:
        """The edit that puts one word for another between two nodes; none if it is not there."""
        start, end = self.span(before)[1], self.span(after)[0]
        place = self.text.find(old, start, end)
        return [] if place < 0 else [Edit(place, place + len(old), new)]

    def exchanged(self, one: ast.AST, other: ast.AST) -> list[Edit]:
        """The edits that put two nodes in each other's place."""
        return [self.instead(one, self.of(other)), self.instead(other, self.of(one))]

    def without(self, item: ast.AST, siblings: list[ast.AST]) -> Edit:
        """The edit that takes an item out of a list of them, with its comma."""
        place = siblings.index(item)
        start, end = self.span(item)
        if place + 1 < len(siblings):
            return Edit(start, self.span(siblings[place + 1])[0], "")
        if place:
            return Edit(self.span(siblings[place - 1])[1], end, "")
        return Edit(start, end, "")

    def after(self, statement: ast.stmt, text: str) -> Edit:
        """The edit that adds statements after one, indented as it is."""
        _, end = self.span(statement)
        return Edit(end, end, indent(f"\n{text}", " " * statement.col_offset))

    def before(self, statement: ast.stmt, text: str) -> Edit:
        """The edit that adds statements before one, indented as it is."""
        start, _ = self.span(statement)
        return Edit(
            start,
            start,
            indent(f"{text}\n", " " * statement.col_offset).lstrip() + " " * statement.col_offset,
        )

    def edited(self, edits: Iterable[Edit]) -> str:
        """The text after edits that don't touch each other."""
        text = self.text
        for edit in sorted(edits, key=lambda one: one.start, reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    def _place(self, line: int, column_bytes: int) -> int:
        start, content = self._lines[line - 1]
        return start + len(content.encode()[:column_bytes].decode())

    @cached_property
    def _lines(self) -> list[tuple[int, str]]:
        place, found = 0, []
        for line in self.text.split("\n"):
            found.append((place, line))
            place += len(line) + 1
        return found


def _is_cosmetic(node: ast.AST) -> bool:
    above: ast.AST | None = node.value if isinstance(node, ast.Expr) else node
    while above is not None:
        if isinstance(above, ast.JoinedStr) and above is not node:
            return True
        if isinstance(above, ast.keyword) and above.arg in COSMETIC:
            return True
        if called_name(above) == "print" or _is_number_of_points(above) or _is_shown(above):
            return True
        above = parent(above)
    return False


def _is_shown(node: ast.AST) -> bool:
    """Whether a value is made only to be seen below the cell."""
    is_one = isinstance(node, ast.expr) and is_statement(node)
    return is_one and (not isinstance(node, ast.Call) or called_name(node) in _LOOKED_AT)


def _is_number_of_points(node: ast.AST) -> bool:
    """Whether a node says of how many points a line is drawn, as in `linspace(0, 1, 100)`."""
    above = parent(node)
    return called_name(above) == "linspace" and node in getattr(above, "args", [])[2:]


def parent(node: ast.AST) -> ast.AST | None:
    """What a node is a part of."""
    return getattr(node, "parent", None)


def is_statement(node: ast.AST) -> bool:
    """Whether nothing is made of what an expression gives."""
    return isinstance(parent(node), ast.Expr)


def enclosing(node: ast.AST, kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> ast.AST | None:
    """The nearest node of a kind that a node is a part of."""
    above = parent(node)
    while above is not None and not isinstance(above, kind):
        above = parent(above)
    return above


def renamed(
    code: CellText, node: ast.AST, names: Mapping[str, Sequence[str]]
) -> Iterator[list[Edit]]:
    """The edits by which a call has each of the names that are listed for its own."""
    if (name := called_name(node)) in names and isinstance(node, ast.Call):
        _, end = code.span(node.func)
        for other in names[name]:
            yield [Edit(end - len(name), end, other)]


def called_name(node: ast.AST | None) -> str:
    """The last name of what a call calls, such as `Dense`; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""
