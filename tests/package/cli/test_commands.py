"""The command line: what goes where, and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nbjudge.__main__ import main

PROJECT = Path(__file__).parents[3]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the entry point in this process, as far as its end."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["nbjudge", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return subprocess.CompletedProcess(sys.argv, end.value.code, *capsys.readouterr())

    return run


def process(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Python in a process of its own."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["grade", "--course", "nowhere"], "Name it with --course DIR."),
        (["release", "--course", "nowhere"], "Name it with --course DIR."),
        (["map", "--course", "nowhere"], "Name it with --course DIR."),
        (["demo", "--course", "nowhere"], "Run the demo in a checkout of the project."),
        (
            ["data", "fetch", "moon"],
            "expected one of `penguins`, `iris`, `weather`, `street_images`, got `moon`.",
        ),
        (["data", "fetch"], "Missing argument 'NAME...'"),
        (["grade", "--shiny"], "No such option: --shiny"),
    ],
    ids=["grade", "release", "map", "demo", "data", "no-argument", "no-option"],
)
def test_unusable_request_exits_with_2(arguments: list[str], message: str, run: Run) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_process_ends_with_the_same_code_and_message() -> None:
    result = process("-m", "nbjudge", "grade", "--course", "nowhere")
    assert (result.returncode, result.stdout) == (2, "")
    assert "Name it with --course DIR." in result.stderr
    assert "Traceback" not in result.stderr


def test_help_names_the_commands(run: Run) -> None:
    result = run("--help")
    assert result.returncode == 0
    assert all(name in result.stdout for name in ("release", "grade", "demo", "data"))


def test_data_list_is_json_for_programs(run: Run) -> None:
    rows = json.loads(run("data", "list", "--json").stdout)
    assert {row["name"]: row["shape"] for row in rows} == {
        "penguins": [344, 7],
        "iris": [150, 5],
        "weather": [3654, 91],
        "street_images": [1171, 64, 64, 3],
    }
    assert all(row["licence"] and row["citation"] for row in rows)


def test_map_is_json_for_programs(run: Run) -> None:
    rows = json.loads(run("map", "--course", PROJECT, "--json").stdout)
    of_p16 = next(row for row in rows if row["id"] == "P16")
    assert of_p16["notebook"] == "penguins_network"
    assert of_p16["reference"].startswith("83")


def test_packaged_data_needs_no_fetch(run: Run) -> None:
    result = run("data", "fetch", "penguins", "iris")
    assert result.returncode == 0
    assert result.stderr.count("nothing to fetch") == 2


def test_student_without_the_grader_is_told_what_to_install() -> None:
    # As in an installation without the extra: the module can't be found.
    code = "import sys; sys.modules['typer'] = None; from nbjudge.__main__ import main; main()"
    result = process("-c", code)
    assert result.returncode == 1
    assert "pip install 'nbjudge[grade]'" in result.stderr
    assert "Traceback" not in result.stderr
