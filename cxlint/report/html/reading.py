"""A document read once more, and where in its text the places of findings are."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cxlint.errors import CxlintError
from cxlint.model.document import SLOT
from cxlint.readers import read

if TYPE_CHECKING:
    from cxlint.model.document import Block, Document
    from cxlint.model.finding import Place
    from cxlint.model.source import Source
    from cxlint.readers.again import Texts


class Span(NamedTuple):
    """A range of a document's text within one block."""

    block: int
    start: int
    end: int


class Reading:
    """A document, and the way back into it from places in its file."""

    def __init__(self, source: Source, document: Document) -> None:
        self.source = source
        self.document = document
        origin = document.origin
        ends = [*origin.starts[1:], len(document.text)]
        rows = zip(origin.origins, origin.widths, origin.starts, ends, strict=True)
        self._segments = sorted(rows)
        self._origins = [segment[0] for segment in self._segments]
        # how far any segment up to here reaches: where to stop looking back
        self._reach = list(accumulate((first + width for first, width, _, _ in self._segments), max))

    def span(self, place: Place) -> Span | None:
        """Where the words of a place stand in the text; None where the reader of the document sees none of them."""
        starts = self.source.line_starts()
        if not 0 < place.line <= place.end_line <= len(starts):
            return None
        first = starts[place.line - 1] + place.column - 1
        last = starts[place.end_line - 1] + place.end_column - 1
        by_block: dict[int, Span] = {}
        for start, end in self._ranges(first, last):
            block = self.document.block_at(start)
            end = min(end, block.end)
            if start < end:
                known = by_block.get(block.index, Span(block.index, start, end))
                by_block[block.index] = Span(block.index, min(known.start, start), max(known.end, end))
        if not by_block:
            return None
        # the same words may stand in several readings of one block: the whole of them, in the first
        return max(by_block.values(), key=lambda span: (span.end - span.start, -span.block))

    def _ranges(self, first: int, last: int) -> list[tuple[int, int]]:
        """Ranges of the text made from a range of the source."""
        found = []
        at = bisect_left(self._origins, last) - 1
        while at >= 0 and self._reach[at] > first:
            origin, width, start, end = self._segments[at]
            at -= 1
            if origin + width <= first:
                continue
            if end - start - width in (0, 1):  # character by character; one more is the separator of blocks
                found.append((start + max(0, first - origin), start + min(width, last - origin)))
            else:
                found.append((start, end))
        return found

    def words(self, start: int, end: int) -> str:
        """The text of a range, values that a template fills in by their names in braces."""
        text = self.document.text[start:end]
        if SLOT not in text:
            return text
        slots = self.document.slot_positions
        return "".join(self._slot(start + i) if char == SLOT and slots else char for i, char in enumerate(text))

    def _slot(self, position: int) -> str:
        slot = self.document.slot_positions.get(position)
        return f"{{{slot.path or slot.expression.strip()}}}" if slot else "{…}"

    def trail(self, block: Block) -> list[str]:
        """The headings over a block, as text, outermost first."""
        return [self.words(heading.start, heading.end) for heading in self.document.trail(block)]


def reading_of(path: str, texts: Texts) -> Reading | None:
    """A file as its reader sees it, or None where it cannot be read any more."""
    source = texts.source(path)
    if source is None:
        return None
    try:
        return Reading(source, read(source))
    except CxlintError:
        return None
