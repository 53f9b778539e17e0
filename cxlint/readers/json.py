"""Reads the values of JSON files, each exactly where it stands: price lists, open-banking products, message catalogues.

A scanner of its own, since `json` of the standard library forgets the places. Comments are passed over.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cxlint.errors import ReadError
from cxlint.model.document import LINE, Role
from cxlint.readers.draft import Draft, Piece, Reading, line_and_column, replaced
from cxlint.readers.key_path import DEEPEST, KeyPath

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.source import Source

_ESCAPED = {"b": "", "f": LINE, "n": LINE, "r": " ", "t": "\t", '"': '"', "/": "/", "\\": "\\"}
_REPLACEMENT = "\ufffd"
_BACKSLASH = "write a backslash that belongs to the words twice"
_STRING, _NUMBER, _WORD, _SIGN, _SKIPPED = 1, 2, 3, 4, 5


@cache
def _token() -> re.Pattern[str]:
    # the mask characters of template tags may stand in strings, and between values
    return re.compile(
        r"[ \t\r\n]*+(?:"
        r'"((?:[^"\\\r\n]++|\\.)*+)"'
        r"|(-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][-+]?\d++)?(?![\w.]))"
        r"|(true|false|null)(?!\w)"
        r"|([{}\[\]:,])"
        r"|([\ufeff\x01-\x03]++|//[^\r\n]*+|/\*(?s:.*?)\*/|\Z))"
    )


@cache
def _escape() -> re.Pattern[str]:
    return re.compile(
        r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\"\\/bfnrt]|(.?))"
    )


def read(_source: Source, masked: str) -> Reading:
    """Read a JSON file. Raises ReadError with the place of a syntax error and what was expected there."""
    drafts = []
    for label, start, end, string in _values(masked):
        draft = Draft(Role.VALUE)
        draft.label = label
        draft.pieces = _pieces(masked, start, end) if string else [Piece(masked[start:end], start, end)]
        drafts.append(draft)
    return Reading(drafts, {})


def strings(masked: str) -> Iterator[tuple[str, list[Piece]]]:
    """Key path and pieces of every string. Raises ReadError as `read` does."""
    for label, start, end, string in _values(masked):
        if string:
            yield label, _pieces(masked, start, end)


def _values(masked: str) -> Iterator[tuple[str, int, int, bool]]:
    """Key path, range and whether it is a string, of every value but null."""
    state = _Grammar(masked)
    match = _token().match
    at, length = 0, len(masked)
    while at < length:
        found = match(masked, at)
        if found is None:
            raise state.error(_filled(masked, at))
        group = found.lastindex or 0
        start, end = found.span(group)
        if group == _SIGN:
            state.sign(masked[start], start)
        elif group == _STRING and state.due in _KEYS:
            state.key(_unescaped(masked, start, end))
        elif group != _SKIPPED:
            label = state.value(start - (group == _STRING))
            if group != _WORD or masked[start] != "n":
                yield label, start, end, group == _STRING
        at = found.end()
    if state.due != _END:
        raise state.error(length)


def _filled(masked: str, at: int) -> int:
    """Where the next sign stands."""
    while masked[at] in " \t\r\n":
        at += 1
    return at


_VALUE, _VALUE_OR_END, _KEY, _KEY_OR_END, _COLON, _COMMA, _END = range(7)
_EXPECTED = {
    _VALUE: "a value", _VALUE_OR_END: "a value or `]`", _KEY: 'a key in quotes, such as "amount"',
    _KEY_OR_END: "a key in quotes or `}`", _COLON: "`:` after the key", _END: "the end of the file",
}  # fmt: skip
_KEYS = (_KEY, _KEY_OR_END)


class _Grammar:
    """What may come next, and where in the data that is."""

    __slots__ = ("_closers", "_masked", "due", "path")

    def __init__(self, masked: str) -> None:
        self._masked = masked
        self._closers: list[str] = []
        self.path = KeyPath()
        self.due = _VALUE

    def key(self, key: str) -> None:
        """Pass a key where one is due."""
        self.path.key(key)
        self.due = _COLON

    def value(self, at: int) -> str:
        """Pass a value that is no object and no array; gives its key path."""
        if self.due > _VALUE_OR_END:
            raise self.error(at)
        label = str(self.path)
        self.path.value()
        self.due = _COMMA if self._closers else _END
        return label

    def sign(self, sign: str, at: int) -> None:
        """Pass a bracket, a colon or a comma."""
        if sign in "{[":
            self._open(sign, at)
        elif sign == ":" and self.due == _COLON:
            self.due = _VALUE
        elif sign == "," and self.due == _COMMA:
            self.due = _VALUE if self.path.in_list else _KEY
        elif self._closers and sign == self._closers[-1] and self.due in (_COMMA, _VALUE_OR_END, _KEY_OR_END):
            self._closers.pop()
            self.path.leave()
            self.due = _COMMA if self._closers else _END
        else:
            raise self.error(at)

    def _open(self, sign: str, at: int) -> None:
        if self.due > _VALUE_OR_END:
            raise self.error(at)
        if self.path.depth >= DEEPEST:
            raise self.error(at, "is nested too deeply")
        self.path.enter(is_list=sign == "[")
        self._closers.append("]" if sign == "[" else "}")
        self.due = _VALUE_OR_END if sign == "[" else _KEY_OR_END

    def error(self, at: int, what: str = "") -> ReadError:
        """A syntax error at an offset."""
        line, column = line_and_column(self._masked, at)
        if not what:
            expected = f"`,` or `{self._closers[-1]}`" if self.due == _COMMA else _EXPECTED[self.due]
            what = f"is not valid JSON: expected {expected}"
        return ReadError(what, line=line, column=column, hint=self._hint(at))

    def _hint(self, at: int) -> str:
        sign = self._masked[at : at + 1]
        if not sign:
            return "the file ends too early"
        if sign == '"' and self.due in (_VALUE, _VALUE_OR_END, _KEY, _KEY_OR_END):
            return "this string is not closed on its line"
        if sign == "'":
            return "JSON wants double quotes"
        if sign in "]}" and self._masked[:at].rstrip().endswith(","):
            return "the comma before it is one too many"
        return ""


def _pieces(masked: str, start: int, end: int) -> list[Piece]:
    if masked.find("\\", start, end) < 0:
        return [Piece(masked[start:end], start, end)]
    return replaced(masked, start, end, _escape(), _meaning)


def _unescaped(masked: str, start: int, end: int) -> str:
    return "".join(piece.text for piece in _pieces(masked, start, end))


def _meaning(match: re.Match[str]) -> str:
    escape = match[0]
    if match[1] is not None:
        line, column = line_and_column(match.string, match.start())
        raise ReadError(f"is not valid JSON: `{escape}` means nothing", line=line, column=column, hint=_BACKSLASH)
    if escape[1] != "u":
        return _ESCAPED[escape[1]]
    code = int(escape[2:6], 16)
    if len(escape) > 6:
        code = 0x10000 + (code - 0xD800) * 0x400 + int(escape[8:], 16) - 0xDC00
    return _REPLACEMENT if 0xD800 <= code < 0xE000 else chr(code)
