"""An audit as a page: a row per exercise, the weakest first, with survivors as coloured diffs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup, escape

from nbjudge.audit.findings import ExerciseAudit, MutationScore, NotebookAudit
from nbjudge.report.audit_table import shown
from nbjudge.report.threshold_strip import threshold_strip

_PARTS = {
    "trial": "The trial",
    "answers": "Known answers",
    "mutants": "Faults that no test notices",
    "seeds": "Thresholds",
    "follow-through": "Points lost for another exercise",
    "interface": "Names",
    "leaks": "Answers that students get",
    "form": "Form",
}


def audit_page(title: str, audits: Sequence[NotebookAudit]) -> str:
    """The page as HTML, which needs nothing else."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"shown": shown, "marked": _marked}
    template = environment.from_string(
        files("nbjudge.report").joinpath("audit_page.html.jinja").read_text(encoding="utf-8")
    )
    rows = [(one, exercise) for one in audits for exercise in one.exercises]
    return template.render(
        title=title,
        audits=audits,
        rows=sorted(rows, key=lambda row: _weakness(row[1])),
        total=sum((one.score for one in audits), MutationScore(0, 0, 0)),
        training=sum((one.training for one in audits), MutationScore(0, 0, 0)),
        findings=sum(len(one.all_findings) for one in audits),
        parts=_PARTS,
        strips=[threshold_strip(limit) for one in audits for limit in one.thresholds],
    )


def _marked(text: str) -> Markup:
    """A text in which what stands between backticks is code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 it is escaped


def _weakness(exercise: ExerciseAudit) -> tuple[float, int, str]:
    """What exercises are sorted by: the lowest score first, then the most findings."""
    value = exercise.score.value
    return (2.0 if value is None else value, -len(exercise.findings), exercise.id)
