"""A page held against what it was made of: where values stand, where one is missing, and where it comes from."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cxlint.preview.page import NOWHERE, fills

if TYPE_CHECKING:
    from cxlint.preview.page import Page
    from cxlint.preview.written import Rendered, Segment

_TRAILING = re.compile(r"[ \t\u00a0]*")
_UNSEEN = re.compile(r"(?:[ \t\r\n\u00a0]|&(?:nbsp|#160);|</?(?:b|strong|i|em|u|span|font|a|small|code)\b[^<>]*>)*")


class Sight:
    """A page and the rendered text behind it; `fills` are the values on it."""

    def __init__(self, page: Page, rendered: Rendered) -> None:
        self.page = page
        self.rendered = rendered
        self.text = page.text
        self.fills = fills(page, rendered)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The range of the rendered text behind a range of the page; NOWHERE twice where there is none."""
        known = [origin for origin in self.page.origins[start:end] if origin != NOWHERE]
        return (known[0], known[-1] + 1) if known else (NOWHERE, NOWHERE)

    def segment(self, start: int, end: int) -> Segment | None:
        """Where a range of the page comes from: from a missing value, from a value, from the text of the template."""
        low, high = self.origin(start, end)
        if low == NOWHERE:
            return None
        segments = self.rendered.between(low, high)
        filled = [segment for segment in segments if segment.fill is not None]
        missing = [segment for segment in filled if segment.start == segment.end]
        return next(iter([*missing, *filled, *segments]), None)

    def is_gap(self, start: int, end: int, *, seams: bool = True) -> bool:
        """Whether a value is missing in a range, or (`seams`) a condition left something out.

        At the end of a line the blanks that nobody sees belong to the range.
        """
        low, high = self.origin(start, end)
        if low == NOWHERE:
            return False
        if self.text[end : end + 1] in ("", "\n"):
            unseen = _TRAILING if self.page.verbatim else _UNSEEN
            found = unseen.match(self.rendered.text, high)
            high = found.end() if found else high
        segments = self.rendered.between(low, high)
        if any(segment.fill is not None and segment.start == segment.end for segment in segments):
            return True
        text = self.rendered.text
        return seams and any(
            a.fill is None
            and b.fill is None
            and low < a.end < high
            and not text[a.start : a.end].endswith(("\n", "\r"))
            for a, b in pairwise(segments)
        )

    def ends_line(self, end: int) -> bool:
        """Whether a line of the message ends here, not one that the page only wraps."""
        return self.page.verbatim or end >= len(self.text) or self.page.origins[end] == NOWHERE

    def in_words(self, start: int, end: int) -> tuple[int, int]:
        """A range with the words around it, on its line."""
        line = self.text.rfind("\n", 0, start) + 1
        low = max(line, self.text.rfind(" ", line, max(line, start - 1)) + 1)
        stop = self.text.find("\n", end)
        stop = len(self.text) if stop < 0 else stop
        high = self.text.find(" ", end, stop)
        return max(low, start - 30), min(end + 30, stop if high < 0 else high)
