"""A text that stands in a file in another form (escaped, quoted, encoded), and the way back from it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from cxlint.readers.draft import Draft, Piece
from cxlint.templates import Branch, Conditional, ParsedTemplate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.model.document import Slot, Tag

_VALUE, _REST, _CODE = "\x01", "\x02", "\x03"


class Decoded:
    """The text of some pieces, to be read by any reader as if it were a file of its own.

    What such a reader finds has offsets of `text`; the methods lead them back to the file.
    """

    __slots__ = ("_pieces", "_starts", "text")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = [piece for piece in pieces if piece.text]
        self._starts: list[int] = []
        at = 0
        for piece in self._pieces:
            self._starts.append(at)
            at += len(piece.text)
        self.text = "".join(piece.text for piece in self._pieces)

    def start(self, offset: int) -> int:
        """Where in the file the character at an offset begins."""
        if not self._pieces:
            return 0
        piece, within = self._at(offset)
        if within >= len(piece.text):
            return piece.end
        return piece.start + within if _alike(piece) else piece.start

    def end(self, offset: int) -> int:
        """Where in the file the text before an offset ends."""
        if offset <= 0 or not self._pieces:
            return self.start(offset)
        piece, within = self._at(offset - 1)
        return min(piece.start + within + 1, piece.end) if _alike(piece) else piece.end

    def _at(self, offset: int) -> tuple[Piece, int]:
        i = max(0, bisect_right(self._starts, offset) - 1)
        return self._pieces[i], offset - self._starts[i]

    def draft(self, draft: Draft) -> Draft:
        """A block of the text as a block of the file; it shares nothing with the first."""
        moved = Draft(draft.role, level=draft.level, prominence=draft.prominence)
        moved.cell, moved.label, moved.markers = draft.cell, draft.label, draft.markers
        indexes = []
        for piece in draft.pieces:
            indexes.append(len(moved.pieces))
            moved.pieces += self.pieces(piece)
        indexes.append(len(moved.pieces))
        moved.links = [(indexes[first], indexes[last], target) for first, last, target in draft.links]
        moved.code = [(indexes[first], indexes[last]) for first, last in draft.code]
        return moved

    def pieces(self, piece: Piece) -> list[Piece]:
        """A piece of the text as pieces of the file."""
        text, start, end = piece
        if len(text) != end - start:
            return [Piece(text, self.start(start), self.end(end))]
        found: list[Piece] = []
        at = 0
        while at < len(text):
            stop = at + 1
            if text[at] == _VALUE:
                # the mask of a value is as long as its tag in the file
                while stop < len(text) and text[stop] == _REST:
                    stop += 1
                first, last = self.start(start + at), self.end(start + stop)
                found.append(Piece(_VALUE + _REST * (last - first - 1), first, last))
                at = stop
                continue
            while stop < len(text) and text[stop] != _VALUE:
                stop += 1
            self._plain(found, text[at:stop], start + at)
            at = stop
        return found

    def _plain(self, found: list[Piece], text: str, start: int) -> None:
        at = 0
        while at < len(text):
            whole, within = self._at(start + at)
            part = text[at : at + len(whole.text) - within]
            if _alike(whole):
                found.append(Piece(part, whole.start + within, whole.start + within + len(part)))
            elif part.strip(_CODE):
                found.append(Piece(part, whole.start, whole.end))
            at += len(part)

    def parsed(self, parsed: ParsedTemplate) -> ParsedTemplate:
        """What is known of the text as a template, with offsets of the file; its mask is dropped."""
        return ParsedTemplate(
            parsed.dialect,
            "",
            tuple(self._slot(slot) for slot in parsed.slots),
            tuple(self._tag(tag) for tag in parsed.tags),
            tuple(self._conditional(conditional) for conditional in parsed.conditionals),
        )

    def _slot(self, slot: Slot) -> Slot:
        return slot._replace(start=self.start(slot.start), end=self.end(slot.end))

    def _tag(self, tag: Tag) -> Tag:
        return tag._replace(start=self.start(tag.start), end=self.end(tag.end))

    def _conditional(self, conditional: Conditional) -> Conditional:
        branches = tuple(self._branch(branch) for branch in conditional.branches)
        return Conditional(self.start(conditional.start), self.end(conditional.end), branches)

    def _branch(self, branch: Branch) -> Branch:
        children = tuple(self._conditional(child) for child in branch.children)
        if branch.start == branch.end:
            at = self.end(branch.end)
            return Branch(at, at, branch.condition, children)
        return Branch(self.start(branch.start), self.end(branch.end), branch.condition, children)


def _alike(piece: Piece) -> bool:
    return len(piece.text) == piece.end - piece.start
