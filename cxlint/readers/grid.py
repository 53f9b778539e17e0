"""Titles, header rows and bodies in rows of cells: what CSV files and workbooks have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import Cell, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class GridCell(NamedTuple):
    """A filled cell: its column, its words on one line, and its range in the source.

    `quoted`: quotes in it are doubled. `hidden`: nobody sees it. `rows`: how many filled rows it covers.
    """

    column: int
    text: str
    start: int
    end: int
    quoted: bool = False
    hidden: bool = False
    rows: int = 1


class GridRow(NamedTuple):
    """The filled cells of a row, never none. `gap`: an empty row stands above. `width` counts empty cells as well."""

    cells: list[GridCell]
    gap: bool
    width: int


class Table(NamedTuple):
    """Row numbers: of the titles above, of the first header row, of the first row below the header, of the end."""

    titles: int
    header: int
    body: int
    end: int


class Placed(NamedTuple):
    """One block to be: the cells whose words it holds, its role and level, and for a table cell its place and heading.

    The heading is that of its column, of several header rows from top to bottom.
    """

    cells: Sequence[GridCell]
    role: str
    level: int = 0
    place: Cell | None = None
    label: str = ""


_DEEPEST_HEADER = 40
"""Rows in which the first header is looked for."""

_AHEAD = 8
"""Rows below a candidate that have their say."""

_LONGEST_HEADING = 80
LONGEST_LINE = 60
"""A lone row with more cells, and no header to it, is a file that lost its line breaks: cells of no table."""

_LETTER = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT = re.compile(r"[-+(~]{0,2}\s?(?:[A-Z]{0,3}[$€£¥₹]|(?:USD|EUR|GBP|AUD|CAD|CHF|INR|Rs\.?)\s)?\s?\.?\d")
_NUMBER = re.compile(
    r"[-+(~]{0,2}\s?(?:[A-Z]{0,3}[$€£¥₹]|(?:USD|EUR|GBP|AUD|CAD|CHF|INR|Rs\.?)\s)?\s?[\d.,']{1,20}\s?(?:%|[$€£¥₹p¢]|"
    r"[A-Z]{3})?\)?"
)
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
PRICED = re.compile(
    r"\b(?:fees?|charges?|amounts?|prices?|costs?|rates?|tariffs?|totals?|usd|eur|gbp|credits?|premiums?|per|"
    r"monthly|yearly|annual)\b|[$€£%]",
    re.IGNORECASE,
)
"""Words in the heading of a column of amounts."""

_SENTENCE = re.compile(r"(?:\*|\W?note\b|see\b)|[^.!?]+[.!?]", re.IGNORECASE)
_WORDS_OF_A_SENTENCE = 6


def is_number(text: str) -> bool:
    """Whether a cell holds one number, amount or percentage, and no date."""
    return _NUMBER.fullmatch(text) is not None and any(map(str.isdigit, text)) and not _DATE.fullmatch(text)


def split(rows: Sequence[GridRow]) -> list[Table]:
    """The tables of a sheet in order, which together cover all rows; without any header one of all rows."""
    if not rows:
        return []
    tables: list[Table] = []
    titles, header, body = 0, *(_first_header(rows) or (0, 0))
    names = _texts(rows[body - 1]) if body else []
    at = max(body, 1)
    while at < len(rows):
        again = len(rows[at].cells) > 1 and _texts(rows[at]) == names
        if again or _starts_table(rows, at):
            above = at if again else _titles_above(rows, at, body)
            tables.append(Table(titles, header, body, above))
            titles = above
            header, body = (at, at + 1) if again else _grown(rows, at)
            names = _texts(rows[body - 1])
            at = body
        else:
            at += 1
    return [*tables, Table(titles, header, body, len(rows))]


def placed(rows: Sequence[GridRow], tables: Sequence[Table], index: int = 0) -> Iterator[Placed]:
    """All blocks of a sheet in reading order; its tables are numbered from `index`."""
    for number, table in enumerate(tables, index):
        for row in rows[table.titles : table.header]:
            yield _title(row)
        labels = _labels(rows[table.header : table.body])
        count = 0
        for i in range(table.header, table.end):
            row = rows[i]
            if i >= table.body and (len(row.cells) == 1 and _is_sentence(row.cells[0].text) and labels):
                yield Placed(row.cells, Role.PARAGRAPH)
            elif len(row.cells) > LONGEST_LINE and len(rows) <= 3 and not labels:
                yield from (Placed([cell], Role.PARAGRAPH) for cell in row.cells)
            else:
                yield from _in_row(row, number, count, labels if i >= table.body else None)
                count += 1


def _in_row(row: GridRow, table: int, number: int, labels: dict[int, str] | None) -> Iterator[Placed]:
    for cell in row.cells:
        place = Cell(table, number, cell.column, labels is None, cell.rows)
        yield Placed((cell,), Role.CELL, 0, place, labels.get(cell.column, "") if labels else "")


def _title(row: GridRow) -> Placed:
    text = row.cells[0].text
    short = len(row.cells) == 1 and len(text) <= _LONGEST_HEADING and not _is_sentence(text)
    if short and _LETTER.search(text) and not any(sign in text for sign in "$€£:"):
        return Placed(row.cells, Role.HEADING, 2)
    return Placed(row.cells, Role.PARAGRAPH)


def _is_sentence(text: str) -> bool:
    match = _SENTENCE.match(text)
    return match is not None and len(text.split(None, _WORDS_OF_A_SENTENCE)) >= _WORDS_OF_A_SENTENCE


def _texts(row: GridRow) -> list[tuple[int, str]]:
    return [(cell.column, cell.text) for cell in row.cells]


def _first_header(rows: Sequence[GridRow]) -> tuple[int, int] | None:
    """The rows from and up to which the first header goes; None when data come first."""
    for i, row in enumerate(rows[:_DEEPEST_HEADER]):
        if _is_header(rows, i):
            return _grown(rows, _wider(rows, i))
        if len(row.cells) > 1 and not _is_about(row) and len(row.cells) > 0.6 * _usual(rows, i):
            return None
    return None


def _wider(rows: Sequence[GridRow], at: int) -> int:
    """A much wider header just below one, over numbers: then the first only names facts about the file."""
    size = len(rows[at].cells)
    for i in (at + 2, at + 3):
        if i < len(rows) and len(rows[i].cells) >= 1.5 * size and _is_header(rows, i) and _numeric(rows, i):
            return i if all(1 < len(row.cells) <= size for row in rows[at:i]) else at
    return at


def _is_about(row: GridRow) -> bool:
    """Whether a row says something of the whole file: "Valid from | 1/1/2026"."""
    return row.cells[0].text.endswith(":") or any(_DATE.fullmatch(cell.text) for cell in row.cells)


def _usual(rows: Sequence[GridRow], at: int) -> int:
    """How many cells the next rows have: their median, single ones left out; 0 when there are none."""
    sizes = sorted(len(row.cells) for row in _ahead(rows, at))
    return sizes[len(sizes) // 2] if sizes else 0


def _ahead(rows: Sequence[GridRow], at: int) -> list[GridRow]:
    """The next rows with several cells, up to an empty row below them."""
    found: list[GridRow] = []
    for row in rows[at + 1 : at + 1 + _AHEAD]:
        if row.gap and found:
            break
        if len(row.cells) > 1:
            found.append(row)
    return found


def _is_header(rows: Sequence[GridRow], at: int) -> bool:
    cells = rows[at].cells
    if len(cells) < 2 or not all(_is_heading(cell.text) for cell in cells):
        return False
    usual = _usual(rows, at)
    return usual > 0 and len(cells) >= 0.6 * usual


def _is_heading(text: str) -> bool:
    """Short words, no amount and no sentence; or a year."""
    if len(text) > _LONGEST_HEADING or not _LETTER.search(text):
        return _YEAR.fullmatch(text) is not None
    return not _AMOUNT.match(text) and not (text.endswith(".") and _is_sentence(text))


def _grown(rows: Sequence[GridRow], at: int) -> tuple[int, int]:
    """The whole header around one of its rows: with the groups above it, or the parts and units below."""
    start, body = at, at + 1
    if at > 0 and not rows[at].gap and _is_group(rows[at - 1], rows[at]):
        start -= 1
    elif body < len(rows) and not rows[body].gap and _is_second(rows, body):
        body += 1
    return start, body


def _is_group(above: GridRow, row: GridRow) -> bool:
    both = (*above.cells, *row.cells)
    return 1 < len(above.cells) < len(row.cells) and all(_is_heading(cell.text) for cell in both)


def _is_second(rows: Sequence[GridRow], at: int) -> bool:
    """Whether a row below a header belongs to it: it names columns the header does not, above numbers; or units."""
    cells = rows[at].cells
    if len(cells) > 1 and all(cell.text.startswith("(") and cell.text.endswith(")") for cell in cells):
        return True
    if len(cells) < 2 or not all(_is_heading(cell.text) for cell in cells):
        return False
    above = rows[at - 1].cells
    new = {cell.column for cell in cells} - {cell.column for cell in above}
    # groups that stand wide apart need fewer numbers to be believed
    enough = 2 if 2 * len(above) <= len(cells) else (len(cells) + 1) // 2
    return bool(new) and len(_numeric(rows, at)) >= enough


def _numeric(rows: Sequence[GridRow], at: int) -> set[int]:
    """The columns of a row with a number in most of the next rows."""
    ahead = _ahead(rows, at)
    counts: dict[int, int] = {}
    for row in ahead:
        for cell in row.cells:
            if is_number(cell.text):
                counts[cell.column] = counts.get(cell.column, 0) + 1
    own = {cell.column for cell in rows[at].cells}
    return {column for column, count in counts.items() if column in own and 2 * count >= len(ahead)}


def _starts_table(rows: Sequence[GridRow], at: int) -> bool:
    """Whether another header begins below a gap or a title: it names a price, above numbers."""
    row = rows[at]
    if len(row.cells) < 2 or not (row.gap or len(rows[at - 1].cells) == 1):
        return False
    if at + 1 < len(rows) and not rows[at + 1].gap and _is_group(row, rows[at + 1]):
        at += 1
    if not _is_header(rows, at):
        return False
    numeric = _numeric(rows, at)
    return any(cell.column in numeric and PRICED.search(cell.text) for cell in rows[at].cells)


def _titles_above(rows: Sequence[GridRow], at: int, stop: int) -> int:
    """The first of the rows with one cell right above a header."""
    while at > stop and len(rows[at - 1].cells) == 1 and (rows[at - 1].gap or not rows[at].gap):
        at -= 1
    return at


def _labels(header: Sequence[GridRow]) -> dict[int, str]:
    """The heading of each column. In all but the last row of a header a cell speaks for the empty ones after it."""
    if not header:
        return {}
    columns = {cell.column for row in header for cell in row.cells}
    labels: dict[int, list[str]] = {column: [] for column in sorted(columns)}
    for i, row in enumerate(header):
        texts = {cell.column: cell.text for cell in row.cells}
        current = ""
        for column, words in labels.items():
            current = texts.get(column, current if i + 1 < len(header) and column > 0 else "")
            if current and current not in words:
                words.append(current)
    return {column: " ".join(words) for column, words in labels.items()}
