"""Lengths of time, how often things happen, and deadlines."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.dates import Date, dates
from cxlint.amounts.numbers import WORDS, figure_value, word_set, words_value
from cxlint.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Date", "Deadline", "Duration", "Frequency", "dates", "deadlines", "durations", "frequencies"]

_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
_BUSINESS_DAY = 7 / 5
_STEMS = ("minute", "hour", "day", "week", "month", "year", "fortnight")
_REACH = 90


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


class Frequency(NamedTuple):
    """How often, at [start, end): `period` as in `Amount.period`, or "per-N-unit" ("per-2-weeks")."""

    start: int
    end: int
    period: str


class Deadline(NamedTuple):
    """A duration with what it is counted from, at [start, end).

    `relation` is "within", "before", "after", "at-least" or "no-later-than". `side` tells on which side of
    the anchor the time lies: "before", "after" or empty. `anchor` is what the time counts from ("receipt of
    the invoice", "notice"), empty when nothing is said.
    """

    start: int
    end: int
    duration: Duration
    relation: str
    anchor: str
    side: str = ""


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


def _units(folded: str) -> list[re.Match[str]]:
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
    for unit in _units(folded):
        one = _duration(folded, unit)
        if one is not None and not (found and one.start + start < found[-1].end):
            found.append(one._replace(start=one.start + start, end=one.end + start))
    return found


def _duration(folded: str, unit: re.Match[str]) -> Duration | None:
    count = _count_before().search(folded, max(0, unit.start() - _REACH), unit.start())
    if count is None or _is_age(folded, count, unit):
        return None
    if count[3] and (count[4] or _repeats(folded, count.start())):
        return None
    first = count[1] or "one"
    low = _number(first)
    high = _number(count[2]) if count[2] else low
    if count[4]:
        low, high = _in_brackets(count[4], low, high)
    if low is None or high is None or high < low or (low >= 1900 and unit[1] == "year"):
        return None
    name, factor = ("week", 2.0) if unit[1] == "fortnight" else (unit[1], 1.0)
    business = any(
        word in count[5] for word in ("business", "working", "banking", "work ", "trading", "weekday")
    )
    days = high * factor * _DAYS[name] * (_BUSINESS_DAY if business and name == "day" else 1.0)
    return Duration(count.start(), unit.end(), low * factor, high * factor, name, business, days)


def _in_brackets(inside: str, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """The count in brackets behind a count, when it is one; figures count more than words."""
    first, _, second = inside.strip().replace(" to ", "-").partition("-")
    one, two = _number(first), _number(second) if second else None
    if one is None or not first[:1].isdigit():
        return low, high
    return one, two if two is not None else one


def _number(written: str) -> float | None:
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


def _repeats(folded: str, at: int) -> bool:
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


def frequencies(text: str, start: int = 0, end: int | None = None) -> list[Frequency]:
    """The words of a range that say how often something happens or falls due, in order."""
    folded = fold(text[start:end])
    found: list[Frequency] = []
    for unit in _units(folded):
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
    before = _frequency_before().search(folded, max(0, unit.start() - _REACH), unit.start())
    if before is None:
        begin = unit.start() - 2 if folded.endswith(" a ", 0, unit.start()) else unit.start() - 3
        if begin < 1 or folded[begin : unit.start()] not in {"a ", "an "} or not _repeats(folded, begin):
            return None
        return Frequency(begin, unit.end(), f"per-{unit[1]}")
    if before[1] is None:
        return Frequency(before.start(), unit.end(), f"per-{unit[1]}")
    count = 2.0 if before[1] == "other" else _number(before[1])
    if count is None:
        return None
    period = f"per-{unit[1]}" if count == 1 else f"per-{count:g}-{unit[1]}s"
    return Frequency(before.start(), unit.end(), period)


@cache
def _relation_before() -> re.Pattern[str]:
    return re.compile(
        r"\b(within|inside(?: of)?|no later than|not later than|at the latest|at least|no less than"
        r"|not less than"
        r"|no fewer than|not fewer than|a minimum of|minimum of|more than|up to|after|for)"
        r"(?: (?:a period of|the first|the next|a further|approximately|about))?,? \Z"
    )


@cache
def _anchor_after() -> re.Pattern[str]:
    return re.compile(
        r"'?s?'?(?: or (?:more|less))?(?:,| calendar)? ?(?:(before|prior to|ahead of|in advance of"
        r"|preceding|after|from"
        r"|following|of|since)(?: (?:the date of|the day of|the date on which))?(?: (?:the|your|our"
        r"|its|any|such|an?))? "
        r"([a-z][a-z'-]*(?: [a-z\ufffc][a-z'-]*){0,6})"
        r"|((?:in )?advance|(?:(?:prior|advance|advanced|written|previous"
        r"|express),? (?:and )?)*(?:notice|notification)))"
    )


_RELATIONS = {
    "within": "within", "inside": "within", "inside of": "within", "up to": "within",
    "no later than": "no-later-than",
    "not later than": "no-later-than", "at the latest": "no-later-than", "after": "after",
}  # fmt: skip
_SIDES = {
    "before": "before",
    "prior to": "before",
    "ahead of": "before",
    "in advance of": "before",
    "preceding": "before",
}
_ANCHOR_STOPS = word_set(
    """
    and or if when unless but we you they which that who will shall may must can is are was were be by in on
    at to for
    with without not as otherwise provided whichever during until
    """
)


def deadlines(text: str, start: int = 0, end: int | None = None) -> list[Deadline]:
    """The durations of a range that are counted from something or bound something, in order."""
    folded = fold(text[start:end])
    found: list[Deadline] = []
    for one in durations(folded):
        deadline = _deadline(folded, one)
        if deadline is not None:
            duration = one._replace(start=one.start + start, end=one.end + start)
            found.append(
                deadline._replace(start=deadline.start + start, end=deadline.end + start, duration=duration)
            )
    return found


def _deadline(folded: str, duration: Duration) -> Deadline | None:
    before = _relation_before().search(folded, max(0, duration.start - 44), duration.start)
    after = _anchor_after().match(folded, duration.end)
    word = before[1] if before else ""
    begin, end = before.start() if before else duration.start, duration.end
    anchor = side = ""
    if after is not None and after[3]:
        anchor = "notice" if "noti" in after[3] else ""
        side, end = "before", after.end()
    elif after is not None:
        anchor, end = _trimmed(after)
        side = _SIDES.get(after[1], "after" if after[1] != "of" or word else "")
    if word in {"", "for", "after", "more than"}:
        if not side and word != "after":
            return None
        return Deadline(
            begin if word == "after" else duration.start,
            end,
            duration,
            side or "after",
            anchor,
            side or "after",
        )
    return Deadline(begin, end, duration, _RELATIONS.get(word, "at-least"), anchor, side)


def _trimmed(after: re.Match[str]) -> tuple[str, int]:
    """The anchor without the clause that follows it, and where it ends."""
    end = after.start(2)
    words: list[str] = []
    for match in re.finditer(r"\S+", after[2]):
        if match[0] in _ANCHOR_STOPS:
            break
        words.append(match[0])
        end = after.start(2) + match.end()
    return " ".join(words), end
