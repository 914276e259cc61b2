"""Known answers: reading their files, and putting them into a notebook."""

from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from nbjudge.audit.answers import KnownAnswer, load_answer
from nbjudge.audit.scoring import score
from nbjudge.errors import CourseError

from ..conftest import numbers_notebook

ANSWER = """\
# title = "Sums instead of squares"
# [scores]
# test_square = 0
# test_answer = 0.5
#
# %% square
def square(x):

    return x + x


# %% answer
answer = 41
"""
BROKEN_CELLS = {
    "bracket": "answer = (42",
    "indent": "    answer = 42",
    "magic": "%%time\nanswer = 42",
    "prose": "I don't know — sorry!",
    "nothing": "",
    "python-2": "print 42",
    "hash": "#",
    "toml": '[scores]\nanswer = "42"',
}


def write(folder: Path, text: str, name: str = "wrong_sums.py") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def load(folder: Path, text: str) -> KnownAnswer:
    return load_answer(write(folder, text))


def message(path: Path) -> str:
    """What is said of a bad file: its path first, then one to three sentences."""
    with pytest.raises(CourseError) as caught:
        load_answer(path)
    said = str(caught.value)
    assert said.startswith(f"{path}: expected ")
    assert ", got " in said
    assert said.endswith(".")
    assert "\n" not in said
    return said


def sources(notebook: NotebookNode) -> dict[str, str]:
    return {cell.id: cell.source for cell in notebook.cells}


def test_header_gives_title_and_scores(tmp_path: Path) -> None:
    answer = load(tmp_path, ANSWER)
    assert answer.path == tmp_path / "wrong_sums.py"
    assert answer.name == "wrong_sums"
    assert answer.title == "Sums instead of squares"
    assert answer.scores == {"test_square": 0, "test_answer": 0.5}
    assert not answer.right


def test_answer_without_scores_is_right(tmp_path: Path) -> None:
    answer = load(tmp_path, '# title = "Product"\n#\n# %% answer\nanswer = 6 * 7\n')
    assert answer.scores == {}
    assert answer.right


def test_cells_lose_only_their_outer_blank_lines(tmp_path: Path) -> None:
    assert load(tmp_path, ANSWER).cells == {
        "square": "def square(x):\n\n    return x + x",
        "answer": "answer = 41",
    }


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('# title = "T"\n# %% a\nx = 1', {"a": "x = 1"}),
        ('# title = "T"\n# %% a', {"a": ""}),
        ('# title = "T"\n# %% a\n# %% b\ny = 2\n', {"a": "", "b": "y = 2"}),
        ('# title = "T"\n# %% a  \nx = 1\n', {"a": "x = 1"}),
        ('# title = "T"\n# %% a-1\nx = 1\n', {"a-1": "x = 1"}),
        ('#title = "T"\n\n\n# %% a\nx = 1\n', {"a": "x = 1"}),
        ('# title = "T"  # a comment\n# %% a\nx = 1\n', {"a": "x = 1"}),
        ('# title = "T"\r\n# %% a\r\nx = 1\r\ny = 2\r\n', {"a": "x = 1\ny = 2"}),
        ('# title = "T"\n# %% a\n    # %% b\nx = "# %% c"\n', {"a": '    # %% b\nx = "# %% c"'}),
        ('# title = "T"\n# %% a\nx = "größer ≥"\n', {"a": 'x = "größer ≥"'}),
    ],
    ids=[
        "no-last-newline",
        "name-at-end",
        "empty-cell",
        "trailing-blanks",
        "hyphen",
        "blank-lines",
        "toml-comment",
        "windows",
        "not-at-line-start",
        "unicode",
    ],
)
def test_cells_are_split_at_their_names(text: str, cells: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "right_form.py"
    path.write_bytes(text.encode())
    assert load_answer(path).cells == cells


@pytest.mark.parametrize("text", BROKEN_CELLS.values(), ids=BROKEN_CELLS)
def test_cell_may_be_as_broken_as_students_code(text: str, tmp_path: Path) -> None:
    answer = load(tmp_path, f'# title = "Broken"\n#\n# %% answer\n{text}\n')
    assert answer.cells == {"answer": text}
    answered = answer.applied_to(numbers_notebook())
    assert sources(answered)["answer"] == text
    nbformat.validate(answered)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# title = Sums\n# %% a\n", "a comment in TOML at its top, got "),
        ("# Sums instead of squares\n# %% a\n", "a comment in TOML at its top, got "),
        ('# title = "T"\n# title = "T"\n# %% a\n', "a comment in TOML at its top, got "),
        ('# title = "T"\n#%% a\nx = 1\n', "before the first cell, got `x = 1`."),
        ('# title = "T"\n#%% a\n', "a comment in TOML at its top, got "),
        ("# %% a\nx = 1\n", "a title in the comment at its top, got None."),
        ("# titel = 'T'\n# %% a\nx = 1\n", "a title in the comment at its top, got None."),
        ("# title = 3\n# %% a\nx = 1\n", "a title in the comment at its top, got 3."),
        ("#\n# %% a\n# title = 'T'\n", "a title in the comment at its top, got None."),
        ('title = "T"\n# %% a\n', "nothing but comments before the first cell, got `title = "),
        ('# title = "T"\nimport os\n# %% a\n', "before the first cell, got `import os`."),
        ('"""T"""\n# title = "T"\n# %% a\n', "nothing but comments before the first cell, got"),
        ('# title = "T"\n# scores = 0\n# %% a\n', "for each test cell in [scores], got 0."),
        ('# title = "T"\n# [scores]\n# t = "0"\n# %% a\n', "[scores], got {'t': '0'}."),
        ('# title = "T"\n# [scores]\n# t = false\n# %% a\n', "[scores], got {'t': False}."),
        ('# title = "T"\n# [scores.t]\n# a = 1\n# %% a\n', "[scores], got {'t': {'a': 1}}."),
    ],
    ids=[
        "no-quotes",
        "prose",
        "title-twice",
        "marker-without-blank",
        "marker-without-blank-alone",
        "no-header",
        "misspelt",
        "number",
        "after-the-name",
        "not-commented",
        "code",
        "docstring",
        "scores-number",
        "score-text",
        "score-boolean",
        "score-table",
    ],
)
def test_broken_header_is_said(text: str, said: str, tmp_path: Path) -> None:
    assert said in message(write(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ('# title = "T"\n', "no cell"),
        ('# title = "T"\n# [scores]\n# test_a = 0\n', "no cell"),
        ('# title = "T"\n# %%\nx = 1\n', "``"),
        ('# title = "T"\n# %% a cell\nx = 1\n', "`a cell`"),
        ('# title = "T"\n# %% a\nx = 1\n# %% a\nx = 2\n', "`a`"),
        ('# title = "T"\n# %% a\nx = 1\n# %% b:\nx = 2\n', "`b:`"),
    ],
    ids=["header-only", "scores-only", "no-name", "two-words", "twice", "colon"],
)
def test_unclear_cells_are_said(text: str, got: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    assert message(path) == (
        f"{path}: expected cells `# %% grade_id`, each once, got {got}. "
        "CONTRIBUTING.md shows the form."
    )


@pytest.mark.parametrize("text", ["", "\n\n", "#\n"], ids=["empty", "blank", "bare-comment"])
def test_empty_file_is_said(text: str, tmp_path: Path) -> None:
    assert "a title in the comment at its top, got None." in message(write(tmp_path, text))


def test_missing_file_is_said(tmp_path: Path) -> None:
    assert "expected a known answer, got no file." in message(tmp_path / "right_none.py")


def test_other_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "wrong_bytes.py"
    path.write_bytes(b'# title = "Gr\xf6\xdfe"\n# %% a\n')
    assert "expected text in UTF-8, got " in message(path)


def test_named_cells_are_replaced_and_no_other(tmp_path: Path) -> None:
    notebook = numbers_notebook()
    before = sources(notebook)
    answered = load(tmp_path, '# title = "T"\n# %% answer\nanswer = 41\n').applied_to(notebook)
    assert sources(answered) == before | {"answer": "answer = 41"}
    assert [cell.metadata for cell in answered.cells] == [cell.metadata for cell in notebook.cells]


def test_original_stays_as_it_was(tmp_path: Path) -> None:
    notebook = numbers_notebook()
    before = copy.deepcopy(notebook)
    answered = load(tmp_path, ANSWER).applied_to(notebook)
    answered.cells[0].source = "changed"
    answered.cells[1].metadata.nbgrader.points = 9
    answered.metadata.kernelspec.name = "other"
    assert notebook == before


def test_answer_can_be_applied_twice(tmp_path: Path) -> None:
    answer = load(tmp_path, ANSWER)
    notebook = numbers_notebook()
    assert answer.applied_to(notebook) == answer.applied_to(notebook)
    assert answer.applied_to(answer.applied_to(notebook)) == answer.applied_to(notebook)


def test_markdown_answer_is_replaced(tmp_path: Path) -> None:
    notebook = numbers_notebook()
    manual = nbformat.v4.new_markdown_cell("a model answer", id="why")
    manual.metadata["nbgrader"] = notebook.cells[1].metadata.nbgrader | {
        "grade_id": "why",
        "grade": True,
        "points": 2,
    }
    notebook.cells.append(manual)
    answered = load(tmp_path, '# title = "T"\n# %% why\nBecause.\n').applied_to(notebook)
    assert sources(answered)["why"] == "Because."


@pytest.mark.parametrize(
    ("cells", "got"),
    [
        ("# %% cube\n", "`cube`"),
        ("# %% test_square\n", "`test_square`"),
        ("# %% title\n", "`title`"),
        ("# %% Square\n", "`Square`"),
        ("# %% square\n# %% zebra\n# %% cube\n", "`cube`, `zebra`"),
    ],
    ids=["unknown", "test-cell", "not-graded", "case", "several"],
)
def test_unknown_grade_id_is_said_with_the_known_ones(cells: str, got: str, tmp_path: Path) -> None:
    notebook = numbers_notebook()
    answer = load(tmp_path, f'# title = "T"\n{cells}')
    with pytest.raises(CourseError) as caught:
        answer.applied_to(notebook)
    assert str(caught.value) == (
        f"{answer.path}: expected grade ids of solution cells, got {got}. "
        "The notebook has `answer`, `square`."
    )
    assert notebook == numbers_notebook()


def test_known_answer_is_frozen(tmp_path: Path) -> None:
    answer = load(tmp_path, ANSWER)
    with pytest.raises(FrozenInstanceError):
        answer.title = "Other"  # type: ignore[misc]


def test_applied_answer_gets_its_score(tmp_path: Path) -> None:
    answer = load(tmp_path, ANSWER.replace("test_answer = 0.5", "test_answer = 0"))
    got = score(answer.applied_to(numbers_notebook()), numbers_notebook(), 60)
    assert got == answer.scores


def test_syntax_error_costs_only_its_own_cell(tmp_path: Path) -> None:
    answer = load(tmp_path, '# title = "T"\n# %% square\ndef square(x)\n    return x\n')
    got = score(answer.applied_to(numbers_notebook()), numbers_notebook(), 60)
    assert got == {"test_square": 0, "test_answer": 1}
