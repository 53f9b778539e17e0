"""The questions of `cxlint check --interactive`: which fix comes next, and what an answer means for the others."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.fixes.draft import Draft
    from cxlint.model.finding import Finding

YES, NO, ALWAYS, NEVER, NOT_HERE, STOP = "y", "n", "a", "d", "f", "q"
"""Answers."""

MEANINGS = {
    YES: "change it",
    NO: "leave it as it is",
    ALWAYS: "change it, and all that {code} finds from here on",
    NEVER: "leave it, and all that {code} finds from here on",
    NOT_HERE: "leave it, and the rest of this file",
    STOP: "stop: what you said yes to is written, the rest stays",
}


class Question(NamedTuple):
    """Whether to make the fix of a finding in a text as it is now; the `number`-th question of `total`."""

    finding: Finding
    source: Source
    number: int
    total: int


class Interview:
    """Asks about fixes, file by file; what is said about a rule holds for all files to come.

    `expected` is how many fixes there are in all of them. `ask` gives one of the answers.
    """

    def __init__(self, ask: Callable[[Question], str], expected: int) -> None:
        self.stopped = False
        """Whether somebody has had enough: then no file is to follow."""
        self.asked = 0
        """How many questions were answered."""
        self._ask = ask
        self._to_come = expected
        self._done = 0
        self._always: set[str] = set()
        self._never: set[str] = set()

    def reach(self, expected: int) -> None:
        """Count no more on what was expected of a file: its turn has come."""
        self._to_come -= expected

    def go_through(self, path: str, draft: Draft) -> None:
        """Make or leave all fixes of a file; left are those that nobody was asked about when it stops early."""
        while not self.stopped and (pending := draft.pending()):
            finding = pending[0]
            # in order, up to the next question, which is about the text that results
            if decided := [*takewhile(self._is_decided, pending)]:
                self._done += self._carry_out(decided, draft)
            elif not draft.fits(finding):
                draft.leave([finding])
            else:
                total = self._done + len(pending) + self._to_come
                answer = self._ask(Question(finding, Source(path, draft.text), self._done + 1, total))
                self.asked += 1
                if answer == NOT_HERE:
                    self._done += len(pending)
                    return
                self._take(answer, finding, draft)

    def _is_decided(self, finding: Finding) -> bool:
        return finding.code in self._always or finding.code in self._never

    def _carry_out(self, decided: list[Finding], draft: Draft) -> int:
        """Do what was said about rules, the refusals first: then both may stand in turn, and few rounds do."""
        refused = [finding for finding in decided if finding.code in self._never]
        if not refused:
            return draft.make(decided)
        # the no was to the rule: another one may have better reasons for the same change
        draft.leave(refused, twins=False)
        return len(refused)

    def _take(self, answer: str, finding: Finding, draft: Draft) -> None:
        if answer == STOP:
            self.stopped = True
            return
        if answer in (ALWAYS, NEVER):
            (self._always if answer == ALWAYS else self._never).add(finding.code)
        if answer in (YES, ALWAYS):
            draft.make([finding])
        else:
            draft.leave([finding])
        self._done += 1
