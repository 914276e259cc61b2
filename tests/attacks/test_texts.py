"""Attacks on those who read: in a terminal, on a page, in a spreadsheet."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from attacks import texts
from attacks.attack import Attack
from attacks.graded import Graded
from attacks.outcome import check_repelled
from nbjudge.cli.terminal import out
from nbjudge.course.folder import open_folder
from nbjudge.grading.export import CsvExport
from nbjudge.grading.marks import ClassOutcome
from nbjudge.grading.scores import class_scores
from nbjudge.report.class_table import class_table

STUDENTS = {*texts.FORMULAS, *texts.CONTROLS, *texts.MARKUP}


def test_wrong_solution_gets_no_points(attack: Attack, graded: Graded) -> None:
    if attack.name != texts.TWO_LINES:
        check_repelled(attack, graded)


def test_student_that_can_not_be_recorded_is_named(graded: Graded) -> None:
    assert "line end" in graded.problems(texts.TWO_LINES)["submission"]
    assert graded.scores(texts.TWO_LINES) == {}


def test_no_text_of_an_exported_table_is_a_formula(graded: Graded, tmp_path: Path) -> None:
    plugin = CsvExport(to=str(tmp_path / "grades.csv"))
    with open_folder(graded.folder).gradebook() as gradebook:
        plugin.export(gradebook)
    with (tmp_path / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["student_id"].removeprefix("'") for row in rows} >= STUDENTS
    for text in (text for row in rows for text in row.values()):
        assert not text.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_table_does_nothing_to_a_terminal(graded: Graded, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = graded.record["students"]
    places = {student: (student, "01-values") for student in everybody}
    told = [
        {place: everybody[student][kind] for student, place in places.items()}
        for kind in ("problems", "remarks", "alarms")
    ]
    scores = class_scores(open_folder(graded.folder), ["01-values"], everybody)
    monkeypatch.setattr(out, "_width", 1000)
    with out.capture() as captured:
        out.print(class_table(ClassOutcome(scores, *told)))
    printed = captured.get()
    assert "worth a look" in printed
    assert not any(line.startswith("lines") for line in printed.splitlines())
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed) == []
    assert {"=HYPERLINK(A1)", "red␛[31m", texts.MARKUP[1]} <= set(re.split(r"\s{2,}|\n", printed))
