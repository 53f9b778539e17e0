"""Rows of a CSV file that do not fit its header: put right where that is certain, reported where it is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import Problem
from cxlint.readers.grid import LONGEST_LINE, GridCell, GridRow, is_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.readers.grid import Table

_CURRENCY_END = re.compile(r"[$€£¥₹]\s?\d{1,3}\Z")
_PLAIN_END = re.compile(r"(?<![^\s$€£¥₹(+-])\d{1,3}\Z")
_GROUP = re.compile(r"\d{3}(?!\d)")
_WHOLE_GROUP = re.compile(r"\d{3}")
_MOST = 10
"""Rows reported one by one; the rest as a number."""

_COMMON = 0.2
"""When more rows than this share do not fit, the header is to blame, not the rows."""

_ENOUGH = 5
"""Rows that must agree before a short one is thought wrong."""

_LONG = 8
"""Words of a sentence that no row of data has."""

_QUOTE = "Put a cell that holds the delimiter itself in quotes."


class _Misfit(NamedTuple):
    row: GridRow
    message: str
    hint: str


def repaired(rows: list[GridRow], table: Table, masked: str, delimiter: str) -> list[Problem]:
    """Put right the rows of a table in place, and report those that cannot be."""
    body = range(table.body, table.end)
    if table.body == table.header and (lost := _lost_breaks(rows[table.header : table.end])):
        return [lost]
    width = rows[table.body - 1].width if table.body > table.header else _usual_width([rows[i] for i in body])
    if not width:
        return []
    too_long: list[_Misfit] = []
    for i in body:
        if rows[i].width <= width:
            if _is_note(rows[i], masked) and _is_long_sentence(rows[i]):
                rows[i] = _as_note(rows[i])
            continue
        if delimiter == ",":
            rows[i] = _rejoined(rows[i], width, masked)
        if rows[i].cells[-1].column >= width and len(rows[i].cells) > 1:
            if _is_note(rows[i], masked):
                rows[i] = _as_note(rows[i])
            elif table.body > table.header:
                too_long.append(_too_long(rows[i], width))
    several = sum(len(rows[i].cells) > 1 for i in body)
    if too_long and len(too_long) > max(3, _COMMON * several):
        return [_of_many(too_long, several)]
    short = _too_short([rows[i] for i in body], width) if table.body > table.header else []
    return _reported(sorted([*too_long, *short], key=lambda misfit: misfit.row.cells[0].start))


def _lost_breaks(rows: Sequence[GridRow]) -> Problem | None:
    """A file whose rows all ended up on one line."""
    longest = max(rows, key=lambda row: len(row.cells))
    if len(rows) > 3 or len(longest.cells) <= LONGEST_LINE:
        return None
    message = f"This line holds {len(longest.cells):,} cells: the file seems to have lost its line breaks."
    cell = longest.cells[0]
    return Problem(cell.start, cell.end, message, "Export the file again, with one row a line.")


def _usual_width(rows: Sequence[GridRow]) -> int:
    """The width most rows have; 0 when they do not agree."""
    counts: dict[int, int] = {}
    for row in rows:
        counts[row.width] = counts.get(row.width, 0) + 1
    best = max(counts, key=counts.__getitem__, default=0)
    return best if counts.get(best, 0) > 0.6 * len(rows) else 0


def _rejoined(row: GridRow, width: int, masked: str) -> GridRow:
    """The row with thousands and phrases put together again that their commas cut apart, when it fits then."""
    least, most = row.cells[-1].column + 1 - width, row.width - width
    for start, phrases in ((_CURRENCY_END, False), (_CURRENCY_END, True), (_PLAIN_END, False), (_PLAIN_END, True)):
        cells, joins = _joined(row.cells, start, most, masked, phrases=phrases)
        # figures without a currency could be two columns: only when it comes out even
        if joins and (joins == most or (start is _CURRENCY_END and joins >= least)):
            return GridRow(cells, row.gap, row.width - joins)
    return row


def _joined(
    cells: Sequence[GridCell], start: re.Pattern[str], most: int, masked: str, *, phrases: bool
) -> tuple[list[GridCell], int]:
    """The cells with at most so many joined, and how many were; `phrases`: also where words go on after a space."""
    result: list[GridCell] = []
    joins = 0
    growing = False
    for cell in cells:
        last = result[-1] if result else None
        if last is None or joins == most or cell.quoted or last.quoted or masked[last.end : cell.start] != ",":
            fits = grows = False
        else:
            spaced = masked[cell.start] == " "
            grows = not spaced and bool(growing or start.search(last.text)) and _GROUP.match(cell.text) is not None
            fits = grows or (phrases and spaced)
        if fits and last is not None:
            gap = "," if grows else ", "
            result[-1] = last._replace(text=f"{last.text}{gap}{cell.text}", end=cell.end)
            joins += 1
        else:
            result.append(cell._replace(column=cell.column - joins))
        growing = grows and _WHOLE_GROUP.fullmatch(cell.text) is not None
    return result, joins


def _is_note(row: GridRow, masked: str) -> bool:
    """Whether a row is a sentence with commas in it: words that go on after a space, and no figures of their own."""
    spaced = all(masked[cell.start] == " " and not cell.quoted for cell in row.cells[1:])
    return spaced and len(row.cells) > 1 and not any(is_number(cell.text) for cell in row.cells)


def _is_long_sentence(row: GridRow) -> bool:
    text = " ".join(cell.text for cell in row.cells)
    return text.endswith((".", "!", "?")) and len(text.split(None, _LONG)) > _LONG


def _as_note(row: GridRow) -> GridRow:
    first, last = row.cells[0], row.cells[-1]
    whole = first._replace(text=", ".join(cell.text for cell in row.cells), end=last.end, quoted=False)
    return GridRow([whole], row.gap, 1)


def _too_long(row: GridRow, width: int) -> _Misfit:
    cells = row.cells[-1].column + 1
    return _Misfit(row, f"This row has {cells} cells, but the header has {width} columns.", _QUOTE)


def _too_short(rows: Sequence[GridRow], width: int) -> list[_Misfit]:
    """Rows with too few cells, where all others have as many as the header and one holds a figure out of place."""
    rows = [row for row in rows if len(row.cells) > 1]
    short = [row for row in rows if row.width < width]
    if not short or len(rows) - len(short) < max(_ENOUGH, 19 * len(short)):
        return []
    numbers = [0] * width
    for row in rows:
        for cell in row.cells:
            if cell.column < width and is_number(cell.text):
                numbers[cell.column] += 1
    numeric = {column for column, count in enumerate(numbers) if count >= 0.8 * len(rows)}
    hint = f"Each row needs {width} cells, with the delimiter between them even where one is empty."
    return [
        _Misfit(row, f"This row has {row.width} cells, but the header has {width} columns.", hint)
        for row in short
        if not numeric <= {cell.column for cell in row.cells if is_number(cell.text)}
    ]


def _of_many(misfits: Sequence[_Misfit], rows: int) -> Problem:
    first = misfits[0]
    message = f"{len(misfits):,} of {rows:,} rows have more cells than the header has columns, first here."
    return Problem(first.row.cells[0].start, first.row.cells[-1].end, message, "Name every column in the header.")


def _reported(misfits: Sequence[_Misfit]) -> list[Problem]:
    problems = [
        Problem(misfit.row.cells[0].start, misfit.row.cells[-1].end, misfit.message, misfit.hint)
        for misfit in misfits[:_MOST]
    ]
    if left := len(misfits) - len(problems):
        last = problems[-1]
        problems[-1] = last._replace(message=f"{last.message} So have {left:,} more rows below.")
    return problems
