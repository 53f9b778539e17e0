"""Words that make a fee nothing: free, waived, no charge."""

from __future__ import annotations

import re
from functools import cache

from cxlint.text.normalize import fold

_ANCHORS = ("free", "waive", " cost", " charge", " fee", "nil", "complimentary", "gratis", "n/c")


@cache
def _free() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:free of charges?|free(?!-|dom| (?:to |from |of |will\b|speech\b|and clear\b|fall\b))"
        r"|(?:at )?(?:no|without(?: any)?) (?:additional |extra |further |added )?(?:charges?|costs?"
        r"|fees?)(?! back)"
        r"|waived?|waives|nil|complimentary|gratis|n/c)\b"
    )


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(
        r"(?:\b(?:not|never|cannot)(?: be| been)?|n't(?: be)?|\bfeel|\bset|\bright to|\b(?:may"
        r"|shall) not be deemed to"
        r"|\btoll|\bduty|\bto) \Z"
    )


def free_words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where a range of the text says that something costs nothing."""
    folded = fold(text[start:end])
    if not any(anchor in folded for anchor in _ANCHORS) and not folded.startswith(("no ", "cost", "charge", "fee")):
        return []
    return [
        (match.start() + start, match.end() + start)
        for match in _free().finditer(folded)
        if not _denied().search(folded, max(0, match.start() - 24), match.start())
    ]
