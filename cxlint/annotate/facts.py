"""What is known of a document beyond its words: worked out when a check asks, once."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from cxlint.amounts import money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.money import Amount
    from cxlint.annotate.actors import Actors
    from cxlint.annotate.caps import Cap
    from cxlint.annotate.fees import Fee
    from cxlint.annotate.parts import Parts
    from cxlint.annotate.prices import Price
    from cxlint.annotate.promises import Promise
    from cxlint.annotate.references import Targets
    from cxlint.annotate.whole import Neighbourhood
    from cxlint.annotate.windows import Window
    from cxlint.matching.scan import Scan
    from cxlint.model.document import Block, Document
    from cxlint.rulebook import RuleSet


_REACH = 300_000
"""Characters of a document that tell its common words."""


class Facts:
    """The facts of one document. All ranges are ranges of `document.text`."""

    def __init__(
        self,
        document: Document,
        scan: Scan,
        actors: Actors,
        ruleset: RuleSet,
        neighbours: Neighbourhood | None = None,
    ) -> None:
        self.document = document
        self.scan = scan
        self.actors = actors
        self.ruleset = ruleset
        self.neighbours = neighbours
        self._amounts: dict[int, list[Amount]] = {}
        self._amount_starts: dict[int, list[int]] = {}

    def anchored(self, anchor: str) -> Iterator[Block]:
        """The blocks that hold a literal of an anchor: "fee", "money" or "window"."""
        factor = self.ruleset.anchors[anchor]
        return (self.document.blocks[i] for i in self.scan.anchored.get(factor, ()))

    def amounts(self, block: Block) -> list[Amount]:
        """Money and percentages of a block, in order."""
        known = self._amounts.get(block.index)
        if known is None:
            found = money.find(self.document.text, block.start, block.end)
            known = self._amounts[block.index] = found
            self._amount_starts[block.index] = [amount.start for amount in found]
        return known

    def amounts_in(self, start: int, end: int) -> list[Amount]:
        """Money and percentages of a range within one block."""
        block = self.document.block_at(start)
        found = self.amounts(block)
        if not found:
            return found
        starts = self._amount_starts[block.index]
        within = found[bisect_left(starts, start) : bisect_left(starts, end)]
        return [amount for amount in within if amount.end <= end]

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The words of the document that stand in small letters somewhere: those are no names."""
        return frozenset(re.findall(r"\b[a-z]{3,}\b", self.document.text[:_REACH]))

    @cached_property
    def english(self) -> bool:
        """Whether the document is in English, or too short to tell."""
        from cxlint.annotate.values import language

        return language(self) in ("", "en")

    @cached_property
    def fees(self) -> list[Fee]:
        """Every fee the document names."""
        from cxlint.annotate.fees import find

        return find(self)

    @cached_property
    def prices(self) -> list[Price]:
        """Prices of named plans."""
        from cxlint.annotate.prices import find

        return find(self)

    @cached_property
    def caps(self) -> list[Cap]:
        """The most that liability, cover and the like may come to."""
        from cxlint.annotate.caps import find

        return find(self)

    @cached_property
    def windows(self) -> list[Window]:
        """Refund windows and notice periods."""
        from cxlint.annotate.windows import find

        return find(self)

    @cached_property
    def promises(self) -> list[Promise]:
        """Promises ("cancel any time") and the facts that break them."""
        from cxlint.annotate.promises import find

        return find(self)

    @cached_property
    def link_targets(self) -> Targets:
        """What references may point to in this document."""
        from cxlint.annotate.references import targets

        return targets(self)

    @cached_property
    def parts(self) -> Parts:
        """Greeting, closing, thanks, contacts and the like of a message."""
        from cxlint.annotate.parts import find

        return find(self)
