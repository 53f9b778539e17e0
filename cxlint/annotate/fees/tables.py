"""Fees in rows: the tables of a document, and CSV files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.amount import MONEY, PERCENT, Amount
from cxlint.annotate.fees.fee import Fee

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.names import FeeNames
    from cxlint.model.document import Block

_AMOUNT_HEADER = re.compile(
    r"\b(?:fees?|charges?|amounts?|prices?|costs?|rates?|tariffs?|usd|eur|gbp|per month|monthly)\b|[$£€]"
)
_LABEL_HEADER = re.compile(r"\b(?:name|item|fee|charge|service|type|description|what|event|reason|label|title)\b")
_TIER_HEADER = re.compile(
    r"\b(?:plan|tier|product|account|category|class|zone|region|level|package|room|size|from|until|valid|date)\b"
)
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_SCHEDULE_HEADERS = re.compile(r"\bfees?\b|\bcharges?\b|\bsurcharges?\b")


class _Row(NamedTuple):
    """A row of a table: the cell that names it, the amounts it holds, and the words at the head of its columns."""

    cells: list[Block]
    label: Block
    amounts: tuple[Amount, ...]
    header: list[str] | None


def row_fees(facts: Facts, names: FeeNames, table: int) -> Iterator[Fee]:
    """The fees of one table: a row with a label that names a fee, or any labelled row of a fee schedule."""
    rows = facts.document.tables[table]
    header = _header(facts, rows)
    schedule = _called_fees(facts) or any(_SCHEDULE_HEADERS.search(text) for text in header or ())
    for row in rows[1 if header else 0 :]:
        cells = [facts.document.blocks[i] for i in row if i >= 0]
        label = _label(facts, cells, header)
        if label is None:
            continue
        text = facts.scan.folded[label.start : label.end]
        named = names.noun.search(text) is not None
        amounts = [amount for cell in cells for amount in _cell_amounts(facts, cell, header)]
        if named or (schedule and amounts):
            yield _row_fee(facts, names, _Row(cells, label, tuple(amounts), header))


def _called_fees(facts: Facts) -> bool:
    """Whether a table is a file of its own that calls itself fees: fees.csv."""
    source = facts.document.source
    name = source.path.replace("\\", "/").rsplit("/", 1)[-1].lower().replace("_", " ")
    return source.suffix in (".csv", ".tsv") and _SCHEDULE_HEADERS.search(name) is not None


def _row_fee(facts: Facts, names: FeeNames, row: _Row) -> Fee:
    document, label = facts.document, row.label
    name, rest = names.from_label(facts.scan.folded[label.start : label.end])
    tiers = [facts.scan.folded[cell.start : cell.end] for cell in row.cells if _is_tier(cell, row.header)]
    printed = document.slots_between(row.cells[0].start, row.cells[-1].end)
    own = tuple(amount for amount in row.amounts if not label.start <= amount.start < label.end) or row.amounts
    return Fee(
        label.start,
        label.end,
        name,
        (*rest, *tiers),
        document.block_text(label),
        own,
        "row" if own else "",
        owed=True,
        trigger=len(row.cells) > 2,
        pointed=bool(printed),
        source="template" if printed else "data" if document.source.suffix in (".csv", ".tsv") else "table",
    )


def _header(facts: Facts, rows: list[list[int]]) -> list[str] | None:
    blocks = facts.document.blocks
    first = [blocks[i] if i >= 0 else None for i in rows[0]] if rows else []
    if not any(block is not None and block.cell is not None and block.cell.header for block in first):
        return None
    return [facts.scan.folded[block.start : block.end] if block else "" for block in first]


def _column(cell: Block, header: list[str] | None) -> str:
    column = cell.cell.column if cell.cell else 0
    return header[column] if header and column < len(header) else ""


def _is_tier(cell: Block, header: list[str] | None) -> bool:
    return bool(cell.cell and cell.cell.column > 0 and _TIER_HEADER.search(_column(cell, header)))


def _label(facts: Facts, cells: list[Block], header: list[str] | None) -> Block | None:
    """The cell that names the row: the first with words, preferably under a heading such as "fee" or "name"."""
    worded = [cell for cell in cells if re.search(r"[a-z]{3}", facts.scan.folded[cell.start : cell.end])]
    named = [cell for cell in worded if _LABEL_HEADER.search(_column(cell, header))]
    return next(iter(named or worded), None)


def _cell_amounts(facts: Facts, cell: Block, header: list[str] | None) -> Iterator[Amount]:
    found = facts.amounts(cell)
    if found:
        yield from found
        return
    column = _column(cell, header)
    text = facts.document.block_text(cell)
    match = _NUMBER.fullmatch(text.strip())
    if match and _AMOUNT_HEADER.search(column) and not re.search(r"\bdays?\b|quantity|number|count", column):
        kind = PERCENT if "%" in column or "percent" in column else MONEY
        value = float(match[0].replace(",", ""))
        yield Amount(cell.start, cell.end, kind, value, value, None)
