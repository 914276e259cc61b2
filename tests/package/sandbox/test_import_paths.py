"""What a sandbox may show of the places that Python imports from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nbjudge.sandbox.import_paths import import_paths


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with a course, packages and modules in it."""
    for name in (
        "course/source/ps1/ps1.ipynb",
        "course/nbgrader_config.py",
        "course/helpers/answers.py",
        "course/.venv/lib/site-packages/course_package/__init__.py",
        "plain/source/ps1/ps1.ipynb",
        ".local/lib/python3/site-packages/mine/__init__.py",
        "library/package/__init__.py",
        "library/module.py",
        "library/native.so",
        "library/package.dist-info/METADATA",
        "library/notes/secret.txt",
        "library/letter.txt",
        "secret.py",
    ):
        path = tmp_path / "home" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "home"


def shown(home: Path, entry: str) -> set[str]:
    """What is shown of the home folder because of an entry."""
    paths = import_paths([str(home / entry)], [home]).shown
    return {str(path.relative_to(home)) for path in paths if path.is_relative_to(home)}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (".local/lib/python3/site-packages", {".local/lib/python3/site-packages"}),
        ("course/.venv/lib/site-packages", {"course/.venv/lib/site-packages"}),
        (
            "library",
            {
                "library/package",
                "library/module.py",
                "library/native.so",
                "library/package.dist-info",
            },
        ),
        ("library/module.py", {"library/module.py"}),
        ("nowhere", set()),
    ],
)
def test_packages_are_shown(entry: str, expected: set[str], home: Path) -> None:
    assert shown(home, entry) == expected
    assert not import_paths([str(home / entry)], [home]).left_out


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("", "home"),
        ("..", "home"),
        ("course", "it is a course folder"),
        ("course/source/ps1", "in a course folder"),
        ("course/helpers", "in a course folder"),
        ("plain", "it is a course folder"),
    ],
)
def test_courses_and_what_is_above_them_are_not(entry: str, reason: str, home: Path) -> None:
    assert shown(home, entry) == set()
    (said,) = import_paths([str(home / entry)], [home]).left_out.values()
    assert said.endswith(reason)


def test_folder_above_a_course_is_not_shown(home: Path) -> None:
    (said,) = import_paths([str(home)], []).left_out.values()
    assert said == "there is a course folder in it"


def test_environment_in_a_folder_of_other_things_is_shown_in_parts(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = home / "course"
    (environment / "lib").mkdir()
    (environment / "pyvenv.cfg").touch()
    monkeypatch.setattr(sys, "prefix", str(environment))
    paths = import_paths([], [home]).shown
    assert {path.name for path in paths if path.parent == environment} == {"lib", "pyvenv.cfg"}
    assert environment not in paths


def test_this_python_is_shown_as_a_whole() -> None:
    assert {Path(sys.prefix), Path(sys.base_prefix)} <= set(import_paths([], []).shown)
