"""The first pass over a document: which patterns match, and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import Block, Document, Role
from cxlint.text.patterns import compiled
from cxlint.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.rulebook.ruleset import CompiledPattern, RuleSet


class Hit(NamedTuple):
    """A match of a pattern: rule index and ranges of Document.text."""

    rule: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int


class Scan:
    """What one pass over the folded text of a document found.

    `folded` is as long as `document.text`. Sentences are split only in blocks that hold a literal.
    """

    def __init__(self, document: Document, folded: str) -> None:
        self.document = document
        self.folded = folded
        self.anchored: dict[int, list[int]] = {}
        """Block indexes by anchor factor, in order."""
        self.facts: dict[int, list[Hit]] = {}
        """Matches of fact patterns by the (negative) index of the fact."""
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._held: dict[tuple[str, int, int], bool] = {}

    def sentences(self, block: Block) -> list[tuple[int, int]]:
        """The sentences of a block as ranges of the text."""
        known = self._sentences.get(block.index)
        if known is None:
            known = self._sentences[block.index] = split(self.document.text, block.start, block.end)
        return known

    def holds(self, pattern: str, start: int, end: int) -> bool:
        """Whether a regular expression matches in a range; remembered, so that a section is searched once."""
        key = (pattern, start, end)
        known = self._held.get(key)
        if known is None:
            known = self._held[key] = compiled(pattern).search(self.folded, start, end) is not None
        return known

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence around a position."""
        block = self.document.block_at(position)
        sentences = self.sentences(block)
        i = bisect_right(sentences, (position, len(self.document.text))) - 1
        return sentences[max(i, 0)] if sentences else (block.start, block.end)


class Matcher:
    """Finds the matches of all patterns of a rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        from cxlint.matching.literals import finder

        self._find = finder(ruleset.literals)
        self._literal_factors = ruleset.literal_factors
        self._anchors = frozenset(ruleset.anchors.values())
        self._guards = ruleset.guards
        self._by_primary: dict[int, list[CompiledPattern]] = {}
        self._unguarded: list[CompiledPattern] = []
        for pattern in ruleset.patterns:
            if pattern.factors:
                self._by_primary.setdefault(pattern.factors[0], []).append(pattern)
            else:
                self._unguarded.append(pattern)

    def scan(self, document: Document, folded: str, enabled: frozenset[int]) -> tuple[Scan, list[Hit]]:
        """All matches of the rules whose indexes are `enabled`, and the scan for what comes after.

        `enabled` holds the negative indexes of facts, too; their matches go into `Scan.facts`.
        """
        scan = Scan(document, folded)
        hits: list[Hit] = []
        for block, found in self._by_block(document, folded):
            for factor in self._anchors.intersection(factor for _, factors in found for factor in factors):
                scan.anchored.setdefault(factor, []).append(block.index)
            if block.role != Role.CODE:
                hits += self._match(scan, block, found, enabled)
        for pattern in self._unguarded:
            if pattern.rule in enabled:
                hits += _everywhere(scan, pattern)
        for hit in hits:
            if hit.rule < 0:
                scan.facts.setdefault(hit.rule, []).append(hit)
        return scan, [hit for hit in hits if hit.rule >= 0]

    def _by_block(self, document: Document, folded: str) -> Iterator[tuple[Block, list[tuple[int, tuple[int, ...]]]]]:
        """Literal hits as (position, factors), block by block."""
        factors_of, blocks = self._literal_factors, document.blocks
        starts = [block.start for block in blocks]
        current, limit = -1, -1
        found: list[tuple[int, tuple[int, ...]]] = []
        for literal, start, end in self._find(folded):
            if start >= limit:
                if found:
                    yield blocks[current], found
                    found = []
                current = bisect_right(starts, start) - 1
                limit = blocks[current].end if current >= 0 else 0
                if current < 0 or end > limit:
                    continue
            if end <= limit:
                found.append((start, factors_of[literal]))
        if found:
            yield blocks[current], found

    def _match(
        self, scan: Scan, block: Block, found: list[tuple[int, tuple[int, ...]]], enabled: frozenset[int]
    ) -> Iterator[Hit]:
        by_primary = self._by_primary
        for (start, end), factors in _by_sentence(scan, block, found):
            held: dict[int, bool] = {}
            for factor in factors & by_primary.keys():
                for pattern in by_primary[factor]:
                    if (
                        pattern.rule in enabled
                        and factors.issuperset(pattern.factors)
                        and all(self._guard(scan, guard, start, end, held) for guard in pattern.guards)
                    ):
                        yield from _matches(scan.folded, pattern, start, end)

    def _guard(self, scan: Scan, guard: int, start: int, end: int, held: dict[int, bool]) -> bool:
        """Whether a guard holds in a sentence; `held` remembers the answers for it."""
        known = held.get(guard)
        if known is None:
            known = held[guard] = compiled(self._guards[guard]).search(scan.folded, start, end) is not None
        return known


def _everywhere(scan: Scan, pattern: CompiledPattern) -> Iterator[Hit]:
    """A pattern without a factor has to look at every sentence."""
    for block in scan.document.blocks:
        if block.role != Role.CODE:
            for start, end in scan.sentences(block):
                yield from _matches(scan.folded, pattern, start, end)


def _by_sentence(
    scan: Scan, block: Block, found: list[tuple[int, tuple[int, ...]]]
) -> Iterator[tuple[tuple[int, int], set[int]]]:
    """The sentences of a block that hold literals, with the factors they hold."""
    sentences = scan.sentences(block)
    if len(sentences) == 1:
        yield sentences[0], {factor for _, factors in found for factor in factors}
        return
    ends = [end for _, end in sentences]
    by_sentence: dict[int, set[int]] = {}
    for position, factors in found:
        i = bisect_right(ends, position)
        if i < len(sentences):
            by_sentence.setdefault(i, set()).update(factors)
    for i in sorted(by_sentence):
        yield sentences[i], by_sentence[i]


def _matches(folded: str, pattern: CompiledPattern, start: int, end: int) -> Iterator[Hit]:
    regex = compiled(pattern.regex)
    if pattern.anchored:
        match = regex.match(folded, _first_word(folded, start, end), end)
        if match:
            yield Hit(pattern.rule, match.start(), match.end(), start, end)
        return
    for match in regex.finditer(folded, start, end):
        if match.end() > match.start():
            yield Hit(pattern.rule, match.start(), match.end(), start, end)


_LEAD = re.compile(r"(?:[-*•>\"'(\[ ]|\(?[0-9a-z]{1,3}[.)] )*")


def _first_word(folded: str, start: int, end: int) -> int:
    """Past the quotes, bullets and enumerators with which a sentence may begin."""
    match = _LEAD.match(folded, start, end)
    return match.end() if match else start
