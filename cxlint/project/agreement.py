"""Comparing what several places state about one fee or price: for the checks that hold files against each other."""

from __future__ import annotations

import re
from math import nan
from typing import TYPE_CHECKING, TypeVar

from cxlint.amounts.amount import PERCENT, TIMES_A_YEAR
from cxlint.model.finding import Related

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from cxlint.amounts.amount import Amount
    from cxlint.project.summary import FeeStated, Stated, Summary

_DATED = re.compile(
    r"\b(?:until|from \d|from [a-z]+ \d|effective|as of|starting|before \d|through \d|valid)\b", re.IGNORECASE
)
_SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "INR": "₹", "JPY": "¥"}
_PER = {"per-month": "a month", "per-year": "a year", "per-day": "a day", "per-week": "a week", "per-night": "a night"}


def exact(amounts: Iterable[Amount]) -> list[Amount]:
    """The amounts that state one plain value: no range, no bound, no template value."""
    return [amount for amount in amounts if not amount.slot and not amount.bound and amount.low == amount.high]


def differ(one: Amount, other: Amount) -> bool | None:
    """Whether two amounts contradict each other; None when they cannot be compared (unit, currency, period)."""
    if one.kind != other.kind:
        return None
    if one.currency and other.currency and one.currency != other.currency:
        return None
    if one.period and other.period and one.period != other.period:
        # a year may be cheaper than twelve months: only equality says something
        yearly = [amount.low * TIMES_A_YEAR.get(amount.period, nan) for amount in (one, other)]
        return False if abs(yearly[0] - yearly[1]) <= 0.005 * 12 else None
    return abs(one.low - other.low) > 0.005


def shown(amount: Amount) -> str:
    """An amount as people write it: "$15", "3 %", "12.50 a month"."""
    number = f"{amount.low:,.2f}".removesuffix(".00")
    if amount.kind == PERCENT:
        text = f"{amount.low:g} %"
    elif amount.currency in _SIGNS:
        text = _SIGNS[amount.currency] + number
    else:
        text = f"{number} {amount.currency}" if amount.currency else number
    per = _PER.get(amount.period, amount.period.replace("per-item:", "per ").replace("-", " "))
    return f"{text} {per}".strip()


MOST_RELATED = 10
"""Other places that one finding names."""

MOST_COMPARED = 200
"""Different statements of one thing that each file is held against: so that the cost grows with the files only."""

_ItemT = TypeVar("_ItemT")


def distinct(items: Iterable[tuple[Hashable, str, _ItemT]]) -> list[_ItemT]:
    """The items that say something different, in order; each comes with what it says and with the path of its file.

    Of those that say the same two are kept, of two files: one of them is in another file than whatever is compared.
    """
    found: list[_ItemT] = []
    paths: dict[Hashable, set[str]] = {}
    for says, path, item in items:
        kept = paths.setdefault(says, set())
        if len(kept) < 2 and path not in kept:
            kept.add(path)
            found.append(item)
    return found[:MOST_COMPARED]


def is_authority(summary: Summary, stated: FeeStated) -> bool:
    """Whether a fee is stated where a company keeps its prices: a schedule, a data file, a table."""
    return summary.kind == "schedule" or stated.fee.source in ("data", "table")


def limited_in_time(at: Stated) -> bool:
    """Whether a statement holds only for some dates."""
    return _DATED.search(at.excerpt) is not None


def related(at: Stated, message: str) -> tuple[Related, ...]:
    """One related place."""
    return (Related(at.place, message),)
