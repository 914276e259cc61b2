"""The same notebooks with real files in the cache: they use them, and are graded by them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from nbjudge.data.registry import find_dataset
from nbjudge.data.street_images_model import painted_street_images
from nbjudge.engine.pipeline import Grade

PROJECT = Path(__file__).parents[2]
FILES = PROJECT.parent / "shared" / "data"
# The cache folder is settled when a process starts its warm parent, so this is one of its own.
GRADE = """
import asyncio, sys
from pathlib import Path
from nbjudge.engine.job import Job
from nbjudge.engine.pipeline import prepare_reference, run
from nbjudge.engine.task import Terms
job = Job(Path(sys.argv[1]).read_bytes(), b"", terms=Terms(cell_s=120))
grade = asyncio.run(run(prepare_reference(job)))
print(grade.to_json())
print(grade.executed.decode())
"""


def notebooks_with(loader: str) -> list[Path]:
    """The source notebooks that call a loader."""
    paths = sorted((PROJECT / "source").glob("*/*.ipynb"))
    return [path for path in paths if loader in path.read_text(encoding="utf-8")]


def output_of_full_points(path: Path, cache: Path) -> str:
    """The reference solution's outputs with this cache folder, once it has full points."""
    run = subprocess.run(
        [sys.executable, "-c", GRADE, path],
        env=os.environ | {"NBJUDGE_DATA": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    said, executed = run.stdout.splitlines()
    grade = Grade.from_json(said, executed.encode())
    assert [verdict for verdict in grade.verdicts if verdict.status != "passed"] == []
    return json.dumps(grade.notebook)


@pytest.mark.skipif(not FILES.is_dir(), reason="the real tables are not beside the project")
@pytest.mark.parametrize("path", notebooks_with("load_weather"), ids=lambda path: path.stem)
def test_reference_gets_full_points_on_the_real_weather(path: Path) -> None:
    shown = output_of_full_points(path, FILES)
    assert "Weather: the real table" in shown
    assert "a simulated table" not in shown


@pytest.fixture(scope="module")
def arrays(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with files of the form of the real street images, which are not to be had here."""
    cache = tmp_path_factory.mktemp("cache")
    cache.chmod(0o755)  # students' code runs as another user
    files = find_dataset("street_images").files
    for file, array in zip(files, painted_street_images(), strict=True):
        np.save(cache / file.name, array)
    return cache


@pytest.mark.parametrize("path", notebooks_with("load_street_images"), ids=lambda path: path.stem)
def test_reference_gets_full_points_on_street_images_of_the_cache(path: Path, arrays: Path) -> None:
    shown = output_of_full_points(path, arrays)
    assert "Street images: the real ones" in shown
    assert "painted house numbers, in place of the real ones" not in shown
