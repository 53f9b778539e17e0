"""What the headings over a fee add to its tier: "Business accounts" over one table, "Personal ones" over another."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cxlint.annotate.fees.entry import tier_words

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.fee import Fee

_EVERYDAY = frozenset(
    "fee fees charge charges price prices your our the all any this that these those each every other new which what "
    "choose compare about manage managing add additional credit debit gift loyalty sim bank user customer".split()
)


@cache
def _product() -> re.Pattern[str]:
    return re.compile(
        r"([^\W\d_][\w'+-]+) (?:plans?|accounts?|memberships?|packages?|tiers?|editions?|subscriptions?|cards?|rooms?|"
        r"customers?|members?|suites?|passes)\b"
    )


def with_headings(facts: Facts, fees: list[Fee]) -> list[Fee]:
    """The fees of schedules with the words of their headings that limit them.

    These are the names of plans and products, and, where one fee stands under several headings with different amounts,
    the words in which those headings differ.
    """
    texts = [_heading(facts, fee) for fee in fees]
    groups: dict[tuple[str, tuple[str, ...], frozenset[str]], set[str]] = {}
    for fee, text in zip(fees, texts, strict=True):
        groups.setdefault((fee.name, fee.rest, fee.terms.tier), set()).add(text)
    found: list[Fee] = []
    for fee, text in zip(fees, texts, strict=True):
        words = set(tier_words(text)) if len(groups[fee.name, fee.rest, fee.terms.tier]) > 1 else set()
        words |= {match[1] for match in _product().finditer(text)} - _EVERYDAY
        words -= set(fee.rest)
        tier = fee.terms.tier | words
        found.append(fee._replace(terms=fee.terms._replace(tier=tier)) if words else fee)
    return found


def _heading(facts: Facts, fee: Fee) -> str:
    """The folded heading right over a fee."""
    block = facts.document.block_at(fee.start)
    if block.heading < 0:
        return ""
    heading = facts.document.blocks[block.heading]
    return facts.scan.folded[heading.start : heading.end]
