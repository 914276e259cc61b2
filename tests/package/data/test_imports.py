from __future__ import annotations

import subprocess
import sys

HEAVY = {
    "IPython", "dask", "ipykernel", "ipywidgets", "jupyter_client", "keras", "nbformat", "nbgrader",
    "pooch", "requests", "sklearn", "tensorflow", "traitlets", "tqdm",
}  # fmt: skip


def test_students_load_only_what_they_need() -> None:
    script = "import sys, nbjudge.data; print(*{name.partition('.')[0] for name in sys.modules})"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert HEAVY.isdisjoint(result.stdout.split())
    assert result.stderr == ""
