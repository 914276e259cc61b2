"""Submissions that are damaged on purpose: cells, metadata, files, names."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from attacks import lesson
from attacks.damage import NOTEBOOK, Damages, cells_of, edit

damage = Damages("damaged_submissions")

# Metadata ------------------------------------------------------------------------------------


@damage("The test cells carry the tag `skip-execution`", "failed")
def skip_execution(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        for cell in cells_of(content, "tests"):
            cell["metadata"]["tags"] = ["skip-execution", "raises-exception"]

    edit(folder, change)


@damage("The test cells are worth 1,000 points each", "failed")
def thousand_points(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        for cell in cells_of(content, "tests"):
            cell["metadata"]["nbgrader"]["points"] = 1000
            cell["metadata"]["nbgrader"]["solution"] = True

    edit(folder, change)


@damage("The test cells are empty, and show full points already", "failed")
def forged_outputs(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        for cell in cells_of(content, "tests"):
            cell["source"] = "pass"
            cell["execution_count"] = 1
            shown = {"text/plain": ["14"]}
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "execution_count": 1,
                    "data": shown,
                    "metadata": {},
                }
            ]

    edit(folder, change)


@damage("The notebook says of itself that it has been graded", "failed")
def forged_verdicts(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        verdicts = [
            {"grade_id": name, "status": "passed", "points": most, "max_points": most}
            for name, most in lesson.points("01-values").items()
        ]
        content["metadata"]["nbjudge"] = {"key": "0" * 64, "verdicts": verdicts, "notes": []}

    edit(folder, change)


@damage("The notebook asks for another kernel, and has scripts in its metadata", "failed")
def other_kernel(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        script = "<script>alert('active')</script>"
        content["metadata"] = {
            "kernelspec": {"name": "../../bin/sh", "display_name": script, "language": "bash"},
            "language_info": {"name": script, "pygments_lexer": script},
            "title": script,
            "widgets": {"application/vnd.jupyter.widget-state+json": {"state": script}},
        }

    edit(folder, change)


# Cells ---------------------------------------------------------------------------------------


@damage("The test cells are deleted", "failed")
def deleted_tests(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        tests = cells_of(content, "tests")
        content["cells"] = [cell for cell in content["cells"] if cell not in tests]

    edit(folder, change)


@damage("The test cells are text cells", "failed")
def retyped_tests(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        for cell in cells_of(content, "tests"):
            cell["cell_type"] = "markdown"
            del cell["outputs"], cell["execution_count"]

    edit(folder, change)


@damage("A test cell is there twice, and an added cell has its grade id", {"test_number": "failed"})
def duplicated_test(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        first, *_ = cells_of(content, "tests")
        content["cells"] += [first, {**first, "id": "another", "source": "pass"}]

    edit(folder, change)


@damage("A solution cell is there twice, with two answers", {"test_number": "failed"})
def duplicated_solution(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        first, *_ = cells_of(content, "solutions")
        content["cells"].append({**first, "source": "number = 1"})

    edit(folder, change)


@damage("The tests come first, in the opposite order", "failed")
def reordered_cells(folder: Path) -> None:
    edit(folder, lambda content: content["cells"].reverse())


@damage("Added cells say that they are graded, with points of their own", "failed")
def added_tests(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        for cell in cells_of(content, "tests"):
            added = json.loads(json.dumps(cell))
            added["metadata"]["nbgrader"] |= {"grade_id": f"more_{cell['id']}", "points": 1000}
            added |= {"id": f"more-{cell['id']}", "source": "pass"}
            content["cells"].append(added)

    edit(folder, change)


@damage("Text cells hold scripts", "failed")
def active_text(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        script = "<script>alert('active')</script><img src=x onerror=\"alert('active')\">"
        link = (
            "[a](javascript:alert('active')) <iframe srcdoc=\"<script>alert('active')</script>\">"
        )
        for kind in ("markdown", "raw"):
            metadata = {"raw_mimetype": "text/html", "format": "text/html"}
            content["cells"].insert(
                0,
                {"cell_type": kind, "id": kind, "metadata": metadata, "source": script + link},
            )

    edit(folder, change)


# Files ---------------------------------------------------------------------------------------


@damage("A right submission is followed by one that is no JSON", "unattempted", resubmitted=True)
def then_bad_json(folder: Path) -> None:
    path = folder / NOTEBOOK
    path.write_text(path.read_text(encoding="utf-8")[:-100], encoding="utf-8")


@damage("A right submission is followed by one without test cells", "failed", resubmitted=True)
def then_deleted_tests(folder: Path) -> None:
    deleted_tests(folder)


@damage(
    "A right submission is followed by one that ends its own process",
    {"test_table": "kernel_died"},
    resubmitted=True,
)
def then_crash(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        cells_of(content, "solutions")[-1]["source"] = "import os\nos._exit(0)"

    edit(folder, change)


@damage("A right submission is followed by an empty folder", {}, resubmitted=True)
def then_nothing(folder: Path) -> None:
    (folder / NOTEBOOK).unlink()


@damage("A file of no bytes", "unattempted")
def empty_file(folder: Path) -> None:
    (folder / NOTEBOOK).write_bytes(b"")


@damage("JSON of a hundred thousand levels", "unattempted")
def nested_json(folder: Path) -> None:
    (folder / NOTEBOOK).write_text('{"cells": ' + "[" * 100_000, encoding="utf-8")


@damage("Numbers, types and versions that no notebook has", "unattempted")
def other_json(folder: Path) -> None:
    content = '{"nbformat": 1e999, "nbformat_minor": NaN, "cells": {"0": []}, "metadata": 7}'
    (folder / NOTEBOOK).write_text(content, encoding="utf-8")


@damage("Links in the submission point to what lies outside of it", "failed")
def links(folder: Path) -> None:
    outside = folder.parents[3] / "outside"
    (folder / "secret.txt").symlink_to(outside / "secret.txt")
    (folder / "all").symlink_to(outside, target_is_directory=True)
    (folder / "passwords").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "others").symlink_to(folder.parents[1], target_is_directory=True)
    (folder / "gradebook.db").symlink_to(folder.parents[2] / "gradebook.db")
    (folder / "again.ipynb").symlink_to(outside / "values.ipynb")
    os.link(outside / "secret.txt", folder / "hard.txt")
    (folder / "hard.txt").unlink()


@damage("The notebook itself is a link to a file outside", {})
def linked_notebook(folder: Path) -> None:
    path = folder / NOTEBOOK
    path.unlink()
    path.symlink_to(folder.parents[3] / "outside" / "values.ipynb")


@damage("The folder of the submission is a link to another student's", {})
def linked_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(folder.parents[1] / "aaron" / folder.name, target_is_directory=True)


@damage("Pipes, sockets and folders without permissions beside the notebook", "failed")
def special_files(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "another.ipynb")
    (folder / "closed").mkdir(mode=0o000)
    (folder / "closed").chmod(0o755)


@damage("File names with `..`, backslashes, line ends and control characters", "failed")
def file_names(folder: Path) -> None:
    names = [
        "..values.ipynb",
        "...",
        "..\\..\\up",
        "a\nb",
        "\x1b[31m",
        "-rf",
        "~",
        "$(id)",
        "%s{0}",
    ]
    for name in [*names, "\u202egnp.py", "x" * 255]:
        (folder / name).write_text("a file", encoding="utf-8")
    (folder / os.fsdecode(b"\xff\xfe")).write_text("a file", encoding="utf-8")


@damage("Files have the names of the course's folders and settings", "failed")
def names_taken(folder: Path) -> None:
    (folder / "helper").write_text("a file", encoding="utf-8")
    for name in ("gradebook.db", "nbgrader_config.py", "course.toml"):
        (folder / name).write_text("raise SystemExit('hostile configuration')", encoding="utf-8")


@damage("The time of the submission is none", "failed")
def time_of_submission(folder: Path) -> None:
    (folder / "timestamp.txt").write_text("\x00 no time {0}", encoding="utf-8")


@damage("A folder stands in the place of the notebook", {})
def folder_for_notebook(folder: Path) -> None:
    (folder / NOTEBOOK).unlink()
    (folder / NOTEBOOK).mkdir()
    (folder / NOTEBOOK / "x.txt").write_text("a file", encoding="utf-8")


@damage("The notebook, and beside it a folder of the same name with another one", "failed")
def notebook_in_folder(folder: Path) -> None:
    (folder / "values").mkdir()
    shutil.copy(folder / NOTEBOOK, folder / "values" / NOTEBOOK)
    shutil.copy(folder / NOTEBOOK, folder / "copy of values.ipynb")


# Names of students ---------------------------------------------------------------------------


@damage("A student's id with two dots", "failed", student="..aaron")
def dotted_student(folder: Path) -> None:
    pass


@damage("A student's id that is a pattern of all", "failed", student="a*")
def pattern_student(folder: Path) -> None:
    pass


@damage("A student's id that is a pattern of others", "failed", student="[a-z]oe")
def class_student(folder: Path) -> None:
    pass


@damage("A student's id with markup", "failed", student="[red]<b>x'\" & {0} %s")
def marked_student(folder: Path) -> None:
    pass


@damage("A student's id that looks like an option", "failed", student="--force")
def option_student(folder: Path) -> None:
    pass
