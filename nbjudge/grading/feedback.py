"""What students see in their feedback: of hidden tests only what they said, and nothing active."""

from __future__ import annotations

import contextlib
import copy
import re
from collections.abc import Iterable
from contextvars import ContextVar
from functools import partial
from importlib import resources as package
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
from traitlets.config import Config
from traitlets.config.loader import LazyConfigValue

from nbjudge.course.cells import is_locked
from nbjudge.engine.verdicts import SPOKEN, failure
from nbjudge.errors import SubmissionError
from nbjudge.grading.album import Album
from nbjudge.grading.typesetter import Typesetter
from nbjudge.kernels.parent import Parent
from nbjudge.submission.fragments import KINDS

_HERE = "nbjudge.grading.feedback"
_ALBUM = "nbjudge_album"
# Of the page that is made now.
_typesetter: ContextVar[Typesetter | None] = ContextVar("typesetter", default=None)
_FILTERS = ("markdown2html", "clean_html", "highlight_code", "ansi2html")
# Whatever a page says, a browser gets nothing for it from elsewhere.
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
    "style-src 'unsafe-inline'; font-src data:\">"
)
_IMAGE = re.compile(r"<img(?![^>]*\balt=)")
_NO_DESCRIPTION = '<img alt="No description has been provided for this image"'
_MATHJAX = re.compile(r"<!-- Load mathjax -->.*?<!-- End of mathjax configuration -->", re.DOTALL)


def make_safe(config: Config) -> None:
    """Changes nbgrader's settings so that pages show no hidden test, and run no student's code.

    That is the pages of feedback and those of Formgrader, on which hidden tests remain. Steps and
    filters of the course's own stay. In an exported table, no student's name is a formula.
    """
    config.ExportApp.setdefault("plugin_class", "nbjudge.grading.export.CsvExport")
    pages = config.HTMLExporter
    filters = pages.filters
    if isinstance(filters, LazyConfigValue):
        filters = filters.get_value({})
    ours = {name: f"{_HERE}.{name}" for name in _FILTERS}
    pages.filters = {**filters, **ours}
    pages.sanitize_html = True
    pages.skip_svg_encoding = False
    config.GenerateFeedback.exporter_class = f"{_HERE}.FeedbackPage"


class FeedbackPage(HTMLExporter):
    """The page for a student: what was hidden from them is not on it, and it loads nothing."""

    # Where pages are made that nobody is to wait for: see `nbjudge.grading.typesetter`; and the
    # course's own texts, which need no such place.
    typesetters: Parent | None = None
    texts: frozenset[str] = frozenset()

    def from_notebook_node(  # type: ignore[override]  # as nbconvert has it
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of a notebook, and what is known about it."""
        nb = without_hidden(nb, self.config)
        try:
            page, resources = self._made(nb, resources, **kw)
        except SubmissionError as error:
            page, resources = self._made(_without_answers(nb, error.got), resources, **kw)
        style = package.files(__package__).joinpath("feedback.css").read_text(encoding="utf-8")
        head, end, body = page.partition("</head>")
        head = _MATHJAX.sub("", head).replace("<head>", f"<head>\n{_POLICY}", 1)
        return f"{head}<style>\n{style}</style>\n{end}{body}", resources

    def _made(
        self, nb: NotebookNode, resources: dict[str, Any] | None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The same by nbconvert; a SubmissionError says that it takes too much."""
        with contextlib.ExitStack() as stack:
            if self.typesetters is not None:
                typesetter = Typesetter(self.typesetters, self.texts)
                used = _typesetter.set(stack.enter_context(typesetter))
                stack.callback(_typesetter.reset, used)
            # As HTMLExporter does, which then parses the page again for what can be had without.
            resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
            shown = WidgetsDataTypeFilter(self._nb_metadata, parent=self, resources=resources)
            self.register_filter("filter_data_type", shown)  # type: ignore[no-untyped-call]
            page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **kw)
            return _IMAGE.sub(_NO_DESCRIPTION, page), resources

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.bytecode_cache = _COMPILED
        return environment


class _Compiled(BytecodeCache):
    """The templates that were compiled in this process, for all exporters to come."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def rehearse() -> None:
    """Makes a page of nothing: what that takes for the first time, forks of this process have."""
    config = Config()
    make_safe(config)
    language = {"language_info": {"name": "python"}}
    shown = new_output("stream", text="nothing")
    cells = [new_markdown_cell("nothing"), new_code_cell("nothing", outputs=[shown])]
    known = dict.fromkeys(("score", "max_score", "late_penalty"), 0)
    names = dict.fromkeys(("student", "assignment", "notebook"), "nothing")
    page = FeedbackPage(config=GenerateFeedback(config=config).config)  # type: ignore[no-untyped-call]
    page.from_notebook_node(
        new_notebook(cells=cells, metadata=language),
        {"metadata": {"path": ".", "name": "nothing"}, "nbgrader": {**known, **names, "toc": []}},
    )


def without_hidden(nb: NotebookNode, config: Config) -> NotebookNode:
    """A copy of a notebook with what students have of its locked cells, by these settings."""
    nb = copy.deepcopy(nb)
    # Their own settings alone: they warn of the exporter's.
    names = ("ClearHiddenTests", "ClearMarkScheme")
    own = Config({name: config[name] for name in names})
    hidden = (
        ClearHiddenTests(config=own, enforce_metadata=False),
        ClearMarkScheme(config=own, enforce_metadata=False, check_attachment_leakage=False),
    )
    # In a student's own cell the markers mean nothing.
    for cell in filter(is_locked, nb.cells):
        whole = cell.source
        for step in hidden:
            step.preprocess_cell(cell, {}, 0)
        if cell.source != whole and "outputs" in cell:
            cell.outputs = [_without_lines(output) for output in cell.outputs]
    return nb


def texts_of(notebooks: Iterable[NotebookNode], config: Config) -> frozenset[str]:
    """The texts of a course's notebooks as students have them."""
    return frozenset(
        cell.source for nb in notebooks for cell in without_hidden(nb, config).cells if cell.source
    )


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """The HTML of a Markdown text, with nothing that acts, and with its pictures."""
    return _typeset(context, "markdown", source)


@pass_context
def clean_html(context: Context, source: str) -> str:
    """The HTML of a cell or an output, with nothing that acts, and with its pictures."""
    cell = context.get("cell", {})
    is_raw = cell.get("cell_type") == "raw" and not cell.metadata.get("raw_mimetype")
    return _typeset(context, "raw" if is_raw else "rich", source)


@pass_context
def highlight_code(context: Context, source: str, **_: Any) -> str:
    """The HTML of code, in colours."""
    return _typeset(context, "code", source)


@pass_context
def ansi2html(context: Context, source: str) -> str:
    """The HTML of what was printed, with the colours of a terminal."""
    return _typeset(context, "terminal", source)


def _typeset(context: Context, kind: str, source: str) -> str:
    resources = context["resources"]
    folder = Path(resources["metadata"]["path"])
    album: Album = resources.setdefault(_ALBUM, Album(folder))
    attachments = context.get("cell", {}).get("attachments", {})
    address = partial(album.address, attachments=attachments)
    typesetter = _typesetter.get()
    # Without one, as in nbgrader's own commands, it is done right here.
    return typesetter(kind, source, address) if typesetter else KINDS[kind](source, address)


def _without_answers(nb: NotebookNode, got: str) -> NotebookNode:
    """What can be shown of a notebook in any case: the course's cells, the verdicts, a reason."""
    nb = copy.deepcopy(nb)
    for cell in nb.cells:
        if not is_locked(cell):
            cell.source = ""
            cell.pop("attachments", None)
        if cell.cell_type == "code":
            verdicts = [one for one in cell.outputs if one.output_type == "error"]
            cell.outputs = verdicts if is_locked(cell) else []
    text = f"With them it would be {got}. Your points stand."
    nb.cells.insert(0, new_markdown_cell(f"# Your answers are not on this page\n\n{text}"))
    return nb


def _without_lines(output: NotebookNode) -> NotebookNode:
    """What an output says of a test cell, without the lines of it that Python shows.

    They are there if nbgrader alone has run the cell.
    """
    if output.output_type != "error" or output.ename in SPOKEN:
        return output
    return failure("failed", f"a hidden test failed ({output.ename})")
