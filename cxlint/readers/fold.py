"""Folds pieces of source text into the text of a document, and keeps the way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from cxlint.model.document import LINE, SLOT, OriginMap, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.readers.draft import Piece

# Mask characters of code, the zero-width ones, and U+FFFC, which only a slot may put into a document.
_VANISHING = "\x01\x02\x03\xad\u200b-\u200d\u2060\ufeff\ufffc"
_ODD = re.compile(f"[{_VANISHING}]")
_FOLDED = re.compile(rf"\x01\x02*|[\s{_VANISHING[1:]}]{{2,}}|[{_VANISHING[1:]}]")
_RUN = re.compile(r"\s\s+")
_SPACE = re.compile(r"\s")


class Folder:
    """Grows `Document.text` block by block: `begin`, `add` for every piece, `finish`.

    White space at the edges of a block is trimmed, runs of it become one space, vanishing characters are dropped, and
    neighbouring pieces that continue each other in the source share one segment of the map.
    """

    __slots__ = (
        "_gap", "_joins", "_mark", "_parts", "_slot_starts", "_slots", "_start", "length", "origin", "slot_positions",
    )  # fmt: skip

    def __init__(self, slots: Sequence[Slot] = ()) -> None:
        self.origin = OriginMap()
        self.length = 0
        self.slot_positions: dict[int, Slot] = {}
        self._parts: list[str] = []
        self._slots = slots
        self._slot_starts = [slot.start for slot in slots]
        self._start = 0
        self._mark = (0, 0)
        self._gap: tuple[str, int, int] | None = None
        # source offset at which text would continue the last segment character by character; -1: it never would
        self._joins = -1

    @property
    def text(self) -> str:
        """Everything folded so far."""
        return "".join(self._parts)

    def begin(self) -> None:
        """Start a block."""
        self._start = self.length
        self._mark = (len(self._parts), len(self.origin.starts))
        self._gap = None
        self._joins = -1

    def fold(self, pieces: Sequence[Piece]) -> list[int]:
        """Add pieces; gives the text position before each of them and after the last."""
        positions = []
        for text, start, end in pieces:
            positions.append(self.length)
            self.add(text, start, end)
        positions.append(self.length)
        return positions

    def finish(self) -> str:
        """End the block and give its text; an empty one leaves no trace."""
        if self.length == self._start:
            return ""
        if self._joins < 0:
            # a segment of its own keeps the separator from being counted to a segment that maps as a whole
            end = self.origin.origins[-1] + self.origin.widths[-1]
            self.origin.add(self.length, end, 0)
        text = "".join(self._parts[self._mark[0] :])
        self._parts.append("\n")
        self.length += 1
        return text

    def undo(self) -> None:
        """Take back the block begun last."""
        parts, segments = self._mark
        del self._parts[parts:]
        for column in (self.origin.starts, self.origin.origins, self.origin.widths):
            del column[segments:]
        for position in [p for p in self.slot_positions if p >= self._start]:
            del self.slot_positions[position]
        self.length = self._start

    def source_range(self) -> tuple[int, int]:
        """Source offsets of the first and after the last visible character of the block begun last."""
        first = self._mark[1]
        return self.origin.origins[first], self.origin.origins[-1] + self.origin.widths[-1]

    def add(self, text: str, start: int, end: int) -> None:
        """Add one piece; see `Piece`."""
        if len(text) != end - start:
            if text == LINE:
                self._gap = (LINE, start, end - start)
            else:
                self._add_whole(text, start, end - start)
            return
        # printable: no white space but the space, nothing that vanishes; true of nearly all text
        flat = text.replace("\n", " ")
        if flat.isprintable() and "  " not in flat and (flat.isascii() or SLOT not in flat):
            self._add_plain(flat, start)
        elif text == LINE:
            self._gap = (LINE, start, end - start)
        elif _is_odd(text):
            self._add_odd(text, start)
        else:
            self._add_run(text, start)

    def _add_plain(self, text: str, start: int) -> None:
        if text[:1] == " ":
            self._space(start, 1)
            text = text[1:]
            start += 1
        if text[-1:] == " ":
            text = text[:-1]
            self._emit(text, start, len(text))
            self._gap = (" ", start + len(text), 1)
        elif text:
            self._emit(text, start, len(text))

    def _add_run(self, text: str, start: int) -> None:
        words = text.split()
        if not words:
            self._space(start, len(text))
            return
        folded = " ".join(words)
        if len(folded) == len(text):
            self._emit(folded, start, len(text))
            return
        lead = len(text) - len(text.lstrip())
        body = text.strip()
        if lead:
            self._space(start, lead)
        if len(folded) == len(body):
            self._emit(folded, start + lead, len(body))
        else:
            self._add_gapped(body, start + lead)
        if tail := len(text) - lead - len(body):
            self._space(start + len(text) - tail, tail)

    def _add_gapped(self, text: str, start: int) -> None:
        """Add trimmed text with runs of white space in it; written out, since CRLF files are full of them."""
        at = 0
        for match in _RUN.finditer(text):
            begin, end = match.span()
            self._emit(" ".join(text[at:begin].split()), start + at, begin - at)
            self._gap = (" ", start + begin, end - begin)
            at = end
        self._emit(" ".join(text[at:].split()), start + at, len(text) - at)

    def _add_odd(self, text: str, start: int) -> None:
        at = 0
        for match in _FOLDED.finditer(text):
            begin, end = match.span()
            if begin > at:
                self._add_run(text[at:begin], start + at)
            found = match[0]
            if found[0] == "\x01":
                self._add_slot(start + begin, end - begin)
            elif _SPACE.search(found):
                self._space(start + begin, end - begin)
            at = end
        if at < len(text):
            self._add_run(text[at:], start + at)

    def _add_slot(self, start: int, width: int) -> None:
        i = bisect_right(self._slot_starts, start) - 1
        if i >= 0 and start < self._slots[i].end:
            self._emit(SLOT, start, width)
            self.slot_positions[self.length - 1] = self._slots[i]

    def _add_whole(self, text: str, start: int, width: int) -> None:
        folded = _ODD.sub("", " ".join(text.split()))
        if folded:
            self._emit(folded, start, width)
        elif _SPACE.search(text):
            self._space(start, width)

    def _space(self, start: int, width: int) -> None:
        if self._gap is None:
            self._gap = (" ", start, width)

    def _emit(self, text: str, start: int, width: int) -> None:
        if self._gap is not None:
            if self.length > self._start:
                self._append(*self._gap)
            self._gap = None
        self._append(text, start, width)

    def _append(self, text: str, start: int, width: int) -> None:
        length = len(text)
        if length != width:
            self.origin.add(self.length, start, width)
            self._joins = -1
        else:
            if start == self._joins:
                self.origin.widths[-1] += width
            else:
                self.origin.add(self.length, start, width)
            self._joins = start + width
        self._parts.append(text)
        self.length += length


def _is_odd(text: str) -> bool:
    if text.isascii():
        return "\x01" in text or "\x02" in text or "\x03" in text
    return _ODD.search(text) is not None
