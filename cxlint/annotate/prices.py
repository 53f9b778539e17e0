"""Prices of named plans: "the Team plan costs $15 per user a month", a row "Team | $15", `team: {price: 15}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.amount import MONEY
from cxlint.model.source import KEYED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.columns import Column
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
_KEY = re.compile(r"(?:^|\.)(?:plans?|tiers?|packages?|memberships?|subscriptions?)\.(?:(\d+)|([a-z][\w-]*))(?=\.|$)")
_PRICE_KEY = re.compile(
    r"|(?:\.(?:prices?|pricing|cost|fees?))?\.(?:base_)?(?:price|amount|cost|fee|monthly|yearly|annual|annually|month|year)"
    r"(?:_(?:price|cost|fee|amount|usd|eur|gbp|cents|pence|monthly|yearly|annual|per_month|per_year))*"
)
_NAME_KEYS = ("name", "title", "label", "plan", "id", "key")
_PLAN_HEADING = re.compile(r"\b(?:plan|tier|package|membership|subscription|edition)s?\b")
_PRICE_HEADING = re.compile(
    r"\b(?:price|cost|amount|rate|monthly|yearly|annual(?:ly)?|per|month|year|subscription|usd|eur|gbp)\b|[$£€]"
)
_LONGEST_NAME = 3
"""Words of the name of a plan in a table."""
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
    if facts.document.source.suffix in KEYED:
        found += _in_keys(facts)
    known = {price.start for price in found}
    for table in range(len(facts.document.tables)):
        found += (price for price in _in_table(facts, table) if price.start not in known)
    return sorted(found, key=lambda price: price.start)


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
    by_label = {block.label.lower(): block for block in facts.document.blocks if block.label}
    for block in facts.document.blocks:
        label = block.label.lower()
        match = _KEY.search(label)
        if match and _PRICE_KEY.fullmatch(label, match.end()):
            plan = match[2] or _listed_name(facts, by_label, label[: match.end()])
            if plan:
                yield from _key_price(facts, block, plan)


def _listed_name(facts: Facts, by_label: dict[str, Block], entry: str) -> str:
    """The name of a plan that is an entry of a list: the value beside its price."""
    block = next((by_label[f"{entry}.{key}"] for key in _NAME_KEYS if f"{entry}.{key}" in by_label), None)
    return _name(facts.scan.folded[block.start : block.end]) if block else ""


def _key_price(facts: Facts, block: Block, plan: str) -> Iterator[Price]:
    from cxlint.annotate.fees.key_values import value_amounts

    amounts = [amount for amount in value_amounts(facts, block) if amount.kind == MONEY]
    if len(amounts) == 1:
        tail = re.split(r"[._]", block.label.lower())
        yearly, monthly = {"yearly", "annual", "annually", "year"}, {"monthly", "month"}
        period = "per-year" if yearly & set(tail) else "per-month" if monthly & set(tail) else ""
        yield Price(block.start, block.end, plan, amounts[0]._replace(period=amounts[0].period or period))


def _in_table(facts: Facts, table: int) -> Iterator[Price]:
    """The rows of a table whose first column lists plans."""
    from cxlint.annotate.fees import columns as kinds
    from cxlint.annotate.fees.layout import sections

    blocks = facts.document.blocks
    rows = facts.document.tables[table]
    if not any(i >= 0 and _PLAN_HEADING.search(facts.scan.folded, blocks[i].start, blocks[i].end) for i in rows[0]):
        return
    for section in sections(facts, [[blocks[i] if i >= 0 else None for i in row] for row in rows]):
        columns = kinds.of_section(facts, section.headings, [row.cells for row in section.rows], schedule=False)
        label = next((i for i, column in enumerate(columns) if column.kind == kinds.LABEL), -1)
        if label >= 0 and _PLAN_HEADING.search(columns[label].heading):
            for row in section.rows:
                yield from _in_row(facts, columns, label, row.cells)


def _in_row(facts: Facts, columns: list[Column], label: int, cells: Sequence[Block | None]) -> Iterator[Price]:
    from cxlint.annotate.fees.cells import read
    from cxlint.annotate.fees.columns import AMOUNT
    from cxlint.annotate.fees.units import currency_of, in_context, period_of

    cell = cells[label] if label < len(cells) else None
    name = _table_name(facts, cell) if cell is not None else ""
    priced = [
        (column, period_of(column.heading), block)
        for column, block in zip(columns, cells, strict=False)
        if column.kind == AMOUNT and block is not None and not column.dated and _PRICE_HEADING.search(column.heading)
    ]
    # columns that no period tells apart are of different things
    if not name or len({period for _, period, _ in priced}) < len(priced):
        return
    for column, period, block in priced:
        value = read(facts, block.start, block.end, column.heading, bare=True)
        if value is not None and len(value.amounts) == 1:
            amount = in_context(value.amounts[0], currency_of(column.heading), period)
            if amount.kind == MONEY and not amount.bound and not amount.slot:
                yield Price(amount.start, amount.end, name, amount)


def _table_name(facts: Facts, cell: Block) -> str:
    text = facts.scan.folded[cell.start : cell.end]
    words = [word for word in re.findall(r"[a-z][\w-]*", text) if not _PLAN_HEADING.fullmatch(word)]
    return _name(" ".join(words)) if 0 < len(words) <= _LONGEST_NAME else ""
