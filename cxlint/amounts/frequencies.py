"""How often something happens or falls due."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.durations import REACH, number, repeats, units
from cxlint.amounts.numbers import WORDS
from cxlint.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterator


class Frequency(NamedTuple):
    """How often, at [start, end): `period` as in `Amount.period`, or "per-N-unit" ("per-2-weeks")."""

    start: int
    end: int
    period: str


@cache
def _frequency_before() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:(?:once|twice|times|time) (?:an?|per|each|every|in any|in a)|per|each|every|/)"
        rf"(?: (\d+|{WORDS}|other))?(?: ?(?:calendar|billing|full|business))? ?\Z"
    )


_ADVERBS = {
    "monthly": "per-month", "annually": "per-year", "annual": "per-year", "weekly": "per-week",
    "yearly": "per-year",
    "daily": "per-day", "nightly": "per-night", "hourly": "per-hour", "quarterly": "per-quarter",
    "fortnightly": "per-fortnight", "per annum": "per-year", "per diem": "per-day", "p.a.": "per-year",
    "pcm": "per-month", "per quarter": "per-quarter", "each quarter": "per-quarter",
    "every quarter": "per-quarter",
    "per night": "per-night", "/mo": "per-month", "/yr": "per-year", "semiannually": "per-6-months",
    "semiannual": "per-6-months", "biweekly": "per-2-weeks", "bimonthly": "per-2-months",
    "semimonthly": "per-fortnight", "biannually": "per-6-months", "biannual": "per-6-months",
    "semi-annually": "per-6-months", "semi-annual": "per-6-months", "bi-weekly": "per-2-weeks",
    "bi-monthly": "per-2-months", "semi-monthly": "per-fortnight", "bi-annual": "per-6-months",
}  # fmt: skip


def frequencies(text: str, start: int = 0, end: int | None = None) -> list[Frequency]:
    """The words of a range that say how often something happens or falls due, in order."""
    folded = fold(text[start:end])
    found: list[Frequency] = []
    for unit in units(folded):
        one = _frequency(folded, unit)
        if one is not None:
            found.append(one)
    found += _adverbs(folded)
    found.sort()
    return [one._replace(start=one.start + start, end=one.end + start) for one in _apart(found)]


def _adverbs(folded: str) -> Iterator[Frequency]:
    for adverb, period in _ADVERBS.items():
        at = folded.find(adverb)
        while at >= 0:
            end = at + len(adverb)
            whole = adverb[0] == "/" or not (at and (folded[at - 1].isalnum() or folded[at - 1] == "-"))
            if whole and not folded[end : end + 1].isalnum():
                yield Frequency(at, end, period)
            at = folded.find(adverb, end)


def _apart(found: list[Frequency]) -> list[Frequency]:
    kept: list[Frequency] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _frequency(folded: str, unit: re.Match[str]) -> Frequency | None:
    before = _frequency_before().search(folded, max(0, unit.start() - REACH), unit.start())
    if before is None:
        begin = unit.start() - 2 if folded.endswith(" a ", 0, unit.start()) else unit.start() - 3
        if begin < 1 or folded[begin : unit.start()] not in {"a ", "an "} or not repeats(folded, begin):
            return None
        return Frequency(begin, unit.end(), f"per-{unit[1]}")
    if before[1] is None:
        return Frequency(before.start(), unit.end(), f"per-{unit[1]}")
    count = 2.0 if before[1] == "other" else number(before[1])
    if count is None:
        return None
    period = f"per-{unit[1]}" if count == 1 else f"per-{count:g}-{unit[1]}s"
    return Frequency(before.start(), unit.end(), period)
