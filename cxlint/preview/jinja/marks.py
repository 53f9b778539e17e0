"""Private characters that travel through a rendering: where text comes from, and what was filled in."""

from __future__ import annotations

import re

from cxlint.preview.written import Fill, Rendered, Writer

_PLACE = 0xF0000
_FILL = 0x100000
_MOST = 0xFFFD
_END = "\U000fffff"
SUBJECT, BODY = "\U0010fffe", "\U0010ffff"
_MARK = re.compile("[\U000f0000-\U0010ffff]")
_PIECE = re.compile("([\U000f0000-\U0010ffff])([^\U000f0000-\U0010ffff]*)")


class Marks:
    """The places and fills of one rendering, each known by a character."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, int], int] = {}
        self._fills: dict[Fill, int] = {}

    def place(self, path: str, line: int) -> str:
        """The mark before text that comes from a line."""
        number = self._places.setdefault((path, line), min(len(self._places), _MOST - 1))
        return chr(_PLACE + number)

    def filled(self, text: str, fill: Fill) -> str:
        """A value between its marks."""
        number = self._fills.setdefault(fill, min(len(self._fills), _MOST - 1))
        return chr(_FILL + number) + text + _END

    def read(self, marked: str) -> tuple[Rendered, Rendered]:
        """The body and the subject of a text with marks."""
        places, fills = list(self._places), list(self._fills)
        body, subject = Writer(), Writer()
        out, (path, line), fill, held = body, places[0] if places else ("", 1), None, ""
        for match in _PIECE.finditer(marked):
            mark, text = match.groups()
            if mark in (SUBJECT, BODY):
                out = subject if mark == SUBJECT else body
            elif mark == _END:
                if fill is not None:
                    out.write(held, path, line, fill)
                fill, held = None, ""
            elif ord(mark) >= _FILL:
                if fill is not None:
                    out.write(held, path, line, fill)
                fill, held = fills[ord(mark) - _FILL], ""
            elif ord(mark) - _PLACE < len(places):
                path, line = places[ord(mark) - _PLACE]
            if fill is not None:
                held += text
            elif text:
                out.write(text, path, line)
        if fill is not None:
            out.write(held, path, line, fill)
        return body.rendered(), subject.rendered()


def without(text: str) -> str:
    """A text without its marks."""
    return _MARK.sub("", text) if _MARK.search(text) else text


def has_marks(text: str) -> bool:
    """Whether it is known of a text where it comes from."""
    return _MARK.search(text) is not None
