"""Reads CSV and TSV: every cell a block, with its place and the heading of its column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import LINE, Cell, Role
from cxlint.readers.draft import Draft, Piece, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.source import Source

_DELIMITERS = ",;\t|"
_SAMPLE = 20
_ESCAPED = re.compile(r'""|\r\n|\n|\r')
_LONGEST_HEADING = 60
_LETTER = re.compile(r"[^\W\d_]")
_AMOUNT = re.compile(r"\s*[-+(]?\s*[$€£¥]?\s*\d")


class _Field(NamedTuple):
    row: int
    column: int
    start: int
    end: int
    quoted: bool


def read(source: Source, masked: str) -> Reading:
    """Read a CSV file; the delimiter is guessed from its first lines unless the name ends in .tsv."""
    delimiter = "\t" if source.suffix == ".tsv" else _guess_delimiter(masked)
    drafts: list[Draft] = []
    headings: dict[int, str] = {}
    first: list[_Field] = []
    waiting = True
    for field in _fields(masked, delimiter):
        if waiting:
            if not first or field.row == first[0].row:
                first.append(field)
                continue
            waiting = False
            headings = _headings(masked, first)
            drafts.extend(_draft(masked, cell, headings, header=bool(headings)) for cell in first)
        drafts.append(_draft(masked, field, headings, header=False))
    if waiting:
        drafts.extend(_draft(masked, cell, {}, header=False) for cell in first)
    return Reading(drafts, {})


def _draft(masked: str, field: _Field, headings: dict[int, str], *, header: bool) -> Draft:
    draft = Draft(Role.CELL)
    draft.cell = Cell(0, field.row, field.column, header)
    draft.label = "" if header else headings.get(field.column, "")
    draft.pieces = _pieces(masked, field)
    return draft


def _headings(masked: str, row: list[_Field]) -> dict[int, str]:
    """The texts of the first row by column if they look like headings: short words, no amounts."""
    texts = {field.column: _text(masked, field) for field in row}
    for text in texts.values():
        if len(text) > _LONGEST_HEADING or not _LETTER.search(text) or _AMOUNT.match(text):
            return {}
    return texts


def _text(masked: str, field: _Field) -> str:
    text = masked[field.start : field.end].strip()
    return text.replace('""', '"') if field.quoted else text


def _fields(masked: str, delimiter: str) -> Iterator[_Field]:
    """The cells that are not empty; rows are counted without the empty ones."""
    sign = re.escape(delimiter)
    pattern = re.compile(
        rf'[ ]*+"((?:[^"]++|"")*+)"[^{sign}\r\n]*+({sign}|\r\n|\n|\r|\Z)|([^{sign}\r\n]*+)({sign}|\r\n|\n|\r|\Z)'
    )
    row = column = at = 0
    filled = False
    while at < len(masked):
        match = pattern.match(masked, at)
        if match is None:  # pragma: no cover -- the second alternative takes anything
            break
        quoted = match[1] is not None
        start, end = match.span(1 if quoted else 3)
        if masked[start:end].strip():
            filled = True
            yield _Field(row, column, start, end, quoted)
        at = match.end()
        if (match[2] if quoted else match[4]) == delimiter:
            column += 1
            continue
        row += filled
        column = 0
        filled = False


def _pieces(masked: str, field: _Field) -> list[Piece]:
    if not field.quoted:
        return [Piece(masked[field.start : field.end], field.start, field.end)]
    pieces = []
    at = field.start
    for match in _ESCAPED.finditer(masked, field.start, field.end):
        if match.start() > at:
            pieces.append(Piece(masked[at : match.start()], at, match.start()))
        pieces.append(Piece('"' if match[0] == '""' else LINE, match.start(), match.end()))
        at = match.end()
    if field.end > at:
        pieces.append(Piece(masked[at : field.end], at, field.end))
    return pieces


def _guess_delimiter(masked: str) -> str:
    """The sign that stands equally often in most of the first lines."""
    lines = [line for line in masked[:20_000].splitlines() if line.strip()][:_SAMPLE]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        counts = [re.sub(r'"[^"]*"', "", line).count(delimiter) for line in lines]
        usual = max(counts, key=counts.count, default=0)
        score = counts.count(usual) * min(usual, 5) + (0.5 if delimiter == "," else 0)
        if usual and score > best_score:
            best, best_score = delimiter, score
    return best
