"""`nbjudge audit` on a plain nbgrader course whose tests are weak, each in a way of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from typer.testing import Result

from nbjudge.errors import UsageError

from ..conftest import graded_cell

# By exercise and part: cells and texts.
Found = dict[str, dict[str, list[tuple[str, str]]]]
SOLVED = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
FOLLOWS = "follow-through"
SHOWN = new_output("stream", text="shown before")
STATEMENTS = "".join(
    f'[[statement]]\nplace = "lists/lists"\ntext = "{text}"\nholds = "{holds}"\n'
    for text, holds in (
        ("Write `largest`", "largest([1, 2]) == 2"),
        ("and set `total`", "total == 200"),
        ("thirty lists", "len(numbers) == 2"),
    )
)
TEST_NAMED = """\
from nbjudge.checks import check_accuracy

check_accuracy(named, [1, 1, 1, 2], at_least=0.75, name="the accuracy")"""
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
DOUBLED = """\
def doubled(numbers):
    ### BEGIN SOLUTION
    return [2 * number for number in numbers]
    ### END SOLUTION"""
LARGEST = """\
def largest(numbers):
    ### BEGIN SOLUTION
    found = numbers[0]
    for number in numbers:
        if number > found:
            found = number
    return found
    ### END SOLUTION"""


@pytest.fixture(scope="module")
def weak(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder of one notebook, of which nothing is released."""
    folder = tmp_path_factory.mktemp("weak")
    place = folder / "source" / "lists"
    place.mkdir(parents=True)
    cells = [
        new_markdown_cell(
            "Write `largest`, `doubled`, `mean`, and set `total` and `named`.\n\n"
            "See [the picture](missing.png), [the lists](#Lists) and [Python](https://python.org).",
            id="task",
        ),
        new_code_cell("import math\n\nnumbers = math.sqrt(-1)", id="given", outputs=[SHOWN]),
        graded_cell(LARGEST, "largest"),
        graded_cell(
            HIDDEN.format(
                "assert [largest(x) for x in ([3], [1, 2], [5, 4], [-2, -1])] == [3, 2, 5, -1]"
            ),
            "test_largest",
            points=2,
        ),
        graded_cell(DOUBLED, "doubled"),
        graded_cell(HIDDEN.format("assert len(doubled([1, 2])) == 2"), "test_doubled", points=2),
        graded_cell(SOLVED.format("def mean(x):\n    return sum(x) / len(x)"), "mean"),
        graded_cell("assert True", "test_mean", points=1),
        new_markdown_cell("A hint: `total = sum(numbers) + 100`", id="hint"),
        graded_cell(SOLVED.format("numbers = [1, 2]\ntotal = sum(numbers) + 100"), "total"),
        graded_cell(HIDDEN.format("assert total == 103"), "test_total", points=1),
        graded_cell(SOLVED.format("import json\n\nsecret = 5"), "secret"),
        graded_cell(HIDDEN.format("assert secret == 5"), "test_secret", points=1),
        graded_cell(SOLVED.format("named = [1, 1, 1, 2]"), "named"),
        graded_cell(TEST_NAMED, "test_named", points=1),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, place / "lists.ipynb")
    (folder / "statements.toml").write_text(STATEMENTS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def found(weak: Path, nbjudge: Callable[..., Result]) -> Found:
    result = nbjudge("audit", "--course", weak, "--json", "--html", weak / "audit.html")
    assert result.exit_code == 1, result.output
    (notebook,) = json.loads(result.stdout)
    exercises: Found = {}
    for exercise in notebook["exercises"]:
        parts = exercises.setdefault(exercise["id"], {})
        for one in exercise["findings"]:
            parts.setdefault(one["part"], []).append((one["cell"], one["text"]))
    return exercises


def test_good_tests_are_left_in_peace(found: Found) -> None:
    """Each fault of `largest` costs points but two: one is none, and one is not tested."""
    assert {text for _, text in found["largest"].pop("mutants")} == {
        "this fault keeps full points (in place)",
        "this fault keeps full points (comparison)",
    }
    assert found["largest"] == {}


def test_faults_that_keep_their_points_are_named(
    found: Found,
) -> None:
    """Where only the length is looked at, or nothing."""
    for exercise in ("doubled", "mean"):
        assert len(found[exercise]["mutants"]) > 3
    assert "mutants" not in found["secret"]


def test_points_for_nothing_are_found(found: Found) -> None:
    assert found["mean"]["trial"] == [("test_mean", "the untouched stub has points here")]


def test_an_answer_among_the_texts_is_found(
    found: Found,
) -> None:
    said = "a statement of its solution stands in the released notebook"
    assert found["total"]["leaks"] == [("total", said)]


def test_a_name_that_no_text_gives_is_found(
    found: Found,
) -> None:
    said = "it reads `secret`, a name that no text and no code before it gives"
    assert found["secret"]["interface"] == [("test_secret", said)]


def test_a_limit_at_the_level_of_chance_is_found(found: Found) -> None:
    said = "the accuracy: its threshold 0.75 is no better than 0.75, which comes without learning"
    assert any(text.startswith(said) for _, text in found["named"]["seeds"])


def test_the_form_is_looked_at(found: Found) -> None:
    """Links, imports, outputs that were left, and what does not run as it is released."""
    said = dict(one for parts in found.values() for one in parts.get("form", ()))
    assert said == {"secret": "nothing uses `json`, an import of it"}


@pytest.mark.usefixtures("found")
def test_the_form_of_what_belongs_to_no_exercise_is_looked_at(weak: Path) -> None:
    page = (weak / "audit.html").read_text(encoding="utf-8")
    for text in (
        "a link leads nowhere: missing.png",
        "a link leads nowhere: #Lists",
        "it holds outputs in the source",
        "it fails before anything is answered: ValueError",
    ):
        assert text in page
    assert "python.org" not in page


@pytest.mark.usefixtures("found")
def test_statements_are_held_against_their_data(weak: Path) -> None:
    """That is what the page says: they belong to no exercise."""
    page = (weak / "audit.html").read_text(encoding="utf-8")
    assert "this does not hold: <code>total == 200</code>" in page
    assert "no text says &#34;thirty lists&#34; any more" in page
    assert "largest([1, 2]) == 2" not in page


@pytest.mark.usefixtures("found")
def test_the_page_shows_each_fault(weak: Path) -> None:
    page = (weak / "audit.html").read_text(encoding="utf-8")
    assert '<span class="minus">' in page
    assert "https://" not in page
    assert "http://" not in page


@pytest.mark.usefixtures("found")
def test_an_equivalent_mutant_is_known_by_its_reason(
    weak: Path, tmp_path: Path, nbjudge: Callable[..., Result]
) -> None:
    """And one that nothing stands for any more is told."""
    course = shutil.copytree(weak, tmp_path / "course")
    (course / "equivalents.toml").write_text(
        """\
[[equivalent]]
place = "lists/lists"
cell = "largest"
change = \"\"\"
-        if number > found:
+        if number >= found:\"\"\"
reason = "Of equal numbers, each is the largest."

[[equivalent]]
place = "lists/lists"
cell = "largest"
change = "+gone"
reason = "It was made by an earlier version."
""",
        encoding="utf-8",
    )
    result = nbjudge("audit", "--course", course, "--json", "lists/lists")
    (notebook,) = json.loads(result.stdout)
    (largest,) = (one for one in notebook["exercises"] if one["id"] == "largest")
    left = {one["text"].rpartition(" (")[2] for one in largest["findings"]}
    assert left == {"in place)"}
    assert largest["score"]["equivalent"] == 1
    assert largest["score"]["killed"] == largest["score"]["total"] - 2
    (stale,) = (one for one in notebook["findings"] if one["part"] == "mutants")
    assert "no such mutant" in stale["text"]


MANIFEST = """
title = "Lists"

[[assignment]]
name = "lists"
title = "Lists"

[[assignment.notebook]]
name = "lists"
title = "Lists"
{exercises}"""
EXERCISE = """
[[assignment.notebook.exercise]]
id = "{name}"
title = "{name}"
solutions = ["{name}"]
tests = {{ test_{name} = 1 }}
budget_s = 5
lesson = "Lists"
hint = ""
"""


@pytest.fixture
def chained(tmp_path: Path) -> Path:
    """A course with a manifest: `twice` takes what `once` has made, and `far` what `twice` has."""
    place = tmp_path / "source" / "lists"
    place.mkdir(parents=True)
    cells = [new_markdown_cell("Set `once`, `twice` and `far`.", id="task")]
    for name, value in (("once", "3"), ("twice", "2 * once"), ("far", "twice > 5")):
        cells.append(graded_cell(SOLVED.format(f"{name} = {value}"), name))
        right = {
            "once": "once == 3",
            "twice": "twice == 6",
            "far": "far == True, 'it is 4711 that counts'",
        }[name]
        cells.append(graded_cell(HIDDEN.format(f"assert {right}"), f"test_{name}", points=1))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(
        new_notebook(cells=cells, metadata={"kernelspec": kernel}), place / "lists.ipynb"
    )
    exercises = [EXERCISE.format(name=name) for name in ("once", "twice", "far")]
    exercises[2] += 'needs = ["twice"]\n'
    text = MANIFEST.format(exercises="".join(exercises))
    (tmp_path / "course.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_exercises_say_what_they_need(chained: Path, nbjudge: Callable[..., Result]) -> None:
    """What needs another one needs what that needs, too."""
    result = nbjudge("audit", "--course", chained, "--json")
    (notebook,) = json.loads(result.stdout)
    told = {
        exercise["id"]: [one["text"] for one in exercise["findings"] if one["part"] == FOLLOWS]
        for exercise in notebook["exercises"]
    }
    said = "it loses points where once is not answered, which it does not need"
    assert told == {"once": [], "twice": [said], "far": [said]}


def test_known_answers_have_what_they_state(chained: Path, nbjudge: Callable[..., Result]) -> None:
    folder = chained / "tests" / "course" / "lists" / "lists"
    folder.mkdir(parents=True)
    for name, scores in (("wrong_once", "[scores]\n# test_once = 0"), ("right_once", "")):
        text = f'# title = "Four"\n# {scores}\n# %% once\nonce = 4\n# %% twice\ntwice = 6\n'
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    result = nbjudge("audit", "--course", chained, "--json")
    (notebook,) = json.loads(result.stdout)
    (once,) = (one for one in notebook["exercises"] if one["id"] == "once")
    assert [one["text"] for one in once["findings"] if one["part"] == "answers"] == [
        "the known answer `right_once` has 0 points here, not 1"
    ]


def test_what_a_wrong_answer_costs_and_is_told(
    chained: Path, nbjudge: Callable[..., Result]
) -> None:
    """Another exercise that does not need it; a number of the hidden test, in a message."""
    folder = chained / "tests" / "course" / "lists" / "lists"
    folder.mkdir(parents=True)
    for name, cells, lost in (
        ("wrong_once", "# %% once\nonce = 4", ("once", "twice")),
        ("wrong_far", "# %% far\nfar = False", ("far",)),
    ):
        scores = "".join(f"# test_{one} = 0\n" for one in lost)
        text = f'# title = "Wrong"\n# [scores]\n{scores}#\n{cells}\n'
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    result = nbjudge("audit", "--course", chained, "--json")
    (notebook,) = json.loads(result.stdout)
    said = {one["text"] for exercise in notebook["exercises"] for one in exercise["findings"]}
    assert "it loses points by the known answer `wrong_once`, which it does not need" in said
    assert "a message tells 4711, a number of its hidden test" in said
    assert not any("answer `wrong_far`" in one for one in said)


SLOPE = """\
class Record:
    def __init__(self, history):
        self.history = history


class Slope:
    def __init__(self):
        self.weights = [0.0]

    def get_weights(self):
        return list(self.weights)

    def set_weights(self, weights):
        self.weights = list(weights)

    def fit(self, x, y, epochs=8):
        losses = []
        for _ in range(epochs):
            apart = [self.weights[0] * a - b for a, b in zip(x, y)]
            losses.append(sum(one * one for one in apart))
            self.weights[0] -= 0.01 * sum(one * a for one, a in zip(apart, x))
        return Record({"loss": losses})


x, y = [1, 2, 3], [2, 4, 6]"""
TRAINED = "slope = Slope()\nhistory = slope.fit(x, y)"
FALLS = 'assert history.history["loss"] == sorted(history.history["loss"])[::-1]'


def test_a_history_that_is_not_tied_to_its_model_is_found(
    tmp_path: Path, nbjudge: Callable[..., Result]
) -> None:
    """A test looks at the record alone, and the model is as it was before."""
    place = tmp_path / "source" / "slopes" / "slopes.ipynb"
    place.parent.mkdir(parents=True)
    cells = [
        new_markdown_cell("Train `slope` and keep its `history`.", id="task"),
        new_code_cell(SLOPE, id="given"),
        graded_cell(SOLVED.format(TRAINED), "trained"),
        graded_cell(HIDDEN.format(FALLS), "test_trained", points=1),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), place)
    # Some faults of trainings make another network with Keras, which takes seconds to import.
    place.with_name("keras.py").write_text('raise ImportError("no Keras here")\n', encoding="utf-8")
    result = nbjudge("audit", "--course", tmp_path, "--json")
    (notebook,) = json.loads(result.stdout)
    survivors = [one["detail"] for one in notebook["exercises"][0]["findings"]]
    assert any("+slope.set_weights(before)" in one for one in survivors)


def test_an_unknown_name_is_a_usage_error(weak: Path, nbjudge: Callable[..., Result]) -> None:
    result = nbjudge("audit", "--course", weak, "nowhere")
    assert isinstance(result.exception, UsageError)
    assert "nowhere" in str(result.exception)
