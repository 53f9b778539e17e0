"""What the words around an amount make of it: a bound, a period, what a percentage is of. On folded text."""

from __future__ import annotations

import re
from functools import cache

from cxlint.amounts.numbers import word_set

UP_TO = "up-to"
AT_LEAST = "at-least"
FROM = "from"
RANGE = "range"

_BEFORE = {
    UP_TO: (
        "up to", "up to a maximum of", "as much as", "as high as", "no more than", "not more than",
        "not to exceed",
        "not exceed", "not exceeding", "never more than", "maximum of", "maximum", "max", "max.", "at most",
        "less than", "fewer than", "under", "below", "capped at", "cap of", "limited to", "limit of",
        "no greater than",
        "not greater than", "<", "≤", "upto",
    ),
    AT_LEAST: (
        "at least", "minimum of", "minimum", "min", "min.", "no less than", "not less than", "no lower than",
        "more than", "over", "above", "exceeding", "exceeds", "exceed", "in excess of", "greater than", ">",
        "≥",
    ),
    FROM: (
        "from", "starting at", "starting from", "starts at", "starts from", "start at", "start from",
        "beginning at",
        "begin at", "begins at", "as low as", "as little as", "upwards of", "from only", "from just",
    ),
}  # fmt: skip
_ENDINGS = {bound: tuple(" " + phrase for phrase in phrases) for bound, phrases in _BEFORE.items()}
_FILLERS = (" a", " an", " about", " approximately", " another", " an additional", " the sum of", " of", ":")
_LOOK_LEFT = 34

_TIMES = {
    "month": "per-month", "months": "per-month", "mo": "per-month", "mth": "per-month", "mon": "per-month",
    "monthly": "per-month", "pcm": "per-month", "pm": "per-month", "p.m": "per-month",
    "year": "per-year", "years": "per-year", "yr": "per-year", "annum": "per-year", "annually": "per-year",
    "annual": "per-year", "yearly": "per-year", "pa": "per-year", "p.a": "per-year", "apr": "per-year",
    "apy": "per-year", "aer": "per-year", "annualized": "per-year", "annualised": "per-year",
    "week": "per-week", "wk": "per-week", "weekly": "per-week", "pw": "per-week", "p.w": "per-week",
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
    can has have then since while
    """
)
_BASE_STOPS = (_STOPS | {"each", "every", "whether"}) - {"the", "of", "due", "a", "an"}
_TRAILING = frozenset({"of", "the", "a", "an", "due"}) - {"due"}


@cache
def _period_after() -> re.Pattern[str]:
    noun = r"(?:(?:\d[\d,]*|one|additional) )?[a-z][a-z'-]*(?: [a-z][a-z'-]*)?"
    time = r"(?:months?|mo|year|yr|week|wk|day|night|hour|hr|quarter|fortnight)\b"
    return re.compile(
        rf"(?: ?/ ?| per | each | every )(?:calendar |full |whole )?({noun})"
        rf"| an? ({time}|person|piece|unit|head|pop)\b"
        r"| ?\(?(pcm|p\.?[amw]\b|ap[ry]|aer|month|mo|monthly|yearly|annual(?:ly|i[sz]ed)?|weekly"
        r"|daily|nightly|hourly"
        r"|quarterly)\b"
        r"| (each|apiece)\b"
    )


@cache
def _period_further() -> re.Pattern[str]:
    """A few words between the amount and its period: "1.5% interest per month"."""
    return re.compile(
        r"((?: [a-z][a-z'-]*){1,4}?) (?:per|each|every) (?:calendar |full |billing )?"
        r"(month|year|annum|week|day|night|hour|quarter)\b"
    )


@cache
def _period_before() -> re.Pattern[str]:
    return re.compile(
        r"\b(monthly|annual|yearly|weekly|daily|nightly|hourly|quarterly)"
        r"(?: [a-z][a-z'-]*){0,4}?(?: \([a-z]+\))?(?:,? (?:of|is|at|be|are)|:| =) (?:[a-z]+ ){0,3}\Z"
    )


@cache
def _base_after() -> re.Pattern[str]:
    return re.compile(
        r"(?: [a-z]+)?,? (?:of|on|off) (?:the |your |any |each |all |its |their |our |an? |such |that )*"
        r"([a-z][a-z'-]*(?: [a-z][a-z'-]*){0,6})"
    )


@cache
def _bound_named() -> re.Pattern[str]:
    return re.compile(r"\b(max|min)imum (?:[a-z]+ ){1,2}(?:of|is)(?: an?)? \Z")


@cache
def _bound_after() -> re.Pattern[str]:
    return re.compile(
        r"(?:,? (and up|and upwards?|upwards?|or more|and above|and over|or higher|or greater|minimum"
        r"|min\b)|(\+)(?! ?[\d$£€])"
        r"|,? \(?(or less|or under|or lower|maximum|max\b|cap\b|at most))"
    )


def bound(folded: str, start: int, end: int) -> str:
    """Whether the amount at [start, end) is exact (empty), "up-to", "at-least" or "from".

    Exclusive bounds count as inclusive ones: "less than" is "up-to", "more than" is "at-least".
    """
    left = " " + folded[max(0, start - _LOOK_LEFT) : start].replace("(", " ").rstrip()
    found = _bound_left(left)
    if not found and left.endswith(_FILLERS):
        found = _bound_left(left.rpartition(" ")[0] if left[-1] != ":" else left[:-1])
    if found:
        return found
    if "imum" in left:
        named = _bound_named().search(left + " ")
        if named is not None:
            return UP_TO if named[1] == "max" else AT_LEAST
    match = _bound_after().match(folded, end)
    if match is None:
        return ""
    if match[3]:
        return UP_TO
    return FROM if match[2] or "up" in match[1] else AT_LEAST


def _bound_left(left: str) -> str:
    # phrases that deny a bound end in one: "no more than" in "more than"
    for name in (UP_TO, AT_LEAST, FROM):
        if left.endswith(_ENDINGS[name]):
            return name if name != AT_LEAST or not left.endswith((" no more than", " not more than")) else UP_TO
    return ""


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
        if before is not None:
            return _TIMES[before[1]], end
    return "", end


def _named(match: re.Match[str]) -> tuple[str, int]:
    if match[4]:
        return "per-item:item", match.end()
    noun = match[1] or match[2] or match[3]
    words = noun.split()
    if match[1] and words[0] in {"one", "additional"} and len(words) > 1 and words[0] == "one":
        words = words[1:]
    if words[0] in _TIMES:
        return _TIMES[words[0]], match.start() + match[0].rindex(noun) + noun.index(words[0]) + len(words[0])
    while len(words) > 1 and words[-1] in _STOPS:
        words.pop()
    if not words or words[0] in _STOPS:
        return "", match.end()
    if words[0] in {"each", "piece"} and len(words) == 1:
        return "per-item:item", match.end()
    return "per-item:" + " ".join(words), match.end()


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
