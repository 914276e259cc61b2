"""The errors: what they say, that they travel, and how IPython shows a failed check."""

from __future__ import annotations

import copy
import pickle

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge import errors
from nbjudge.errors import (
    CheckFailed,
    CourseError,
    DataError,
    NbjudgeError,
    SandboxError,
    SubmissionError,
    UsageError,
)

CLASSES = [
    NbjudgeError,
    UsageError,
    CourseError,
    DataError,
    SubmissionError,
    SandboxError,
    CheckFailed,
]

each_class = pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)


def subclasses(kind: type[NbjudgeError]) -> set[type[NbjudgeError]]:
    return {kind}.union(*map(subclasses, kind.__subclasses__()))


def test_table_of_classes_is_complete() -> None:
    assert set(CLASSES) == {
        kind for kind in subclasses(NbjudgeError) if kind.__module__ == errors.__name__
    }


@each_class
def test_class_stands_in_the_tree(kind: type[NbjudgeError]) -> None:
    assert f" {kind.__name__}" in str(errors.__doc__)


@pytest.mark.parametrize(
    ("kind", "base"),
    [
        (UsageError, NbjudgeError),
        (CourseError, UsageError),
        (DataError, NbjudgeError),
        (SubmissionError, NbjudgeError),
        (SandboxError, NbjudgeError),
        (CheckFailed, NbjudgeError),
        (CheckFailed, AssertionError),
    ],
    ids=lambda kind: kind.__name__,
)
def test_class_is_caught_as_its_base(kind: type[NbjudgeError], base: type[Exception]) -> None:
    with pytest.raises(base):
        raise kind("`x`", "1", "2")


@pytest.mark.parametrize("kind", [UsageError, CourseError, DataError], ids=lambda k: k.__name__)
def test_only_a_failed_check_is_an_assertion(kind: type[NbjudgeError]) -> None:
    assert not issubclass(kind, AssertionError)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("`x`", "1", "2"), "`x`: expected 1, got 2."),
        (("`x`", "1", "2", ""), "`x`: expected 1, got 2."),
        (("`x`", "1", "2", "Add 1."), "`x`: expected 1, got 2. Add 1."),
        (
            ("`f(0)`", "a result", "ValueError: no."),
            "`f(0)`: expected a result, got ValueError: no.",
        ),
        (("`x`", "1", "2.", "Add 1."), "`x`: expected 1, got 2. Add 1."),
        (
            ("`x`", "a", "first line\n\n  second line\n"),
            "`x`: expected a, got first line second line.",
        ),
        (("`größe`", "1 × 1", "−1"), "`größe`: expected 1 × 1, got −1."),  # noqa: RUF001
    ],
    ids=["bare", "empty-remedy", "remedy", "full-stop", "full-stop-remedy", "lines", "unicode"],
)
def test_message_is_one_line_of_sentences(parts: tuple[str, ...], text: str) -> None:
    assert str(NbjudgeError(*parts)) == text


def test_parts_are_kept_as_given() -> None:
    error = NbjudgeError("`x`", "1", "two\nlines.", remedy="Add 1.")
    assert (error.subject, error.expected, error.got) == ("`x`", "1", "two\nlines.")
    assert error.remedy == "Add 1."
    assert NbjudgeError("`x`", "1", "2").remedy == ""


@each_class
@pytest.mark.parametrize("remedy", ["", "Set `units=10`."], ids=["bare", "remedy"])
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_error_survives_pickling(kind: type[NbjudgeError], remedy: str, protocol: int) -> None:
    error = kind("Layer 2 `dense`", "10 units", "6 units", remedy)
    back = pickle.loads(pickle.dumps(error, protocol))
    assert type(back) is kind
    assert str(back) == str(error)
    assert vars(back) == vars(error)
    assert back.args == error.args


@each_class
def test_error_survives_copying(kind: type[NbjudgeError]) -> None:
    error = kind("`x`", "1", "2", "Add 1.")
    for back in (copy.copy(error), copy.deepcopy(error)):
        assert type(back) is kind
        assert vars(back) == vars(error)


@pytest.mark.parametrize("got", ["2", "ValueError: first\nsecond"], ids=["line", "lines"])
def test_failed_check_is_rendered_as_its_message(got: str) -> None:
    error = CheckFailed("`x`", "1", got, "Add 1.")
    (line,) = error._render_traceback_()
    assert line == f"CheckFailed: {error}"
    assert "\n" not in line


def test_notebook_shows_a_failed_check_as_one_line() -> None:
    cells = [
        "from nbjudge.errors import CheckFailed, UsageError",
        "def check(secret):\n    raise CheckFailed('`x`', 'another number', '2', 'Add it up.')",
        "check(secret := 3)",
        "raise CheckFailed('`f(0)`', 'a result', 'ValueError: two\\nlines') from ValueError('two')",
        "raise UsageError('`x`', '1', '2')",
    ]
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    client: NotebookClient = NotebookClient(
        notebook, kernel_name="python3", allow_errors=True, timeout=60
    )
    executed = client.execute()
    assert [len(cell.outputs) for cell in executed.cells] == [0, 0, 1, 1, 1]
    failed, chained, other = (cell.outputs[0] for cell in executed.cells[2:])

    text = "`x`: expected another number, got 2. Add it up."
    assert (failed.output_type, failed.ename, failed.evalue) == ("error", "CheckFailed", text)
    assert failed.traceback == [f"CheckFailed: {text}"]
    assert chained.traceback == [
        "CheckFailed: `f(0)`: expected a result, got ValueError: two lines."
    ]
    assert len(other.traceback) > 1, "a fault of the course keeps its traceback"
    nbformat.validate(executed)
