"""For what time or thing an amount is due, and what a percentage is of. On folded text."""

from __future__ import annotations

import re
from functools import cache

from cxlint.amounts.numbers import word_set

_TIMES = {
    "month": "per-month", "months": "per-month", "mo": "per-month", "mth": "per-month", "mon": "per-month",
    "monthly": "per-month", "pcm": "per-month", "pm": "per-month",
    "year": "per-year", "years": "per-year", "yr": "per-year", "annum": "per-year", "annually": "per-year",
    "annual": "per-year", "yearly": "per-year", "pa": "per-year", "apr": "per-year",
    "apy": "per-year", "aer": "per-year", "annualized": "per-year", "annualised": "per-year",
    "week": "per-week", "wk": "per-week", "weekly": "per-week", "pw": "per-week",
    "day": "per-day", "diem": "per-day", "daily": "per-day", "night": "per-night", "nightly": "per-night",
    "hour": "per-hour", "hr": "per-hour", "hourly": "per-hour",
    "quarter": "per-quarter", "quarterly": "per-quarter", "qtr": "per-quarter", "fortnight": "per-fortnight",
}  # fmt: skip
_STOPS = word_set(
    """
    and or if for per plus with will is are was were be been in on of to when that which unless up from by at
    as the a
    an may shall must not but due during until after before whichever whose including excluding less minus
    over than
    can has have then since while apply applies
    """
)
_BASE_STOPS = (_STOPS | {"each", "every", "whether"}) - {"the", "of", "due", "a", "an"}
_TRAILING = frozenset({"of", "the", "a", "an", "any", "one", "first", "next"})


@cache
def _period_after() -> re.Pattern[str]:
    noun = r"(?:(?:\d[\d,]*|one|additional) )?[a-z][a-z'-]*(?: [a-z][a-z'-]*)?"
    time = r"(?:months?|mo|year|yr|week|wk|day|night|hour|hr|quarter|fortnight)\b"
    tax = (
        r"(?: ?\(?(?:\+|plus|incl?(?:\.|uding|usive of)?|excl?(?:\.|uding|usive of)?) ?(?:vat|gst|hst|"
        r"(?:sales )?tax(?:es)?)\)?)?"
    )
    return re.compile(
        rf"[*†‡¹²³]{{0,3}}{tax}(?:(?: ?/ ?| \(?(?:per|each|every) |-per-)(?:calendar |full |whole )?({noun})"
        rf"| an? ({time}|person|piece|unit|head|pop)\b|-an?-({time})"
        r"| ?\(?(p\.?c\.?m|p[./]?[amw]\b|ap[ry]|aer|month|mo|monthly|yearly|annual(?:ly|i[sz]ed)?|weekly|daily|nightly|"
        r"hourly|quarterly|p\.?p(?:\.?p\.?n)?)\b| (each|apiece|ea)\b)"
    )


@cache
def _period_further() -> re.Pattern[str]:
    """A few words between the amount and its period: "1.5% interest per month"."""
    return re.compile(
        r"((?: [a-z][a-z'-]*){1,4}?) (?:per|each|every) (?:calendar |full |billing )?(month|year|annum|week|day|night|"
        r"hour|quarter)\b"
    )


@cache
def _period_before() -> re.Pattern[str]:
    return re.compile(
        r"\b(monthly|annual|yearly|weekly|daily|nightly|hourly|"
        r"quarterly)(?: [a-z][a-z'-]*){0,4}?(?: \([a-z]+\))?(?:,? (?:of|is|at|be|are)|:| =) (?:[a-z]+ ){0,3}\Z"
    )


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:rates?|interest|fees?|charges?|percentage|commission|premium|costs?|price|yield|increase)\b"
    )


@cache
def _base_after() -> re.Pattern[str]:
    return re.compile(
        r"(?: \([^()]{1,40}\))?(?: (?:(?:late|annual|monthly|simple|processing|service|transaction|conversion|"
        r"cancellation|restocking) )?(?:interest|charge|fee|surcharge|commission|discount|refund|rebate|tax|deposit|"
        r"premium|penalty|royalty|share|margin|mark-?up|increase|reduction|calculated|charged|levied|payable|due|"
        r"accrued))?,? (?:of|on|off) (?:the |your |any |each |all |its |their |our |an? |such |"
        r"that )*([a-z][a-z'-]*(?: [a-z][a-z'-]*){0,6})"
    )


def period(folded: str, start: int, end: int) -> tuple[str, int]:
    """What the amount at [start, end) is due for, and where the words for it end.

    "per-month", "per-item:guest" and so on as in `Amount.period`, or empty.
    """
    match = _period_after().match(folded, end)
    if match is not None:
        name, length = _named(match)
        if name:
            return name, length
    match = _period_further().match(folded, end)
    if match is not None and _STOPS.isdisjoint(match[1].split()):
        return _TIMES[match[2]], match.end()
    left = folded[max(0, start - 70) : start]
    if "ly " in left or "annual" in left:
        before = _period_before().search(left)
        percent = folded.endswith(("%", "cent"), start, end)
        # "monthly uptime of 99%" is no rate a month
        if before is not None and (not percent or _rate().search(before[0])):
            return _TIMES[before[1]], end
    return "", end


def _named(match: re.Match[str]) -> tuple[str, int]:
    if match[5]:
        return "per-item:item", match.end()
    if match[4]:
        name = match[4].replace(".", "").replace("/", "")
        return _TIMES.get(name, "per-item:person"), match.end(4)
    if match[2] or match[3]:
        noun = match[2] or match[3]
        return _TIMES.get(noun) or _per_item(noun.split()), match.end()
    words = match[1].split()
    if words[0] == "one" and len(words) > 1:
        words = words[1:]
    if words[0] in _TIMES:
        return _TIMES[words[0]], match.start(1) + match[1].index(words[0]) + len(words[0])
    while len(words) > 1 and words[-1] in _STOPS:
        words.pop()
    return ("" if words[0] in _STOPS else _per_item(words)), match.end()


def _per_item(words: list[str]) -> str:
    return "per-item:item" if words in (["each"], ["piece"]) else "per-item:" + " ".join(words)


def base(folded: str, end: int) -> str:
    """What the percentage that ends at `end` (its period included) is a share of, or empty."""
    match = _base_after().match(folded, end)
    if match is None:
        return ""
    words: list[str] = []
    for word in match[1].split():
        if word in _BASE_STOPS or (words and words[-1] == "of" and word == "of"):
            break
        words.append(word)
    while words and words[-1] in _TRAILING:
        words.pop()
    return " ".join(words)
