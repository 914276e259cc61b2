"""What a browser would run of a page."""

from __future__ import annotations

from html.parser import HTMLParser


def active_parts(page: str) -> list[str]:
    """The active elements in the body of a page; its head is nbconvert's."""
    reader = _Page()
    reader.feed(page[page.index("<body") :])
    return reader.active


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ACTIVE_TAGS or any(map(_is_active, attrs)):
            self.active.append(self.get_starttag_text() or tag)


_ACTIVE_TAGS = (
    *("script", "iframe", "frame", "object", "embed", "applet", "form"),
    *("svg", "base", "meta", "link", "style", "maction", "semantics", "annotation-xml"),
)


def _is_active(attribute: tuple[str, str | None]) -> bool:
    name, value = attribute
    return name.startswith("on") or "".join((value or "").split()).startswith("javascript:")
