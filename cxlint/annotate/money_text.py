"""What the checks about money share: the sentences that name money, and words that settle a question near them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cxlint.model.document import LINE, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees import Fee
    from cxlint.model.document import Block

_SKIPPED = frozenset({Role.CODE, Role.HEADING, Role.LINK, Role.BUTTON})


@lru_cache(maxsize=4096)
def words(source: str) -> re.Pattern[str]:
    """A compiled pattern of whole words over folded text; spaces in it match one space."""
    return re.compile(rf"\b(?:{source})\b")


def sentences(facts: Facts, *anchors: str) -> Iterator[tuple[Block, int, int]]:
    """The sentences of the blocks of prose that hold a fee or money ("fee", "money") or another word, once each."""
    seen: set[int] = set()
    for anchor in anchors:
        for block in _blocks(facts, anchor):
            if block.index in seen or block.role in _SKIPPED:
                continue
            seen.add(block.index)
            yield from ((block, start, end) for start, end in facts.scan.sentences(block))


def _blocks(facts: Facts, anchor: str) -> Iterable[Block]:
    return facts.anchored(anchor) if anchor in facts.ruleset.anchors else facts.scan.blocks_with(anchor)


_REACH = 1500
"""Characters around a sentence that a reader still has in mind: a paragraph may be a whole document on one line."""


def around(facts: Facts, block: Block, at: int) -> str:
    """The folded paragraph around a position in a block: a list with its lead-in, a whole table row."""
    start, end = facts.document.paragraph(block)
    return facts.scan.folded[max(start, at - _REACH) : min(end, at + _REACH)]


def section(facts: Facts, block: Block) -> str:
    """The folded section of a block."""
    start, end = facts.document.section(block)
    return facts.scan.folded[start:end]


def sentence_of(facts: Facts, fee: Fee) -> str:
    """The folded sentence that names a fee."""
    start, end = facts.scan.sentence_at(fee.start)
    return facts.scan.folded[start:end]


def trimmed(facts: Facts, start: int, end: int) -> tuple[int, int]:
    """A range without the spaces and marks around it."""
    text = facts.document.text
    while start < end and (text[start].isspace() or text[start] in "*_-•·" + LINE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    return start, end
