"""The same notebooks with the real files in the cache: they use them, and are graded by them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nbjudge.grading.pipeline import Grade

PROJECT = Path(__file__).parents[2]
FILES = PROJECT.parent / "shared" / "data"
WITH_WEATHER = [
    path
    for path in sorted((PROJECT / "source").glob("*/*.ipynb"))
    if "load_weather" in path.read_text(encoding="utf-8")
]
# The cache folder is settled when a process starts its warm parent, so this is one of its own.
GRADE = """
import sys
from nbjudge import grade
from nbjudge.grading.execution import Terms
print(grade(sys.argv[1], sys.argv[1], Terms(cell_s=120)).to_json())
"""


@pytest.mark.skipif(not FILES.is_dir(), reason="the real tables are not beside the project")
@pytest.mark.parametrize("path", WITH_WEATHER, ids=lambda path: path.stem)
def test_reference_gets_full_points_on_the_real_weather(path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", GRADE, path],
        env=os.environ | {"NBJUDGE_DATA": str(FILES)},
        capture_output=True,
        text=True,
        check=True,
    )
    grade = Grade.from_json(run.stdout)
    assert [verdict for verdict in grade.verdicts if verdict.status != "passed"] == []
    shown = json.dumps(grade.notebook)
    assert "Weather: the real table" in shown
    assert "a simulated table" not in shown
