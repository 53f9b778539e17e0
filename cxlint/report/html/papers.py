"""A document as text with notes in its margin."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import LINE, LOW_PROMINENCE, Role
from cxlint.report.html.words import RANK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.report.html.cards import Card
    from cxlint.report.html.reading import Reading, Span

_NEAR = 2
"""Paragraphs shown before and after one with a note."""

_FOLDED = 4
"""So many paragraphs without notes in a row are folded away."""

LONGEST = 120_000
"""Characters of one document that are shown."""


class Part(NamedTuple):
    """A stretch of text; `mark` is the worst severity found in it, or empty. A break stands behind it if `breaks`."""

    text: str
    mark: str = ""
    breaks: bool = False


class Row(NamedTuple):
    """A paragraph, a heading, an item or a row of a table, with the findings in it.

    `label` says what is not seen in the text: "small print". `cells` are stretches of text; all but rows of tables
    have one.
    """

    anchor: str
    role: str
    label: str
    cells: tuple[tuple[Part, ...], ...]
    notes: tuple[Card, ...]


class Stretch(NamedTuple):
    """Rows in order; `folded` ones are far from every note."""

    folded: bool
    rows: tuple[Row, ...]


class Paper(NamedTuple):
    """A document: its stretches, the notes about no place in its text, and what is left out for its length."""

    stretches: tuple[Stretch, ...]
    loose: tuple[Card, ...]
    rows_left_out: int
    notes_left_out: int

    @property
    def rows(self) -> list[Row]:
        """All rows that are shown."""
        return [row for stretch in self.stretches for row in stretch.rows]


_LABELS = {
    "footnote": "footnote", "small": "small print", "collapsed": "folded away", "title": "shown on hover",
    "hidden": "hidden",
}  # fmt: skip


def paper_of(reading: Reading, placed: Sequence[tuple[Card, Span | None]], number: int, room: int) -> Paper:
    """The document of some findings; `number` makes its anchors, `room` is how many characters it may take."""
    by_block: dict[int, list[tuple[Card, Span]]] = {}
    loose = []
    for card, span in placed:
        if span is None:
            loose.append(card)
        else:
            by_block.setdefault(span.block, []).append((card, span))
    rows: list[Row] = []
    left_out = unseen = 0
    room = min(room, LONGEST)
    for indexes in _together(reading, by_block):
        notes = [pair for index in indexes for pair in by_block.get(index, ())]
        room -= sum(_length(reading, index) for index in indexes)
        if room < 0:
            left_out += 1
            unseen += len(notes)
        else:
            rows.append(_row(reading, indexes, by_block, f"d{number}-{len(rows) + 1}"))
    return Paper(tuple(_stretches(rows)), tuple(loose), left_out, unseen)


def _length(reading: Reading, index: int) -> int:
    block = reading.document.blocks[index]
    return block.end - block.start


def _together(reading: Reading, noted: dict[int, list[tuple[Card, Span]]]) -> Iterator[list[int]]:
    """Indexes of the blocks of each row; other readings of a block only where something was found in them."""
    row: list[int] = []
    last: tuple[int, int] | None = None
    for block in reading.document.blocks:
        if block.start == block.end or (block.alternative_of >= 0 and block.index not in noted):
            continue
        here = block.cell[:2] if block.cell else None
        if row and (here is None or here != last):
            yield row
            row = []
        row.append(block.index)
        last = here
    if row:
        yield row


def _row(reading: Reading, indexes: list[int], noted: dict[int, list[tuple[Card, Span]]], anchor: str) -> Row:
    block = reading.document.blocks[indexes[0]]
    notes = tuple(card for index in indexes for card, _ in noted.get(index, ()))
    role = "heading" if block.role == Role.HEADING else "item" if block.role == Role.ITEM else "text"
    label = _LABELS.get(block.prominence, "") if block.prominence in LOW_PROMINENCE else ""
    if block.alternative_of >= 0:
        label = "another reading of the same paragraph"
    cells = tuple(tuple(_parts(reading, index, noted.get(index, ()))) for index in indexes)
    return Row(anchor if notes else "", role, label, cells, notes)


def _parts(reading: Reading, index: int, noted: Sequence[tuple[Card, Span]]) -> Iterator[Part]:
    """The text of a block, cut where a mark begins or ends."""
    block = reading.document.blocks[index]
    cuts = {block.start, block.end}
    for _, span in noted:
        cuts |= {span.start, span.end}
    edges = sorted(cut for cut in cuts if block.start <= cut <= block.end)
    for start, end in pairwise(edges):
        over = [card.severity.key for card, span in noted if span.start <= start and end <= span.end]
        mark = min(over, key=RANK.__getitem__) if over else ""
        lines = reading.words(start, end).split(LINE)
        for i, line in enumerate(lines):
            yield Part(line, mark, breaks=i + 1 < len(lines))


def _stretches(rows: list[Row]) -> Iterator[Stretch]:
    """The rows in order, those far from every note folded together."""
    noted = [i for i, row in enumerate(rows) if row.notes]
    near = {j for i in noted for j in range(i - _NEAR, i + _NEAR + 1)}
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and (end in near) == (at in near):
            end += 1
        folded = at not in near and end - at >= _FOLDED
        yield Stretch(folded, tuple(rows[at:end]))
        at = end
