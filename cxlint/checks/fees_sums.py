"""Money that must agree with itself: totals, and numbers written twice."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.amounts.numbers import figure_value
from cxlint.amounts.written import words_and_figures
from cxlint.model.document import LINE, SLOT, Role
from cxlint.model.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

_TOTAL = re.compile(
    r"(?:your |the )?(?:grand |invoice |order |overall |estimated |monthly |first |full |move-in )?total(?: (?:due|"
    r"payable|amount|to pay|cost|costs|price|charges?|fees?|bill|balance|monthly|annual|upfront|up front|move-in|"
    r"initial|today|now|at signing|at move-in|per month|a month|per year)){0,3}(?: \(?(?:in )?[a-z]{3}\)?)?:?"
)
_SUBTOTAL = re.compile(r"(?:sub-?total|net total|net amount|total (?:excl|ex|before|net)\b.*):?")
_OPTIONAL = re.compile(
    r"\b(?:discounts?|credits?|less|refunds?|deposit|paid|payments?|vat|gst|tax|rounding|deductions?|included|incl|"
    r"voucher|coupon|savings?|of which|balance|rebates?)\b"
)
_FIGURE = re.compile(
    r"\(?([-\u2212]?)\s*(?:[a-z]{2,3}\s?)?[$£€¥₹]?\s*([-\u2212]?)(\d[\d.,' ]*?)\s*(?:[$£€¥₹]|[a-z]{3})?\)?"
)
_COUNTED = re.compile(
    r"\b(?:qty|quantity|hours?|days?|units?|no|number|rate|%|percent|year|id|code|date|age|unit price)\b|%|#"
)
_LAST_FIGURE = re.compile(
    r"(?:^|(?<=[ .:\t_*-]))(?:[a-z]{3} ?)?-?[$£€¥]? ?-?\d[\d,]*(?:\.\d+)?(?: ?(?:[€£$¥]|[a-z]{3}))?[ *_]*$"
)
_NOT_A_SUM = re.compile(
    r"\b(?:no|nr|number|id|ref|reference|date|dated|account|order|po|tel|phone|fax|vat no|page|customer|invoice|due|"
    r"days?|hours?|qty|quantity|year|rooms?|people|guests?|nights?)\b[ .:#]*$"
)
_TAIL = 30
"""Characters at the end of a line in which its figure stands."""
_LABEL = 80
_CENT = 0.011
_MOST_OPTIONAL = 4
_FEWEST = 2
"""Rows that make a sum."""


class _Row(NamedTuple):
    label: str
    value: float | None
    start: int
    end: int


def total_is_wrong(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE012: the rows of a table or of plain lines add up to something else than the total."""
    for table in facts.document.tables:
        width = max((len(row) for row in table), default=0)
        for column in range(1, width):
            rows = _column(facts, table, column)
            if rows:
                yield from _wrong(facts, rows)
    for rows in _line_groups(facts):
        yield from _wrong(facts, rows)


def _column(facts: Facts, table: list[list[int]], column: int) -> list[_Row]:
    """The labelled figures of one column; none when it counts things, or a template fills it in."""
    blocks, folded = facts.document.blocks, facts.scan.folded
    rows: list[_Row] = []
    for cells in table:
        first = next(
            (i for i in cells if i >= 0 and re.search(r"[a-z]{2}", folded[blocks[i].start : blocks[i].end])), -1
        )
        at = cells[column] if column < len(cells) else -1
        if at < 0 or first < 0:
            continue
        cell, label = blocks[at], blocks[first]
        text = folded[cell.start : cell.end].strip(" *_" + LINE)
        if cell.cell is not None and cell.cell.header and not rows:
            if _COUNTED.search(text):
                return []
            continue
        if SLOT in text or at == first:
            return []
        rows.append(_Row(folded[label.start : label.end].strip(" *_"), _value(text), cell.start, cell.end))
    return rows


def _value(text: str) -> float | None:
    match = _FIGURE.fullmatch(text)
    if match is None:
        return None
    value = figure_value(match[3].strip())
    if value is None:
        return None
    return -value if match[1] or match[2] or text.startswith("(") else value


def _wrong(facts: Facts, rows: list[_Row]) -> Iterator[Found]:
    """The first total that its rows do not give.

    A later total may count the earlier ones, or only what stands below them.
    """
    items: list[_Row] = []
    totals: list[_Row] = []
    for row in rows:
        if _SUBTOTAL.fullmatch(row.label) is None and _TOTAL.fullmatch(row.label) is None:
            items.append(row)
            continue
        if row.value is None or any(_unclear(facts, item) for item in items):
            return
        counted = [item for item in items if item.value is not None]
        if len(counted) + len(totals) >= _FEWEST and not any(
            _reachable(group, row.value)
            for group in ([*totals[-1:], *counted], counted, [*totals, *counted], totals)
            if group
        ):
            total = sum(item.value or 0.0 for item in (*totals[-1:], *counted))
            shown = facts.document.text[row.start : row.end].strip()
            yield Found(row.start, row.end, {"sum": _shown(total), "total": shown})
            return
        items = []
        totals.append(row)


def _unclear(facts: Facts, row: _Row) -> bool:
    """A cell with figures that is no one number: a range, a rate, a note."""
    return row.value is None and re.search(r"\d", facts.document.text[row.start : row.end]) is not None


def _reachable(items: list[_Row], total: float) -> bool:
    """Whether the items give the total, discounts, taxes and payments counted either way or not at all."""
    fixed = sum(item.value or 0.0 for item in items if not _OPTIONAL.search(item.label))
    free = [item.value or 0.0 for item in items if _OPTIONAL.search(item.label)]
    if len(free) > _MOST_OPTIONAL:
        return True
    choices = product((1, -1, 0), repeat=len(free))
    return any(abs(fixed + sum(s * v for s, v in zip(signs, free, strict=True)) - total) < _CENT for signs in choices)


def _shown(value: float) -> str:
    return f"{value:,.2f}".removesuffix(".00")


_ENDS_IN_FIGURE = re.compile(r"\d[^\w]*[a-z]{0,4}[^\w]*$")
_NEAR_END = 8


def _line_groups(facts: Facts) -> Iterator[list[_Row]]:
    """Runs of lines that each end in a figure, as invoices in plain text have them."""
    rows: list[_Row] = []
    for start, end in _lines(facts):
        row = _line_row(facts, start, end)
        if row is not None:
            rows.append(row)
            continue
        if rows and _is_a_bill(facts, rows):
            yield rows
        rows = []
    if _is_a_bill(facts, rows):
        yield rows


def _line_row(facts: Facts, start: int, end: int) -> _Row | None:
    """A line such as "Printing ....... 120.00": a name, dots or spaces, a figure at its end."""
    folded = facts.scan.folded
    if not _ENDS_IN_FIGURE.search(folded, max(start, end - _NEAR_END), end):
        return None
    low = max(start, end - _TAIL)
    figure = _LAST_FIGURE.search(folded[low:end])
    if figure is None:
        return None
    at = low + figure.start()
    while at > start and folded[at - 1] in " .:\t_-*":
        at -= 1
    label = folded[start:at].strip(" .:_-*")
    if not 1 < len(label) <= _LABEL or re.search(r"[a-z]{2}", label) is None:
        return None
    return _Row(label, _value(figure[0].strip(" *_")), low + figure.start(), end)


def _is_a_bill(facts: Facts, rows: list[_Row]) -> bool:
    """Whether all figures are sums of money, written alike: no number of an invoice, no count."""
    texts = [facts.document.text[row.start : row.end] for row in rows]
    alike = {
        (re.search(r"\.\d\d\b", text) is not None, re.search(r"[$£€¥]|[A-Z]{3}", text) is not None) for text in texts
    }
    written = len({cents for cents, _ in alike}) == 1 or all(sign for _, sign in alike)
    return len(rows) > _FEWEST and written and not any(_NOT_A_SUM.search(row.label) for row in rows)


def _lines(facts: Facts) -> Iterator[tuple[int, int]]:
    text = facts.document.text
    for block in facts.document.blocks:
        if block.role not in (Role.PARAGRAPH, Role.ITEM):
            yield block.start, block.start
            continue
        start = block.start
        while start <= block.end:
            stop = text.find(LINE, start, block.end)
            end = block.end if stop < 0 else stop
            yield start, start + len(text[start:end].rstrip())
            start = end + 1


def words_and_figures_disagree(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE035: "thirty (45) days"."""
    for block in facts.document.blocks:
        if block.role == Role.CODE or "(" not in facts.document.text[block.start : block.end]:
            continue
        for written in words_and_figures(facts.document.text, block.start, block.end):
            if written.disagree:
                values = {
                    "words": _number(written.words, written.currency),
                    "figures": _number(written.figures, written.currency),
                }
                yield Found(written.start, written.end, values)


def _number(value: float, currency: str | None) -> str:
    return f"{value:,.2f}".removesuffix(".00") if currency else f"{value:,.4f}".rstrip("0").rstrip(".")
