"""Leads from byte offsets of an altered text back to the characters of the source."""

from __future__ import annotations

import re
from bisect import bisect_right

_WIDE = re.compile("[\x80-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+")


class ByteOffsets:
    """Character offsets for UTF-8 byte offsets, found in one pass over the non-ASCII stretches of a text."""

    __slots__ = ("_bytes", "_chars", "_widths")

    def __init__(self, text: str) -> None:
        self._bytes = [0]
        self._chars = [0]
        self._widths = [1]
        bytes_before = chars_before = 0
        for match in _WIDE.finditer(text):
            start, end = match.span()
            bytes_before += start - chars_before
            width = 2 if text[start] < "\u0800" else 3 if text[start] <= "\uffff" else 4
            self._add(bytes_before, start, width)
            bytes_before += (end - start) * width
            self._add(bytes_before, end, 1)
            chars_before = end

    def _add(self, bytes_before: int, chars_before: int, width: int) -> None:
        self._bytes.append(bytes_before)
        self._chars.append(chars_before)
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
