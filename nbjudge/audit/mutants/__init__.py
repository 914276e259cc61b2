"""Mutants of a solution cell: the reference with one fault in it, as students make them.

Mutants stand in well for students' mistakes: Clegg, McMinn and Fraser (SIGCSE 2021) and Perretta,
DeOrio, Guha and Bell (ISSTA 2022) compared the two on classes.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from nbjudge.audit.mutants import functions, networks, plain, plots, statements, values
from nbjudge.audit.mutants.text import CellText, Edit, parsed

Operator = Callable[[CellText, ast.AST], Iterator[list[Edit]]]
OPERATORS: tuple[Operator, ...] = (
    *networks.OPERATORS,
    *functions.OPERATORS,
    *plots.OPERATORS,
    *plain.OPERATORS,
    *statements.OPERATORS,
    *values.OPERATORS,
)


@dataclass(frozen=True)
class Mutant:
    """A solution cell, by its grade id, with one fault; `operator` says of which kind."""

    grade_id: str
    operator: str
    original: str
    text: str

    @property
    def key(self) -> str:
        """A short name that is the same for the same fault."""
        content = "\0".join((self.grade_id, self.original, self.text))
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    @property
    def probe(self) -> str:
        """The text to try if this keeps its points: where it does, too, there is no fault.

        Such as a rounded result where all results are whole numbers. Empty if there is none.
        """
        return functions.probe(self.text)

    def diff(self) -> str:
        """What is different, in lines that begin with `-` and `+`."""
        lines = difflib.unified_diff(
            self.original.splitlines(), self.text.splitlines(), lineterm="", n=1
        )
        return "\n".join(list(lines)[2:])


def mutants(
    grade_id: str, text: str, solution: Iterable[int], names: Collection[str], most: int
) -> list[Mutant]:
    """At most so many mutants of a cell, of as many kinds as there are, always the same ones.

    `text` is the whole cell, `solution` the numbers, from 0, of the lines that students write, and
    `names` those of the notebook. A cell that is no Python has no mutants.
    """
    try:
        code = CellText(text, solution, names)
    except SyntaxError:
        return []
    by_operator = (_of_operator(grade_id, operator, code) for operator in OPERATORS)
    found: dict[str, Mutant] = {}
    # By turns, so that no kind takes all places; two operators may make the same of a cell.
    for one in chain.from_iterable(zip_longest(*by_operator)):
        if one is not None and len(found) < most:
            found.setdefault(one.text, one)
    return list(found.values())


def _of_operator(grade_id: str, operator: Operator, code: CellText) -> list[Mutant]:
    """All mutants that an operator makes of a cell, in an order by lot that is always the same."""
    made = []
    for node in code.nodes():
        for edits in operator(code, node):
            text = code.edited(edits)
            if edits and text != code.text and _is_python(text) and not _is_same(text, code.tree):
                made.append(Mutant(grade_id, operator.__name__.replace("_", " "), code.text, text))
    return sorted(made, key=lambda one: one.key)


def _is_python(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            # What Python warns of, such as a number that is called, nobody hands in.
            warnings.simplefilter("error", SyntaxWarning)
            compile(parsed(text), "cell", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _is_same(text: str, tree: ast.Module) -> bool:
    """Whether a text says the same as a tree, as `(a) + b` says what `a + b` says."""
    return ast.dump(parsed(text)) == ast.dump(tree)
