"""Durations that bound something or count from something."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cxlint.amounts.durations import Duration, durations
from cxlint.amounts.numbers import word_set
from cxlint.text.normalize import fold


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
            found.append(deadline._replace(start=deadline.start + start, end=deadline.end + start, duration=duration))
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
