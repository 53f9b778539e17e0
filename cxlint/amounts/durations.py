"""Lengths of time."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cxlint.amounts.numbers import WORDS, figure_value, words_value
from cxlint.text.normalize import fold

DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
"""How many calendar days a unit counts."""

_BUSINESS_DAY = 7 / 5
_STEMS = ("minute", "hour", "day", "week", "month", "year", "fortnight")
REACH = 90
"""No count before a unit of time is longer."""


class Duration(NamedTuple):
    """A length of time at [start, end): `low` to `high` of `unit` (minute, hour, day, week, month or year).

    `business` tells that only working days or hours count. `days` is the longest it can be, in calendar days:
    a month counts 30, a year 365, a business day 1.4.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    business: bool
    days: float


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(r"(minute|hour|day|week|month|year|fortnight)(?:\(s\)|s)?(?!\w)")


@cache
def _count_before() -> re.Pattern[str]:
    """The count before a unit; ends where the search ends."""
    number = rf"(?:\d[\d,]*(?:\.\d+)?[½¼¾]?|{WORDS}|half(?: an?)?)"
    qualifier = (
        r"(?:business|working|banking|work|trading|weekday|school|calendar|consecutive|full|clear|whole|additional"
        r"|further|straight|running)"
    )
    return re.compile(
        rf"(?<![\w$€£.,/-])(?:({number})\+?(?:(?: ?- ?| to | or | and )({number}))?|(?<!\d )(an?))"
        rf"(?: ?\(([^()]{{1,30}})\))?[ -]((?:{qualifier}[ -])*)\Z"
    )


def units(folded: str) -> list[re.Match[str]]:
    """The words for units of time that may have a count before them, in order."""
    found: list[re.Match[str]] = []
    for stem in _STEMS:
        at = folded.find(stem)
        while at >= 0:
            # whatever counts or repeats is a word of its own: "Monday", "birthday" and "today" fall here
            if at and folded[at - 1] in " -/)\n":
                match = _unit().match(folded, at)
                if match is not None:
                    found.append(match)
            at = folded.find(stem, at + len(stem))
    found.sort(key=re.Match.start)
    return found


def durations(text: str, start: int = 0, end: int | None = None) -> list[Duration]:
    """The lengths of time in a range of the text, original or folded, in order.

    "$5 a month" and "twice a year" say how often, not how long, and ages ("18 years of age") are left out.
    """
    folded = fold(text[start:end])
    found: list[Duration] = []
    for unit in units(folded):
        one = _duration(folded, unit)
        if one is not None and not (found and one.start + start < found[-1].end):
            found.append(one._replace(start=one.start + start, end=one.end + start))
    return found


def _duration(folded: str, unit: re.Match[str]) -> Duration | None:
    count = _count_before().search(folded, max(0, unit.start() - REACH), unit.start())
    if count is None or _is_age(folded, count, unit):
        return None
    if count[3] and (count[4] or repeats(folded, count.start())):
        return None
    first = count[1] or "one"
    low = number(first)
    high = number(count[2]) if count[2] else low
    if count[4]:
        low, high = _in_brackets(count[4], low, high)
    if low is None or high is None or high < low or (low >= 1900 and unit[1] == "year"):
        return None
    name, factor = ("week", 2.0) if unit[1] == "fortnight" else (unit[1], 1.0)
    business = any(word in count[5] for word in ("business", "working", "banking", "work ", "trading", "weekday"))
    days = high * factor * DAYS[name] * (_BUSINESS_DAY if business and name == "day" else 1.0)
    return Duration(count.start(), unit.end(), low * factor, high * factor, name, business, days)


def _in_brackets(inside: str, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """The count in brackets behind a count, when it is one; figures count more than words."""
    first, _, second = inside.strip().replace(" to ", "-").partition("-")
    one, two = number(first), number(second) if second else None
    if one is None or not first[:1].isdigit():
        return low, high
    return one, two if two is not None else one


def number(written: str) -> float | None:
    """The value of a count in figures or words, or None."""
    written = written.strip()
    if written.startswith("half"):
        return 0.5
    return figure_value(written) if written[:1].isdigit() else words_value(written)


def _is_age(folded: str, count: re.Match[str], unit: re.Match[str]) -> bool:
    if unit[1] not in {"year", "month"}:
        return False
    return folded.startswith((" of age", " old", "-old"), unit.end()) or folded.endswith(
        ("age of ", "aged ", "ages "), 0, count.start()
    )


def repeats(folded: str, at: int) -> bool:
    """Whether "a month" at `at` says how often: after an amount, "once" or "times"."""
    left = folded[max(0, at - 14) : at].rstrip()
    return left[-1:].isdigit() or left.endswith(
        (
            "%",
            "\ufffc",
            "once",
            "twice",
            "times",
            "time",
            "dollars",
            "cents",
            "percent",
            "euros",
            "pounds",
            "pence",
            "¢",
            "€",
        )
    )
