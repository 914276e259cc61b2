"""Submissions whose names and texts are to act where people and programs read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attacks.damage import Damages, edit, text_cell

damage = Damages("texts")
_NUMBER = {"test_number": "failed"}
_SCRIPT = "<script>alert('active')</script>"
_PIXEL = {"image/png": "iVBORw0KGgo="}

FORMULAS = ("=HYPERLINK(A1)", "+1+1", "-1+2", "@SUM(A1)", "\ttab")
CONTROLS = ("red\x1b[31m", "title\x1b]0;x\x07", "back\u202eward\x9b2J")
MARKUP = ("<img src=x onerror=alert('active')>", "[link=x]y[&] {{7*7}}{% raw %} $x$`y`")
# nbgrader can't record it.
TWO_LINES = "two\nlines"
_STUDENTS = {
    "A student's id that a spreadsheet takes for a formula": FORMULAS,
    "A student's id that controls a terminal": CONTROLS,
    "A student's id that is markup": MARKUP,
    "A student's id of two lines": [TWO_LINES],
}
# What would load something from elsewhere, where a text is HTML as well.
_REMOTE = r"""
![a](http://active.example/a.png) ![b](//active.example/b.png) ![c][d]

[d]: https://active.example/d.png

<img src='http://active.example/a.png'> <img srcset='http://active.example/b.png 2x'>
<img src=' https://active.example/a.png'> <img src='\\active.example\a.png'>

<link rel=stylesheet href='//active.example/a.css'>
<style>@import '//active.example/b.css';</style>

<p style='background: url(//active.example/a.png)'>a</p>
<table background='//active.example/b.png'><tr><td>b</td></tr></table>

<video src='//active.example/a.mp4' poster='//active.example/a.png'></video>
<audio src='//active.example/a.mp3' autoplay></audio>

<object data='//active.example/a.svg'></object><embed src='//active.example/b.svg'>
<iframe src='//active.example'></iframe>

<svg><image href='http://active.example/a.png'/><use href='http://active.example/b.svg#a'/></svg>

<meta http-equiv=refresh content='0;url=http://active.example'>
<base href='http://active.example'>

<math><mtext><img src='http://active.example/m.png'></mtext></math>
$\href{javascript:alert('active')}{x}$ $\includegraphics{http://active.example/f.png}$
"""


def _hand_in(folder: Path) -> None:
    """Does nothing to the folder: what is hostile is the student's id."""


for _title, _ids in _STUDENTS.items():
    for _student in _ids:
        damage(_title, _NUMBER, student=_student)(_hand_in)


@damage("Texts with pictures, styles, media and frames that are elsewhere", _NUMBER)
def remote_texts(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        content["cells"] += [text_cell(text) for text in (_REMOTE, *_REMOTE.split("\n\n"))]

    edit(folder, change)


@damage("Files, notebooks and attachments whose names are markup, formulas and paths", _NUMBER)
def marked_files(folder: Path) -> None:
    names = [MARKUP[0], "=1+1", "`a`*b*[c](d)", "[red]x[", "{0}%s"]
    for name in names:
        (folder / f"{name}.csv").write_text(f"=1+1,{name}", encoding="utf-8")
        (folder / f"{name}.ipynb").write_text("{}", encoding="utf-8")

    def change(content: dict[str, Any]) -> None:
        pictures = dict.fromkeys([*names, "../../gradebook.db"], _PIXEL)
        shown = [f"![a](<attachment:{name}>) ![b](<{name}.csv>)" for name in names]
        outside = ["../../../outside/secret.txt", "attachment:../../gradebook.db", "/etc/passwd"]
        shown += [f"![c]({path})" for path in outside]
        content["cells"].append(text_cell("\n\n".join(shown), attachments=pictures))

    edit(folder, change)


@damage("Grade ids, cell ids, tags, titles and authors that are markup and formulas", _NUMBER)
def marked_cells(folder: Path) -> None:
    def change(content: dict[str, Any]) -> None:
        for text in (_SCRIPT, "=1+1", "\x1b[31m", "../../x"):
            kinds = {"solution": True, "grade": True, "locked": False, "task": False}
            cell = text_cell("a cell", id=text)
            cell["metadata"] = {"nbgrader": {"grade_id": text, **kinds}, "tags": [text]}
            content["cells"].append(cell)
        content["metadata"] |= {"title": f"</title>{_SCRIPT}", "authors": [{"name": _SCRIPT}]}

    edit(folder, change)
