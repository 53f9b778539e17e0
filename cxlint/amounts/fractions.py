"""Shares written as fractions, as percentages: "half of the rent", "1/12th of the annual fee". On folded text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cxlint.amounts.amount import PERCENT, Amount

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS = {"half": 2, "third": 3, "quarter": 4, "twelfth": 12}
_AFTER = (" of ", "s of ", " the ", " your ", " our ", " a ", " any ", " that ", " its ")
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_MONEY = (
    r"(?:fees?|price|rent|deposit|charges?|cost|payments?|amount|balance|fare|premium|invoice|bill|commission|tuition|"
    r"refund|prepayment|instal?ments?|salary|wages?)\b(?! (?:period|year|month|schedule|of (?:time|data)))"
)
_BASE = (
    rf" (?:the |your |our |its |their |any |each |that |such |all |an? )*((?:(?!(?:of|per|and|or|is|to|"
    rf"in)\b)[a-z][a-z'-]* ){{0,3}}?{_MONEY})"
)


@cache
def _after_count() -> re.Pattern[str]:
    """Matches what follows the count, from the noun of the fraction on."""
    return re.compile(rf"(?:half(?: of)?|(?:third|quarter|twelfth)s? of){_BASE}")


@cache
def _count() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(an?|one|two|three)[ -]\Z")


@cache
def _in_figures() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.,$£€-])([1-9]\d?)/([1-9]\d?)(?:th|rd|nd)?s?(?= of{_BASE})")


def in_words(folded: str) -> Iterator[Amount]:
    """The fractions in words of something that is paid."""
    for noun, parts in _PARTS.items():
        at = folded.find(noun)
        while at >= 0:
            end = at + len(noun)
            # "on behalf of", "third parties"
            if at and folded[at - 1] in " -(" and folded.startswith(_AFTER, end):
                amount = _from_words(folded, at, end, parts)
                if amount is not None:
                    yield amount
            at = folded.find(noun, end)


def _from_words(folded: str, at: int, end: int, parts: int) -> Amount | None:
    match = _after_count().match(folded, at)
    count = _count().search(folded, max(0, at - 7), at)
    if match is None or (count is None and parts != 2):
        return None
    share = _COUNTS.get(count[1], 1) / parts if count else 1 / parts
    return _share(count.start() if count else at, end + (folded[end] == "s"), share, match[1], written=True)


def in_figures(folded: str, start: int) -> Amount | None:
    """The fraction of something that is paid whose figures begin at `start`: "1/12th of the annual fee"."""
    match = _in_figures().match(folded, start)
    if match is None or int(match[1]) >= int(match[2]):
        return None
    return _share(start, match.end(), int(match[1]) / int(match[2]), match[3])


def _share(start: int, end: int, share: float, base: str, *, written: bool = False) -> Amount:
    value = round(100 * share, 10)
    return Amount(start, end, PERCENT, value, value, None, base=base, written=written)
