"""A text with fixes applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.model.finding import Finding


def apply(text: str, findings: Iterable[Finding]) -> tuple[str, list[Finding]]:
    """The text with the fixes of some findings applied, and the findings that were fixed.

    Of fixes that overlap, the first one is applied.
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
