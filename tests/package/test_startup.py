"""The quiet start of TensorFlow, each time in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def run(code: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs code in a new process that looks for modules in a folder first."""
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(path)} if path else {},
        capture_output=True,
        text=True,
        check=False,
    )


def write(folder: Path, source: str) -> Path:
    """The folder, with another `tensorflow` in it that is faster to import."""
    (folder / "tensorflow.py").write_text(source, encoding="utf-8")
    return folder


def test_start_and_training_are_silent() -> None:
    result = run(
        "import sys, warnings\n"
        "warnings.simplefilter('default')\n"
        "from nbjudge.startup import quiet_tensorflow\n"
        "quiet_tensorflow()\n"
        "quiet_tensorflow()\n"
        "import keras\n"
        "warnings.resetwarnings()\n"
        "model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])\n"
        "model.compile('adam', 'mse')\n"
        "model.fit(keras.ops.ones((4, 2)), keras.ops.ones((4, 1)), verbose=0)\n"
        "print(keras.__name__)\n"
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "keras\n", "")


def test_stderr_works_again_afterwards(tmp_path: Path) -> None:
    path = write(tmp_path, "import os\nos.write(2, b'start-up log')\n")
    result = run(
        "import os, sys, warnings\n"
        "from nbjudge.startup import quiet_tensorflow\n"
        "quiet_tensorflow()\n"
        "os.write(2, b'descriptor ')\n"
        "sys.stderr.write('stream ')\n"
        "warnings.warn('warning')\n",
        path,
    )
    assert result.returncode == 0
    assert "descriptor stream " in result.stderr
    assert "UserWarning: warning" in result.stderr
    assert "start-up log" not in result.stderr


def test_warnings_of_the_import_are_dropped(tmp_path: Path) -> None:
    path = write(tmp_path, "import warnings\nwarnings.warn('old')\n")
    result = run("from nbjudge.startup import quiet_tensorflow\nquiet_tensorflow()\n", path)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("error", ["ImportError('no wheel')", "SystemExit('no wheel')"])
def test_errors_of_the_import_come_out(error: str, tmp_path: Path) -> None:
    path = write(tmp_path, f"raise {error}\n")
    result = run("from nbjudge.startup import quiet_tensorflow\nquiet_tensorflow()\n", path)
    assert result.returncode == 1
    assert "no wheel" in result.stderr


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    result = run(
        "import os\n"
        "from nbjudge.startup import quiet_tensorflow\n"
        "before = os.listdir('/proc/self/fd')\n"
        "quiet_tensorflow()\n"
        "assert os.listdir('/proc/self/fd') == before\n",
        path,
    )
    assert result.returncode == 0, result.stderr
