"""A text in the making: its fixes are made or passed over, and after each change what is left is found anew."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cxlint.fixes.apply import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxlint.model.finding import Edit, Finding, Fix

_MOST_ROUNDS = 10


class Draft:
    """A text, and the findings whose fixes have been neither made nor passed over.

    `lint` gives the findings of a text whose fixes may be made; it may raise ReadError. `wanted` says which of those at
    the beginning count: the others stay as they are. `fits` says whether a text may take the place of the one given; a
    fix that would make another one is never made.
    """

    def __init__(
        self,
        text: str,
        lint: Callable[[str], Sequence[Finding]],
        *,
        wanted: Callable[[Finding], bool] = lambda _: True,
        fits: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self.text = text
        self.fixed: list[Finding] = []
        """The findings whose fixes were made, in that order."""
        self._lint = lint
        self._fits = fits
        self._passed = _Passed()
        found = _in_order(lint(text))
        self._pending = [finding for finding in found if wanted(finding)]
        self._passed.add([finding for finding in found if not wanted(finding)])
        # two fixes could undo each other for ever
        self._room = _MOST_ROUNDS * len(self._pending)

    def pending(self) -> list[Finding]:
        """The findings to decide upon, in order of place, with offsets into the text as it is now."""
        return self._pending[:] if self._room > 0 else []

    def fits(self, finding: Finding) -> bool:
        """Whether the text may become what the fix of a pending finding makes of it."""
        return self._fits(apply(self.text, [finding])[0])

    def make(self, findings: list[Finding]) -> int:
        """Make the fixes of pending findings and give their number; one that does not fit is passed over.

        Of fixes that overlap the first is made, and of several that do not fit together only the first: the others are
        pending again, unless the new text does not need them any more.
        """
        text, made = apply(self.text, findings)
        if not self._fits(text):
            if len(findings) > 1:
                return self.make(findings[:1])
            self.leave(findings)
            return 0
        self._passed.move([edit for finding in made if finding.fix for edit in finding.fix.edits])
        self.text = text
        self.fixed += made
        self._room -= len(made)
        self._pending = [finding for finding in _in_order(self._lint(text)) if finding not in self._passed]
        return len(made)

    def leave(self, findings: list[Finding], *, twins: bool = True) -> None:
        """Pass over pending findings for good; with `twins` also those of other rules that ask for the same change."""
        self._passed.add(findings, refused=twins)
        self._pending = [other for other in self._pending if other not in self._passed]


def settle(text: str, lint: Callable[[str], Sequence[Finding]]) -> tuple[str, list[Finding]]:
    """The text with fixes made until there are no more, and all findings that were fixed.

    `lint` gives the findings of a text whose fixes may be made.
    """
    draft = Draft(text, lint)
    while pending := draft.pending():
        draft.make(pending)
    return draft.text, draft.fixed


class _Range(NamedTuple):
    start: int
    end: int


class _Passed:
    """What is to stay as it is: ranges of the text by rule, and changes that somebody refused whatever the rule."""

    def __init__(self) -> None:
        self._ranges: dict[str, list[_Range]] = {}
        self._refused: set[tuple[_Range, tuple[str, ...]]] = set()

    def add(self, findings: Iterable[Finding], *, refused: bool = False) -> None:
        for finding in findings:
            if finding.fix is not None:
                self._ranges.setdefault(finding.code, []).append(_reach(finding.fix))
                if refused:
                    self._refused.add(_change(finding.fix))
        self._ranges = {code: _joined(ranges) for code, ranges in self._ranges.items()}

    def __contains__(self, finding: Finding) -> bool:
        if finding.fix is None or _change(finding.fix) in self._refused:
            return True
        start, end = _reach(finding.fix)
        ranges = self._ranges.get(finding.code, [])
        before = bisect_left(ranges, (end, 0)) - 1
        return (before >= 0 and ranges[before].end > start) or _Range(start, end) in ranges[before + 1 : before + 2]

    def move(self, edits: Sequence[Edit]) -> None:
        """Follow the text through edits, which are in order."""
        moved = _Move(edits)
        self._ranges = {code: _joined(moved.range(one) for one in ranges) for code, ranges in self._ranges.items()}
        self._refused = {(moved.range(one), contents) for one, contents in self._refused}


class _Move:
    """Where offsets of a text stand after edits, which are in order."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._shifts = [*accumulate((len(e.content) - (e.end - e.start) for e in edits), initial=0)]

    def range(self, one: _Range) -> _Range:
        """A range afterwards; where an edit cuts into it, with all that the edit wrote."""
        return _Range(self._offset(one.start, 0), self._offset(one.end, 1))

    def _offset(self, offset: int, share: int) -> int:
        """An offset afterwards; within an edit, the beginning (0) or the end (1) of what it wrote."""
        last = bisect_right(self._starts, offset) - 1
        if last < 0:
            return offset
        edit = self._edits[last]
        if offset >= edit.end:
            return offset + self._shifts[last + 1]
        into = share if offset > edit.start else 0
        return edit.start + self._shifts[last] + into * len(edit.content)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted((f for f in findings if f.fix), key=lambda f: _reach(f.fix) if f.fix else _Range(0, 0))


def _reach(fix: Fix) -> _Range:
    """From the first edit to the last."""
    return _Range(fix.edits[0].start, fix.edits[-1].end)


def _change(fix: Fix) -> tuple[_Range, tuple[str, ...]]:
    return _reach(fix), tuple(edit.content for edit in fix.edits)


def _joined(ranges: Iterable[_Range]) -> list[_Range]:
    """The ranges in order, those that overlap made one."""
    result: list[_Range] = []
    for one in sorted(ranges):
        if result and one.start < result[-1].end:
            result[-1] = _Range(result[-1].start, max(result[-1].end, one.end))
        else:
            result.append(one)
    return result
