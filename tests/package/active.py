"""What a browser would run of a page."""

from __future__ import annotations

from html.parser import HTMLParser


def active_parts(page: str) -> list[str]:
    """The active elements in the body of a page; its head is nbconvert's."""
    return _read(page).active


def loading_parts(page: str) -> list[str]:
    """The elements in the body of a page for which a browser would load something."""
    return _read(page).loading


def _read(page: str) -> _Page:
    reader = _Page()
    reader.feed(page[page.index("<body") :])
    return reader


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []
        self.loading: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ACTIVE_TAGS or any(map(_is_active, attrs)):
            self.active.append(self.get_starttag_text() or tag)
        if any(map(_loads, attrs)) or (tag != "a" and dict(attrs).get("href")):
            self.loading.append(self.get_starttag_text() or tag)


_ACTIVE_TAGS = (
    *("script", "iframe", "frame", "object", "embed", "applet", "form"),
    *("svg", "base", "meta", "link", "style", "maction", "semantics", "annotation-xml"),
)


def _is_active(attribute: tuple[str, str | None]) -> bool:
    name, value = attribute
    return name.startswith("on") or "".join((value or "").split()).startswith("javascript:")


def _loads(attribute: tuple[str, str | None]) -> bool:
    name, value = attribute
    if name == "style":
        return "url(" in (value or "")
    return name in _ADDRESSES and not (value or "").startswith("data:")


_ADDRESSES = ("action", "background", "data", "formaction", "ping", "poster", "src", "srcset")
