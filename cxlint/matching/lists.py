"""Lists and the sentences that lead them in: "We may: (a) close your account; (b) ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.model.document import Role

if TYPE_CHECKING:
    from cxlint.model.document import Block, Document

_LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})[.)]", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:[;,]|[;,.] ?(?:and|or|and/or))$", re.IGNORECASE)
_TEXT = frozenset((Role.PARAGRAPH, Role.ITEM))


def leads(document: Document) -> dict[int, int]:
    """The index of the block that leads in, by the indexes of the items of its list; of nested lists, the nearest."""
    found: dict[int, int] = {}
    for block in document.blocks:
        if document.text[block.end - 1 : block.end] == ":" and block.role in _TEXT:
            last = last_item(document, block)
            found.update(dict.fromkeys(range(block.index + 1, last + 1), block.index))
    return found


def last_item(document: Document, lead: Block) -> int:
    """The index of the last item of the list that a block with a colon at its end leads in; its own when there is none.

    Where a list has lost its marks, as in text that was copied from a page, an item is what follows the colon, and what
    follows a semicolon or begins in small letters after that.
    """
    last = lead.index
    for block in document.blocks[lead.index + 1 :]:
        if block.heading != lead.heading or block.role not in _TEXT:
            break
        if not (last == lead.index or _is_item(document, block, document.blocks[last])):
            break
        last = block.index
    return last


def _is_item(document: Document, block: Block, before: Block) -> bool:
    text = document.text
    if block.role == Role.ITEM or text[block.start].islower() or _LETTERED.match(text, block.start, block.end):
        return True
    return _GOES_ON.search(text[max(before.start, before.end - 10) : before.end]) is not None
