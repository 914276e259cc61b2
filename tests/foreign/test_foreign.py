"""Courses in other people's manner, graded by nbgrader itself and by nbjudge: the same points."""

from __future__ import annotations

import json
import os
import shutil
import sysconfig
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from foreign.course import (
    Books,
    Course,
    books,
    gradebook,
    hand_out_and_in,
    lay_out,
    run,
    with_kernel,
)

OBJECTS = Course(
    "objects",
    "inf101",
    "python3",
    {"ps1": datetime(2026, 2, 9, 12), "ps2": datetime(2026, 2, 16, 12)},
    old="warmup",
)
TABLES = Course(
    "tables",
    "data-analysis",
    "conda-env-course-py",
    {"lab01": datetime(2026, 3, 2, 12), "lab02": datetime(2026, 3, 9, 12)},
)
# By student, for each assignment; no penalty is taken off.
POINTS = {
    "objects": {
        "ada": (15, 12),
        "ben": (5, 4),
        "cleo": (0, 0),
        "dan": (0, 0),
        "eva": (15, 12),
        "finn": (15, 12),
        "gwen": (15, 12),
        "hal": (15, 9),
        "zoe": (0, 0),
    },
    "tables": {
        "ada": (12, 13),
        "ben": (5, 4),
        "cleo": (1, 1),
        "dan": (0, 0),
        "eva": (12, 13),
        "finn": (12, 13),
        "gwen": (12, 13),
        "hal": (12, 13),
        "zoe": (0, 0),
    },
}
# By student and assignment; the others handed in on time, or to a course that does not mind.
PENALTIES = {"objects": {("eva", "ps2"): 12}, "tables": {("eva", "lab01"): 2}}
RENAMED = "nbgrader leaves a notebook of another name out"
DELETED = "by default nbgrader gives nothing for a test cell that was deleted"
UNTOUCHED = "nbgrader gives points where nothing was done, if the stub passes a test"
# Where nbgrader is known to be wrong: its points, and why.
KNOWN = {
    ("objects", "finn", "ps1"): (2, RENAMED),
    ("objects", "gwen", "ps1"): (12, DELETED),
    ("tables", "dan", "lab01"): (1, UNTOUCHED),
    ("tables", "dan", "lab02"): (1, UNTOUCHED),
    ("tables", "finn", "lab01"): (0, RENAMED),
    ("tables", "gwen", "lab02"): (10, DELETED),
}
# In this assignment he has no notebook of the right name, so that it fails for nbgrader.
NONE_OF_FINN = "lab01"
# A manual cell of each course.
MANUAL = {"objects": ("own_file", "files", "ps2"), "tables": ("q5", "rivers", "lab01")}

Rows = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(autouse=True)
def _activated(monkeypatch: pytest.MonkeyPatch) -> None:
    """nbgrader finds `alembic` by name, in an activated environment."""
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    monkeypatch.setenv("PATH", path)


@pytest.mark.parametrize("course", [OBJECTS, TABLES], ids=lambda course: course.name)
def test_points_are_those_of_nbgrader(course: Course, tmp_path: Path) -> None:
    plain, judged = tmp_path / "plain", tmp_path / "judged"
    lay_out(course, plain)
    hand_out_and_in(course, plain)
    shutil.copytree(plain, judged)

    kernel = with_kernel(course, tmp_path / "jupyter")
    for name in course.due:
        run(plain, "nbgrader", "autograde", name, env=kernel, status=int(name == NONE_OF_FINN))
    rows = grade(course, judged)
    nbgrader, nbjudge = books(course, plain), books(course, judged)
    assert points(course, rows) == POINTS[course.name]
    penalties = {where: row["late_submission_penalty"] for where, row in rows.items()}
    assert {where: lost for where, lost in penalties.items() if lost} == PENALTIES[course.name]
    compare(course, nbgrader, nbjudge)
    check_reports(judged, rows, nbjudge)

    for place in (plain, judged):
        give_manual_points(course, place)
    rows = grade(course, judged)
    nbgrader, nbjudge = books(course, plain), books(course, judged)
    compare(course, nbgrader, nbjudge)
    check_reports(judged, rows, nbjudge)


def test_notebook_of_an_older_nbgrader_stops_only_its_assignment(tmp_path: Path) -> None:
    place = tmp_path / "course"
    lay_out(OBJECTS, place)
    shutil.copytree(place / "source", place / "submitted" / "ada")
    done = run(place, "nbjudge", "grade", "--json", status=1)
    (row,) = json.loads(done.stdout)
    assert (row["assignment"], row["score"]) == ("ps2", 12)
    assert "ps1: it was not graded" in done.stderr
    assert "nbgrader update ." in done.stderr
    run(place, "nbgrader", "update", ".")
    done = run(place, "nbjudge", "grade", "--json")
    assert {row["assignment"]: row["score"] for row in json.loads(done.stdout)} == {
        "ps1": 15,
        "ps2": 12,
    }


def test_faults_that_their_tests_do_not_notice_are_found(tmp_path: Path) -> None:
    """What an author of these notebooks would agree with, and nothing where a person grades."""
    lay_out(OBJECTS, tmp_path / "objects")
    done = run(tmp_path / "objects", "nbjudge", "audit", "--json", status=1)
    assert "ps1: left out: " in done.stderr
    (notebook,) = json.loads(done.stdout)
    faults = survivors(notebook)
    assert faults.keys() == {"write_means", "numbered", "database"}
    # The lines of a text are looked at, and none of them has spaces alone.
    assert "-        if line.strip():\n+        if line:" in faults["numbered"]

    lay_out(TABLES, tmp_path / "tables")
    done = run(tmp_path / "tables", "nbjudge", "audit", "lab02", "--json", status=1)
    (notebook,) = json.loads(done.stdout)
    faults = survivors(notebook)
    assert faults.keys() == {"p2", "p3", "p5"}
    # Labels are looked at, and not which line has which.
    assert "get_legend_handles_labels()[1]][::-1]" in faults["p2"]
    assert "+    figure, (left, right) = plt.subplots(1, 2, sharey=False)" in faults["p5"]
    p1 = next(one for one in notebook["exercises"] if one["id"] == "p1")
    assert [one["text"] for one in p1["findings"]] == ["the untouched stub has points here"]


def survivors(notebook: dict[str, Any]) -> dict[str, str]:
    """The faults that kept full points, as differences, by exercise."""
    return {
        exercise["id"]: "\n".join(found)
        for exercise in notebook["exercises"]
        if (found := [one["detail"] for one in exercise["findings"] if one["part"] == "mutants"])
    }


def grade(course: Course, place: Path) -> Rows:
    """What `nbjudge grade` says, by student and assignment."""
    missing = {("ben", "ps1"): {"warmup": "not handed in"}} if course is OBJECTS else {}
    done = run(place, "nbjudge", "grade", "--json", status=int(bool(missing)))
    rows = {(row["student"], row["assignment"]): row for row in json.loads(done.stdout)}
    assert {where: row["problems"] for where, row in rows.items() if row["problems"]} == missing
    return rows


def points(course: Course, rows: Rows) -> dict[str, tuple[float, ...]]:
    """The points of each student in each assignment, without penalties."""
    students = {student for student, _ in rows}
    return {one: tuple(rows[one, name]["raw_score"] for name in course.due) for one in students}


def compare(course: Course, nbgrader: Books, nbjudge: Books) -> None:
    """Compares every cell and every row of two gradebooks."""
    known = {
        (one, name): given for (where, one, name), given in KNOWN.items() if where == course.name
    }
    for place, (expected, reason) in known.items():
        assert float(nbgrader.exported[place]["raw_score"]) == expected, reason
    for kind in ("cells", "exported", "submissions", "notebooks", "penalties"):
        theirs, ours = getattr(nbgrader, kind), getattr(nbjudge, kind)
        assert theirs.keys() == ours.keys()
        for place in theirs.keys() - known.keys():
            assert ours[place] == theirs[place], (kind, place)


def check_reports(place: Path, rows: Rows, nbjudge: Books) -> None:
    """Compares nbjudge's own report with the export, with Formgrader and with the feedback."""
    assert rows.keys() == nbjudge.exported.keys()
    for where, row in rows.items():
        exported = nbjudge.exported[where]
        for column in ("score", "raw_score", "max_score", "late_submission_penalty"):
            assert row[column] == float(exported[column]), (where, column)
        if where not in nbjudge.submissions:
            assert row["score"] == 0
            assert not row["cells"]
            continue
        shown = nbjudge.submissions[where]
        assert (row["raw_score"], row["max_score"]) == (shown["score"], shown["max_score"])
        assert (row["to_grade"] > 0) == shown["needs_manual_grade"]
        for name, notebook in nbjudge.notebooks[where].items():
            cells = [one for one in row["cells"] if one["notebook"] == name]
            assert sum(one["score"] for one in cells) == notebook["score"]
            if name not in row["problems"]:
                page = place.joinpath("feedback", *where, f"{name}.html").read_text("utf-8")
                left = notebook["score"] - nbjudge.penalties[where][name]
                assert f"{name} (Score: {left} / {notebook['max_score']})" in page
    for student, total in nbjudge.totals.items():
        own = [row["raw_score"] for (one, _), row in rows.items() if one == student]
        assert sum(own) == total


def give_manual_points(course: Course, place: Path) -> None:
    """Does what a person does in Formgrader: points, and extra credit, for what ada and eva say."""
    cell, notebook, assignment = MANUAL[course.name]
    with gradebook(course, place) as book:
        for student, given, extra in (("ada", 1.5, None), ("eva", 2, 0.5)):
            row = book.find_grade(cell, notebook, assignment, student)
            row.manual_score, row.extra_credit, row.needs_manual_grade = given, extra, False
        book.db.commit()
