"""Leads from byte offsets of an altered text back to the characters of the source."""

from __future__ import annotations

import re
from bisect import bisect_right

_NOT_ASCII = re.compile(rb"[\x80-\xff]+")


def _width(sign: str) -> int:
    return 2 if sign < "\u0800" else 3 if sign <= "\uffff" else 4


class ByteOffsets:
    """Character offsets for UTF-8 byte offsets, found in one pass over the non-ASCII stretches of a text."""

    __slots__ = ("_bytes", "_chars", "_widths")

    def __init__(self, text: str) -> None:
        """`text` must have a UTF-8 form: no lone surrogates."""
        self._bytes = [0]
        self._chars = [0]
        self._widths = [1]
        encoded = text.encode()
        chars = at = 0
        for match in _NOT_ASCII.finditer(encoded):
            start, end = match.span()
            chars += start - at
            at = end
            if end - start == 2 or (end - start == 3 and encoded[start] >= 0xE0):
                # one sign, most often a quote or a dash: nothing begins inside it
                chars += 1
                self._add(end, chars, 1)
                continue
            signs = match[0].decode()
            width = (end - start) // len(signs)
            if width * len(signs) == end - start and len(set(map(_width, signs))) == 1:
                self._add(start, chars, width)
            else:
                self._add_each(start, chars, signs)
            chars += len(signs)
            self._add(end, chars, 1)

    def _add_each(self, start: int, chars: int, signs: str) -> None:
        for sign in signs:
            self._add(start, chars, _width(sign))
            start += _width(sign)
            chars += 1

    def _add(self, start: int, chars: int, width: int) -> None:
        self._bytes.append(start)
        self._chars.append(chars)
        self._widths.append(width)

    def at(self, offset: int) -> int:
        """The character that begins at (or holds) a byte."""
        i = bisect_right(self._bytes, offset) - 1
        return self._chars[i] + (offset - self._bytes[i]) // self._widths[i]


class Deletions:
    """Offsets of a text for those of the same text with some ranges deleted."""

    __slots__ = ("_shifts", "_starts", "text")

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        """Delete the first group of every match of `pattern`."""
        parts = []
        self._starts = [0]
        self._shifts = [0]
        at = length = 0
        for match in pattern.finditer(text):
            start, end = match.span(1)
            parts.append(text[at:start])
            length += start - at
            at = end
            self._starts.append(length)
            self._shifts.append(at - length)
        parts.append(text[at:])
        self.text = "".join(parts)

    def start(self, offset: int) -> int:
        """Where the character at `offset` stands in the full text."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def end(self, offset: int) -> int:
        """Where the text before `offset` ends in the full text."""
        return offset + self._shifts[bisect_right(self._starts, offset - 1) - 1] if offset else 0
