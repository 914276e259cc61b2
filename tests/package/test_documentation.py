"""The commands in README.md and CONTRIBUTING.md: each is run, or looked at if it is a heavy one."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.apps import NbGraderApp
from typer.testing import CliRunner, Result

from nbjudge.cli import app
from nbjudge.course.folder import open_folder
from nbjudge.data import find_dataset
from nbjudge.engine.pipeline import WITHOUT_A_SAY
from nbjudge.grading.scores import class_scores

from .audit.test_manifest import MANIFEST
from .conftest import numbers_notebook

PROJECT = Path(__file__).parents[2]
PAGES = {name: (PROJECT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")}
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM = re.compile(r"(git|jupyter|make|nbdiff|nbdime|nbgrader|nbjudge|pip|python|sudo) ")
# Where a program is, a setting for it, and where its output goes.
AROUND = re.compile(r"^\.venv/bin/|^[A-Z]+=\w+ | > \S+$")
ROOMS = re.compile(r"one way, from later to earlier: ([`\w,\s]+)\.")


def commands(page: str) -> Iterator[str]:
    """The commands of a page in its order: of its blocks for the terminal, and within its text."""
    for block in re.split(r"(^```\w+\n.*?^```$)", page, flags=re.MULTILINE | re.DOTALL):
        if fenced := FENCED.fullmatch(block):
            lines = fenced[2].splitlines() if fenced[1] == "console" else ()
            assert all(line.startswith("$ ") for line in lines), block
            found = [re.split(" +# ", line)[0].removeprefix("$ ") for line in lines]
        else:
            found = re.findall("`([^`\n]+)`", block)
        known = [AROUND.sub("", AROUND.sub("", command)) for command in found]
        yield from (command for command in known if PROGRAM.match(command))


COMMANDS = list(dict.fromkeys(one for page in PAGES.values() for one in commands(page)))


def is_target(words: list[str]) -> None:
    """`make`: what it would do can be told."""
    make = shutil.which("make")
    if make is None:
        pytest.skip("there is no make")
    subprocess.run([make, "-n", *words[1:]], cwd=PROJECT, check=True, capture_output=True)


def is_installable(words: list[str]) -> None:
    """`pip install`, `pip wheel`: there are these options, extras, and a wheel of this name."""
    page = subprocess.check_output([sys.executable, "-m", *words[:2], "--help"], text=True)
    known = re.findall(r"(?<!\S)-[\w-]+", page)
    assert [word for word in words[2:] if word.startswith("-") and word not in known] == []
    for extras in re.findall(r"\[(.+?)\]", " ".join(words)):
        assert set(extras.split(",")) <= PYPROJECT["optional-dependencies"].keys()
    for version in re.findall(r"nbjudge-(.+?)-py3-none-any.whl", " ".join(words)):
        assert version == PYPROJECT["version"]


def is_installed(words: list[str]) -> None:
    """`jupyter lab`, `nbdiff`: the program is there, and the files of the project that it takes."""
    name = "-".join(words[:2]) if words[0] == "jupyter" else words[0]
    assert entry_points(group="console_scripts", name=name)
    assert all(
        (PROJECT / word).exists() for word in words if word.startswith(("release", "source"))
    )


def is_code(words: list[str]) -> None:
    """`python FILE`, `python -m MODULE`: there is such code."""
    if words[1] == "-m":
        assert find_spec(words[2])
    else:
        ast.parse((PROJECT / words[1]).read_text("utf-8"))


def is_data(words: list[str]) -> None:
    """`nbjudge data fetch`: there are such data sets."""
    for name in words[3:]:
        find_dataset(name)


def is_command(words: list[str]) -> None:
    """What takes long, such as `nbjudge audit`, and `serve`, which never ends: it is there."""
    assert CliRunner().invoke(app, [*words[1:], "--help"]).exit_code == 0


def is_subcommand(words: list[str]) -> None:
    """`nbgrader collect`, `nbgrader db upgrade`: nbgrader has it."""
    app = NbGraderApp
    for word in words[1:]:
        app = app.subcommands[word][0]


def is_advised(words: list[str]) -> None:
    """`sudo apt-get install`: for Debian alone, and what make says there."""
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    assert [word for word in words[3:] if word not in makefile] == []


# What takes long, or needs a network or another system, is looked at: by its beginning.
LOOKED_AT: dict[str, Callable[[list[str]], None]] = {
    "make ": is_target,
    "pip install ": is_installable,
    "pip wheel ": is_installable,
    "sudo apt-get install ": is_advised,
    "jupyter lab": is_installed,
    "nbdiff ": is_installed,
    "nbdime ": is_installed,
    "python benchmarks/": is_code,
    "python -m ": is_code,
    "nbjudge data fetch ": is_data,
    "nbjudge audit": is_command,
    "nbjudge calibrate": is_command,
    "nbjudge serve": is_command,
    "nbgrader autograde": is_subcommand,
    "nbgrader collect": is_subcommand,
    "nbgrader db upgrade": is_subcommand,
}


def look(command: str) -> Callable[[list[str]], None] | None:
    """How a command is looked at; None if it is to be run."""
    return next((how for start, how in LOOKED_AT.items() if command.startswith(start)), None)


@pytest.mark.parametrize("command", [one for one in COMMANDS if look(one)])
def test_command_is_as_described(command: str) -> None:
    if how := look(command):
        how(shlex.split(command))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A course as the pages have it, with their rule for late work; two students are late."""
    source = tmp_path / "source" / "01-introduction"
    source.mkdir(parents=True)
    nbformat.write(numbers_notebook(), source / "numbers.ipynb")
    for student in ("ada", "ben"):
        submitted = tmp_path / "submitted" / student / "01-introduction"
        submitted.mkdir(parents=True)
        nbformat.write(numbers_notebook(), submitted / "numbers.ipynb")
        (submitted / "timestamp.txt").write_text("2026-02-01 11:00:00 +0100\n", encoding="utf-8")
    settings, rule = (
        code for language, code in FENCED.findall(PAGES["README.md"]) if language == "python"
    )
    config = (PROJECT / "nbgrader_config.py").read_text("utf-8")
    (tmp_path / "nbgrader_config.py").write_text(config + settings, encoding="utf-8")
    (tmp_path / "late.py").write_text(rule, encoding="utf-8")
    manifest = MANIFEST.replace("01-numbers", "01-introduction")
    (tmp_path / "course.toml").write_text(manifest, encoding="utf-8")
    roster = "id,first_name,last_name,email\nada,Ada,Lovelace,\nben,Ben,,\ncleo,,,\n"
    (tmp_path / "students.csv").write_text(roster, encoding="utf-8")
    nbformat.write(new_notebook(cells=[new_code_cell("1 + 1")]), tmp_path / "notebook.ipynb")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    yield tmp_path
    # The next course has another one.
    sys.modules.pop("late", None)


def test_commands_work_one_after_the_other(place: Path, nbjudge: Callable[..., Result]) -> None:
    scripts = sysconfig.get_path("scripts")
    search = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    for command in COMMANDS:
        if look(command):
            continue
        program, *arguments = shlex.split(command)
        if program == "nbjudge":
            result = nbjudge(*arguments)
            assert result.exit_code == 0, f"{command}\n{result.output}{result.stderr}"
            continue
        path = shutil.which(program, path=search["PATH"])
        assert path, command
        ended = subprocess.run([path, *arguments], env=search, capture_output=True, text=True)
        assert ended.returncode == 0, f"{command}\n{ended.stdout}{ended.stderr}"
    assert (place / "grades.csv").is_file()
    executed = nbformat.read(place / "notebook.ipynb", as_version=4)
    assert executed.cells[0].outputs[0].data["text/plain"] == "2"
    assert nbjudge("grade").exit_code == 0
    scores = class_scores(open_folder(place), ["01-introduction"], ["ada", "ben", "cleo"])
    # Who handed in was half a day late, and ada has an extension since.
    found = {one.student: one.score for one in scores}
    assert found == pytest.approx({"ada": 3, "ben": 2.7, "cleo": 0})


def test_imports_run_the_way_that_the_page_says() -> None:
    rooms = re.findall(r"\w+", ROOMS.search(PAGES["CONTRIBUTING.md"])[1])
    package = PROJECT / "nbjudge"
    there = [path for path in package.iterdir() if path.is_dir() or path.suffix == ".py"]
    assert {path.stem for path in there if not path.name.startswith("_")} == set(rooms)
    for number, room in enumerate(rooms):
        for path in [*(package / room).rglob("*.py"), *package.glob(f"{room}.py")]:
            assert set(imported_rooms(path)) & set(rooms[number + 1 :]) == set(), path
    # So these can't change a grade, and results are kept when they do.
    assert set(rooms[rooms.index("grading") + 1 :]) >= WITHOUT_A_SAY


def imported_rooms(path: Path) -> Iterator[str]:
    """The rooms of the package from which a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports by whole names here"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name.split(".")[1] for name in names if name.startswith("nbjudge."))
