"""How a table is laid out: its header rows, the groups of its rows, and what stands over the whole of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.fees import cells as cell_values
from cxlint.annotate.fees.columns import starts_with_amount
from cxlint.annotate.fees.units import currency_of, period_of, stated_currency
from cxlint.model.document import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

Grid = list[list["Block | None"]]

_LONGEST_HEADING = 80
_LONGEST_GROUP = 90
_DEEPEST = 24
"""Rows in which an unmarked header is looked for."""

_ABOVE = 3
"""Blocks before a table that may speak of all of it."""

_LONGEST_ABOVE = 400
_FEE_LIST = re.compile(r"\b(?:fees|charges|surcharges|penalties|fee schedule|tariff)\b(?! (?:back|of paying))")


class Row(NamedTuple):
    """A row of cells by column, with the group row over it."""

    cells: Sequence[Block | None]
    group: Block | None


class Section(NamedTuple):
    """The rows under one header. `headings` are the folded words over each column, group headings first."""

    headings: list[str]
    rows: list[Row]


class Context(NamedTuple):
    """What the text around a table or list says of all amounts in it."""

    currency: str | None
    period: str
    words: str
    """The folded words of the headings and the caption over it."""

    lead: str = ""
    """The folded paragraph right above."""

    @property
    def lists_fees(self) -> bool:
        """Whether the words over it call it a list of fees."""
        return _FEE_LIST.search(self.words) is not None


def sections(facts: Facts, grid: Grid) -> Iterator[Section]:
    """The parts of a table, each with its header; rows without any cell are left out."""
    rows = [row for row in grid if any(row)]
    marked = any(_is_marked(row) for row in rows)
    at = 0
    while at < len(rows):
        end = _marked_header(rows, at) if marked else _plain_header(facts, rows) if at == 0 else at
        header = rows[at:end]
        stop = end
        while stop < len(rows) and not (marked and _starts_header(rows, stop)):
            stop += 1
        yield Section(_headings(facts, header), list(_grouped(facts, rows[end:stop])))
        at = max(stop, at + 1)


def _filled(row: Sequence[Block | None]) -> list[Block]:
    return [block for block in row if block is not None]


def _is_marked(row: Sequence[Block | None]) -> bool:
    filled = _filled(row)
    return bool(filled) and all(block.cell is not None and block.cell.header for block in filled)


def _starts_header(rows: Grid, at: int) -> bool:
    return _is_marked(rows[at]) and len({block.index for block in _filled(rows[at])}) > 1


def _marked_header(rows: Grid, at: int) -> int:
    """The end of the header that begins at a row; a heading alone at the top counts, further down it is a group."""
    end = at
    while end < len(rows) and _is_marked(rows[end]) and (at == 0 or _starts_header(rows, end)):
        end += 1
    return end


def _plain_header(facts: Facts, rows: Grid) -> int:
    """The end of a header that is not marked as one: rows of short words above the first amount."""
    first = next((i for i, row in enumerate(rows[:_DEEPEST]) if any(_is_value(facts, b) for b in _filled(row))), 0)
    wide = [i for i, row in enumerate(rows[:first]) if len(_filled(row)) > 1]
    if not wide or any(block.end - block.start > _LONGEST_HEADING for block in _filled(rows[wide[0]])):
        return 0
    end = wide[0] + 1
    if len(wide) > 1 and wide[1] == end and len(_filled(rows[wide[0]])) < len(_filled(rows[end])):
        end += 1
    return end if _fits(facts, rows[end - 1], rows[first]) else 0


def _fits(facts: Facts, header: Sequence[Block | None], body: Sequence[Block | None]) -> bool:
    """Whether a row of words stands over a row of values: then it is their header."""
    columns = {i for i, block in enumerate(body) if block is not None and _is_value(facts, block)}
    headed = {i for i, block in enumerate(header) if block is not None}
    return bool(columns) and columns <= headed


def _is_value(facts: Facts, block: Block) -> bool:
    text = facts.scan.folded[block.start : block.end].strip()
    return (
        bool(text)
        and not (block.cell is not None and block.cell.header)
        and (
            starts_with_amount(facts, block)
            or re.fullmatch(r"[\d.,' ()-]+", text) is not None
            or cell_values.free_or_open(text) != ""
        )
    )


def _headings(facts: Facts, header: Grid) -> list[str]:
    """The words over each column. In all rows but the last a heading speaks for the empty columns after it."""
    width = max((len(row) for row in header), default=0)
    found: list[dict[str, None]] = [{} for _ in range(width)]
    for depth, row in enumerate(header):
        current = ""
        for column in range(width):
            block = row[column] if column < len(row) else None
            text = facts.scan.folded[block.start : block.end].replace("_", " ").strip() if block else ""
            current = text or (current if depth + 1 < len(header) and column > 1 else "")
            if current:
                found[column][current] = None
    return [" ".join(words) for words in found]


def _grouped(facts: Facts, rows: Grid) -> Iterator[Row]:
    group: Block | None = None
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        filled = _filled(row)
        if _is_group(facts, filled, width):
            group = filled[0]
        else:
            yield Row(row, group)


def _is_group(facts: Facts, filled: list[Block], width: int) -> bool:
    """Whether a row is a heading for the rows below: one short text without an amount, alone or in every cell."""
    texts = {facts.scan.folded[block.start : block.end].strip() for block in filled}
    if len(texts) != 1 or width < 2:
        return False
    block = filled[0]
    text = texts.pop()
    return (
        block.end - block.start <= _LONGEST_GROUP
        and not facts.amounts(block)
        and re.search(r"[^\W\d_]{2}", text) is not None
        and not text.endswith(".")
        and not cell_values.free_or_open(text)
    )


def context_of(facts: Facts, block: Block) -> Context:
    """What stands over a table or list that begins with a block: headings, caption, sentence above, front matter."""
    document, folded = facts.document, facts.scan.folded
    trail = document.trail(block)[-2:]
    words = [folded[heading.start : heading.end] for heading in trail]
    currency = _metadata_currency(document.front_matter)
    period = ""
    lead = ""
    for above in _above(facts, block):
        text = folded[above.start : above.end]
        lead = lead or text
        if above.role == Role.CAPTION:
            words.append(text)
        currency = currency or stated_currency(text)
        if above.role == Role.CAPTION or re.search(
            r"\ball (?:prices|fees|rates|amounts|charges) [^.;]{0,40}\bper\b", text
        ):
            period = period or period_of(text)
    for text in reversed(words):
        currency = currency or stated_currency(text) or _bracketed_currency(text)
        period = period or period_of(text)
    return Context(currency, period, " / ".join(words), lead)


def _bracketed_currency(text: str) -> str | None:
    """The currency in the brackets of a heading: "Charges (EUR)"."""
    match = re.search(r"[(\[,-] ?([^()\[\]]{1,30})[)\]]?$", text)
    return currency_of(match[1]) if match else None


def _metadata_currency(front_matter: dict[str, object]) -> str | None:
    value = front_matter.get("currency")
    return currency_of(value.lower()) if isinstance(value, str) else None


def _above(facts: Facts, block: Block) -> Iterator[Block]:
    """The caption and the short paragraphs right before a block, nearest first."""
    blocks = facts.document.blocks
    for i in range(block.index - 1, max(-1, block.index - 1 - _ABOVE), -1):
        one = blocks[i]
        if one.role not in (Role.PARAGRAPH, Role.CAPTION, Role.ITEM) or one.cell is not None:
            return
        if one.end - one.start <= _LONGEST_ABOVE:
            yield one
