"""Reading one row of a table: the cell that names it, and the value of each column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.fees import cells as cell_values
from cxlint.annotate.fees import columns as kinds
from cxlint.annotate.fees.labels import Label, parse
from cxlint.annotate.fees.units import currency_of
from cxlint.text.normalize import fold

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.cells import Value
    from cxlint.annotate.fees.columns import Column
    from cxlint.annotate.fees.layout import Context, Row
    from cxlint.model.document import Block

_SIGN = re.compile(r"[a-z]{0,2}[$£€¥₹]|[a-z]{3}")
_LONGEST_LABEL = 160
_UNREAD = "\x18"
"""Overwrites code in folded text, see `cxlint.annotate.folding`."""

_WORDS = (kinds.LABEL, kinds.NOTE, kinds.TIER, kinds.UNIT, kinds.CURRENCY, kinds.CHOICE)


class Table(NamedTuple):
    """What the rows of one section share.

    `label` is the column that names the rows, -1 for none; `several`: more than one column holds amounts.
    """

    columns: list[Column]
    context: Context
    source: str
    schedule: bool
    label: int
    several: bool

    @classmethod
    def of(cls, columns: list[Column], context: Context, source: str, *, schedule: bool) -> Table:
        """The table of some columns."""
        found = [column.kind for column in columns]
        label = found.index(kinds.LABEL) if kinds.LABEL in found else -1
        return cls(columns, context, source, schedule, label, found.count(kinds.AMOUNT) > 1)

    @property
    def label_heading(self) -> str:
        """The folded words over the names of the rows."""
        return self.columns[self.label].heading if self.label >= 0 else ""


class Read(NamedTuple):
    """A row as it was read: its naming cell, its label, and the value of each column that holds one.

    `added` is what a row adds to the name of the row above it; `phase` as in `Line`.
    """

    row: Row
    anchor: Block
    text: str
    label: Label
    values: dict[int, Value]
    added: tuple[str, ...] = ()
    phase: bool = False


def read(facts: Facts, row: Row, table: Table, previous: Read | None) -> Read | None:
    """What a row says; None when nothing names it. A row without a name of its own goes on with the one above."""
    values = _values(facts, row, table)
    at = table.label
    cell = row.cells[at] if 0 <= at < len(row.cells) else None
    if cell is None or not (_worded(facts, cell) or table.columns[at].heading):
        cell = None if previous is not None and values and at >= 0 else _first_worded(facts, row, values)
    if cell is None:
        if previous is None or not values:
            return None
        anchor = next(block for block in row.cells if block is not None)
        return previous._replace(row=row, anchor=anchor, values=values)
    if cell.end - cell.start > _LONGEST_LABEL:
        return None
    text = _words(facts, cell)
    if text.lstrip().startswith(("...", "\u2026")) and previous is not None:
        label = previous.label._replace(condition=text.strip(" .\u2026,"))
        return Read(row, cell, previous.text, label, values, (label.condition,))
    own = None if values else cell_values.read(facts, cell.start, cell.end, "")
    if own is not None and own.amounts:
        values = {max(at, 0): own}
        text = text[: own.amounts[0].start - cell.start].rstrip(" -:(.\u2013") or text
    return Read(row, cell, facts.document.block_text(cell), parse(text), values)


def _worded(facts: Facts, block: Block) -> bool:
    return re.search(r"[^\W\d_]{3}", _words(facts, block)) is not None


def _words(facts: Facts, block: Block) -> str:
    """The folded words of a naming cell; a name set as code is a name here."""
    text = facts.scan.folded[block.start : block.end]
    return fold(facts.document.block_text(block)) if _UNREAD in text else text


def _first_worded(facts: Facts, row: Row, values: dict[int, Value]) -> Block | None:
    cells = (block for i, block in enumerate(row.cells) if block is not None and i not in values)
    return next((block for block in cells if _worded(facts, block)), None) or next(
        (block for block in row.cells if block is not None and _worded(facts, block)), None
    )


def _values(facts: Facts, row: Row, table: Table) -> dict[int, Value]:
    """The values of the columns that hold amounts; a sign in a cell of its own belongs to the number after it."""
    found: dict[int, Value] = {}
    sign = None
    for i, block in enumerate(row.cells[: len(table.columns)]):
        column = table.columns[i]
        if block is None:
            continue
        text = facts.scan.folded[block.start : block.end].strip()
        if _SIGN.fullmatch(text) and (currency := currency_of(text)):
            sign = currency
            continue
        if column.kind in _WORDS or (column.kind == kinds.OTHER and sign is None):
            continue
        value = cell_values.read(facts, block.start, block.end, column.heading, bare=True)
        if value is not None:
            amounts = tuple(amount._replace(currency=amount.currency or sign) for amount in value.amounts)
            found[i] = value._replace(amounts=amounts)
            sign = None
    return found
