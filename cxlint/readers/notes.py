"""Finds footnotes that are set by hand: "$19 a month*" and, further down, "* plus delivery"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.model.document import LOW_PROMINENCE, Prominence, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.document import Block, Document

_SIGNS = "*†‡¹²³⁴⁵⁶⁷⁸⁹"
# It starts with the signs themselves, for which the search can skip ahead; what stands before them is looked at after.
_CARRIED = re.compile(r"[*†‡¹²³⁴⁵⁶⁷⁸⁹][*†‡¹²³⁴⁵⁶⁷⁸⁹]*+(?!\w)")
_MARK = re.compile(r"\*{1,3}|[†‡]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]{1,2}")
_CARRIER = frozenset(".,;:!?%)]’”\"'€£$")
_LEADING = re.compile(r"(\*{1,3}|[†‡]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]{1,2})(?=[\s\w(“\"'‘$£€])")
_NUMBERED = re.compile(r"[\[(]?(\d{1,2}|[a-z])[\])]?[.:)]?\s")
_BULLET = re.compile(r"(?:^|[\n\r])[ \t]*\*[ \t]+\Z")
_NOTABLE = frozenset({Role.PARAGRAPH, Role.ITEM, Role.CELL, Role.CAPTION})
_MARKED = _NOTABLE | {Role.HEADING, Role.BUTTON, Role.QUOTE, Role.SUBJECT, Role.LINK, Role.VALUE}


def mark_notes(document: Document) -> None:
    """Give blocks the marks they carry, and their notes the role, prominence and label of a footnote."""
    marks: set[str] = set()
    signed = any(sign in document.text for sign in _SIGNS)
    for block in document.blocks:
        if block.role == Role.CODE:
            continue
        if signed:
            if _turn_into_note(document, block, marks):
                continue
            _collect(document, block)
        if marks and block.role in _NOTABLE and block.prominence in LOW_PROMINENCE:
            _match_number(document, block, marks)
        marks.update(block.markers)


def _turn_into_note(document: Document, block: Block, marks: set[str]) -> bool:
    if block.role not in _NOTABLE:
        return False
    match = _LEADING.match(document.text, block.start, block.end)
    if match:
        _footnote(block, match[1])
        return True
    if block.role == Role.ITEM and "*" in marks and _is_lone_star(document, block):
        _footnote(block, "*")
        return True
    return False


def _is_lone_star(document: Document, block: Block) -> bool:
    """Whether a list of one item, with a star for its bullet, is really a note."""
    around = document.blocks[max(0, block.index - 1) : block.index + 2]
    return [other for other in around if other.role == Role.ITEM and _has_star(document, other)] == [block]


def _has_star(document: Document, block: Block) -> bool:
    start = document.origin.start(block.start)
    return _BULLET.search(document.source.text[max(0, start - 20) : start]) is not None


def _collect(document: Document, block: Block) -> None:
    if block.role not in _MARKED:
        return
    found = tuple(_marks_in(document.text, block.start, block.end))
    if found:
        block.markers += tuple(mark for mark in dict.fromkeys(found) if mark not in block.markers)


def _marks_in(text: str, start: int, end: int) -> Iterator[str]:
    for match in _CARRIED.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        if (before.isalnum() or before in _CARRIER) and _MARK.fullmatch(match[0]):
            yield match[0]


def _match_number(document: Document, block: Block, marks: set[str]) -> None:
    match = _NUMBERED.match(document.text, block.start, block.end)
    if match and match[1] in marks:
        _footnote(block, match[1])


def _footnote(block: Block, mark: str) -> None:
    block.role = Role.FOOTNOTE
    block.label = mark
    if block.prominence == Prominence.BODY:
        block.prominence = Prominence.FOOTNOTE
