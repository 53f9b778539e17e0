"""Prices of named plans: "the Team plan costs $15 per user a month", a row "Team | $15", `team: {price: 15}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.amount import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block


class Price(NamedTuple):
    """What one plan costs: `plan` is its name in lower case ("team")."""

    start: int
    end: int
    plan: str
    amount: Amount


_PLAN = re.compile(
    r"\b(?:the |our |a |an )?([a-z][\w-]{1,20}(?: [a-z][\w-]{1,20})?) "
    r"(?:plan|tier|package|membership|subscription|account|pass|edition)\b"
)
_KEY = re.compile(r"(?:^|\.)(?:plans?|tiers?|packages?|memberships?|subscriptions?)[.\[]+(?:\d+[.\]]+)?([a-z][\w-]*)")
_PRICE_KEY = re.compile(r"^$|(?:price|amount|monthly|cost|fee|month|year|yearly|annual)$")
_NOT_NAMES = frozenset(
    "the a an our your this that each any every of for to and or new paid free trial monthly annual yearly current "
    "same all which what billing payment data rate family-of group per existing selected chosen your-own with on in "
    "under is are cost costs choose chosen switch one other another".split()
)
_PRICED = re.compile(r"\b(?:costs?|is|at|for|price[sd]?|from|=)\b|:|-|\(")


def find(facts: Facts) -> list[Price]:
    """All plan prices, in order."""
    found: list[Price] = []
    for block in facts.anchored("money"):
        found += _in_prose(facts, block)
    if facts.document.source.suffix in (".yaml", ".yml"):
        found += _in_keys(facts)
    return sorted(found)


def _in_prose(facts: Facts, block: Block) -> Iterator[Price]:
    folded = facts.scan.folded
    low, high = facts.document.paragraph(block) if block.cell else (block.start, block.end)
    for start, end in facts.scan.sentences(block):
        amounts = [
            amount
            for amount in facts.amounts_in(start, end)
            if amount.kind == MONEY and not amount.slot and not amount.bound
        ]
        plans = list(_PLAN.finditer(folded, low if block.cell else start, high if block.cell else end))
        if len(amounts) == 1 and len(plans) == 1:
            name = _name(plans[0][1])
            between = folded[min(plans[0].end(), amounts[0].start) : max(plans[0].end(), amounts[0].start)]
            if name and (block.cell or (len(between) < 40 and _PRICED.search(between))):
                yield Price(amounts[0].start, amounts[0].end, name, amounts[0])


def _name(words: str) -> str:
    kept = [word for word in words.split() if word not in _NOT_NAMES]
    return kept[-1] if kept else ""


def _in_keys(facts: Facts) -> Iterator[Price]:
    for block in facts.document.blocks:
        match = _KEY.search(block.label.lower())
        if match and _PRICE_KEY.search(block.label.lower()[match.end() :]):
            yield from _key_price(facts, block, match[1])


def _key_price(facts: Facts, block: Block, plan: str) -> Iterator[Price]:
    from cxlint.annotate.fees.keys import value_amounts

    amounts = [amount for amount in value_amounts(facts, block) if amount.kind == MONEY]
    if len(amounts) == 1:
        tail = block.label.lower().rsplit(".", 1)[-1]
        period = (
            "per-year" if tail in ("yearly", "annual", "year") else "per-month" if tail in ("monthly", "month") else ""
        )
        yield Price(block.start, block.end, plan, amounts[0]._replace(period=amounts[0].period or period))
