from __future__ import annotations

import subprocess
import sys

import pytest

JUPYTER = {
    "IPython", "dask", "ipykernel", "ipywidgets", "jupyter_client", "nbformat", "nbgrader",
    "traitlets",
}  # fmt: skip
LESSON = {
    "keras", "matplotlib", "palmerpenguins", "pandas", "pooch", "requests", "scipy", "seaborn",
    "sklearn", "tensorflow", "tqdm",
}  # fmt: skip


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("nbjudge.data", JUPYTER | LESSON),
        ("nbjudge.checks", JUPYTER | LESSON),
        # Jupyter's own server has to do with requests.
        ("nbjudge.cli", LESSON - {"requests", "tqdm"}),
    ],
)
def test_nobody_loads_more_than_is_needed(module: str, heavy: set[str]) -> None:
    script = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert not heavy & set(result.stdout.split())
    assert result.stderr == ""
