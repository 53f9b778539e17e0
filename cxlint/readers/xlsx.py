"""Reads workbooks: a text is written for them, a line a row, and every cell of it is a block that knows its address."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from cxlint.errors import ReadError
from cxlint.model.document import LINE, Problem, Prominence, Role
from cxlint.model.source import Source
from cxlint.readers import grid
from cxlint.readers.draft import Draft, Piece, Reading
from cxlint.readers.grid import GridCell, GridRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.readers.grid import Placed
    from cxlint.readers.workbook_parts import Sheet, SheetCell

_UNNAMED = re.compile(r"(?:(?:work)?sheet|tabelle|table|feuil|hoja|foglio|blad|planilha|ark|list)\s?\d*", re.IGNORECASE)
_BARE = re.compile(r"[^\W\d]\w*")
_BROKEN = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_MOST_PROBLEMS = 10


class _Page(NamedTuple):
    """A sheet in the text written for its workbook: its name, the offset of the line with it, its rows."""

    name: str
    start: int
    rows: list[GridRow]


class CellLabels:
    """The address of every offset of a workbook's text, and the rows that the text was written from."""

    def __init__(self) -> None:
        self.pages: list[_Page] = []
        self._starts: list[int] = []
        self._cells: list[tuple[int, int, int]] = []

    def add(self, start: int, row: int, column: int) -> None:
        """Note that a cell of the last page begins at an offset."""
        self._starts.append(start)
        self._cells.append((len(self.pages) - 1, row, column))

    def at(self, offset: int) -> str:
        """The address of the cell at an offset, `Rates!B7`, quoted as a spreadsheet would."""
        i = bisect_right(self._starts, offset) - 1
        if i < 0:
            return ""
        page, row, column = self._cells[i]
        name = self.pages[page].name
        if not _BARE.fullmatch(name):
            name = "'" + name.replace("'", "''") + "'"
        return f"{name}!{_letters(column)}{row}"


def load(path: str, data: bytes) -> Source:
    """The text of a workbook's bytes: for each sheet that is shown a line with its name, then a line a row.

    Cells are separated by tabs; breaks in them are U+2028. Raises ReadError.
    """
    from cxlint.readers.workbook import sheets

    labels = CellLabels()
    writer = _Writer(labels)
    for sheet in sheets(data):
        writer.write(sheet)
    return Source(path, "".join(writer.parts), labels)


class _Writer:
    """Writes the text of a workbook and notes where each cell stands in it."""

    def __init__(self, labels: CellLabels) -> None:
        self.parts: list[str] = []
        self._labels = labels
        self._length = 0

    def write(self, sheet: Sheet) -> None:
        """Append a sheet."""
        if not sheet.cells:
            return
        page = _Page(sheet.name, self._length, [])
        self._labels.pages.append(page)
        self._labels.add(self._length, 1, 1)
        self._append(sheet.name.replace("\n", " ") + "\n")
        numbers: list[int] = []
        for number, cells in _by_row(sheet.cells):
            gap = bool(numbers) and number > numbers[-1] + 1
            page.rows.append(GridRow(self._row(sheet, number, cells), gap, 0))
            numbers.append(number)
        if sheet.spans:
            _count_spans(page.rows, numbers)

    def _row(self, sheet: Sheet, number: int, cells: Sequence[SheetCell]) -> list[GridCell]:
        found = []
        for i, cell in enumerate(cells):
            start = self._length
            self._labels.add(start, number, cell.column)
            self._append(cell.text + ("\t" if i + 1 < len(cells) else "\n"))
            words = " ".join(cell.text.split())
            bottom = sheet.spans.get((number, cell.column), number) if sheet.spans else 1
            found.append(GridCell(cell.column - 1, words, start, start + len(cell.text), False, cell.hidden, bottom))
        return found

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)


def _by_row(cells: Sequence[SheetCell]) -> Iterator[tuple[int, list[SheetCell]]]:
    row: list[SheetCell] = []
    for cell in cells:
        if row and row[0].row != cell.row:
            yield row[0].row, row
            row = []
        row.append(cell)
    if row:
        yield row[0].row, row


def _count_spans(rows: Sequence[GridRow], numbers: Sequence[int]) -> None:
    """Turn the last row that each cell covers into the number of filled rows it covers."""
    for i, row in enumerate(rows):
        for j, cell in enumerate(row.cells):
            row.cells[j] = cell._replace(rows=max(1, bisect_right(numbers, cell.rows) - i))


def read(source: Source, masked: str) -> Reading:
    """Read the text that `load` wrote. Raises ReadError for any other."""
    labels = source.labels
    if not isinstance(labels, CellLabels):
        raise ReadError("is named like a workbook but was given as text", hint="give the .xlsx file itself")
    drafts: list[Draft] = []
    problems: list[Problem] = []
    tables = 0
    for page in labels.pages:
        if not _UNNAMED.fullmatch(page.name):
            drafts.append(_heading(page))
        found = grid.split(page.rows)
        blocks = list(grid.placed(page.rows, found, tables))
        tables += len(found)
        drafts += [_draft(masked, block) for block in blocks]
        problems += _broken(blocks)
    return Reading(drafts, {}, tuple(problems[:_MOST_PROBLEMS]))


def _heading(page: _Page) -> Draft:
    draft = Draft(Role.HEADING, level=1)
    draft.pieces = [Piece(page.name, page.start, page.start + len(page.name))]
    return draft


def _draft(masked: str, block: Placed) -> Draft:
    hidden = block.cells[0].hidden
    draft = Draft(block.role, level=block.level, prominence=Prominence.HIDDEN if hidden else Prominence.BODY)
    draft.cell = block.place
    draft.label = block.label
    for cell in block.cells:
        if draft.pieces:
            draft.pieces.append(Piece(" ", draft.pieces[-1].end, cell.start))
        at = cell.start
        if LINE not in masked[cell.start : cell.end]:
            draft.pieces.append(Piece(masked[cell.start : cell.end], cell.start, cell.end))
            continue
        for line in masked[cell.start : cell.end].split(LINE):
            if at > cell.start:
                draft.pieces.append(Piece(LINE, at - 1, at))
            draft.pieces.append(Piece(line, at, at + len(line)))
            at += len(line) + 1
    return draft


def _broken(blocks: Sequence[Placed]) -> Iterator[Problem]:
    """Errors of formulas where an amount is due: under a heading of amounts, or among numbers."""
    counts: dict[tuple[int, int], int] = {}
    for block in blocks:
        if block.place is not None and grid.is_number(block.cells[0].text):
            key = block.place.table, block.place.column
            counts[key] = counts.get(key, 0) + 1
    for block in blocks:
        cell, place = block.cells[0], block.place
        if place is None or place.header or cell.text not in _BROKEN or cell.hidden:
            continue
        if grid.PRICED.search(block.label) or counts.get((place.table, place.column), 0) > 1:
            message = f"This cell shows {cell.text} where an amount is due: its formula does not work."
            yield Problem(cell.start, cell.end, message, "Repair the formula, or write the amount itself.")


def _letters(column: int) -> str:
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
