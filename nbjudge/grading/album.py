"""The pictures of a page: files beside the notebook and pasted ones, put into the page itself."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from nbjudge.submission.markup import NoPicture, data_address

_LARGEST_BYTES = 10 * 2**20
# By how the content begins: a name may say anything.
_KINDS = {
    "png": rb"\x89PNG\r\n\x1a\n",
    "jpeg": rb"\xff\xd8\xff",
    "gif": rb"GIF8[79]a",
    "webp": rb"RIFF....WEBP",
    "bmp": rb"BM",
    "svg+xml": rb"\s*(?:\xef\xbb\xbf)?<(?:svg|[?!].{,4000}?<svg)\b",
}


@dataclass
class Album:
    """The pictures of one page, which may show files of this folder, and has so much room."""

    folder: Path
    room_bytes: int = 40 * 2**20

    def address(self, source: str, attachments: Mapping[str, Mapping[str, str]]) -> str:
        """The address to show a picture by, that stands in a notebook as `source`.

        It is the picture itself. NoPicture, if there is none that can be shown, as those are not
        that lie elsewhere in the web: whoever looks at a page would be seen there.
        """
        if source.lower().startswith("data:"):
            return source
        if source.lower().startswith(("http:", "https:", "//")):
            raise NoPicture(f"picture elsewhere: {source}")
        pasted = source.removeprefix("attachment:")
        subject = f"picture {unquote(pasted)}".rstrip()
        try:
            content = (
                _file(self.folder, source) if pasted == source else _paste(attachments, pasted)
            )
        except (LookupError, OSError, ValueError):
            where = "beside" if pasted == source else "in"
            raise NoPicture(f"{subject}: not {where} the notebook") from None
        kind = next((kind for kind, start in _KINDS.items() if _starts(content, start)), None)
        if kind is None:
            raise NoPicture(f"{subject}: of a kind that a browser can't show")
        if len(content) > min(_LARGEST_BYTES, self.room_bytes):
            raise NoPicture(f"{subject}: too large for this page")
        self.room_bytes -= len(content)
        return data_address(kind, content)


def _file(folder: Path, source: str) -> bytes:
    """The start of a file of the folder, as much as may be shown and one byte more."""
    root = folder.resolve()
    for name in (source, unquote(urlsplit(source).path)):
        path = (root / name).resolve()
        if path.is_relative_to(root) and path.is_file():
            with path.open("rb") as file:
                return file.read(_LARGEST_BYTES + 1)
    raise LookupError(source)


def _paste(attachments: Mapping[str, Mapping[str, str]], name: str) -> bytes:
    contents = attachments[name] if name in attachments else attachments[unquote(name)]
    for kind, content in contents.items():
        if kind.startswith("image/"):
            # A drawing may be there as text.
            return content.encode() if "<" in content else base64.b64decode(content)
    raise LookupError(name)


def _starts(content: bytes, start: bytes) -> bool:
    return re.match(start, content, re.DOTALL) is not None
