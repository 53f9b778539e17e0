"""Cuts HTML into tokens with exact offsets. Never fails: what is no markup is text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.readers.draft import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = 1
"""Token kinds: TEXT, START and END tags, character REFERENCES; comments, declarations and scripts give no token."""
START = 2
END = 3
REFERENCE = 4
_PLAIN = (TEXT, 6)

# A quoted value counts as one only after "=", as in the HTML standard; possessive, so that no input makes it go back.
_ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+"""
_REFERENCE = r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
# The groups are numbered as the kinds are.
_TOKEN = re.compile(
    rf"""
    ([^<&]++)
    | <([a-zA-Z][^\s/>\x01-\x03]*+){_ATTRIBUTES}(?:>|\Z)
    | </([a-zA-Z][^\s/>\x01-\x03]*+)[^>]*+(?:>|\Z)
    | ({_REFERENCE})
    | (<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?/][^>]*+(?:>|\Z))
    | ([<&])
    """,
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s/>="'\x01-\x03]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_REFERENCES = re.compile(_REFERENCE)
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "xmp", "iframe", "noembed", "noframes", "mj-style")
}


def tokens(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, str]]:
    """Kind, start, end and lower-case element name of every token that a reader may see."""
    while start < end:
        for found in _TOKEN.finditer(text, start, end):
            group = found.lastindex
            begin, start = found.span()
            if group in _PLAIN:
                yield TEXT, begin, start, ""
            elif group == START:
                name = found[START].lower()
                yield START, begin, start, name
                if name in _RAW and text[start - 2 : start] != "/>":
                    closing = _RAW[name].search(text, start, end)
                    start = closing.start() if closing else end
                    break
            elif group == END:
                yield END, begin, start, found[END].lower()
            elif group == REFERENCE:
                yield REFERENCE, begin, start, ""


def attributes(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """Lower-case attribute names of the tag text[start:end] and the source ranges of their values."""
    name_end = start + 1
    while name_end < end and text[name_end].isalnum():
        name_end += 1
    found: dict[str, tuple[int, int]] = {}
    for match in _ATTRIBUTE.finditer(text, name_end, end):
        value = match.span(match.lastindex or 1)
        if match.lastindex == 1:
            value = (match.end(), match.end())
        found.setdefault(match[1].lower(), value)
    return found


def character(reference: str) -> str:
    """The text that a character reference stands for; an unknown one stands for itself."""
    from html import unescape

    return unescape(reference)


def decoded(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of an attribute value, its character references decoded."""
    pieces = []
    at = start
    if text.find("&", start, end) >= 0:
        for match in _REFERENCES.finditer(text, start, end):
            if match.start() > at:
                pieces.append(Piece(text[at : match.start()], at, match.start()))
            pieces.append(Piece(character(match[0]), match.start(), match.end()))
            at = match.end()
    if at < end:
        pieces.append(Piece(text[at:end], at, end))
    return pieces
