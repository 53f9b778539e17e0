"""Reads message catalogues in PHP: `return ['welcome' => 'Good to see you, :name.'];`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.readers.draft import Piece, Reading, replaced
from cxlint.readers.key_path import DEEPEST, KeyPath
from cxlint.readers.locales import locale_of
from cxlint.readers.messages import Message, catalogue
from cxlint.templates import reserved_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.source import Source

RETURNS = re.compile(
    r"\s*<\?php\b(?:\s|//[^\n]*+|\#[^\n]*+|(?>/\*.*?\*/)|(?:declare|use|namespace|defined|if)\b[^;'\"]*+;)*"
    r"return\s*(?:\[|array\s*\()",
    re.DOTALL,
)
"""A file of PHP that does nothing but give back an array."""

_TOKEN = re.compile(
    r"(?P<skipped>//[^\r\n]*|\#(?!\[)[^\r\n]*|/\*.*?(?:\*/|\Z)|\s+)"
    r"|'(?P<single>(?:[^'\\]++|\\.)*)'"
    r'|"(?P<double>(?:[^"\\]++|\\.)*)"'
    r"|(?P<arrow>=>)|(?P<open>\[|\barray\s*\()|(?P<close>[\])])|(?P<sign>[,;.(])|(?P<other>[^\s'\"\[\](),;.]+)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u\{[0-9a-fA-F]{1,6}\}|.)", re.DOTALL)
_SINGLE_ESCAPE = re.compile(r"\\[\\']")
_ESCAPED = {"n": "\n", "t": "\t", "r": "", "v": "\n", "f": "\n", "e": ""}
_FORMS = re.compile(r"\|\s*(?=\S)(?:\{\d+\}|\[(?:\d+|\*)\s*,\s*(?:\d+|\*)\])?")
_FIRST_FORM = re.compile(r"(?:\{\d+\}|\[(?:\d+|\*)\s*,\s*(?:\d+|\*)\])\s*")


def read(source: Source, masked: str) -> Reading:
    """Read a PHP file that gives back an array of messages."""
    return catalogue(_messages(reserved_out(masked)), locale_of(source.path))


class _Array:
    """Where in the array we are, and the text that is being put together there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.path = KeyPath()
        self.pending: list[Piece] = []
        self.calls = 0
        """Brackets open of calls: what stands in them is code."""

    def in_call(self, sign: str) -> bool:
        """Follow the brackets of calls; whether a sign belongs to one."""
        if sign == "(" or (self.calls and sign.endswith("(")):
            self.calls += 1
            self.pending = []
            return True
        if self.calls and sign == ")":
            self.calls -= 1
            return True
        return self.calls > 0

    def value(self) -> Iterator[Message]:
        """What stands between two commas: a message, or nothing."""
        if self.pending and self.path.depth:
            yield from _forms(str(self.path), self.pending)
            self.path.value()
        self.pending = []


def _messages(text: str) -> Iterator[Message]:
    begun = RETURNS.search(text)
    if begun is None:
        return
    array = _Array(text)
    array.path.enter(is_list=True)
    at = begun.end()
    while array.path.depth and (match := _TOKEN.match(text, at)) is not None:
        at = match.end()
        kind = match.lastgroup
        if kind != "skipped" and array.in_call(match[0]):
            continue
        if kind in ("single", "double"):
            escape = _SINGLE_ESCAPE if kind == "single" else _ESCAPE
            array.pending += replaced(text, *match.span(kind), escape, _meaning)
        elif kind == "arrow":
            array.path.name("".join(piece.text for piece in array.pending))
            array.pending = []
        elif kind == "open":
            array.pending = []
            if array.path.depth >= DEEPEST:
                return
            array.path.enter(is_list=True)
        elif kind == "close":
            yield from array.value()
            array.path.leave()
        elif match[0] in (",", ";"):
            yield from array.value()
        elif kind == "other":
            array.pending = []


def _forms(key: str, pieces: list[Piece]) -> Iterator[Message]:
    """One message for each number form: `One apple|:count apples`, `{0} None|[1,*] Some`."""
    form: list[Piece] = []
    for i, (text, start, end) in enumerate(pieces):
        first = _FIRST_FORM.match(text) if i == 0 else None
        at = first.end() if first else 0
        if len(text) == end - start:
            for match in _FORMS.finditer(text):
                form.append(Piece(text[at : match.start()], start + at, start + match.start()))
                yield Message(key, form)
                form, at = [], match.end()
        form.append(Piece(text[at:], start + at, end))
    yield Message(key, form)


def _meaning(match: re.Match[str]) -> str:
    escape = match[0]
    if escape.startswith("\\u{"):
        code = int(escape[3:-1], 16)
        return chr(code) if 4 <= code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
    return _ESCAPED.get(escape[1], escape[1])
