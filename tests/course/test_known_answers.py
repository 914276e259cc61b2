"""Hidden tests against known answers: the reference, the stub, other right and wrong solutions.

Each is decided twice: by the judge, from copies alone as all of this course is judged, and among
the student's own objects, as by nbgrader for those who have nothing else.
"""

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from package.once import made_once

from nbjudge.audit.answers import KnownAnswer, load_answer
from nbjudge.audit.scoring import Scores, messages, score_both_ways, score_by_nbgrader
from nbjudge.audit.slices import needed_after
from nbjudge.course.cells import is_grade, is_solution
from nbjudge.submission.content import as_bytes
from nbjudge.submission.templating import untouched

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "source"
NOTEBOOKS = sorted(SOURCE.glob("*/*.ipynb"))
# One that trains a network and one that does not, as they take long.
IN_PLAIN_KERNELS = [
    path for path in NOTEBOOKS if path.stem in ("neural_network", "penguins_network")
]
ANSWERS = [load_answer(path) for path in sorted(HERE.glob("*/*/*.py"))]
TIMEOUT_S = 120


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def points(notebook: NotebookNode) -> dict[str, float]:
    """The points of each automatically graded cell."""
    return {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points
        for cell in notebook.cells
        if is_grade(cell) and not is_solution(cell)
    }


def assert_scores(got: Scores, stated: dict[str, float], notebook: NotebookNode) -> None:
    assert {name: got[name] for name in stated} == stated, messages(notebook.cells)


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Where the scores of a notebook's reference are, and what it has trained."""

    def graded(path: Path) -> Path:
        def make(folder: Path) -> None:
            source, solved = read(path), read(path)
            found = score_both_ways(solved, source, TIMEOUT_S)
            scores = [found.by_judge, found.by_nbgrader, dict(messages(solved.cells))]
            (folder / "scores.json").write_text(json.dumps(scores), encoding="utf-8")
            (folder / "trainings").write_bytes(as_bytes(found.trainings or b""))

        return made_once(tmp_path_factory, f"reference-{path.stem}", make)

    return graded


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_reference_gets_full_points(path: Path, reference: Callable[[Path], Path]) -> None:
    *scores, failed = json.loads((reference(path) / "scores.json").read_text(encoding="utf-8"))
    full = points(read(path))
    for got in scores:
        assert {name: got[name] for name in full} == full, failed


@pytest.mark.parametrize("path", IN_PLAIN_KERNELS, ids=lambda path: path.stem)
def test_reference_gets_full_points_by_nbgrader(path: Path) -> None:
    """In a kernel as anybody has it: those of all notebooks have run in one for `solutions/`."""
    source, solved = read(path), read(path)
    assert_scores(score_by_nbgrader(solved, source, TIMEOUT_S), points(source), solved)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_untouched_stub_gets_nothing(path: Path) -> None:
    source = read(path)
    stub = untouched(source)
    found = score_both_ways(stub, source, TIMEOUT_S)
    for got in (found.by_judge, found.by_nbgrader):
        assert_scores(got, dict.fromkeys(points(source), 0), stub)


@pytest.mark.parametrize(
    "answer", ANSWERS, ids=lambda answer: f"{answer.path.parent.name}-{answer.name}"
)
def test_known_answer_gets_its_score(
    answer: KnownAnswer, reference: Callable[[Path], Path]
) -> None:
    folder = answer.path.parent
    path = SOURCE / folder.parent.name / f"{folder.name}.ipynb"
    source = read(path)
    assert answer.scores.keys() <= points(source).keys()
    notebook = answer.applied_to(source)
    # The tests before it find what they find of the reference, which is a test of its own.
    places = needed_after(notebook, answer.cells)
    for one in (notebook, source):
        one.cells = [one.cells[place] for place in places]
    full = points(source)
    assert answer.scores.keys() <= full.keys(), "of tests after the first cell that is replaced"
    known = reference(path) / "trainings"
    found = score_both_ways(notebook, source, TIMEOUT_S, known)
    for got in (found.by_judge, found.by_nbgrader):
        assert_scores(got, {**full, **answer.scores}, notebook)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_has_enough_known_answers(path: Path) -> None:
    of_notebook = [a for a in ANSWERS if a.path.parent.name == path.stem]
    right = [a for a in of_notebook if a.right]
    assert [a.name.startswith("right_") for a in of_notebook] == [a.right for a in of_notebook]
    assert len(right) >= 3, "right answers in three styles at least"
    assert len(of_notebook) - len(right) >= 8, "eight wrong answers at least"
    missed = points(read(path)).keys() - {name for a in of_notebook for name in a.scores}
    assert not missed, "no wrong answer is known for these"
