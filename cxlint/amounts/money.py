"""Sums of money and percentages: where they stand in a text and what they say."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cxlint.amounts import bounds, context, fractions
from cxlint.amounts.amount import MONEY, PERCENT, Amount
from cxlint.amounts.currencies import DOLLARS
from cxlint.amounts.figures import SCALES, in_figures
from cxlint.amounts.numbers import figure_value
from cxlint.amounts.worded import in_slots, in_words
from cxlint.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MONEY", "PERCENT", "Amount", "find"]

_WHOLE = ("dollar", "dollars", "euro", "euros", "pound", "pounds", "rupee", "rupees")
_HUNDREDTHS = ("cent", "cents", "pence", "penny", "paise")


@cache
def _left_of_range() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,/$£€-])(\d[\d.,]*)( ?- ?| to | and )\Z")


@cache
def _right_of_range() -> re.Pattern[str]:
    # "$5 to 10 guests" is no range, "$5-10" is
    return re.compile(
        r"(?: - | to )(\d+(?:[.,]\d+)*)([km]\b| [mb]illion)?"
        r"(?=\Z|[\n.,;:)/](?!\d)| (?:per|each|every|an?|for|depending|and|or|fees?|plus|will|is|if|in"
        r"|on|of|may)\b|  )"
        r"|-(\d+(?:[.,]\d+)*)([km]\b| [mb]illion)?"
        r"(?!\w|[.,]\d| ?%|[ -](?:(?:business|working|calendar) )?(?:minute|hour|day|night|week|month"
        r"|year)s?\b)"
    )


@cache
def _scale_at_end() -> re.Pattern[str]:
    return re.compile(r"\d ?(k|m|mn|bn|thousand|million|billion)\Z")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(r" ?- ?| to | through | up to | and ")


def find(text: str, start: int = 0, end: int | None = None) -> list[Amount]:
    """The amounts in a range of the text, original or folded, in order and without overlap.

    What needs the original is the case of single letters: the "p" of pence, codes such as TRY that are also
    words.
    """
    raw = text[start:end]
    folded = fold(raw)
    found = sorted(
        (*in_figures(raw, folded), *in_words(folded), *in_slots(raw, folded), *fractions.in_words(folded)),
        key=_by_start,
    )
    return [_placed(folded, amount, start) for amount in _joined(folded, found)]


def _by_start(amount: Amount) -> tuple[int, int]:
    return amount.start, -amount.end


def _joined(folded: str, amounts: list[Amount]) -> Iterator[Amount]:
    """The amounts without overlap; ranges, and words with their figures, as one."""
    last: Amount | None = None
    for one in amounts:
        amount = one if one.slot or one.written else _half_open(folded, one)
        if last is None:
            last = amount
        elif amount.start < last.end:
            continue
        elif (both := _both(folded, last, amount)) is not None:
            last = both
        else:
            yield last
            last = amount
    if last is not None:
        yield last


def _half_open(folded: str, amount: Amount) -> Amount:
    """The amount with a bound of its range that has no currency of its own: "$5-10", "3 to 5%"."""
    if folded[amount.start].isdigit():
        left = _left_of_range().search(folded, max(0, amount.start - 24), amount.start)
        if left is None or (left[2] == " and " and not folded.endswith("between ", 0, left.start())):
            return amount
        low = figure_value(left[1])
        factor = 0.01 if folded[amount.end - 1] in "¢p" or folded.endswith(("cents", "pence"), 0, amount.end) else 1.0
        if low is None or low * factor > amount.low:
            return amount
        return amount._replace(start=left.start(), low=round(low * factor, 10), bound=bounds.RANGE)
    right = _right_of_range().match(folded, amount.end)
    if right is None:
        return amount
    high = figure_value(right[1] or right[3])
    scale = SCALES.get((right[2] or right[4] or "").strip(), 1.0)
    if high is None or high * scale < amount.low:
        return amount
    # "$5-10k": the scale is for both
    low = amount.low * scale if amount.low <= high else amount.low
    return amount._replace(end=right.end(), low=low, high=high * scale, bound=bounds.RANGE)


def _both(folded: str, one: Amount, two: Amount) -> Amount | None:
    """Two neighbours as one amount, or None when they are two."""
    gap = folded[one.end : two.start] if two.start - one.end < 12 else "\n"
    if one.kind != two.kind:
        return None
    if gap in {" (", "("} and one.written != two.written:
        if folded[two.end : two.end + 1] == ")":
            return _written_twice(one, two)
        if one.low == two.low and not one.bound:
            # "£5 (five pounds, in cash)"
            return one._replace(end=two.end, written=True)
    if (cents := _with_cents(folded, one, two, gap)) is not None:
        return cents
    if not _joint().fullmatch(gap) or one.bound or two.bound or (one.currency and two.currency != one.currency):
        return None
    if gap == " and " and not folded.endswith("between ", 0, one.start):
        return None
    if two.low < one.low:
        return None
    low = one.low * _shared_scale(folded, one, two)
    return one._replace(end=two.end, low=low, high=two.high, bound=bounds.RANGE, written=one.written or two.written)


def _written_twice(one: Amount, two: Amount) -> Amount:
    """Words and the figures in brackets behind them, or the other way round, as one."""
    if one.bound:
        # "five percent to ten percent (10%)"
        return one._replace(end=two.end + 1)
    figures, words = (two, one) if one.written else (one, two)
    # "one million Canadian dollars ($1,000,000)"
    currency = words.currency if figures.currency == "USD" and words.currency in DOLLARS else figures.currency
    return figures._replace(start=one.start, end=two.end + 1, written=True, currency=currency)


def _with_cents(folded: str, one: Amount, two: Amount, gap: str) -> Amount | None:
    """Dollars and the cents behind them ("two dollars and fifty cents") as one amount."""
    if one.kind != MONEY or one.bound or gap not in {" ", " and ", ", "} or not 0 < two.low < 1 <= one.low:
        return None
    whole = folded.endswith(_WHOLE, 0, one.end) and folded.endswith(_HUNDREDTHS, 0, two.end)
    if not whole or one.low % 1 or one.currency is None:
        return None
    value = round(one.low + two.low, 10)
    return one._replace(end=two.end, low=value, high=value, written=one.written or two.written)


def _shared_scale(folded: str, one: Amount, two: Amount) -> float:
    """What the first bound of a range is multiplied with because only the second says it: "$1.5 to $2 million"."""
    scale = _scale_at_end().search(folded, max(two.start, two.end - 10), two.end)
    if scale is None or _scale_at_end().search(folded, max(one.start, one.end - 10), one.end):
        return 1.0
    factor = SCALES[scale[1]]
    return factor if one.low * factor <= two.low else 1.0


def _placed(folded: str, amount: Amount, offset: int) -> Amount:
    """The amount with what the words around it say, at its offset in the text."""
    start, end = amount.start, amount.end
    bound = amount.bound or bounds.bound(folded, start, end)
    period, after = context.period(folded, start, end)
    return amount._replace(
        start=start + offset,
        end=end + offset,
        high=None if bound in {bounds.AT_LEAST, bounds.FROM} else amount.high,
        bound=bound,
        period=period,
        base=amount.base or (context.base(folded, after) if amount.kind == PERCENT else ""),
    )
