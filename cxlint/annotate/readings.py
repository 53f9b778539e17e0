"""What one reader sees of a template: the blocks that can stand together under some conditions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cxlint.annotate.lines import lines_of
from cxlint.model.document import Prominence, Role
from cxlint.templates.parsed import negate
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.lines import Line
    from cxlint.model.document import Block, Link, Slot

_UNREAD = frozenset({Role.CODE, Role.ATTRIBUTE})
_UNSEEN = frozenset({Prominence.HIDDEN, Prominence.TITLE})

Range = tuple[int, int]


class Reading:
    """The part of a template that can be shown together with what stands under `conditions` (none: all of it).

    Ranges are ranges of the document's text.
    """

    def __init__(self, facts: Facts, conditions: tuple[str, ...] = ()) -> None:
        self.facts = facts
        self._own = frozenset(part for condition in conditions for part in _parts(condition))

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks that people read, in order."""
        return [
            block
            for block in self.facts.document.blocks
            if block.role not in _UNREAD and block.prominence not in _UNSEEN and self.shows(block.conditions)
        ]

    def shows(self, conditions: tuple[str, ...]) -> bool:
        """Whether what stands under some conditions can be shown in it."""
        if not self._own or not conditions:
            return True
        return not any(negate(part) in self._own for condition in conditions for part in _parts(condition))

    def find(self, pattern: str) -> Iterator[Range]:
        """Where a pattern matches the folded text, block by block."""
        text, search = self.facts.scan.folded, compiled(pattern)
        for block in self.blocks:
            yield from (match.span() for match in search.finditer(text, block.start, block.end))

    def search(self, pattern: str) -> Range | None:
        """The first place where a pattern matches the folded text."""
        return next(self.find(pattern), None)

    @cached_property
    def slots(self) -> list[tuple[int, Slot]]:
        """The values that are filled in, with their positions; those in other branches are left out."""
        between = self.facts.document.slots_between
        found = [pair for block in self.blocks for pair in between(block.start, block.end)]
        return [(at, slot) for at, slot in found if self.shows(slot.conditions)]

    @cached_property
    def links(self) -> list[Link]:
        """The links it shows."""
        kept = {block.index for block in self.blocks}
        document = self.facts.document
        return [link for link in document.links if document.block_at(link.start).index in kept]

    @cached_property
    def lines(self) -> list[Line]:
        """The lines it shows."""
        kept = {block.index for block in self.blocks}
        return [line for line in lines_of(self.facts.document) if line.block.index in kept]


def _parts(condition: str) -> list[str]:
    """The conditions that a condition joins: an else-branch of several is "not a and not b"."""
    return compiled(" and (?=not )").split(condition) if condition.startswith("not ") else [condition]


def around(facts: Facts, position: int) -> Reading:
    """What somebody sees who sees a position of the text."""
    return Reading(facts, facts.document.block_at(position).conditions)
