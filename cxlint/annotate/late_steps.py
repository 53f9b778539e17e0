"""What a reminder of a late payment does to the reader, and how many days after the due date it does so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts import periods
from cxlint.model.source import file_name
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block


class LateStep(NamedTuple):
    """A fee that has been added, or a service that has been cut off, on `day` days after the due date."""

    start: int
    end: int
    day: float
    what: str


_LATE_NAME = r"overdue|late|past[ _-]?due|dunning|unpaid|reminder|arrears|missed"
_NAMED_DAY = r"(?<![a-z])(?:day|d)[ _-]?(\d{1,3})(?!\d)|(?<!\d)(\d{1,3})[ _-]?days?(?![a-z])"
_EARLY = r"before|upcoming|prior|until|due[ _-]?in|advance"
_CONDITION = (
    r"(?:days?[_ .]?(?:late|overdue|past[_ ]?due|delinquent)|(?:late|overdue|past[_ ]?due|delinquent|"
    r"dunning)[_ .]?days?)\s*\)?\s*(>=|>|===?)\s*(\d{1,3})\b"
)
_SO_LATE = r"^ (?:late|overdue|past due|past its due date|after (?:the|your|its) due date|after it was due)\b"
_NOT_YET = (
    r"\b(?:will|would|may|might|could|can|shall|if|unless|avoid|before|otherwise|until|no|not|never|without|waived?|"
    r"won't|after|from)\b"
)
_CUT_OFF = (
    r"\b(?:account|service|access|subscription|line|supply|membership)\b[^.;]{0,20}\b(?:has been|have been|was|is now|"
    r"is) (?:suspended|disconnected|cut off|closed|terminated|restricted|paused)\b"
)
_NEAR = 200
"""Characters of a sentence on either side that speak of a charge."""

_INTEREST = r"\binterest\b[^.;]{0,30}\b(?:has been|have been|was|is being|is) (?:added|charged|applied)\b"


def find(facts: Facts) -> list[LateStep]:
    """The steps of a reminder whose day is known, in order; of other documents, none."""
    document = facts.document
    if document.kind != "message":
        return []
    named = _named_day(document.source.path, late="dunning" in document.kinds)
    found = []
    for start, end, what in _charges(facts):
        day = _day(facts, document.block_at(start), start)
        if day is None:
            day = named
        if day is not None:
            found.append(LateStep(start, end, day, what))
    return sorted(found)


def _named_day(path: str, *, late: bool) -> float | None:
    """The day in a file's name: `overdue_day3.j2`, `7-days-late.html`."""
    name = file_name(path).lower()
    if not (late or compiled(_LATE_NAME).search(name)) or compiled(_EARLY).search(name):
        return None
    match = compiled(_NAMED_DAY).search(name)
    return float(match[1] or match[2]) if match else None


def _charges(facts: Facts) -> Iterator[tuple[int, int, str]]:
    """Late fees and interest that are charged already, and services that are cut off."""
    folded = facts.scan.folded
    for fee in facts.fees:
        if fee.name == "late" and not fee.negated and not fee.foreign and _is_done(facts, fee.start):
            yield fee.start, fee.end, "a late fee"
    for what, pattern in (("a suspension", _CUT_OFF), ("interest", _INTEREST)):
        for match in compiled(pattern).finditer(folded):
            if _is_done(facts, match.start()):
                yield match.start(), match.end(), what


def _is_done(facts: Facts, start: int) -> bool:
    """Whether the sentence speaks of what has happened, not of what may."""
    return compiled(_NOT_YET).search(facts.scan.folded, *_near(facts, start)) is None


def _near(facts: Facts, start: int) -> tuple[int, int]:
    low, high = facts.scan.sentence_at(start)
    return max(low, start - _NEAR), min(high, start + _NEAR)


def _day(facts: Facts, block: Block, start: int) -> float | None:
    """The day from the conditions of a block, or from its sentence."""
    for condition in reversed(block.conditions):
        match = compiled(_CONDITION).search(condition.lower())
        if match:
            return float(match[2]) + (match[1] == ">")
    low, high = _near(facts, start)
    for one in periods.durations(facts.document.text, low, high):
        if compiled(_SO_LATE).match(facts.scan.folded[one.end : high]):
            return one.days
    return None
