"""Reads Java .properties: keys and texts, with continued lines and escapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.readers.draft import Piece, Reading, replaced
from cxlint.readers.locales import locale_of
from cxlint.readers.messages import Message, catalogue
from cxlint.templates import reserved_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.source import Source

_ENTRY = re.compile(
    r"[ \t\f\r\n\ufeff]*+(?:[#!][^\r\n]*+|"
    r"(?P<key>(?:[^\\:= \t\f\r\n]|\\(?:\r\n|.))+)[ \t\f]*+(?:[:=][ \t\f]*+)?"
    r"(?P<value>(?:[^\\\r\n]++|\\(?:\r\n|.))*))?",
    re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u+[0-9a-fA-F]{4}|\r\n[ \t\f]*|[\r\n][ \t\f]*|.)",
    re.DOTALL,
)
_ESCAPED = {"n": "\n", "t": "\t", "r": "", "f": "\n", "u": ""}


def read(source: Source, masked: str) -> Reading:
    """Read a .properties file."""
    return catalogue(_messages(reserved_out(masked)), locale_of(source.path))


def _messages(text: str) -> Iterator[Message]:
    for match in _ENTRY.finditer(text):
        if match["key"] is not None:
            key = _text(replaced(text, *match.span("key"), _ESCAPE, _meaning))
            yield Message(key, replaced(text, *match.span("value"), _ESCAPE, _meaning))


def _text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _meaning(match: re.Match[str]) -> str:
    escape = match[0]
    sign = escape[1]
    if sign == "u" and len(escape) > 2:
        if escape.count("\\") == 2:
            high, low = int(escape[2:6], 16), int(escape[8:], 16)
            return chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)
        code = int(escape.lstrip("\\u"), 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 or code < 4 else chr(code)
    if sign in "\r\n":
        return ""
    return _ESCAPED.get(sign, sign)
