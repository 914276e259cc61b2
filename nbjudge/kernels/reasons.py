"""Why a test cell did not pass, in words that its author wrote for students.

Of an exception's text only that is shown which the author gave it: in `assert x, "text"`, in
`raise ValueError("text")`, or as the `msg` of a library's assertion. What Python or a library
make of the values, as `numpy.testing` does, may name the right answer: in its place stands the
line that failed, if students see it.
"""

from __future__ import annotations

import ast
import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nbjudge.checks.wording import problem
from nbjudge.errors import CheckFailed
from nbjudge.kernels import borrowing

TEST_CELL = "<test cell>"
HIDDEN = "a hidden test failed"
_LONGEST_LINE = 160
# Python's texts for these name types and names, never values.
_WITHOUT_VALUES = (AttributeError, NameError, RecursionError, TypeError, ZeroDivisionError)
# What assertions of unittest, NumPy and pandas call their message, and where it stands.
_MESSAGE_NAMES = ("msg", "err_msg", "message")
_MESSAGE_PLACES = {"fail": 0} | dict.fromkeys(
    ("assertTrue", "assertFalse", "assertIsNone", "assertIsNotNone"), 1
)
# Where the values go in a text that is made with `%` or `format`.
_FIELD = re.compile(r"%(?:\(\w+\))?[-#0 +]*[\d.*]*[a-zA-Z]|\{[^{}]*\}")


def reason(
    error: BaseException,
    source: str,
    visible: str,
    authors: Mapping[str, str] | None = None,
    *,
    file: str = TEST_CELL,
) -> str:
    """What to tell a student of an exception that ended a test cell.

    `source` is the cell, compiled under the name `file`; `visible` the same lines with those empty
    that students don't see; `authors` are other texts of the course's code, by the name of the
    file.
    """
    frames = _frames(error)
    lines = [frame.line for frame in frames if frame.file == file]
    if isinstance(error, CheckFailed | borrowing.NotDefined):
        return str(error)
    if frames and frames[-1].file == borrowing.__file__:
        # The student's own code has raised it.
        return problem(error)
    if text := _author_text(error, frames, {**(authors or {}), file: source}):
        return text if isinstance(error, AssertionError) else f"{type(error).__name__}: {text}"
    line = _visible_line(source, visible, lines)
    if isinstance(error, AssertionError):
        return f"`{line}` does not hold" if line else HIDDEN
    if line or type(error) in _WITHOUT_VALUES:
        return problem(error) if line else f"{HIDDEN} with {problem(error)}"
    return f"{HIDDEN} with {type(error).__name__}"


def written(source: str, visible: str, lines: Sequence[int], *, is_assertion: bool = True) -> str:
    """The same from the lines at which a test cell stood, outermost first, and its text alone.

    The lines may be anything: whatever is said stands in the cell, for students to read.
    """
    tree = _parsed(source)
    if lines and is_assertion:
        found = _statement(tree, lines[-1])
        text = _constant(_message(found)) or _told(found)
        if text:
            return text
    line = _visible_line(source, visible, lines)
    return f"`{line}` does not hold" if line else HIDDEN


@dataclass(frozen=True)
class _Frame:
    file: str
    line: int
    column: int | None


def _frames(error: BaseException) -> list[_Frame]:
    """Where an exception came through, outermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    return [_Frame(one.filename, one.lineno or 0, one.colno) for one in frames]


def _author_text(error: BaseException, frames: Sequence[_Frame], authors: Mapping[str, str]) -> str:
    """The text that an author gave to an exception; empty if it has none, or a value for one."""
    last = next((frame for frame in reversed(frames) if frame.file in authors), None)
    if last is None:
        return ""
    tree = _parsed(authors[last.file])
    statement = _statement(tree, last.line, last.column)
    if last is not frames[-1]:
        return _told(statement) if _is_assertion(error) else ""
    message = _message(statement, type(error).__name__)
    if message is None:
        return ""
    caught, compared = _around(tree, statement)
    names = _names(message)
    if names & caught:
        return _constant(message)
    if _has_words(message) or (_is_variable(message) and names.isdisjoint(compared | _made(tree))):
        return error.args[0] if error.args and type(error.args[0]) is str else ""
    return ""


def _is_assertion(error: BaseException) -> bool:
    return isinstance(error, AssertionError) or type(error).__module__ == "_pytest.outcomes"


def _parsed(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _statement(tree: ast.AST, line: int, column: int | None = None) -> ast.stmt | None:
    """The innermost statement at a place; the last one, if only the line is known."""
    found = None
    for node in _statements(tree):
        first, last = (
            (node.lineno, node.col_offset),
            (node.end_lineno or 0, node.end_col_offset or 0),
        )
        is_on_lines = first[0] <= line <= last[0]
        if is_on_lines and (column is None or first <= (line, column) <= last):
            found = node
    return found


def _statements(tree: ast.AST) -> Iterator[ast.stmt]:
    """All statements, each before those within it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.stmt):
            yield node
        yield from _statements(node)


def _message(statement: ast.stmt | None, kind: str = "AssertionError") -> ast.expr | None:
    """What a statement that raises an exception of this kind gives it to say."""
    if isinstance(statement, ast.Assert):
        return statement.msg if kind == "AssertionError" else None
    raised = statement.exc if isinstance(statement, ast.Raise) else None
    if isinstance(raised, ast.Call) and raised.args and _name(raised.func) == kind:
        return raised.args[0]
    return None


def _told(statement: ast.stmt | None) -> str:
    """The constant text of the message that a statement hands to a library's assertion."""
    calls: list[ast.expr] = []
    if isinstance(statement, ast.Expr):
        calls = [statement.value]
    elif isinstance(statement, ast.With):
        calls = [item.context_expr for item in statement.items]
    for call in calls:
        name = _name(call.func) if isinstance(call, ast.Call) else ""
        if isinstance(call, ast.Call) and re.match("assert|fail$", name):
            messages = [word.value for word in call.keywords if word.arg in _MESSAGE_NAMES]
            if not re.search("raises|warns|logs", name, re.IGNORECASE):
                # Those take the arguments of a call there.
                place = _MESSAGE_PLACES.get(name, 2)
                messages += call.args[place : place + 1]
            for message in messages:
                if text := _constant(message):
                    return text
    return ""


def _around(tree: ast.AST, statement: ast.stmt | None) -> tuple[set[str], set[str]]:
    """The names of the exceptions caught around a statement, and those of its conditions."""
    caught: set[str] = set()
    compared = _names(statement.test) if isinstance(statement, ast.Assert) else set()
    for node in ast.walk(tree):
        if any(one is statement for one in ast.walk(node)):
            if isinstance(node, ast.ExceptHandler) and node.name:
                caught.add(node.name)
            elif isinstance(node, ast.If | ast.While):
                compared |= _names(node.test)
    return caught, compared


def _made(tree: ast.AST) -> set[str]:
    """The names to which something is assigned that nobody wrote: what a call returns, say."""
    return {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and not (isinstance(node.value, ast.Dict | ast.List | ast.Tuple) or _has_words(node.value))
        for target in node.targets
        for name in _names(target)
    }


def _has_words(message: ast.expr) -> bool:
    """Whether somebody wrote, rather than named, a part of what it says."""
    match message:
        case ast.Constant(value=str(text)):
            return any(map(str.isalpha, text))
        case ast.JoinedStr(values=parts):
            return any(map(_has_words, parts))
        case ast.BinOp(left=left, right=right):
            return _has_words(left) or _has_words(right)
        case ast.IfExp(body=one, orelse=other):
            return _has_words(one) and _has_words(other)
        case ast.Call(func=ast.Attribute(value=text)):
            return _has_words(text)
    return False


def _is_variable(message: ast.expr) -> bool:
    return isinstance(message, ast.Name | ast.Attribute | ast.Subscript)


def _constant(message: ast.expr | None) -> str:
    """What is constant of a message, with an ellipsis for each value; empty if no word is."""
    return _spelled(message) if message is not None and _has_words(message) else ""


def _spelled(message: ast.expr) -> str:
    match message:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(_spelled, parts))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _spelled(left) + _spelled(right)
        case ast.BinOp(left=left, op=ast.Mod()):
            return _FIELD.sub("…", _spelled(left))
        case ast.Call(func=ast.Attribute(value=text, attr="format")):
            return _FIELD.sub("…", _spelled(text))
    return "…"


def _visible_line(source: str, visible: str, lines: Sequence[int]) -> str:
    """The statement at the outermost place, on one line, if students see all of it."""
    statement = _statement(_parsed(source), lines[0]) if lines else None
    if statement is None:
        return ""
    body = getattr(statement, "body", None)
    # Of a block its first line is enough.
    end = body[0].lineno - 1 if body else statement.end_lineno or 0
    span = slice(statement.lineno - 1, max(end, statement.lineno))
    shown, there = visible.splitlines()[span], source.splitlines()[span]
    if shown != there:
        return ""
    line = " ".join(" ".join(shown).split())
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"


def _name(function: ast.expr) -> str:
    """The last name of `a.b.c`."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
