"""Amounts without figures: in words, and in the slots of a template."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from cxlint.amounts.amount import LINE, SLOT, Amount, exact
from cxlint.amounts.bounds import RANGE
from cxlint.amounts.currencies import (
    ANCHOR_WORDS,
    find_prefix,
    nation_pattern,
    percent_unit,
    prefix_unit,
    suffix_pattern,
    suffix_unit,
    weighs,
)
from cxlint.amounts.numbers import words_before

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE_BEHIND = ("%", " endif", " endfor", " elif ", " endblock", " set ")
"""What never follows a percent sign in prose."""


def in_words(folded: str) -> Iterator[Amount]:
    """The amounts in words in a folded text, grouped by currency word."""
    for word in ANCHOR_WORDS:
        at = folded.find(word)
        while at >= 0:
            amount = _from_words(folded, at - _per(folded, at) if word == "cent" else at)
            if amount is not None:
                yield amount
            at = folded.find(word, at + len(word))


def _per(folded: str, at: int) -> int:
    """Length of the "per" of a percentage before the "cent" at `at`."""
    if folded.startswith("per ", max(0, at - 4)):
        return 4
    return 3 if folded.startswith("per", max(0, at - 3)) else 0


def _before(folded: str, end: int) -> tuple[int, float] | None:
    """The number in words that ends at `end`, its hundredths as on a cheque included ("fifty and 25/100")."""
    if not folded.endswith("/100", 0, end):
        return words_before(folded, end)
    hundredths = folded[end - 6 : end - 4]
    words = words_before(folded, end - 11) if folded.endswith(" and ", 0, end - 6) else None
    if words is None or not (hundredths.isdigit() or hundredths == "no"):
        return None
    return words[0], words[1] + (int(hundredths) / 100 if hundredths.isdigit() else 0.0)


def _from_words(folded: str, at: int) -> Amount | None:
    """The amount in words whose currency or "percent" is at `at`."""
    if at < 3 or folded[at - 1] not in " -":
        return None
    end = at - 1
    words = _before(folded, end)
    if words is None:
        nation = nation_pattern().search(folded, max(0, at - 16), at)
        if nation is None:
            return None
        end = nation.start() - 1
        words = _before(folded, end)
    suffix = suffix_pattern().match(folded, end)
    if words is None or suffix is None or weighs(folded, suffix):
        return None
    start, value = words
    if folded.endswith(("half of ", "half "), 0, start) and value == 1 and suffix[1]:
        start, value = folded.rfind("half", 0, start), 0.5
        start -= 4 if folded.startswith(("one ", "one-"), max(0, start - 4)) else 0
    unit = percent_unit(suffix[1]) if suffix[1] else suffix_unit(suffix[2] or "")
    amount = exact(start, suffix.end(), value * unit.factor, unit, written=True)
    low = words_before(folded, start - 4) if folded.endswith(" to ", 0, start) else None
    # "two to three hundred" leaves the hundred to the second word
    if low is None or not value / 20 < low[1] < value:
        return amount
    return amount._replace(start=low[0], low=low[1] * unit.factor, bound=RANGE)


def _statement(raw: str, at: int, end: int) -> bool:
    """Whether the percent sign behind a slot begins a line of template code, or another mark."""
    return LINE in raw[at:end] or raw.startswith(_CODE_BEHIND, end)


def in_slots(raw: str, folded: str) -> Iterator[Amount]:
    """The amounts that a template fills in: a slot with a currency or a percent sign beside it."""
    at = folded.find(SLOT)
    while at >= 0:
        prefix = find_prefix(folded, at)
        suffix = suffix_pattern().match(folded, at + 1)
        if prefix and not prefix_unit(prefix[0]).capitals:
            end = suffix.end() if suffix and suffix[2] else at + 1
            yield exact(prefix.start(), end, nan, prefix_unit(prefix[0]))
        elif suffix and (suffix[1] or suffix[2]) and not _statement(raw, at, suffix.end()):
            yield exact(at, suffix.end(), nan, percent_unit(suffix[1]) if suffix[1] else suffix_unit(suffix[2]))
        at = folded.find(SLOT, at + 1)
