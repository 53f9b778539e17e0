"""Reads the .strings catalogues of Apple's systems: `"key" = "text";`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.readers.draft import Reading, replaced
from cxlint.readers.locales import locale_of
from cxlint.readers.messages import Message, catalogue
from cxlint.templates import reserved_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.source import Source

_ENTRY = re.compile(
    r"/\*.*?(?:\*/|\Z)|//[^\n]*|"
    r'(?:"(?P<quoted>(?:[^"\\]++|\\.)*)"|(?P<bare>[\w.-]+))\s*=\s*"(?P<text>(?:[^"\\]++|\\.)*)"\s*;',
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:[uU][0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": ""}


def read(source: Source, masked: str) -> Reading:
    """Read a .strings file."""
    return catalogue(_messages(reserved_out(masked)), locale_of(source.path))


def _messages(text: str) -> Iterator[Message]:
    for match in _ENTRY.finditer(text):
        if match["text"] is not None:
            yield Message(
                match["quoted"] or match["bare"] or "", replaced(text, *match.span("text"), _ESCAPE, _meaning)
            )


def _meaning(match: re.Match[str]) -> str:
    escape = match[0]
    if escape[1] in "uU" and len(escape) > 2:
        code = int(escape[-4:], 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 or code < 4 else chr(code)
    return _ESCAPED.get(escape[1], escape[1])
