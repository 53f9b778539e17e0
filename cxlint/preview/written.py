"""A rendered text that remembers of each character where in the template it comes from, and what was filled in."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from cxlint.preview.values import CURRENCY

_SIGN_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|AUD|CAD|INR))[\s\xa0]?\Z")
_SIGN_AFTER = re.compile(r"[\s\xa0]?(?:[$€£¥₹]|(?:USD|EUR|GBP|CHF|AUD|CAD|INR|dollars|euros)\b)|¢")
_IN_A_LINK = re.compile(r"""(?:https?:|[\w.=&?/])[^\s"'<>]*[/=?&#]\Z|//\Z""")
_AFTER_A_LINK = re.compile(r"""https?://[^\s"'<>]+\Z""")
_HOST = re.compile(r"[a-z]+://[^/]+/?")


class Fill(NamedTuple):
    """A value filled in: the variable, its kind as in `Slot.kind`."""

    name: str
    kind: str


class Segment(NamedTuple):
    """A stretch of rendered text from `start` to the next segment.

    It comes from line `line` (1-based) of the file `path`; `fill` is set where it is a value. A value that is missing
    is a segment without length.
    """

    start: int
    end: int
    path: str
    line: int
    fill: Fill | None = None


class Rendered(NamedTuple):
    """A text with its segments in order, without gaps."""

    text: str
    segments: tuple[Segment, ...]

    def at(self, offset: int) -> int:
        """Index of the segment that holds the character at an offset, -1 when there is none."""
        return bisect_right(self.segments, offset, key=_start) - 1

    def between(self, start: int, end: int) -> tuple[Segment, ...]:
        """The segments of a range, missing values at its ends included."""
        first = self.at(start)
        while first > 0 and self.segments[first - 1].end >= start:
            first -= 1
        last = bisect_right(self.segments, end, key=_start)
        return tuple(s for s in self.segments[max(first, 0) : last] if s.end >= start and s.start <= end)


EMPTY = Rendered("", ())


def _start(segment: Segment) -> int:
    return segment.start


class Writer:
    """Collects pieces, and fits the values into what stands around them.

    An amount loses its currency sign where the template prints one, a link its host where the template prints that.
    """

    def __init__(self) -> None:
        self._pieces: list[tuple[str, str, int, Fill | None]] = []
        self.length = 0

    def write(self, text: str, path: str, line: int, fill: Fill | None = None) -> None:
        """Append a piece; text with line ends is cut into lines, each with its number."""
        self.length += len(text)
        if fill is not None:
            self._pieces.append((text, path, line, fill))
            return
        for part in text.splitlines(keepends=True):
            self._pieces.append((part, path, line, None))
            line += part.endswith(("\n", "\r"))

    def rendered(self) -> Rendered:
        """All that was written."""
        done: list[str] = []
        segments: list[Segment] = []
        at = 0
        for i, (text, path, line, fill) in enumerate(self._pieces):
            if fill is not None and text:
                after = self._pieces[i + 1][0] if i + 1 < len(self._pieces) else ""
                text = _fitted(text, fill, "".join(done[-3:])[-200:], after)
            segments.append(Segment(at, at + len(text), path, line, fill))
            done.append(text)
            at += len(text)
        return Rendered("".join(done), tuple(segments))


def _fitted(text: str, fill: Fill, before: str, after: str) -> str:
    if text.startswith(CURRENCY) and (_SIGN_BEFORE.search(before) or _SIGN_AFTER.match(after)):
        return text[len(CURRENCY) :]
    if fill.kind == "link" and text.startswith("https://") and _IN_A_LINK.search(before):
        return _HOST.sub("", text, count=1)
    if fill.kind == "link" and text.startswith("https://") and _AFTER_A_LINK.search(before):
        return _HOST.sub("/", text, count=1)
    return text
