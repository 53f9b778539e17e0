"""Reads CSV and TSV: every cell a block, with its place and the heading of its column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.model.document import LINE
from cxlint.readers import grid
from cxlint.readers.csv_repair import repaired
from cxlint.readers.csv_rows import Rows
from cxlint.readers.draft import Draft, Piece, Reading, replaced

if TYPE_CHECKING:
    from cxlint.model.source import Source
    from cxlint.readers.grid import GridCell, Placed

_ESCAPED = re.compile(r'""|\r\n|\n|\r')


def read(source: Source, masked: str) -> Reading:
    """Read a CSV file; the delimiter is guessed from its first lines unless the name ends in .tsv."""
    found = Rows(masked, "\t" if source.suffix == ".tsv" else "")
    problems = found.problems
    tables = grid.split(found.rows)
    for table in tables:
        problems += repaired(found.rows, table, masked, found.delimiter)
    return Reading([_draft(masked, block) for block in grid.placed(found.rows, tables)], {}, tuple(problems))


def _draft(masked: str, block: Placed) -> Draft:
    draft = Draft(block.role, level=block.level)
    draft.cell = block.place
    draft.label = block.label
    for cell in block.cells:
        if draft.pieces:
            draft.pieces.append(Piece(" ", draft.pieces[-1].end, cell.start))
        draft.pieces += _pieces(masked, cell)
    return draft


def _pieces(masked: str, cell: GridCell) -> list[Piece]:
    if not cell.quoted:
        return [Piece(masked[cell.start : cell.end], cell.start, cell.end)]
    return replaced(masked, cell.start, cell.end, _ESCAPED, _meaning)


def _meaning(match: re.Match[str]) -> str:
    return '"' if match[0] == '""' else LINE
