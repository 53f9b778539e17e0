"""What the words around an amount say about how exact it is: "up to", "at least", "from". On folded text."""

from __future__ import annotations

import re
from functools import cache

UP_TO = "up-to"
AT_LEAST = "at-least"
FROM = "from"
RANGE = "range"

_UP_TO = (
    "up to", "up to a maximum of", "upto", "as much as", "as high as", "not to exceed", "not exceeding",
    "never exceeds", "maximum of", "maximum", "max", "max.", "at most", "less than", "lower than", "fewer than",
    "less than or equal to", "less or equal to", "equal to or less than", "under", "below", "capped at", "cap of",
    "limited to", "limited in aggregate to", "limit of", "<", "≤",
)  # fmt: skip
_AT_LEAST = (
    "at least", "minimum of", "minimum", "min", "min.", "more than", "over", "above", "exceeding", "exceeds",
    "exceed", "in excess of", "greater than", "higher than", "greater than or equal to", "greater or equal to",
    "equal to or greater than", ">", "≥",
)  # fmt: skip
_FROM = (
    "from", "starting at", "starting from", "starts at", "starts from", "start at", "start from", "beginning at",
    "begin at", "begins at", "as low as", "as little as", "upwards of", "from only", "from just",
)  # fmt: skip
_ENDINGS = tuple(
    (bound, tuple(" " + phrase for phrase in phrases))
    for bound, phrases in ((UP_TO, _UP_TO), (AT_LEAST, _AT_LEAST), (FROM, _FROM))
)
_FILLERS = (" a", " an", " about", " approximately", " another", " an additional", " the sum of", " of", ":")
_LOOK_LEFT = 60
_SENTENCE = 320
"""Characters of a sentence before "exceed" that are looked through for what denies it."""


@cache
def _denied() -> re.Pattern[str]:
    """A comparison that a negation turns round: "not be more than", "never pay less than"."""
    return re.compile(
        r"(?:\b(?:no|not|never|cannot|nor)|n't)(?! only\b)(?: (?!(?:and|or|if|but|unless|who|that)\b)[a-z']+){0,2}"
        r"(?: in any (?:event|case))? (?:(more|greater|higher|larger)|less|lower|smaller|fewer) than\Z"
    )


@cache
def _exceed_denied() -> re.Pattern[str]:
    return re.compile(
        r"(?:\b(?:not|never|cannot|neither|nor)|n't)(?: [a-z]+){0,5} exceed\Z"
        r"|\b(?:in no (?:event|case|way|circumstances?)|under no circumstances?|at no time|nor (?:shall|will|does|may)"
        r"|not,? (?:in|under) any)\b.* exceed\Z",
        re.DOTALL,
    )


@cache
def _measure() -> re.Pattern[str]:
    """Words between a bound and its amount that change nothing: "exceed, in the aggregate, the sum of"."""
    return re.compile(
        r"(?:,? in (?:the )?(?:aggregate|total),?|,? (?:the |an? )?(?:total |aggregate |whole |maximum )?(?:sum|"
        r"amount|equivalent|value|total|aggregate)(?: amount| sum)? of)+\Z"
    )


@cache
def _named() -> re.Pattern[str]:
    return re.compile(r"\b(max|min)imum (?:[a-z]+ ){0,4}(?:of|is|are|(?:will|shall) be)(?: an?)? \Z")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        r"(?:,? (and up|and upwards?|upwards?|(?:or|and) (?:more|above|over|higher|greater)|minimum|min\b)"
        r"|(\+)(?! ?[\d$£€])"
        r"|,? \(?((?:or|and) (?:less|under|below|lower|fewer)|maximum|max\b|cap\b|at most))"
    )


def bound(folded: str, start: int, end: int) -> str:
    """Whether the amount at [start, end) is exact (empty), "up-to", "at-least" or "from".

    Exclusive bounds count as inclusive ones: "less than" is "up-to", "more than" is "at-least".
    """
    left = " " + folded[max(0, start - _LOOK_LEFT) : start].replace("(", " ").rstrip(" \\")
    found = _left(folded, start, left)
    if found:
        return found
    if "imum" in left:
        named = _named().search(left + " ")
        if named is not None:
            return UP_TO if named[1] == "max" else AT_LEAST
    match = _after().match(folded, end)
    if match is None:
        return ""
    if match[3]:
        return UP_TO
    return FROM if match[2] or "up" in match[1] else AT_LEAST


def _left(folded: str, start: int, left: str) -> str:
    found = _ending(folded, start, left)
    if found:
        return found
    measure = _measure().search(left)
    if measure is not None:
        found = _ending(folded, start, left[: measure.start()])
        # "deducted from the sum of $5" begins no scale
        return "" if found == FROM else found
    if left.endswith(_FILLERS):
        return _ending(folded, start, left.rpartition(" ")[0] if left[-1] != ":" else left[:-1])
    return ""


def _ending(folded: str, start: int, left: str) -> str:
    denied = _denied().search(left) if left.endswith(" than") else None
    if denied is not None:
        return UP_TO if denied[1] else AT_LEAST
    if left.endswith(" exceed"):
        before = folded[max(0, start - _SENTENCE) : start]
        before = before[: before.rindex(" exceed") + 7] if " exceed" in before else ""
        sentence = before[before.rfind(". ") + 1 :]
        return UP_TO if _exceed_denied().search(sentence) else AT_LEAST
    return next((bound for bound, endings in _ENDINGS if left.endswith(endings)), "")
