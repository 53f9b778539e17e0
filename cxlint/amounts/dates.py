"""Absolute dates."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cxlint.text.normalize import fold

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
"""Source of the name of a month."""


class Date(NamedTuple):
    """A date at [start, end); None for what it does not say.

    `ambiguous` dates ("03/04/2026") may put the month or the day first: they have a year only.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    ambiguous: bool = False


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"[0-9]\d*")


@cache
def _from_digits() -> re.Pattern[str]:
    return re.compile(
        r"(?:(\d{4})([-/.])(\d\d?)\2(\d\d?)|(\d\d?)([/.-])(\d\d?)\6(\d{4}|\d\d)"
        rf"|(\d\d?)(?:st|nd|rd|th)?(?: day)?(?: of"
        rf"|,)?[ -]({MONTH})\b\.?(?:,?[ -](\d{{4}})\b)?)(?![\w/-]|\.\d)"
    )


@cache
def _month_before() -> re.Pattern[str]:
    return re.compile(rf"\b({MONTH})\.?(?: the)? \Z")


@cache
def _after_month() -> re.Pattern[str]:
    return re.compile(r"(?:(\d\d?)(?:st|nd|rd|th)?(?:,? (\d{4})\b)?|(\d{4}))(?![\w/-]|[.,]\d| ?[%$€£])")


def dates(text: str, start: int = 0, end: int | None = None) -> list[Date]:
    """The dates in a range of the text, original or folded, in order. Impossible dates are left out."""
    raw = text[start:end]
    folded = fold(raw)
    found: list[Date] = []
    at = 0
    for digits in _digits().finditer(folded):
        if digits.start() < at:
            continue
        date = _date_at(raw, folded, digits.start())
        if date is not None:
            at = date.end
            found.append(date._replace(start=date.start + start, end=date.end + start))
    return found


def _date_at(raw: str, folded: str, at: int) -> Date | None:
    """The date whose first digits are at `at`."""
    if at and (folded[at - 1] in "/.-$€£#" or folded[at - 1].isalnum()):
        return None
    month = _month_before().search(folded, max(0, at - 16), at)
    if month is not None:
        match = _after_month().match(folded, at)
        if match is not None and not _is_verb(raw, folded, month, match):
            year = match[2] or match[3]
            return _checked(month.start(), match.end(), year, _number(month[1]), match[1])
    match = _from_digits().match(folded, at)
    if match is None:
        return None
    if match[1]:
        return _checked(at, match.end(), match[1], int(match[3]), match[4])
    if match[9]:
        return _checked(at, match.end(), match[11], _number(match[10]), match[9])
    return _numeric(match)


def _is_verb(raw: str, folded: str, month: re.Match[str], after: re.Match[str]) -> bool:
    """Whether "may" means permission: "you may 5 times a year"."""
    if month[1] != "may" or after[2] or after[3] or raw[month.start()] == "M":
        return False
    lead = folded[max(0, month.start() - 8) : month.start()]
    return not lead.endswith(("on ", "by ", "before ", "after ", "until ", "from ", "since ", "of ", "to ", "through "))


def _numeric(match: re.Match[str]) -> Date | None:
    """Day, month and year in figures, in whichever order makes sense."""
    first, second = int(match[5]), int(match[7])
    year = match[8] if len(match[8]) == 4 else "20" + match[8]
    if len(match[8]) == 2 and match[6] != "/":
        # version numbers and section numbers look like this too
        return None
    if first > 12 or match[6] == ".":
        return _checked(match.start(), match.end(), year, second, match[5])
    if second > 12 or first == second:
        return _checked(match.start(), match.end(), year, first, match[7])
    if not first or not second:
        return None
    return Date(match.start(), match.end(), int(year), None, None, ambiguous=True)


def _number(month: str) -> int:
    return _MONTHS.index(month[:3]) + 1


def _checked(start: int, end: int, year: str | None, month: int, day: str | None) -> Date | None:
    number = int(day) if day else None
    if not 1 <= month <= 12 or (number is not None and not 1 <= number <= 31):
        return None
    if year and not 1900 <= int(year) <= 2199:
        return None
    return Date(start, end, int(year) if year else None, month, number)
