"""A message line by line: what stands under what decides where it greets and where it is signed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import LINE, Prominence, Role

if TYPE_CHECKING:
    from cxlint.model.document import Block, Document, Slot

_UNREAD = frozenset({Role.CODE, Role.ATTRIBUTE, Role.QUOTE, Role.VALUE})
_WORD = r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+"


class Line(NamedTuple):
    """One line of a block, as the range of the document's text."""

    start: int
    end: int
    text: str
    block: Block

    @property
    def size(self) -> int:
        """How many words it has; a value that is filled in counts as one."""
        return len(self.text.split())


def lines_of(document: Document) -> list[Line]:
    """The lines that the reader sees, in order; other readings of a block follow it."""
    found: list[Line] = []
    for block in document.blocks:
        if block.role in _UNREAD or block.prominence in (Prominence.HIDDEN, Prominence.TITLE):
            continue
        at = block.start
        for piece in document.block_text(block).split(LINE):
            text = piece.strip()
            if text:
                start = at + piece.index(text)
                found.append(Line(start, start + len(text), text, block))
            at += len(piece) + 1
    return found


def slots_in(document: Document, start: int, end: int) -> list[tuple[int, Slot]]:
    """The values filled in within a range, with their positions."""
    return document.slots_between(start, end)


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for tables of words."""
    return frozenset(text.split())


@cache
def path_words(path: str) -> tuple[str, ...]:
    """The words of a variable's name: `order.firstName` is order, first, name."""
    return tuple(word.lower() for word in re.findall(_WORD, path))
