"""Fees in rows: the tables of a document, CSV files and worksheets, and tables inside data files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.annotate.fees import cells as cell_values
from cxlint.annotate.fees import columns as kinds
from cxlint.annotate.fees.entry import Line, fee_of, tier_words
from cxlint.annotate.fees.labels import Label, is_total, parse
from cxlint.annotate.fees.layout import Grid, Section, context_of, sections
from cxlint.annotate.fees.rows import Read, Table, read
from cxlint.annotate.fees.triggers import PENALTIES, trigger
from cxlint.annotate.fees.units import currency_of, period_of
from cxlint.model.source import SHEETS, file_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.cells import Value
    from cxlint.annotate.fees.columns import Column
    from cxlint.annotate.fees.fee import Fee
    from cxlint.annotate.fees.names import FeeNames

_SCHEDULE = re.compile(r"\bfees?\b|\bcharges?\b|\bsurcharges?\b|\bpenalties\b")
_EARLY = re.compile(r"(?:early|advance|pre-?reg|regular|standard|on[- ]time)")
_ROLES = {kinds.DISCOUNT: "discount", kinds.DEPOSIT: "deposit", kinds.THRESHOLD: "threshold"}


def row_fees(facts: Facts, names: FeeNames, table: int) -> Iterator[Fee]:
    """The fees of one table of the document."""
    blocks = facts.document.blocks
    grid: Grid = [[blocks[i] if i >= 0 else None for i in row] for row in facts.document.tables[table]]
    source = "data" if facts.document.source.suffix in SHEETS else "table"
    yield from grid_fees(facts, names, grid, source)


def grid_fees(facts: Facts, names: FeeNames, grid: Grid, source: str) -> Iterator[Fee]:
    """The fees of rows of cells: those that a label names, and all labelled rows of a fee schedule."""
    first = next((block for row in grid for block in row if block is not None), None)
    if first is None or not _holds_fees(facts, names, grid):
        return
    context = context_of(facts, first)
    titled = _called_fees(facts) or context.lists_fees
    for section in sections(facts, grid):
        schedule = titled or any(_SCHEDULE.search(kinds.without_asides(text)) for text in section.headings)
        columns = kinds.of_section(facts, section.headings, [row.cells for row in section.rows], schedule=schedule)
        yield from _section_fees(facts, names, section, Table.of(columns, context, source, schedule=schedule))


def _holds_fees(facts: Facts, names: FeeNames, grid: Grid) -> bool:
    """A quick look: most tables hold neither an amount nor a fee."""
    folded = facts.scan.folded
    return any(
        block is not None
        and (names.noun.search(folded, block.start, block.end) or facts.amounts(block) or folded[block.start].isdigit())
        for row in grid
        for block in row
        if block is None or block.end > block.start
    )


def _called_fees(facts: Facts) -> bool:
    """Whether a table is a file of its own that calls itself fees: fees.csv."""
    source = facts.document.source
    name = file_name(source.path).lower().replace("_", " ")
    return source.suffix in SHEETS and _SCHEDULE.search(name) is not None


def _section_fees(facts: Facts, names: FeeNames, section: Section, table: Table) -> Iterator[Fee]:
    previous: Read | None = None
    phases = False
    for row in section.rows:
        one = read(facts, row, table, previous)
        if one is None or is_total(one.label.name):
            continue
        phases = phases or _EARLY.match(one.label.name) is not None
        previous = one._replace(phase=phases and one.label.name.startswith("late"))
        if _is_fee(facts, names, previous, table):
            yield from _row_fees(facts, names, previous, table)


def _is_fee(facts: Facts, names: FeeNames, row: Read, table: Table) -> bool:
    if names.noun.search(row.label.name) or names.noun.search(row.label.condition):
        return True
    if not row.values:
        return False
    if any(value.open for value in row.values.values()) and not any(v.amounts for v in row.values.values()):
        return table.schedule and any(column.kind == kinds.AMOUNT for column in table.columns)
    group = row.row.group
    in_group = group is not None and _SCHEDULE.search(facts.scan.folded, group.start, group.end) is not None
    return table.schedule or in_group or (trigger(row.label.name) in PENALTIES and not row.phase)


def _row_fees(facts: Facts, names: FeeNames, row: Read, table: Table) -> Iterator[Fee]:
    line = _line(facts, row, table)
    main = [i for i in row.values if _kind(table, i) in (kinds.AMOUNT, kinds.LABEL, kinds.OTHER)]
    others = [i for i in row.values if _kind(table, i) in _ROLES]
    bounds = {table.columns[i].kind: row.values[i] for i in row.values if _kind(table, i) in (kinds.LOW, kinds.HIGH)}
    if bounds:
        line = _bounded(line, bounds, alone=not main)
        i = next(i for i in row.values if _kind(table, i) in bounds)
        line = _by_heading(names, line, row, table, i) or line if not main else line
    if not main and not (bounds and others):
        yield from [fee_of(names, line)] if bounds or not others else []
    for i in main:
        yield fee_of(names, _in_column(names, line, row, table, i))
    for i in others:
        column = table.columns[i]
        yield fee_of(names, _column_line(line, row.values[i], column)._replace(role=_ROLES[column.kind]))


def _kind(table: Table, i: int) -> str:
    return table.columns[i].kind if i < len(table.columns) else kinds.OTHER


def _bounded(line: Line, bounds: dict[str, Value], *, alone: bool) -> Line:
    """The line with its least and most; without another amount they are its range."""
    low = next(iter(bounds[kinds.LOW].amounts), None) if kinds.LOW in bounds else None
    high = next(iter(bounds[kinds.HIGH].amounts), None) if kinds.HIGH in bounds else None
    if not alone:
        return line._replace(floor=low, cap=high)
    amounts = tuple(amount for amount in (low, high) if amount is not None)
    return line._replace(value=cell_values.Value(amounts), floor=low, cap=high)


def _in_column(names: FeeNames, line: Line, row: Read, table: Table, i: int) -> Line:
    """The line of one amount column: where there are several, their headings tell them apart."""
    column = table.columns[i]
    line = _column_line(line, row.values[i], column)
    named = _by_heading(names, line, row, table, i)
    if named is None:
        return line._replace(around=(*line.around, column.heading)) if table.several else line
    return named


def _by_heading(names: FeeNames, line: Line, row: Read, table: Table, i: int) -> Line | None:
    """The line by the name that its column has; the row then is a tier. None when the row names the fee."""
    heading = table.columns[i].heading
    if _SCHEDULE.search(table.label_heading) or names.noun.search(row.label.name):
        return None
    tiers = (*line.around, row.label.name)
    cell = row.row.cells[i]
    if kinds.names_fee(names, heading) and cell is not None:
        label = parse(heading)
        return line._replace(start=cell.start, end=cell.end, text=label.name, label=label, around=tiers)
    if re.search(r"[^\W\d_]{3}", row.label.name):
        return None
    # a row of thresholds has no name at all: the sentence above the table has it
    return line._replace(label=_led(names, table.context.lead), around=tiers)


def _led(names: FeeNames, lead: str) -> Label:
    """The one fee that the sentence above a table names: "The service fee is as follows:"."""
    found = set()
    for match in names.noun.finditer(lead):
        words = re.findall(r"[a-z'-]+", lead[max(0, match.start() - 40) : match.start()])[-3:]
        name = names.name(words)[0]
        if name:
            found.add((name, " ".join((*words[-2:], match[0]))))
    return parse(found.pop()[1]) if len({name for name, _ in found}) == 1 else parse("")


def _column_line(line: Line, value: Value, column: Column) -> Line:
    return line._replace(
        value=value,
        currency=currency_of(column.heading) or line.currency,
        period=line.period or period_of(column.heading),
        dated=line.dated or column.dated,
    )


def _line(facts: Facts, row: Read, table: Table) -> Line:
    """The line of a row without its amounts: its tiers, notes and units."""
    folded, document = facts.scan.folded, facts.document
    texts: dict[str, list[str]] = {}
    for i, block in enumerate(row.row.cells[: len(table.columns)]):
        if block is not None and block is not row.anchor and i not in row.values:
            texts.setdefault(_kind(table, i), []).append(folded[block.start : block.end])
    filled = [block for block in row.row.cells if block is not None]
    group = row.row.group
    around = (folded[group.start : group.end],) if group is not None else ()
    unit = " ".join(texts.get(kinds.UNIT, ()))
    return Line(
        row.anchor.start,
        row.anchor.end,
        row.text,
        row.label,
        None,
        table.source,
        tiers=tuple(text for text in texts.get(kinds.TIER, ()) if text.strip() != row.label.name),
        around=tuple(text for text in (*around, *row.added) if tier_words(text)),
        phase=row.phase,
        over=(table.label_heading, table.context.words),
        notes=" | ".join(texts.get(kinds.NOTE, ())),
        when=_when(table, row, folded),
        currency=next((code for text in texts.get(kinds.CURRENCY, ()) if (code := currency_of(text))), None)
        or table.context.currency,
        period=row.label.period or period_of(unit, alone=True) or table.context.period,
        choice=_chosen(facts, table, row),
        dated=any(
            column.dated and column.kind == kinds.TIER and i < len(row.row.cells) and row.row.cells[i] is not None
            for i, column in enumerate(table.columns)
        ),
        explained=len(filled) > 2,
        printed=bool(document.slots_between(filled[0].start, filled[-1].end)),
    )


def _when(table: Table, row: Read, folded: str) -> str:
    """The cell under a heading such as "when charged"."""
    for i, (column, block) in enumerate(zip(table.columns, row.row.cells, strict=False)):
        if (
            block is not None
            and i not in row.values
            and re.search(r"\b(?:when|trigger|event|charged|applies|reason)\b", column.heading)
        ):
            return folded[block.start : block.end]
    return ""


def _chosen(facts: Facts, table: Table, row: Read) -> str:
    for column, block in zip(table.columns, row.row.cells, strict=False):
        if column.kind == kinds.CHOICE and block is not None:
            return chosen(column.heading, facts.scan.folded[block.start : block.end])
    return ""


def chosen(heading: str, text: str) -> str:
    """What a folded yes or no under a heading such as "optional" means for `Terms.choice`; empty when unclear."""
    if re.search(r"\boptional\b", text):
        return "optional"
    if re.search(r"\b(?:mandatory|compulsory|required)\b", text):
        return "mandatory"
    yes = re.fullmatch(r"\W*(?:y|yes|true|x|✓|✔)\W*", text.strip()) is not None
    no = re.fullmatch(r"\W*(?:n|no|false|✗|✘)\W*", text.strip()) is not None
    if not yes and not no:
        return ""
    return "optional" if ("optional" in heading) == yes else "mandatory"
