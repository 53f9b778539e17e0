"""Prices by the hour, the mile or the seat, and the least that is charged of them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.amount import MONEY
from cxlint.annotate.fees.units import unit_of
from cxlint.annotate.money_text import words
from cxlint.model.document import Role
from cxlint.text.occurrences import starts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

MONEY_UNIT = "money"
"""The unit of a least sum: it goes with a rate of any unit."""

_UNITS = {
    "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour", "mile": "mile", "miles": "mile", "km": "km",
    "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km", "page": "page", "pages": "page",
    "word": "word", "words": "word", "seat": "seat", "seats": "seat", "user": "seat", "users": "seat",
    "license": "seat", "licenses": "seat", "licence": "seat", "licences": "seat", "guest": "person", "guests": "person",
    "person": "person", "people": "person", "head": "person", "piece": "piece", "pieces": "piece", "minute": "minute",
    "minutes": "minute", "kg": "kg", "kilo": "kg", "kilos": "kg",
}  # fmt: skip
_NOT_A_PRICE = r"late|overdue|fines?|penalt\w+|waiting|overtime|salary|wages?|earn\w*|liab\w*|limit\w*|maximum|up to"
_COUNT = r"(?:\d{1,5}|two|three|four|five|six|seven|eight|ten|twelve|twenty|fifty|hundred)"
_CHARGED = (
    r"charge[ds]?|bills?|billed|fees?|fares?|prices?|costs?|invoice[ds]?|hire|booking|apply|applies|call-?out|minimum"
)
_NOT_A_CHARGE = (
    r"notice|age|aged|years|sleep|before|prior|in advance|ahead|password|characters|balance|deposit|payment|wage|"
    r"withdraw\w*|purchase required|experience|coverage|insur\w+|per week|training|payout|earn\w*|free"
)


class PerUnit(NamedTuple):
    """A price for one `unit` ("hour", "mile", "seat"), or the least that is charged of it.

    `block` and `heading` are the indexes of the block in which it stands and of the heading over it.
    """

    start: int
    end: int
    unit: str
    block: int
    heading: int


@cache
def _counted() -> re.Pattern[str]:
    unit = "|".join(sorted(_UNITS, key=len, reverse=True))
    return re.compile(
        rf"\b(?:minimum|min\.?|at least)(?: (?:charge|booking|hire|purchase|order|call-?out|job|fee|"
        rf"billing))?(?: (?:of|is))?:? {_COUNT}[ -](?:full )?({unit})\b|\b{_COUNT}[ -]({unit}) (?:minimum|min\b)"
    )


@cache
def _money_minimum() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:minimum|min\.?) (?:\w+ )?(?:charge|fare|fee|price|invoice|spend|job|booking|call-?out|labou?r)"
        r"(?: charge| value| amount| fee)?(?: of| is|:| =| per \w+(?: is)?)? ?(?=[$£€]|\d|[a-z]{2,3}\$? ?\d)"
        r"|(?<=[\d.])\d (?:minimum|min\.?) (?:charge|fare|fee|spend|call-?out|job|booking)\b"
    )


def rates(facts: Facts) -> list[PerUnit]:
    """The prices for one unit of something that small jobs need little of."""
    found: list[PerUnit] = []
    for block in _blocks(facts):
        for one in facts.amounts(block):
            unit = _unit(one.period)
            if one.kind != MONEY or not unit or (not one.slot and one.low <= 0):
                continue
            start, end = facts.scan.sentence_at(one.start)
            if not words(_NOT_A_PRICE).search(facts.scan.folded, max(start, one.start - 200), min(end, one.end + 200)):
                found.append(PerUnit(one.start, one.end, unit, block.index, block.heading))
    return found


def _unit(period: str) -> str:
    return _UNITS.get(unit_of(period).partition(" ")[0], "")


def minimums(facts: Facts) -> list[PerUnit]:
    """The least that is charged, in units or in money."""
    folded = facts.scan.folded
    found: list[PerUnit] = []
    # every match holds one of these words, and few blocks do
    indexes = {facts.document.block_at(at).index for at in starts(folded, ("min", "at least"))}
    for block in (facts.document.blocks[index] for index in sorted(indexes)):
        if block.role == Role.CODE:
            continue
        for pattern in (_counted(), _money_minimum()):
            for match in pattern.finditer(folded, block.start, block.end):
                unit = _UNITS[match[1] or match[2]] if pattern is _counted() else MONEY_UNIT
                if _is_charged(facts, match, unit):
                    found.append(PerUnit(match.start(), match.end(), unit, block.index, block.heading))
    return found


def _is_charged(facts: Facts, match: re.Match[str], unit: str) -> bool:
    start, end = facts.scan.sentence_at(match.start())
    text = facts.scan.folded[max(start, match.start() - 200) : min(end, match.end() + 120)]
    if words(_NOT_A_CHARGE).search(text):
        return False
    return unit == MONEY_UNIT or words(_CHARGED).search(text) is not None


def _blocks(facts: Facts) -> Iterator[Block]:
    return (block for block in facts.anchored("money") if block.role not in (Role.CODE, Role.QUOTE))
