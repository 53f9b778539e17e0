"""What a fix changes, as people see it: the lines before and after, the words in question set off by colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.model.source import Source
from cxlint.report import paint
from cxlint.text.excerpt import display_width, window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.model.finding import Fix
    from cxlint.report import ReportOptions


def change(fix: Fix, source: Source, width: int, options: ReportOptions) -> str:
    """The lines that a fix changes, as they are and as they would be, in rows of at most `width` cells."""
    after, written = _after(fix, source)
    before = _rows(source, [(edit.start, edit.end) for edit in fix.edits], "-", width, options)
    return "".join((*before, *_rows(after, written, "+", width, options)))


def _after(fix: Fix, source: Source) -> tuple[Source, list[tuple[int, int]]]:
    """The text with the fix made, and the ranges that it wrote there."""
    parts: list[str] = []
    written: list[tuple[int, int]] = []
    at = done = 0
    for edit in fix.edits:
        parts += (source.text[done : edit.start], edit.content)
        start = at + edit.start - done
        at = start + len(edit.content)
        written.append((start, at))
        done = edit.end
    return Source(source.path, "".join((*parts, source.text[done:]))), written


def _rows(
    source: Source, ranges: Sequence[tuple[int, int]], sign: str, width: int, options: ReportOptions
) -> Iterator[str]:
    """A row for each line that has a part of some ranges."""
    style = "old" if sign == "-" else "new"
    for number, (start, end) in _by_line(source, ranges).items():
        shown, left, right = window(source.line(number), start, end, width - 2)
        cut = _index(shown, left), _index(shown, right) if end > start else _index(shown, left)
        head, words, tail = shown[: cut[0]], shown[cut[0] : cut[1]], shown[cut[1] :]
        yield (
            paint(f"{sign} {head}", style, options)
            + paint(words, f"{style} words", options)
            + paint(tail.rstrip(), style, options)
            + "\n"
        )


def _by_line(source: Source, ranges: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The lines that some ranges touch, each with the columns (from 0) from the first of them to the last."""
    lines: dict[int, tuple[int, int]] = {}
    for range_start, range_end in ranges:
        (first, column), (last, end_column) = source.place(range_start), source.place(range_end)
        for number in range(first, last + 1):
            start = column - 1 if number == first else 0
            end = end_column - 1 if number == last else len(source.line(number))
            lines[number] = (lines[number][0] if number in lines else start, end)
    return lines


def _index(text: str, cells: int) -> int:
    """How many characters take so many cells."""
    if text.isascii():
        return min(cells, len(text))
    return next((i for i in range(len(text) + 1) if display_width(text[:i]) >= cells), len(text))
