"""What a document says its own words mean: "Business Day" means Monday to Friday."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts import periods
from cxlint.amounts.durations import DAYS
from cxlint.model.document import Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block


class Definition(NamedTuple):
    """A term and one measurable thing that its definition says.

    `term` is folded ("business day"), `kind` days, money, percent, weekdays or month, `value` comparable text, `words`
    the value as written. `start` and `end` delimit the value.
    """

    start: int
    end: int
    term: str
    kind: str
    value: str
    words: str


_MEANS = r"(?:,? (?:also )?(?:means?|shall mean|will mean|refers? to|is defined as|denotes?|are defined as))\b"
_QUOTED = rf"\"([a-z][a-z0-9 '/-]{{1,40}})\"(?: (?:or|and) \"[^\"]{{1,40}}\")?{_MEANS}"
_BARE = rf"(?:(?:an?|the) )?([a-z][a-z0-9'/-]*(?: [a-z0-9'/-]+){{0,3}}){_MEANS}"
# words that hold for a whole company whatever the product; other terms in front of a colon are labels
_COMMON = (
    r"((?:business|working|banking) days?|months?|billing (?:period|cycle|month)|peak(?: (?:hours|time))?|"
    r"off-peak(?: (?:hours|time))?|office hours|business hours|working hours|nights?|weekends?): "
)
_NAMED = r"\((?:the |each,? an? |an? )?\"([a-z][a-z0-9 '/-]{2,40})\"\)"
_BEFORE = 160
_LONGEST = 400
_DAY = r"(mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?s?"
_WEEKDAYS = rf"\b{_DAY} ?(?:-|to|through|until) ?{_DAY}\b"
_NOT_WEEKEND = (
    r"\b(?:other than|except|excluding|not) (?:\w+ ){0,2}(?:(saturdays?|weekends?)(?: (?:or|and) sundays?)?|sundays?)"
)
_MONTH = r"\b(calendar month|\d{2} days|thirty days|30-day period)\b"
_TIMES = (
    r"\b(?:period|term|date|window|deadline|phase|days?|weeks?|months?|years?|hours|nights?|guarantee|trial|"
    r"time|cycle)$"
)
_READ = frozenset({Role.PARAGRAPH, Role.ITEM, Role.CELL, Role.HEADING})


def find(facts: Facts) -> list[Definition]:
    """All definitions that say something measurable, in order."""
    folded = facts.scan.folded
    found: list[Definition] = []
    if "mean" in folded or '"' in folded or " refer" in folded:
        for match in compiled(_QUOTED).finditer(folded):
            found += _in_body(facts, match[1], match.end())
        for match in compiled(_NAMED).finditer(folded):
            found += _before(facts, match[1], match.start())
    for block in facts.document.blocks:
        head = _head(folded, block) if block.role in _READ else None
        if head is not None:
            found += _in_body(facts, head[1], head.end())
    return sorted(set(found))


def _head(folded: str, block: Block) -> re.Match[str] | None:
    """A term at the start of a block, before "means" or a colon."""
    start, end = block.start, min(block.end, block.start + 90)
    if folded.find(" mean", start, end) >= 0 or folded.find(" refer", start, end) >= 0:
        return compiled(_BARE).match(folded, start, end)
    return compiled(_COMMON).match(folded, start, end) if folded.find(": ", start, end) >= 0 else None


def _in_body(facts: Facts, term: str, start: int) -> Iterator[Definition]:
    """What the sentence after a term says."""
    block = facts.document.block_at(start)
    end = min(facts.scan.sentence_at(max(block.start, start - 1))[1], block.end, start + _LONGEST)
    yield from _said(facts, term, start, end)


def _before(facts: Facts, term: str, at: int) -> Iterator[Definition]:
    """What stands before a bracket that names it: within 14 days (the "Return Period")."""
    block = facts.document.block_at(at)
    low = max(block.start, facts.scan.sentence_at(at)[0], at - _BEFORE)
    found = [one for one in _said(facts, term, low, at) if one.kind == "days"]
    # the nearest one is what the bracket names
    yield from found[-1:]


def _said(facts: Facts, term: str, start: int, end: int) -> Iterator[Definition]:
    text, folded = facts.document.text, facts.scan.folded
    term = term.strip().removesuffix("s")
    # "Compensation" means what is paid in twelve months: the twelve months are not what it is
    timed = compiled(_TIMES).search(term) is not None
    for d in periods.durations(text, start, end) if timed else ():
        value = f"{round(d.low * DAYS[d.unit], 2)}-{round(d.high * DAYS[d.unit], 2)}{' business' * d.business}"
        yield Definition(d.start, d.end, term, "days", value, text[d.start : d.end])
    for amount in facts.amounts_in(start, end):
        if not amount.slot and not amount.bound:
            value = f"{amount.low:g} {amount.currency or ''}"
            yield Definition(amount.start, amount.end, term, amount.kind, value, text[amount.start : amount.end])
    days = compiled(_WEEKDAYS).search(folded, start, end)
    if days is not None:
        value = f"{days[1][:3]} {days[2][:3]}"
        yield Definition(days.start(), days.end(), term, "weekdays", value, text[days.start() : days.end()])
    elif (rest := compiled(_NOT_WEEKEND).search(folded, start, end)) is not None:
        value = "mon fri" if rest[1] else "mon sat"
        yield Definition(rest.start(), rest.end(), term, "weekdays", value, text[rest.start() : rest.end()])
    if term == "month" and (month := compiled(_MONTH).search(folded, start, end)) is not None:
        value = "calendar" if "calendar" in month[1] else "30 days"
        yield Definition(month.start(), month.end(), term, "month", value, text[month.start() : month.end()])
