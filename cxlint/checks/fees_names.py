"""Lines of a bill or a price list whose name says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxlint.model.document import LINE, SLOT, Role
from cxlint.model.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

_KIND = r"(?:fees?|charges?|surcharges?|costs?|items?|amounts?|expenses?|recovery|adjustments?|line items?)"
_VAGUE = re.compile(
    rf"(?:(?:other|misc|miscellaneous|sundry|additional|extra|various|general|admin|administrative|administration|support|recovery|handling|service)\.?"
    rf"(?: (?:and|&) (?:other|misc))? {_KIND}|other|others|misc\.?|miscellaneous|sundry|sundries|adjustments?|extras?|surcharges?|fees?|charges?|recovery|"
    rf"(?:taxes|tax) (?:and|&) (?:fees|charges|surcharges)|(?:fees|charges) (?:and|&) (?:taxes|tax))"
)
_PLAIN_SERVICE = re.compile(r"(?:handling|service|admin|administrative|administration|support) (?:fees?|charges?)")
_LINE = re.compile(
    r"([^\d$£€\ufffc\x12-\x17]{3,40}?)[ .:_\t-]+((?:[$£€] ?)?(?:\d[\d,]*(?:\.\d\d)?|[\ufffc\x12-\x17])(?: ?[$£€%])?)"
)
_WORDY = re.compile(r"[a-z]{3,}(?: [a-z]{2,})+")


def vague_name(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE016: "Misc. charges $14.20"."""
    for number, table in enumerate(facts.document.tables):
        for row in table:
            yield from _row(facts, number, row)
    for block in facts.document.blocks:
        if block.cell is None and block.role in (Role.PARAGRAPH, Role.ITEM):
            yield from _lines(facts, block)


def _row(facts: Facts, _table: int, row: list[int]) -> Iterator[Found]:
    cells = [facts.document.blocks[i] for i in row if i >= 0]
    texts = [facts.scan.folded[cell.start : cell.end].strip(" *_:" + LINE) for cell in cells]
    label = next((i for i, text in enumerate(texts) if re.search(r"[a-z]{3}", text)), -1)
    if (
        label < 0
        or not _says_nothing(texts[label])
        or (cells[label].cell is not None and cells[label].cell.header and label == 0 and _all_headers(cells))
    ):
        return
    others = [text for i, text in enumerate(texts) if i != label]
    priced = any(_is_amount(facts, cells[i]) for i in range(len(cells)) if i != label)
    if priced and not any(_WORDY.search(text) for text in others):
        yield Found(
            cells[label].start, cells[label].end, {"label": facts.document.block_text(cells[label]).strip(" *:")}
        )


def _all_headers(cells: list[Block]) -> bool:
    return all(cell.cell is not None and cell.cell.header for cell in cells)


def _is_amount(facts: Facts, cell: Block) -> bool:
    text = facts.scan.folded[cell.start : cell.end].strip()
    if SLOT in facts.document.text[cell.start : cell.end]:
        return len(text) <= 8  # noqa: PLR2004 -- a slot with its currency, no text around it
    return bool(facts.amounts(cell)) or re.fullmatch(r"-?\d[\d,]*\.\d\d", text) is not None


def _says_nothing(label: str) -> bool:
    return _VAGUE.fullmatch(label) is not None and _PLAIN_SERVICE.fullmatch(label) is None


def _lines(facts: Facts, block: Block) -> Iterator[Found]:
    start = block.start
    for line in facts.document.text[block.start : block.end].split(LINE):
        end = start + len(line)
        match = _LINE.fullmatch(facts.scan.folded[start:end].strip(" *_"))
        if match and _says_nothing(match[1].strip(" .:_*-")):
            at = facts.scan.folded.find(match[1], start, end)
            yield Found(at, at + len(match[1].rstrip(" .:_*-")), {"label": match[1].strip(" .:_*-")})
        start = end + 1
