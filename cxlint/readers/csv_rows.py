"""Splits CSV into rows of cells, and reads on where a quote was never closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.model.document import Problem
from cxlint.readers.grid import GridCell, GridRow

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = " \t\r\n\xa0\ufeff\x03"
_COMMENT = re.compile(r"#\s{0,5}cxlint:")
_STATED = re.compile(r"\ufeff?sep=(.)[ ]*(?:\r\n|\n|\r)")
"""The line with which Excel is told the delimiter."""

_DELIMITERS = ",;\t|"
_SAMPLE = 20
_MOST_PROBLEMS = 10


class Rows:
    """The rows of a file, empty ones left out, and the quotes that are not closed."""

    def __init__(self, masked: str, delimiter: str = "") -> None:
        """`delimiter` is found from the first lines when not given."""
        self.problems: list[Problem] = []
        stated = _STATED.match(masked)
        self._start = stated.end() if stated else 0
        self.delimiter = delimiter or (stated[1] if stated else _guess_delimiter(masked))
        self._masked = masked
        self.rows = list(self._read())

    def _read(self) -> Iterator[GridRow]:
        cells: list[GridCell] = []
        column = 0
        gap = False
        for start, end, quoted, last in self._fields():
            text = self._masked[start:end].strip(_BLANK)
            if text:
                text = " ".join((text.replace('""', '"') if quoted else text).split())
                cells.append(GridCell(column, text, start, end, quoted))
            column += 1
            if not last:
                continue
            if cells and not _COMMENT.match(cells[0].text):
                yield GridRow(cells, gap, column)
                gap = False
            else:
                gap = gap or not cells
            cells, column = [], 0

    def _fields(self) -> Iterator[tuple[int, int, bool, bool]]:
        """Start, end, whether quoted, and whether the row ends there, of every field."""
        sign = re.escape(self.delimiter)
        ended = rf"({sign}|\r\n|\n|\r|\Z)"
        quote = re.compile(rf'[ ]*+"((?:[^"]++|"")*+)"([^{sign}\r\n]*+){ended}')
        plain = re.compile(rf"([^{sign}\r\n]*+){ended}")
        masked = self._masked
        at = self._start
        length = len(masked)
        while at < length:
            found = quote.match(masked, at) if '"' in masked[at : at + 40].lstrip(" ")[:1] else None
            if found is not None and not found[2].strip(_BLANK):
                start, end = found.span(1)
                yield start, end, True, found[3] != self.delimiter
                at = found.end()
                continue
            match = plain.match(masked, at)
            if match is None:  # pragma: no cover -- it takes anything
                break
            if self._is_open(match, found):
                self._unclosed(match)
            yield match.start(1), match.end(1), False, match[2] != self.delimiter
            at = match.end()

    def _is_open(self, match: re.Match[str], found: re.Match[str] | None) -> bool:
        """Whether a field opens a quote that no end of a cell closes; other quotes are part of the words."""
        if found is None:
            return match[1].lstrip(" ").startswith('"') and match[1].count('"') % 2 == 1
        return "\n" in found[1] or "\r" in found[1]

    def _unclosed(self, match: re.Match[str]) -> None:
        if len(self.problems) == _MOST_PROBLEMS:
            return
        start = match.start(1)
        self.problems.append(
            Problem(
                start,
                match.end(1),
                "The quote that opens this cell is never closed, so the cell was read up to the next delimiter.",
                "Close the quote, or write a quote that belongs to the words twice.",
            )
        )


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
