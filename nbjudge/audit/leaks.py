"""Whether what students get holds lines of solutions or of hidden tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Set

from nbformat import NotebookNode

from nbjudge.audit.mutants.text import parsed
from nbjudge.audit.subject import Finding, Subject
from nbjudge.course.cells import claimed_id, is_solution, is_test
from nbjudge.course.regions import solution_lines, visible

# Of a statement, without spaces: shorter ones say nothing. Nor do numbers of few digits.
_LEAST = 20
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*\.?\d*(?!\w)")
_LEAST_DIGITS = 3


def leak_findings(subject: Subject) -> Iterator[Finding]:
    """Statements of solutions and hidden tests that stand in a notebook as students get it.

    Outputs, attachments and metadata are looked through, too.
    """
    text = _joined(subject.released)
    for cell in subject.source.cells:
        if grade_id := claimed_id(cell):
            kind, lines = _secret(subject, cell)
            all_ = range(cell.source.count("\n") + 1)
            shown = set(map(_bare, _statements(cell.source, set(all_) - lines)))
            for statement in _statements(cell.source, lines):
                # What the same cell shows in its other lines is no secret.
                if (bare := _bare(statement)) in text and bare not in shown:
                    said = f"a statement of its {kind} stands in the released notebook"
                    yield subject.finding("leaks", grade_id, said, statement)


def message_findings(
    subject: Subject, answers: Mapping[str, str], messages: Mapping[str, str]
) -> Iterator[Finding]:
    """What messages tell of hidden lines: their statements, and numbers that are wanted.

    `messages` are those of the test cells for these answers, by grade id. What a student gets, or
    has written, is no secret.
    """
    known = _numbers(" ".join([*_texts(subject.released), *answers.values()]))
    for grade_id, message in messages.items():
        exercise = subject.exercise_of(grade_id)
        for name in (grade_id, *(exercise.solutions if exercise else ())):
            kind, lines = _secret(subject, subject.cells[name])
            source = subject.cells[name].source
            for statement in _statements(source, lines):
                if _bare(statement) in _bare(message):
                    yield subject.finding("leaks", grade_id, f"a message tells its {kind}", message)
            secret = "\n".join(source.split("\n")[number] for number in sorted(lines))
            for number in sorted(_numbers(_wanted(message)) & _numbers(secret) - known):
                text = f"a message tells {number}, a number of its {kind}"
                yield subject.finding("leaks", grade_id, text, message)


def _wanted(message: str) -> str:
    """What a message says of what is wanted: a call is named on purpose, and the rest was got."""
    subject, between, told = message.partition(": expected ")
    return (told if between and subject.endswith(")`") else message).split(", got ")[0]


def _numbers(text: str) -> set[str]:
    """The numbers in a text, without what separates thousands."""
    found = {one.replace(",", "").rstrip(".") for one in _NUMBER.findall(text)}
    return {one for one in found if sum(map(str.isdigit, one)) >= _LEAST_DIGITS}


def _texts(notebook: NotebookNode) -> Iterator[str]:
    return (cell.source for cell in notebook.cells)


def _secret(subject: Subject, cell: NotebookNode) -> tuple[str, Set[int]]:
    """What students don't get of a cell: what it is called, and the numbers of the lines."""
    config = subject.folder.config
    if is_test(cell):
        shown = visible(cell.source, config).split("\n")
        return "hidden test", {number for number, line in enumerate(shown) if not line}
    if is_solution(cell):
        return "solution", solution_lines(cell.source, config)
    return "", frozenset()


def _statements(text: str, lines: Set[int]) -> Iterator[str]:
    """The statements of a code that stand in these lines, and say something."""
    try:
        tree = parsed(text)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.Import | ast.ImportFrom):
            is_simple = not hasattr(node, "body")
            if is_simple and lines >= set(range(node.lineno - 1, node.end_lineno or 0)):
                statement = ast.get_source_segment(text, node) or ""
                if len(_bare(statement)) >= _LEAST:
                    yield statement


def _joined(node: object) -> str:
    """All texts in a notebook, without spaces."""
    if isinstance(node, str):
        return _bare(node)
    if isinstance(node, dict):
        return "\0".join(map(_joined, node.values()))
    if isinstance(node, list):
        # A text may stand there line by line.
        between = "" if all(isinstance(one, str) for one in node) else "\0"
        return between.join(map(_joined, node))
    return ""


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
