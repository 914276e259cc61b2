#!/bin/sh
# nbgrader 0.9.6 writes its CSV of grades without quotes: a comma in a name, as in "King, Jr.", or in the
# name of an assignment, moves all later fields to the right, so that whoever reads the file takes the
# e-mail address for the points. Wanted: one more pair of quotes, as CSV has
# it. Nothing is said; a spreadsheet shows a row with one column more than its head.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet nbgrader==0.9.6
cd "$place"
# nbgrader starts a program that is installed with it.
PATH="$place/venv/bin:$PATH"
"$place/venv/bin/python" - <<'END'
import csv
import sys
from importlib.metadata import version

from nbgrader.api import Gradebook
from nbgrader.plugins.export import CsvExportPlugin

with Gradebook("sqlite:///gradebook.db") as gradebook:
    gradebook.add_assignment("week 1")
    gradebook.add_student("ada", first_name="Ada", last_name="Lovelace", email="ada@example.org")
    gradebook.add_student(
        "martin", first_name="Martin", last_name="King, Jr.", email="martin@example.org"
    )
    CsvExportPlugin().export(gradebook)
print("nbgrader", version("nbgrader"))
with open("grades.csv", newline="") as file:
    rows = {row["student_id"]: row for row in csv.DictReader(file)}
columns = ("last_name", "first_name", "email", "raw_score", "score", None)
found = {student: [row.get(column) for column in columns] for student, row in rows.items()}
for student, fields in found.items():
    print(student, dict(zip(columns, fields)))
sys.exit(
    found
    != {
        "ada": ["Lovelace", "Ada", "ada@example.org", "0.0", "0.0", None],
        "martin": ["King", " Jr.", "Martin", "martin@example.org", "0.0", ["0.0"]],
    }
)
END
