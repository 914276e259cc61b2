"""What students write does nothing to the terminal of whoever reads it."""

from __future__ import annotations

import io
import re

import pytest
from rich.table import Table

from nbjudge.cli.terminal import out

NAMES = {
    "red\x1b[31m": "red␛[31m",
    "title\x1b]0;new\x07": "title␛]0;new",
    "erase\x7f\x9b2J": "erase␡�2J",
    "turned\u202egnp.exe": "turned�gnp.exe",
    "[bold red]mark[/]": "[bold red]mark[/]",
    "[link=https://a.example]x": "[link=https://a.example]x",
    "=1+1": "=1+1",
    "Ada Lovelace ✓ 李": "Ada Lovelace ✓ 李",
}


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is printed on stdout, as on a terminal with colours."""
    stream = io.StringIO()
    monkeypatch.setattr(out, "_file", stream)
    monkeypatch.setattr(out, "_force_terminal", True)
    monkeypatch.setattr(out, "_color_system", None)
    return stream


@pytest.mark.parametrize(("name", "shown"), NAMES.items(), ids=range(len(NAMES)))
def test_name_is_shown_as_it_is_and_does_nothing(
    name: str, shown: str, printed: io.StringIO
) -> None:
    table = Table("student", "points", style="bold")
    table.add_row(name, "3")
    out.print(table)
    out.print(f"{name}: a remark", style="red", soft_wrap=True)
    text = printed.getvalue()
    assert text.count(shown) == 2
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text) == []
