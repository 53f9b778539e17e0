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
    rf"(?:(?:other|misc|miscellaneous|sundry|additional|extra|various|general|admin|administrative|administration|"
    rf"support|recovery|handling|service)\.?(?: (?:and|&) (?:other|misc))? {_KIND}|other|others|misc\.?|miscellaneous|"
    rf"sundry|(?:other|misc|miscellaneous|sundry|various|additional|extra)\.? services|incidentals|"
    rf"admin(?:istration)?|sundries|adjustments?|extras?|surcharges?|fees?|charges?|recovery|(?:taxes|tax) (?:and|"
    rf"&) (?:fees|charges|surcharges)|(?:fees|charges) (?:and|&) (?:taxes|tax))"
)
_COMMON = re.compile(r"(?:handling|service) (?:fees?|charges?)")
"""Names as vague, but of charges that everybody knows."""
_HALF_KNOWN = re.compile(r"(?:admin|administrative|administration|support)(?: (?:fees?|charges?))?")
_LAST_AMOUNT = re.compile(
    r"(?:(?:[a-z]{3} |[$£€] ?)?(?:\d[\d,]*(?:\.\d\d)?|[\ufffc\x12-\x17])(?: ?(?:[$£€%]|[a-z]{3}))?)$"
)
_TAIL = 24
"""Characters at the end of a line in which its amount stands."""
_LONGEST = 40
"""Characters of a name that may say nothing."""
_WORDY = re.compile(r"[a-z]{3,}(?: [a-z]{2,})+")


_LONGEST_SLOT = 8
"""Characters of a cell that holds a template slot, its currency and no text around it."""


def vague_name(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE016: "Misc. charges $14.20"."""
    for table in facts.document.tables:
        for row in table:
            yield from _row(facts, [facts.document.blocks[i] for i in row if i >= 0])
    for block in facts.document.blocks:
        if block.cell is None and block.role in (Role.PARAGRAPH, Role.ITEM):
            yield from _lines(facts, block)


def _row(facts: Facts, cells: list[Block]) -> Iterator[Found]:
    texts = [facts.scan.folded[cell.start : cell.end].strip(" *_:" + LINE) for cell in cells]
    at = next((i for i, text in enumerate(texts) if re.search(r"[a-z]{3}", text)), -1)
    if at < 0 or not _says_nothing(texts[at]) or all(_is_header(cell) for cell in cells):
        return
    others = [i for i in range(len(cells)) if i != at]
    if any(_is_amount(facts, cells[i]) for i in others) and not any(_WORDY.search(texts[i]) for i in others):
        yield _found(facts, cells[at].start, cells[at].end)


def _found(facts: Facts, start: int, end: int) -> Found:
    label = facts.document.text[start:end].strip(" .:_*-" + LINE)
    half_known = _HALF_KNOWN.fullmatch(facts.scan.folded[start:end].strip(" .:_*-" + LINE)) is not None
    return Found(start, end, {"label": label}, confidence="medium" if half_known else "")


def _is_header(cell: Block) -> bool:
    return cell.cell is not None and cell.cell.header


def _is_amount(facts: Facts, cell: Block) -> bool:
    text = facts.scan.folded[cell.start : cell.end].strip()
    if SLOT in facts.document.text[cell.start : cell.end]:
        return len(text) <= _LONGEST_SLOT
    return bool(facts.amounts(cell)) or re.fullmatch(r"-?\d[\d,]*\.\d\d", text) is not None


def _says_nothing(label: str) -> bool:
    return _VAGUE.fullmatch(label) is not None and _COMMON.fullmatch(label) is None


def _lines(facts: Facts, block: Block) -> Iterator[Found]:
    start = block.start
    for line in facts.document.text[block.start : block.end].split(LINE):
        end = start + len(line)
        label = _label(facts.scan.folded[start:end].strip(" *_"))
        if _says_nothing(label.strip(" *_-")):
            at = facts.scan.folded.find(label, start, end)
            yield _found(facts, at, at + len(label))
        start = end + 1


def _label(line: str) -> str:
    """What stands before the amount at the end of a line, without the dots that lead to it."""
    amount = _LAST_AMOUNT.search(line[-_TAIL:])
    if amount is None:
        return ""
    rest = line[: len(line) - len(amount[0])]
    label = rest.rstrip(" .:_*\t-")
    return label if len(label) < min(len(rest), _LONGEST) else ""
