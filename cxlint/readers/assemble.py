"""From the drafts of a format reader to a Document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.model.document import LINE, Block, Document, Link, Role, Template
from cxlint.readers.alternatives import choices, conditions_around, without
from cxlint.readers.fold import Folder
from cxlint.readers.notes import mark_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.model.source import Source
    from cxlint.readers.draft import Draft, Piece, Reading
    from cxlint.templates import Conditional, ParsedTemplate


def assemble(source: Source, reading: Reading, parsed: ParsedTemplate | None) -> Document:
    """Fold the drafts into a Document.

    `parsed` is what is known of the template, None for a file that is none. Table rows of `Document.tables` are as long
    as their last cell requires.
    """
    parsed = parsed or reading.template
    writer = _Writer(parsed)
    for draft in reading.drafts:
        writer.write(draft)
    document = Document(source, writer.folder.text, writer.blocks, writer.folder.origin)
    document.slot_positions = writer.folder.slot_positions
    document.links = writer.links
    document.code = writer.code
    document.tables = _tables(writer.blocks)
    document.front_matter = reading.front_matter
    document.problems = sorted(reading.problems)
    document.catalogue = reading.catalogue
    document.skipped = reading.skipped
    if parsed is not None:
        document.template = Template(parsed.dialect, parsed.slots, parsed.tags)
    mark_notes(document)
    return document


class _Writer:
    """Writes drafts one after the other."""

    __slots__ = ("_conditionals", "_headings", "blocks", "code", "folder", "links")

    def __init__(self, parsed: ParsedTemplate | None) -> None:
        self.folder = Folder(parsed.slots if parsed else ())
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.code: list[tuple[int, int]] = []
        self._conditionals: Sequence[Conditional] = parsed.conditionals if parsed else ()
        self._headings: list[Block] = []

    def write(self, draft: Draft) -> None:
        """Append the block of a draft, or one block for each of its readings."""
        block = self._fold(draft, draft.pieces, range(len(draft.pieces) + 1), set())
        if block is None:
            return
        cut: list[Conditional] = []
        if self._conditionals:
            conditions, cut = conditions_around(self._conditionals, *self.folder.source_range())
            block.conditions = conditions
        if not cut:
            self._keep(block)
            return
        self.folder.undo()
        while self.links and self.links[-1].start >= block.start:
            self.links.pop()
        while self.code and self.code[-1][0] >= block.start:
            self.code.pop()
        self._write_readings(draft, cut, block.conditions)

    def _write_readings(self, draft: Draft, cut: list[Conditional], around: tuple[str, ...]) -> None:
        seen: set[str] = set()
        first = -1
        for choice in choices(cut):
            pieces, indexes = without(draft.pieces, choice.left_out)
            block = self._fold(draft, pieces, indexes, seen)
            if block is None:
                continue
            block.conditions = around
            if first < 0:
                first = block.index
            else:
                block.alternative_of = first
                block.conditions += tuple(choice.conditions)
            self._keep(block)

    def _fold(self, draft: Draft, pieces: Sequence[Piece], indexes: Sequence[int], seen: set[str]) -> Block | None:
        folder = self.folder
        folder.begin()
        positions = folder.fold(pieces)
        text = folder.finish()
        if not text:
            return None
        if text in seen:
            folder.undo()
            return None
        seen.add(text)
        end = folder.length - 1
        block = Block(len(self.blocks), draft.role, end - len(text), end)
        block.level = draft.level
        block.prominence = draft.prominence
        block.cell = draft.cell
        block.label = draft.label
        block.markers = tuple(draft.markers)
        for first, last, target in draft.links:
            self._link(block, text, positions[indexes[first]], positions[indexes[last]], target)
        for first, last in draft.code:
            self.code.append((positions[indexes[first]], positions[indexes[last]]))
        return block

    def _link(self, block: Block, text: str, start: int, end: int, target: str) -> None:
        start = max(start, block.start)
        # the space before a link is written only when its first word comes
        if start < end and text[start - block.start] in (" ", LINE):
            start += 1
        if start < end:
            self.links.append(Link(start, end, target))

    def _keep(self, block: Block) -> None:
        headings = self._headings
        if block.role == Role.HEADING and block.alternative_of < 0:
            while headings and headings[-1].level >= block.level:
                headings.pop()
            block.heading = headings[-1].index if headings else -1
            headings.append(block)
        elif block.alternative_of >= 0:
            block.heading = self.blocks[block.alternative_of].heading
        elif headings:
            block.heading = headings[-1].index
        self.blocks.append(block)


def _tables(blocks: Sequence[Block]) -> list[list[list[int]]]:
    tables: list[list[list[int]]] = []
    for block in blocks:
        if block.cell is None or block.alternative_of >= 0:
            continue
        while len(tables) <= block.cell.table:
            tables.append([])
        rows = tables[block.cell.table]
        last = block.cell.row + block.cell.rows
        rows.extend([] for _ in range(last - len(rows)))
        column = block.cell.column
        for cells in rows[block.cell.row : last]:
            cells.extend([-1] * (column + 1 - len(cells)))
            if cells[column] < 0:
                cells[column] = block.index
    return tables
