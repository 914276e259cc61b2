"""The attacked class, graded once for all tests, whichever process they run in."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from package.machines import NEEDS_LANDLOCK, on_namespaceless
from package.once import made_once

from attacks import damages, kept, sizes, texts
from attacks.attack import load_attacks
from attacks.graded import Graded, grade_attacked_class

TESTS = Path(__file__).parents[1]
# What students hand in is no test.
collect_ignore = ["submissions"]

FAMILIES = (damages.damage, sizes.damage, texts.damage, kept.damage)
ATTACKS = [*load_attacks(), *(one for family in FAMILIES for one in family.attacks)]


LEVELS = ["bubblewrap", pytest.param("landlock", marks=NEEDS_LANDLOCK)]


@pytest.fixture(scope="session")
def graded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """The class with all attackers in it; the first test that asks has it graded."""
    level: str = request.param
    folder = made_once(
        tmp_path_factory,
        f"attacks-{level}",
        lambda folder: grade_at_level(level, folder / "record.json"),
        one_at_a_time="attacks",
    )
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    return Graded(folder / "class" / "attacked", record)


def grade_at_level(level: str, record: Path) -> None:
    """Has the class graded where there is nothing above this level; its record is written."""
    if level == "bubblewrap":
        write_record(level, record.parent)
        return
    text = f"from attacks.conftest import *; write_record({level!r}, Path.cwd())"
    paths = os.pathsep.join(map(str, (TESTS, *sys.path)))
    said = on_namespaceless(
        "same user", record.parent, "-c", text, timeout_s=3000, PYTHONPATH=paths
    )
    assert record.exists(), said


def write_record(level: str, folder: Path) -> None:
    """Grades the class in a folder, and writes the record there."""
    found = grade_attacked_class(folder / "class", ATTACKS, level)
    (folder / "record.json").write_text(json.dumps(found), encoding="utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first of these tests, and those that wait for it, last as long as the grading."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.timeout(3600))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives a test the class at each level, and one that takes an `attack` those of its family."""
    if "attack" not in metafunc.fixturenames:
        if "graded" in metafunc.fixturenames:
            metafunc.parametrize("graded", LEVELS, indirect=True, scope="session")
        return
    family = metafunc.module.__name__.rpartition("test_")[2]
    pairs = [
        pytest.param(attack, level, marks=marks, id=f"{attack.name}-{level}")
        for level, marks in (("bubblewrap", ()), ("landlock", NEEDS_LANDLOCK))
        for attack in ATTACKS
        if attack.family == family and attack.at(level)
    ]
    metafunc.parametrize(("attack", "graded"), pairs, indirect=["graded"], scope="session")
