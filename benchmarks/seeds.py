"""The reference solutions over ten seeds of training: do the thresholds hold?

Replaces every seed that a notebook sets by others and grades it with the reference solution,
which must have full points each time. The real data are used where they are in the cache; the
result says which were. Names of notebooks as arguments choose some. Updates
`benchmarks/seeds.json`.
"""

from __future__ import annotations

import json
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from rich.console import Console
from rich.progress import track

from nbjudge.audit.scoring import score
from nbjudge.course.manifest import load_course
from nbjudge.data import origin

PROJECT = Path(__file__).parents[1]
LATEST = Path(__file__).with_name("seeds.json")
SEEDS = range(10)
_SEED = re.compile(r"(set_random_seed\((?:seed=)?)(\d+)(\))")
_CELL_TIMEOUT_S = 600

console = Console(stderr=True)


def main() -> None:
    """Grades each notebook that sets a seed, and shows which test cells lost points how often."""
    course = load_course(PROJECT)
    paths = [
        course.source(assignment, notebook)
        for assignment, notebook in course.notebooks()
        if notebook.name in sys.argv[1:] or not sys.argv[1:]
    ]
    runs = [(path, seed) for path in paths if _SEED.search(path.read_text()) for seed in SEEDS]
    found: dict[str, dict[str, int]] = {path.stem: {} for path, _ in runs}
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        results = pool.map(losses, *zip(*runs, strict=True))
        for (path, _), lost in track(
            zip(runs, results, strict=True), "Grading", len(runs), console=console
        ):
            for test in lost:
                found[path.stem][test] = found[path.stem].get(test, 0) + 1
    data = ", ".join(f"{name} {origin(name)}" for name in ("weather", "street_images"))
    latest = json.loads(LATEST.read_text()) if LATEST.exists() else {}
    for name, lost in found.items():
        console.print(f"{name}: {lost or 'full points'}")
        latest.setdefault(name, {})[data] = {"seeds": len(SEEDS), "lost": lost}
    LATEST.write_text(json.dumps(latest, indent=2) + "\n")


def losses(path: Path, seed: int) -> list[str]:
    """The test cells that did not get full points with other seeds."""
    source = nbformat.read(path, as_version=4)
    seeded: NotebookNode = nbformat.read(path, as_version=4)
    for cell in (*source.cells, *seeded.cells):
        # Far from the notebook's own seeds, and different for each of them.
        cell.source = _SEED.sub(
            lambda m: f"{m[1]}{int(m[2]) + 1000 * (seed + 1)}{m[3]}", cell.source
        )
    points = score(seeded, source, _CELL_TIMEOUT_S)
    full = {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points
        for cell in source.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    return [name for name, got in points.items() if got is not None and got != full[name]]


if __name__ == "__main__":
    main()
