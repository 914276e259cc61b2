"""What students see in their feedback."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from nbgrader.converters import GenerateFeedback
from traitlets.config import Config
from typer.testing import Result

from nbjudge.course.folder import CourseFolder, open_folder
from nbjudge.grading.feedback import FeedbackPage, make_safe

from ..active import active_parts, loading_parts

Page = Callable[..., str]


@pytest.fixture
def page(
    nbjudge: Callable[..., Result], course: CourseFolder, hand_in: Callable[..., Path]
) -> Page:
    """The feedback on a submission with these cells, in a course with or without settings."""

    def page(*added: nbformat.NotebookNode, settings: bool = True, **cells: str) -> str:
        if not settings:
            (course.path / "nbgrader_config.py").unlink()
        path = hand_in("ada", "numbers", **cells)
        notebook = nbformat.read(path, as_version=4)
        notebook.cells += added
        nbformat.write(notebook, path)
        nbjudge("grade", "--course", course.path)
        html = course.path / "feedback" / "ada" / "01-numbers" / "numbers.html"
        text = html.read_text(encoding="utf-8")
        return text[text.index("<body") :]

    return page


@pytest.mark.parametrize("settings", [True, False])
def test_hidden_test_is_heard_but_not_seen(page: Page, settings: bool) -> None:
    text = page(settings=settings, square="def square(x):\n    return x + x")
    assert "square(-3)" in text
    assert "x**2" not in text
    assert "HIDDEN" not in text
    assert "Traceback" not in text


def test_page_that_takes_too_long_is_there_without_answers(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nbjudge.grading.typesetter.TIME_S", 2)
    answer = "def square(x):\n    return x + x"
    text = page(new_markdown_cell("one *or* two\n\n" * 200_000), square=answer)
    assert "Your answers are not on this page" in text
    assert "longer than 2 s" in text
    assert "square(-3)" in text
    assert "return x" not in re.sub("<.*?>", "", text)
    assert "one <em>or</em> two" not in text


@pytest.mark.parametrize("settings", [True, False])
def test_text_of_students_does_nothing(page: Page, settings: bool) -> None:
    contents = [
        "<script>alert('active')</script>",
        "<img src=x onerror=alert('active')>",
        "[a](javascript:alert('active'))",
        "<a href=\"&#106;avascript:alert('active')\">a</a>",
        "<a href='  javascript:alert(1)'>a</a>",
        "[a](data:text/html,active)",
        "<iframe src='https://active.example'></iframe>",
        "<form action='https://active.example'><input></form>",
        "<svg><set onbegin=alert('active')></svg>",
        "<p style='background: url(https://active.example)'>a</p>",
        "![a](x\" onerror=\"alert('active'))",
        "$x$</span><script>alert('active')</script>",
        "```html\n</pre><script>alert('active')</script>\n```",
        "`</code><script>alert('active')</script>`",
    ]
    cells = [kind(content) for content in contents for kind in (new_markdown_cell, new_raw_cell)]
    text = page(*cells, settings=settings)
    assert active_parts(text) == []
    assert loading_parts(text) == []
    assert "active.example" not in re.sub(r"&lt;.*?&gt;", "", text)


def test_text_of_the_course_is_as_it_was(page: Page) -> None:
    text = (
        "<details><summary>Hint</summary>\n\nUse `a < b`, *or* $x < y$.\n\n</details>\n\n> quoted"
    )
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n\n[link](https://example.org)\n\n- [x] done"
    shown = page(new_markdown_cell(text), new_markdown_cell(table), new_raw_cell("a  <b>\nc"))
    for part in (
        "<details><summary>Hint</summary>",
        "<code>a &lt; b</code>",
        "<mi>x</mi><mo>&lt;</mo><mi>y</mi>",
        "<blockquote>",
        "<td>1</td>",
        'href="https://example.org"',
        "☑ done",
        "<pre>a  &lt;b&gt;\nc</pre>",
    ):
        assert part in shown


PNG = b"\x89PNG\r\n\x1a\n\0"
DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert('active')</script></svg>"


def embedded(kind: str, content: bytes) -> str:
    return f'src="data:image/{kind};base64,{base64.b64encode(content).decode()}"'


def test_pictures_are_in_the_page(page: Page, course: CourseFolder) -> None:
    own = course.path / "source" / "01-numbers" / "images" / "own.svg"
    theirs = course.path / "submitted" / "ada" / "01-numbers" / "images" / "my plot.png"
    for path, content in ((own, DRAWING), (theirs, PNG)):
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    drawing = f"display(SVG({DRAWING.decode()!r}))"
    text = page(
        new_markdown_cell("![a](images/own.svg)"),
        new_markdown_cell("![b](images/my%20plot.png) ![c](attachment:gone.png) after"),
        new_code_cell(f"from IPython.display import SVG, Image, display\n{drawing}"),
        new_code_cell("Image(url='images/my plot.png')"),
        new_markdown_cell(
            "![d](attachment:my%20plot.png) ![e](images/gone.png) # end",
            attachments={"my plot.png": {"image/png": base64.b64encode(PNG).decode()}},
        ),
    )
    assert text.count(embedded("svg+xml", DRAWING)) == 1
    assert text.count('src="data:image/svg+xml;base64,') == 2
    assert text.count(embedded("png", PNG)) == 3
    assert "[picture gone.png: not in the notebook]" in text
    assert "[picture images/gone.png: not beside the notebook]" in text
    assert active_parts(text) == []


HIDDEN = "assert answer\n### BEGIN HIDDEN TESTS\nassert answer == 12321\n### END HIDDEN TESTS"
SCHEME = "Discuss.\n### BEGIN MARK SCHEME\n12321 points\n### END MARK SCHEME"


def cell(make: Callable[..., NotebookNode], source: str, **roles: bool) -> NotebookNode:
    names = dict.fromkeys(("grade", "solution", "locked", "task"), False) | roles
    metadata = {"schema_version": 3, "grade_id": "a", "points": 1, "score": 0, **names}
    return make(source, metadata={"nbgrader": metadata})


def rendered(*cells: NotebookNode, template: str = "feedback", **sections: Config) -> str:
    """The page of these cells, as nbgrader's converter of feedback makes it."""
    config = Config(sections)
    make_safe(config)
    config.HTMLExporter.template_name = template
    if template == "formgrade":
        exporter = HTMLExporter(config=GenerateFeedback(config=config).config)
    else:
        converter = GenerateFeedback(config=config)
        exporter = converter.exporter_class(parent=converter, config=converter.config)
        assert isinstance(exporter, FeedbackPage)
    resources = {
        "metadata": {"path": "", "name": "a"},
        "nbgrader": {"notebook": "a", "score": 0, "max_score": 1, "late_penalty": 0},
        "index": 0,
        "total": 1,
        **dict.fromkeys(("base_url", "notebook_path", "submission_id", "student"), ""),
    }
    page: str = exporter.from_notebook_node(new_notebook(cells=list(cells)), resources)[0]
    return page


@pytest.mark.parametrize(
    "hidden",
    [
        cell(new_code_cell, HIDDEN, grade=True, locked=True),
        cell(new_code_cell, HIDDEN, locked=True),
        cell(new_markdown_cell, SCHEME, task=True, locked=True),
    ],
    ids=["test", "locked", "task"],
)
def test_what_is_hidden_is_for_graders_only(hidden: NotebookNode) -> None:
    assert "12321" not in rendered(hidden)
    assert "12321" in rendered(hidden, template="formgrade")


def test_markers_mean_nothing_in_a_students_cell() -> None:
    assert "12321" in rendered(cell(new_code_cell, HIDDEN, grade=True, solution=True))
    assert "12321" in rendered(new_code_cell(HIDDEN))


@pytest.mark.parametrize(
    "sections",
    [
        {"ClearHiddenTests": Config(begin_test_delimeter="SECRET", end_test_delimeter="PUBLIC")},
        {"GenerateFeedback": Config(preprocessors=["nbgrader.preprocessors.GetGrades"])},
        {
            "HTMLExporter": Config(
                preprocessors=[], filters={"posix_path": "nbconvert.filters.posix_path"}
            )
        },
    ],
    ids=["markers", "steps", "filters"],
)
def test_settings_of_the_course_hold_and_hide(sections: dict[str, Config]) -> None:
    source = HIDDEN
    if "ClearHiddenTests" in sections:
        source = "assert answer\n# SECRET\nassert answer == 12321\n# PUBLIC"
    text = rendered(cell(new_code_cell, source, grade=True, locked=True), **sections)
    assert "12321" not in text
    assert "SECRET" not in text


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        (
            new_output("error", ename="AssertionError", evalue="12321", traceback=["12321"]),
            "failed: a hidden test failed (AssertionError)",
        ),
        (
            new_output("error", ename="failed", evalue="too long", traceback=["failed: too long"]),
            "failed: too long",
        ),
        (new_output("stream", name="stdout", text="well done"), "well done"),
    ],
    ids=["of Python", "of the judge", "printed"],
)
def test_errors_show_no_lines_of_a_hidden_test(output: NotebookNode, shown: str) -> None:
    test = cell(new_code_cell, HIDDEN, grade=True, locked=True)
    test.outputs = [output]
    text = rendered(test)
    assert shown in text
    assert "12321" not in text


def test_errors_of_visible_tests_stay_as_they_are() -> None:
    test = cell(new_code_cell, "assert answer", grade=True, locked=True)
    test.outputs = [new_output("error", ename="NameError", evalue="b", traceback=["line of b"])]
    assert "line of b" in rendered(test)


def test_nbgraders_own_command_makes_the_same_page(page: Page, course: CourseFolder) -> None:
    text = page(square="def square(x):\n    return x + x")
    folder = open_folder(course.path)
    converter = GenerateFeedback(coursedir=folder.directory, config=folder.config)
    converter.force = True
    folder.run(converter, "01-numbers", "ada")
    html = course.path / "feedback" / "ada" / "01-numbers" / "numbers.html"
    again = html.read_text(encoding="utf-8")
    assert again[again.index("<body") :] == text
