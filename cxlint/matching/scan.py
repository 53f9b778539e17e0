"""The first pass over a document: which patterns match, and where."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cxlint.matching.lists import leads
from cxlint.model.document import Block, Document, Role
from cxlint.rulebook.alphabet import BREAK, Alphabet
from cxlint.text.patterns import compiled, multiline
from cxlint.text.sentences import split
from cxlint.text.words import spans, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxlint.rulebook.alphabet import Encoder
    from cxlint.rulebook.ruleset import CompiledPattern, RuleSet


Key = TypeVar("Key", int, str)

_Found = list[tuple[int, int]]
"""Literals as (position, literal)."""


_OWN_CLAUSE = r"\W*(?:(?:[a-z]|[ivx]{1,5}|\d[\d.]*)[.)] *)?(?:\x10|\x11|(?:you|we|if|when|where|unless)\b)"
"""The start of an item that says who does what, or when: it says so for itself."""

_LONG = 14
_HEAD = 9
_TAIL = 2
"""Words of a lead-in: from so many on only some are read on into an item, who may do what or what stands before the
colon, so that the gaps of patterns still reach."""


class Lead(NamedTuple):
    """Where a match begins in the sentence that leads in a list, and that sentence."""

    start: int
    sentence_start: int
    sentence_end: int


class Hit(NamedTuple):
    """A match of a pattern: rule index and ranges of Document.text.

    One that begins in the `lead` of a list and ends in an item is placed at the item.
    """

    rule: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    lead: Lead | None = None


class Scan:
    """What one pass over the folded text of a document found.

    `folded` is as long as `document.text`. Sentences are split only in blocks that hold a literal, and encoded only
    when a pattern may match in them.
    """

    def __init__(self, document: Document, folded: str, encoder: Encoder) -> None:
        self.document = document
        self.folded = folded
        self._encoder = encoder
        self._encoded: dict[tuple[int, int], str] = {}
        self.anchored: dict[int, list[int]] = {}
        """Block indexes by anchor factor, in order."""
        self.facts: dict[int, list[Hit]] = {}
        """Matches of fact patterns by the (negative) index of the fact."""
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._held: dict[tuple[str, int, int], bool] = {}
        self._blocks_with: dict[str, list[Block]] = {}

    def sentences(self, block: Block) -> list[tuple[int, int]]:
        """The sentences of a block as ranges of the text."""
        known = self._sentences.get(block.index)
        if known is None:
            known = self._sentences[block.index] = split(self.document.text, block.start, block.end)
        return known

    def blocks_with(self, stem: str) -> list[Block]:
        """The blocks that hold a string; remembered, because many checks look for the same few."""
        known = self._blocks_with.get(stem)
        if known is None:
            known = self._blocks_with[stem] = []
            at = self.folded.find(stem)
            while at >= 0:
                block = self.document.block_at(at)
                known.append(block)
                at = self.folded.find(stem, max(block.end, at + 1))
        return known

    def encoded(self, start: int, end: int) -> str:
        """The words of a sentence, one character each."""
        known = self._encoded.get((start, end))
        if known is None:
            known = self._encoded[start, end] = self._encoder.encode(words(self.folded, start, end))
        return known

    def holds(self, pattern: str, start: int, end: int) -> bool:
        """Whether a pattern matches in a sentence of a range; remembered, so that a section is searched once."""
        key = (pattern, start, end)
        known = self._held.get(key)
        if known is None:
            known = self._held[key] = multiline(pattern).search(self._text(start, end)) is not None
        return known

    def holds_joined(self, pattern: str, lead: Lead, start: int, end: int) -> bool:
        """Whether a pattern matches in a sentence that is read on from its lead-in."""
        joined = self.encoded(lead.sentence_start, lead.sentence_end) + self.encoded(start, end)
        return compiled(pattern).search(joined) is not None

    def _text(self, start: int, end: int) -> str:
        """The encoded sentences of a range, a break after each."""
        known = self._encoded.get((start, end))
        if known is None:
            sentences = []
            for index in range(self.document.block_at(start).index, len(self.document.blocks)):
                block = self.document.blocks[index]
                if block.start >= end:
                    break
                sentences += [s for s in self.sentences(block) if s[0] < end and start < s[1]]
            known = self._encoded[start, end] = BREAK.join(self.encoded(*sentence) for sentence in sentences)
        return known

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence around a position."""
        block = self.document.block_at(position)
        sentences = self.sentences(block)
        i = bisect_right(sentences, (position, len(self.document.text))) - 1
        return sentences[max(i, 0)] if sentences else (block.start, block.end)


class _Bits(dict[Key, int]):
    """Sets of small numbers by key, each as the bits of one number; made when first asked for."""

    def __init__(self, sets: Mapping[Key, tuple[int, ...]]) -> None:
        super().__init__()
        self._sets: Mapping[Key, tuple[int, ...]] = sets

    def __missing__(self, key: Key) -> int:
        bits = self[key] = sum(1 << number for number in self._sets[key])
        return bits


class Matcher:
    """Finds the matches of all patterns of a rule set.

    A sentence is searched with the regular expression of a pattern only when it holds a literal of every factor and a
    word of every class of the pattern. Literals are found first, for the whole document, and spare most sentences the
    splitting into words; the words then tell exactly what is there.
    """

    def __init__(self, ruleset: RuleSet) -> None:
        from cxlint.matching.literals import finder

        self._find = finder(ruleset.literals)
        self._patterns = ruleset.patterns
        self._encoder = Alphabet(*ruleset.alphabet).encoder()
        # factors as bits of one number: whether a text holds all that a pattern needs is one comparison
        self._bits = _Bits(dict(enumerate(ruleset.literal_factors)))
        self._needed = [
            sum(1 << factor for factor in {*pattern.factors, pattern.also} if factor >= 0)
            for pattern in ruleset.patterns
        ]
        self._classes = ruleset.classes
        self._class_bits = _Bits(ruleset.classes)
        self._words_needed = [sum(1 << number for number in set(pattern.classes)) for pattern in ruleset.patterns]
        self._by_primary: dict[int, list[int]] = {}
        for number, pattern in enumerate(ruleset.patterns):
            self._by_primary.setdefault(pattern.primary, []).append(number)
        self._literal_factors = ruleset.literal_factors
        self._anchors = [(factor, 1 << factor) for factor in ruleset.anchors.values()]
        self._wakes: dict[frozenset[int], tuple[list[int], dict[int, tuple[int, ...]]]] = {}

    def scan(self, document: Document, folded: str, enabled: frozenset[int]) -> tuple[Scan, list[Hit]]:
        """All matches of the rules whose indexes are `enabled`, and the scan for what comes after.

        `enabled` holds the negative indexes of facts, too; their matches go into `Scan.facts`.
        """
        scan = Scan(document, folded, self._encoder)
        unguarded, wakes = self._woken_by(enabled)
        hits: list[Hit] = []
        led_in = leads(document)
        leading = frozenset(led_in.values())
        in_lead: dict[int, _Found] = {}
        for block, found in self._by_block(document, folded):
            held = 0
            candidates: set[int] = set()
            for literal in {literal for _, literal in found}:
                held |= self._bits[literal]
                if literal in wakes:
                    candidates.update(wakes[literal])
            for factor, bit in self._anchors:
                if held & bit:
                    scan.anchored.setdefault(factor, []).append(block.index)
            if candidates and block.role != Role.CODE:
                possible = [number for number in candidates if not self._needed[number] & ~held]
                if possible:
                    hits += self._match(scan, block, found, sorted(possible))
            if block.index in leading:
                in_lead[block.index] = found
            if block.index in led_in and not compiled(_OWN_CLAUSE).match(folded, block.start, block.end):
                lead = document.blocks[led_in[block.index]]
                clause = _clause(scan, lead, in_lead.get(lead.index, []), block, found)
                hits += self._match_joined(scan, clause, wakes)
        for number in unguarded:
            hits += _everywhere(scan, self._patterns[number])
        for hit in hits:
            if hit.rule < 0:
                scan.facts.setdefault(hit.rule, []).append(hit)
        # the longest match first where several patterns of a rule meet
        return scan, sorted((h for h in hits if h.rule >= 0), key=lambda h: (h.rule, h.sentence_start, h.start, -h.end))

    def _woken_by(self, enabled: frozenset[int]) -> tuple[list[int], dict[int, tuple[int, ...]]]:
        """The patterns of the enabled rules: those without a factor, and the others by the literals that wake them."""
        known = self._wakes.get(enabled)
        if known is None:
            active = {
                factor: tuple(number for number in numbers if self._patterns[number].rule in enabled)
                for factor, numbers in self._by_primary.items()
            }
            wakes = {
                literal: numbers
                for literal, factors in enumerate(self._literal_factors)
                if (numbers := tuple(number for factor in factors for number in active.get(factor, ())))
            }
            known = self._wakes[enabled] = list(active.get(-1, ())), wakes
        return known

    def _by_block(self, document: Document, folded: str) -> Iterator[tuple[Block, list[tuple[int, int]]]]:
        """Literal hits as (position, literal), block by block."""
        blocks = document.blocks
        starts = [block.start for block in blocks]
        current, limit = -1, -1
        found: list[tuple[int, int]] = []
        for literal, start, end in self._find(folded):
            if start >= limit:
                if found:
                    yield blocks[current], found
                    found = []
                current = bisect_right(starts, start) - 1
                if current < 0:
                    continue
                limit = blocks[current].end
            if end <= limit and (folded[start - 1] == " " or _begins_word(folded, start)):
                found.append((start, literal))
        if found:
            yield blocks[current], found

    def _match(self, scan: Scan, block: Block, found: list[tuple[int, int]], possible: list[int]) -> Iterator[Hit]:
        """The matches in a block of patterns that may match somewhere in it."""
        for start, end, held in self._by_sentence(scan, block, found):
            candidates = [number for number in possible if not self._needed[number] & ~held]
            if candidates:
                words = self._words_of(scan.encoded(start, end))
                for number in candidates:
                    if not self._words_needed[number] & ~words:
                        yield from _matches(scan, self._patterns[number], start, end)

    def _words_of(self, encoded: str) -> int:
        """The bits of the classes of which a sentence holds a word."""
        held = 0
        for char in self._classes.keys() & encoded:
            held |= self._class_bits[char]
        return held

    def _by_sentence(self, scan: Scan, block: Block, found: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
        """The sentences of a block that hold literals, each with the bits of the factors it holds."""
        bits = self._bits
        found.sort()
        at, count = 0, len(found)
        for start, end in scan.sentences(block):
            held = 0
            while at < count and found[at][0] < end:
                held |= bits[found[at][1]]
                at += 1
            if held:
                yield start, end, held
            if at == count:
                return

    def _match_joined(self, scan: Scan, clause: _Clause, wakes: dict[int, tuple[int, ...]]) -> Iterator[Hit]:
        """What matches from a lead-in into an item."""
        held = here = 0
        candidates: set[int] = set()
        for literal in clause.literals:
            held |= self._bits[literal]
            candidates.update(wakes.get(literal, ()))
        for literal in clause.in_item:
            here |= self._bits[literal]
        # a pattern all of whose literals stand in the lead-in matches there, or not at all
        possible = [n for n in sorted(candidates) if not self._needed[n] & ~held and self._needed[n] & here]
        if not possible:
            return
        words = self._words_of(scan.encoded(*clause.lead)) | self._words_of(scan.encoded(*clause.sentence))
        for number in possible:
            if not self._words_needed[number] & ~words:
                yield from _matches_joined(scan, self._patterns[number], clause.lead, clause.sentence)


class _Clause(NamedTuple):
    """The last sentence of a lead-in, the first one of an item, and the literals of both and of the item."""

    lead: tuple[int, int]
    sentence: tuple[int, int]
    literals: set[int]
    in_item: set[int]


def _clause(scan: Scan, lead: Block, in_lead: _Found, item: Block, in_item: _Found) -> _Clause:
    before, sentence = scan.sentences(lead)[-1], scan.sentences(item)[0]
    here = {literal for position, literal in in_item if position < sentence[1]}
    return _Clause(before, sentence, here | {literal for at, literal in in_lead if at >= before[0]}, here)


def _begins_word(folded: str, start: int) -> bool:
    """Whether a literal at `start` begins a word, as all literals do: "ban" in "urban" is none."""
    return not (folded[start - 1 : start].isalpha() and folded[start].isalpha())


def _everywhere(scan: Scan, pattern: CompiledPattern) -> Iterator[Hit]:
    """A pattern without a factor has to look at every sentence."""
    for block in scan.document.blocks:
        if block.role != Role.CODE:
            for start, end in scan.sentences(block):
                yield from _matches(scan, pattern, start, end)


def _matches(scan: Scan, pattern: CompiledPattern, start: int, end: int) -> Iterator[Hit]:
    regex = compiled(pattern.regex)
    if pattern.raw:
        for match in regex.finditer(scan.folded, start, end):
            if match.end() > match.start():
                yield Hit(pattern.rule, match.start(), match.end(), start, end)
        return
    places: list[tuple[int, int]] = []
    for match in regex.finditer(scan.encoded(start, end)):
        places = places or spans(scan.folded, start, end)
        yield Hit(pattern.rule, places[match.start()][0], places[match.end() - 1][1], start, end)


def _matches_joined(
    scan: Scan, pattern: CompiledPattern, lead: tuple[int, int], sentence: tuple[int, int]
) -> Iterator[Hit]:
    if pattern.raw:
        return
    words, item = scan.encoded(*lead), scan.encoded(*sentence)
    for kept in _kept(len(words)):
        before = "".join(words[at] for at in kept)
        for match in compiled(pattern.regex).finditer(before + item):
            if match.start() < len(before) < match.end():
                places = spans(scan.folded, *sentence)
                start = spans(scan.folded, *lead)[kept[match.start()]][0]
                end = places[match.end() - len(before) - 1][1]
                yield Hit(pattern.rule, places[0][0], end, *sentence, Lead(start, *lead))


def _kept(words: int) -> list[list[int]]:
    """The words of a lead-in that are read on into an item: all, or, of many, its beginning and then its end."""
    if words <= _LONG:
        return [list(range(words))]
    return [[*range(_HEAD), *range(words - _TAIL, words)], list(range(words - _LONG, words))]
