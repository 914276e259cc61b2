"""The gradebook on a PostgreSQL server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from nbjudge.course.folder import CourseFolder, open_folder

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a new server, reached by a socket file."""
    if not PROGRAMS:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path("/tmp", f"nbjudge-postgresql-{os.getpid()}")
    folder.mkdir(mode=0o755)
    # It refuses to run as root.
    who = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    if who:
        shutil.chown(folder, "postgres", "postgres")

    def call(program: str, *arguments: str) -> None:
        command = [str(PROGRAMS[-1] / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd="/", **who)

    call("initdb", "--auth=trust", "--username=nbjudge", "--no-sync")
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    call("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", options)
    try:
        yield f"postgresql+psycopg://nbjudge@/postgres?host={folder}"
    finally:
        call("pg_ctl", "stop", "-m", "immediate")
        shutil.rmtree(folder)


def test_class_is_graded_into_postgresql(
    server: str,
    course: CourseFolder,
    hand_in: Callable[..., Path],
    nbjudge: Callable[..., Result],
    configure: Callable[[str], None],
) -> None:
    configure(f"c.CourseDirectory.db_url = {server!r}")
    (course.path / "gradebook.db").unlink()
    for student in ("ada", "ben"):
        hand_in(student, "letters", answer=f"answer = 42  # {student}")
        hand_in(student, "numbers", answer="answer = 1")
    result = nbjudge("grade", "--course", course.path, "--json")
    assert [row["score"] for row in json.loads(result.stdout)] == [3, 3], result.output
    assert not (course.path / "gradebook.db").exists()
    with open_folder(course.path).gradebook() as gradebook:
        assert {student.id for student in gradebook.students} == {"ada", "ben"}


def test_two_machines_grade_into_one_gradebook(
    server: str, course: CourseFolder, hand_in: Callable[..., Path], tmp_path: Path
) -> None:
    for student in ("ada", "ben", "cyd"):
        hand_in(student, "letters", answer=f"answer = 42  # {student}")
        hand_in(student, "numbers")
    (course.path / "gradebook.db").unlink()
    with (course.path / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"\nc.CourseDirectory.db_url = {server!r}\n")
    with open_folder(course.path).gradebook():
        pass
    # Nothing of the one folder is seen in the other.
    other = shutil.copytree(course.path, tmp_path / "other")
    command = [sys.executable, "-m", "nbjudge", "grade", "--jobs", "1"]
    running = [
        subprocess.Popen(
            command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for place in (course.path, other)
    ]
    for process in running:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said
    with open_folder(course.path).gradebook() as gradebook:
        submitted = gradebook.find_assignment("01-numbers").submissions
        assert {one.student.id: one.score for one in submitted} == {"ada": 4, "ben": 4, "cyd": 4}
