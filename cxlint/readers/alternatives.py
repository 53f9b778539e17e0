"""Which readings a block has when a template condition runs through the middle of it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from cxlint.readers.draft import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.templates import Conditional

MOST = 12
"""A block is written at most so many times."""

_DEEPEST = 40


class Choice(NamedTuple):
    """One reading: source ranges left out, in order, and the conditions of the branches it takes."""

    left_out: list[tuple[int, int]]
    conditions: list[str]


def conditions_around(
    conditionals: Sequence[Conditional], start: int, end: int
) -> tuple[tuple[str, ...], list[Conditional]]:
    """The conditions a whole source range stands under, and the conditionals with a branch boundary inside it."""
    conditions: list[str] = []
    while True:
        within = _overlapping(conditionals, start, end)
        holder = None
        if len(within) == 1:
            holder = next((b for b in within[0].branches if b.start <= start and end <= b.end), None)
        if holder is None:
            return tuple(conditions), [c for c in within if _is_cut(c, start, end)]
        if holder.condition:
            conditions.append(holder.condition)
        conditionals = holder.children


def choices(conditionals: Sequence[Conditional]) -> list[Choice]:
    """Readings such that every branch is in one of them (up to MOST readings)."""
    count = min(MOST, _widest(conditionals, 0))
    readings = []
    for i in range(count):
        choice = Choice([], [])
        _choose(conditionals, i, choice, 0)
        readings.append(choice)
    return readings


def without(pieces: Sequence[Piece], ranges: Sequence[tuple[int, int]]) -> tuple[list[Piece], list[int]]:
    """Pieces with some source ranges left out, and for every old index (and the end) the new one."""
    starts = [start for start, _ in ranges]
    kept: list[Piece] = []
    indexes: list[int] = []
    for piece in pieces:
        indexes.append(len(kept))
        i = max(0, bisect_right(starts, piece.start) - 1)
        near = []
        while i < len(ranges) and (ranges[i][0] < piece.end or ranges[i][0] == piece.start):
            if ranges[i][1] > piece.start:
                near.append(ranges[i])
            i += 1
        if near:
            kept.extend(_remainder(piece, near))
        else:
            kept.append(piece)
    indexes.append(len(kept))
    return kept, indexes


def _remainder(piece: Piece, ranges: Sequence[tuple[int, int]]) -> list[Piece]:
    text, first, end = piece
    if len(text) != end - first:
        return [] if ranges[0][0] <= first else [piece]
    left = []
    at = first
    for start, stop in [*ranges, (end, end)]:
        if start > at:
            left.append(Piece(text[at - first : start - first], at, start))
        at = max(at, stop)
    return left


def _overlapping(conditionals: Sequence[Conditional], start: int, end: int) -> list[Conditional]:
    i = max(0, bisect_right(conditionals, start, key=_start_of) - 1)
    within = []
    while i < len(conditionals) and conditionals[i].start < end:
        if conditionals[i].end > start:
            within.append(conditionals[i])
        i += 1
    return within


def _start_of(conditional: Conditional) -> int:
    return conditional.start


def _is_cut(conditional: Conditional, start: int, end: int) -> bool:
    return any(start < b.start < end or start < b.end < end for b in conditional.branches)


def _widest(conditionals: Sequence[Conditional], depth: int) -> int:
    return max((_width(c, depth) for c in conditionals), default=1)


def _width(conditional: Conditional, depth: int) -> int:
    if depth > _DEEPEST:
        return 1
    return min(MOST, max(1, sum(_widest(b.children, depth + 1) for b in conditional.branches)))


def _choose(conditionals: Sequence[Conditional], i: int, choice: Choice, depth: int) -> None:
    for conditional in conditionals:
        at = i % _width(conditional, depth)
        for branch in conditional.branches:
            width = _widest(branch.children, depth + 1) if depth < _DEEPEST else 1
            if 0 <= at < width:
                if len(conditional.branches) > 1 and branch.condition:
                    choice.conditions.append(branch.condition)
                if depth < _DEEPEST:
                    _choose(branch.children, at, choice, depth + 1)
            elif branch.end > branch.start:
                choice.left_out.append((branch.start, branch.end))
            at -= width
