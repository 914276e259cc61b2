"""An audit for the terminal: a table of the notebooks, and below it a line for each finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table
from rich.text import Text

from nbjudge.audit.findings import MutationScore, NotebookAudit


def audit_table(audits: Sequence[NotebookAudit]) -> Group:
    """A row per notebook, the weakest tests first; then what was found, one after the other."""
    table = Table(title="Audit", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("notebook", overflow="fold")
    for name in ("mutants", "score", "training", "findings"):
        table.add_column(name, justify="right")
    weakest_first = sorted(audits, key=lambda one: (_sorted_by(one.score), one.place))
    for one in weakest_first:
        table.add_row(
            one.place,
            str(one.score.total),
            shown(one.score),
            shown(one.training),
            str(len(one.all_findings)),
        )
    total = sum((one.score for one in audits), MutationScore(0, 0, 0))
    training = sum((one.training for one in audits), MutationScore(0, 0, 0))
    table.add_section()
    findings = sum(len(one.all_findings) for one in audits)
    table.add_row("all", str(total.total), shown(total), shown(training), str(findings))
    lines = []
    for one in weakest_first:
        for found in one.all_findings:
            place = " ".join(filter(None, (one.place, found.exercise, found.cell)))
            lines.append(Text(f"{found.part}: {place}: {found.text}"))
            lines += [
                Text(f"    {line}", style="red" if line[0] == "-" else "green")
                for line in found.detail.split("\n")
                if line.startswith(("-", "+"))
            ]
    return Group(table, *lines)


def audit_records(audits: Sequence[NotebookAudit]) -> list[Mapping[str, object]]:
    """The same as plain data, ready for JSON."""
    return [
        {
            "notebook": one.place,
            "score": one.score.value,
            "training": one.training.value,
            "reading_min": round(one.reading_min, 1),
            "exercises": [
                {**asdict(exercise), "score": _score(exercise.score)} for exercise in one.exercises
            ],
            "findings": [asdict(found) for found in one.findings],
        }
        for one in audits
    ]


def shown(score: MutationScore) -> str:
    """A score with three decimals, or a dash where there were no mutants."""
    return "–" if score.value is None else f"{score.value:.3f}"


def _score(score: MutationScore) -> Mapping[str, object]:
    return {**asdict(score), "value": score.value}


def _sorted_by(score: MutationScore) -> float:
    return 2.0 if score.value is None else score.value
