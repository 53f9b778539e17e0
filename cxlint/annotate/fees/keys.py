"""Fees in data files: `late_fee: 15`, `fees: {late: {amount: 15}}`, `- name: Late fee` beside an amount."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.amounts.amount import MONEY, PERCENT, Amount
from cxlint.annotate.fees.fee import Fee
from cxlint.model.document import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.names import FeeNames
    from cxlint.model.document import Block

_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")


def key_fees(facts: Facts, names: FeeNames) -> Iterator[Fee]:
    """The fees of a YAML file: `late_fee: 15`, `fees: {late: {amount: 15}}`, `- name: Late fee` beside an amount."""
    groups: dict[str, list[Block]] = {}
    for block in facts.document.blocks:
        if block.role == Role.VALUE and block.label:
            groups.setdefault(_group(block.label), []).append(block)
    for path, blocks in groups.items():
        yield from _group_fees(facts, names, path, blocks)


_LAST = re.compile(
    r"[.\[](?:amount|price|value|fee|charge|cost|name|title|label|description|when|trigger|per|unit|currency|note)\]?$"
)


def _group(label: str) -> str:
    return _LAST.sub("", label.lower())


def _group_fees(facts: Facts, names: FeeNames, path: str, blocks: list[Block]) -> Iterator[Fee]:
    key = re.sub(r"\[\d+\]|\.\d+", "", path).replace("_", " ")
    titles = [block for block in blocks if re.search(r"(?:name|title|label)$", block.label.lower())]
    title = facts.scan.folded[titles[0].start : titles[0].end] if titles else key.rsplit(".", 1)[-1]
    in_fees = re.search(r"\b(?:fees?|charges?|surcharges?)\b", key) is not None
    if not in_fees and not names.noun.search(title):
        return
    amounts = [amount for block in blocks for amount in value_amounts(facts, block)]
    if not amounts:
        return
    name, rest = names.from_label(title)
    anchor = titles[0] if titles else facts.document.block_at(amounts[0].start)
    yield Fee(
        anchor.start, anchor.end, name, rest, title, tuple(amounts), "row", owed=True, trigger=True, source="data"
    )  # fmt: skip


def value_amounts(facts: Facts, block: Block) -> list[Amount]:
    """The amounts of a YAML value: written out, or a bare number under a key that is no count or duration."""
    found = facts.amounts(block)
    if found:
        return found
    match = _NUMBER.fullmatch(facts.document.block_text(block).strip())
    if match is None or re.search(r"(?:days?|count|limit|id|months?|hours?|percent_of)$", block.label.lower()):
        return []
    kind = PERCENT if re.search(r"percent|pct|rate$", block.label.lower()) else MONEY
    value = float(match[0].replace(",", ""))
    return [Amount(block.start, block.end, kind, value, value, None)]
