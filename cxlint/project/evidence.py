"""Which findings concern a place: those that overlap it, or that rest on it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.model.finding import Finding, Place

_Mark = tuple[int, int, int, int, int]
"""Line and column where it begins, line and column where it ends, number of the finding."""


class Evidence:
    """Findings by the places they are about: their own, and the related ones.

    Only the money and document families count.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._findings = [finding for finding in findings if finding.code.startswith(("FEE", "DOC"))]
        self._marks: dict[str, list[_Mark]] = {}
        self._reach: dict[str, tuple[int, int]] = {}
        for number, finding in enumerate(self._findings):
            for place in (finding.place, *(related.place for related in finding.related)):
                self._marks.setdefault(place.path, []).append((*place[1:5], number))
        for path, marks in self._marks.items():
            marks.sort()
            lines = max(end - line for line, _, end, _, _ in marks)
            self._reach[path] = lines, max(last - first for _, first, _, last, _ in marks)

    def at(self, places: Iterable[Place]) -> list[Finding]:
        """The findings that concern any of these places, each once."""
        numbers = {number for place in places for number in self._numbers(place)}
        return [self._findings[number] for number in sorted(numbers)]

    def _numbers(self, place: Place) -> Iterator[int]:
        marks = self._marks.get(place.path, [])
        lines, columns = self._reach.get(place.path, (0, 0))
        start, end = (place.line, place.column), (place.end_line, place.end_column)
        # a whole document may stand on one line: there the widest finding bounds the search
        first = (place.line - lines, 0) if lines else (place.line, place.column - columns)
        for mark in reversed(marks[bisect_left(marks, (*first, 0, 0, 0)) : bisect_left(marks, (*end, 0, 0, 0))]):
            if mark[2:4] > start:
                yield mark[4]
