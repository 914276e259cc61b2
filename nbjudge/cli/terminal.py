"""What all commands share: where they print, and the options that several of them have."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text


class _Terminal(Console):
    """A console on which nothing that students wrote does anything.

    Brackets in a name are no markup; and of what controls a terminal, a picture is shown.
    """

    def render_str(self, text: str, **how: Any) -> Text:
        """What is printed of a text."""
        return super().render_str(text.translate(_PICTURES), **how)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """The segments of something to print."""
        for segment in super().render(renderable, options):
            if segment.control:
                yield segment
            else:
                yield segment._replace(text=segment.text.translate(_PICTURES))


# Characters that act: ASCII's own but for line ends, those of ISO 6429, and those by which Unicode
# turns the direction of a text.
_PICTURES = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n"}
    | {0x7F: 0x2421}
    | dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)
)

out = _Terminal(markup=False)
err = _Terminal(stderr=True, markup=False, highlight=False)

Assignments = Annotated[
    list[str] | None, typer.Argument(metavar="[ASSIGNMENT]...", help="Assignments; all if none.")
]
Course = Annotated[Path, typer.Option(metavar="DIR", help="The course folder.")]
HERE = Path()


class SandboxChoice(StrEnum):
    """What students' code may be run in."""

    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"
    NONE = "none"


Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Notebooks at a time.")
]
Sandbox = Annotated[
    SandboxChoice | None,
    typer.Option(
        help="What to run students' code in: landlock where there are no namespaces, with less "
        "protection; none only if you trust all of it."
    ),
]
