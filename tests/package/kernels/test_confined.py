"""What is called in a disposable sandbox comes to an end, whatever it works on."""

from __future__ import annotations

import json
import operator
import signal
import socket
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbjudge.errors import SubmissionError
from nbjudge.kernels.confined import Unanswered, confined
from nbjudge.submission.rebuild import Rebuilt, rebuilt_file
from nbjudge.submission.survey import cells_held
from nbjudge.submission.templating import template

NOTEBOOK = new_notebook(cells=[new_code_cell("x = 1", id="one"), new_markdown_cell("text")])
FILE = nbformat.writes(NOTEBOOK).encode()


def test_function_is_called_on_files(tmp_path: Path) -> None:
    path = tmp_path / "notebook.ipynb"
    path.write_bytes(FILE)
    assert json.loads(confined(cells_held, [FILE, path, b"{"])) == [[], [], None]
    rebuilt = Rebuilt.from_json(confined(rebuilt_file, [path], template(NOTEBOOK).text))
    assert [cell.source for cell in rebuilt.notebook.cells] == ["x = 1", "text"]


def test_error_of_a_submission_comes_back() -> None:
    with pytest.raises(SubmissionError) as raised:
        confined(rebuilt_file, [b"{"], template(NOTEBOOK).text)
    assert raised.value.got == "no valid JSON"
    assert raised.value.remedy


def test_time_ends() -> None:
    # It waits for a signal that nobody sends.
    with pytest.raises(Unanswered, match=r"longer than 0\.5 s"):
        confined(signal.sigtimedwait, [], 600, time_s=0.5)


def test_memory_ends() -> None:
    with pytest.raises(Unanswered, match="more than 2,048 MiB of memory"):
        confined(operator.mul, [b""], 400_000_000)


def test_answer_is_bounded() -> None:
    with pytest.raises(Unanswered, match="more than 0 MB"):
        confined(rebuilt_file, [FILE], template(NOTEBOOK).text, most_bytes=100)


def test_fault_is_one_of_the_process() -> None:
    with pytest.raises(Unanswered, match="ended"):
        confined(operator.not_, [], most_bytes=100)


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_nothing_stays_open() -> None:
    confined(cells_held, [FILE])
    before = open_files()
    confined(cells_held, [FILE])
    with pytest.raises(Unanswered):
        confined(signal.sigtimedwait, [], 600, time_s=0.1)
    assert open_files() == before


def test_it_has_no_network() -> None:
    # It names the interfaces of the machine, and returns no bytes: all that is heard of it.
    assert len(socket.if_nameindex()) > 0
    with pytest.raises(Unanswered):
        confined(socket.if_nameindex, [])
