#!/bin/sh
# nbgrader 0.9.6 changes a gradebook of an older nbgrader before it finds that it can't read it: a
# command that only lists students adds a table to the database, and then ends in a
# traceback that names no remedy. Wanted: the sentence that its converters have for this, "run the
# command `nbgrader db upgrade`", and an untouched file.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet nbgrader==0.9.6
PATH="$place/venv/bin:$PATH"
mkdir "$place/course"
cd "$place/course"
tables() {
    python -c 'import sqlite3
query = "select name from sqlite_master where type = ?"
print(*sorted(n for n, in sqlite3.connect("gradebook.db").execute(query, ["table"])))'
}
python - <<'END'
import sqlite3
import sys
from importlib.metadata import version

from nbgrader.api import Gradebook

Gradebook("sqlite:///gradebook.db").close()
database = sqlite3.connect("gradebook.db")
# Back by two revisions, to the schema that knows no courses.
database.executescript("""
    DROP TABLE assignment;
    CREATE TABLE assignment (id VARCHAR(32) NOT NULL PRIMARY KEY, name VARCHAR(128), duedate DATETIME);
    DROP TABLE course;
    ALTER TABLE student DROP COLUMN lms_user_id;
    UPDATE alembic_version SET version_num = '167914646830';
""")
print("nbgrader", version("nbgrader"))
END
tables > before
status=0
nbgrader db student list > output 2>&1 || status=$?
tables > after
echo "nbgrader db student list: exit code $status"
tail -n 3 output
diff before after || true
test "$status" -ne 0
grep -q Traceback output
if grep -q "db upgrade" output || grep -qw course before; then
    exit 1
fi
grep -qw course after
