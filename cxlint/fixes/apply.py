"""A text with fixes applied, until there is nothing left to fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxlint.model.finding import Finding

_MOST_ROUNDS = 10


def apply(text: str, findings: Iterable[Finding]) -> tuple[str, list[Finding]]:
    """The text with the fixes of some findings applied, and the findings that were fixed.

    Of fixes that overlap, the first one is applied; the others wait for the next round.
    """
    fixed: list[Finding] = []
    parts: list[str] = []
    done = 0
    for finding in sorted((f for f in findings if f.fix), key=lambda f: f.fix.edits[0].start if f.fix else 0):
        edits = finding.fix.edits if finding.fix else ()
        if edits[0].start < done:
            continue
        for edit in edits:
            parts += (text[done : edit.start], edit.content)
            done = edit.end
        fixed.append(finding)
    return "".join((*parts, text[done:])), fixed


def settle(text: str, lint: Callable[[str], Sequence[Finding]]) -> tuple[str, list[Finding]]:
    """The text after as many rounds of fixing as change something, ten at most, and all findings that were fixed.

    `lint` gives the findings of a text whose fixes may be applied.
    """
    fixed: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        text, now = apply(text, lint(text))
        if not now:
            break
        fixed += now
    return text, fixed
