"""The attacked class, graded once for all tests, whichever process they run in."""

from __future__ import annotations

import fcntl
import json
import os
import traceback
from pathlib import Path

import pytest

from attacks import damages, kept, sizes, texts
from attacks.attack import Attack, load_attacks
from attacks.graded import Graded, grade_attacked_class

# What students hand in is no test.
collect_ignore = ["submissions"]

FAMILIES = (damages.damage, sizes.damage, texts.damage, kept.damage)
ATTACKS = [*load_attacks(), *(one for family in FAMILIES for one in family.attacks)]


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """The class with all attackers in it; the first test that asks has it graded."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "attacks"
    place.mkdir(exist_ok=True)
    record = place / "record.json"
    with Path(place, "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not record.exists():
            try:
                found = grade_attacked_class(place / "class", ATTACKS)
            except (Exception, pytest.fail.Exception):
                found = {"error": traceback.format_exc()}
            record.write_text(json.dumps(found), encoding="utf-8")
    found = json.loads(record.read_text(encoding="utf-8"))
    if "error" in found:
        pytest.fail(f"the class could not be graded:\n{found['error']}", pytrace=False)
    return Graded(place / "class" / "attacked", found)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first of these tests, and those that wait for it, last as long as the grading."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.timeout(3600))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives a test that takes an `attack` those of its module's family."""
    if "attack" in metafunc.fixturenames:
        family = metafunc.module.__name__.rpartition("test_")[2]
        chosen: list[Attack] = [one for one in ATTACKS if one.family == family]
        metafunc.parametrize("attack", chosen, ids=[one.name for one in chosen])
