"""What patterns find in documents before they are a rule: every match, what silences it, and who else finds it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.actors import learn
from cxlint.annotate.folding import folded
from cxlint.annotate.kinds import guess
from cxlint.engine import Engine, holds, readable
from cxlint.matching.scan import Matcher
from cxlint.model.document import Role
from cxlint.model.finding import place_of
from cxlint.model.given import Given

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.matching.scan import Hit, Scan
    from cxlint.model.document import Block, Document
    from cxlint.model.finding import Place
    from cxlint.model.rule import Rule
    from cxlint.rulebook import RuleSet

_CODE = "TRY{:03}"

_NOTHING = Given()


class Match(NamedTuple):
    """A sentence that a pattern matches: one line in the end, however many patterns meet in it.

    The sentence is `before`, `words` (those found) and `after`. `patterns` are the numbers of the patterns that match,
    `heading` is the nearest one above. `silenced` says what keeps a rule from reporting it, empty when nothing does.
    `found_by` are the codes of the rules that report something in the same sentence.
    """

    place: Place
    sentence: Place
    role: str
    heading: str
    before: str
    words: str
    after: str
    patterns: tuple[int, ...]
    silenced: str = ""
    found_by: tuple[str, ...] = ()


class Trial:
    """Runs the patterns of one rule over documents and keeps what they find."""

    def __init__(self, rule: Rule, ruleset: RuleSet, company: tuple[str, ...] = ()) -> None:
        self._rule = rule
        self._ruleset = ruleset
        self._company = company
        self._matcher = Matcher(ruleset)
        self._enabled = frozenset(range(len(ruleset.rules)))
        self.documents = 0
        self.sentences = 0
        self.compared = False
        self.found: list[tuple[Document, list[Match]]] = []
        """The documents in which something was found, and what."""

    def read(self, document: Document, given: Given = _NOTHING) -> None:
        """Look at one document; `given` overrides the guess of what it is."""
        text = folded(document, learn(document.text, self._company))
        guess(document, text, given)
        scan, hits = self._matcher.scan(document, text, self._enabled)
        self.documents += 1
        blocks = (block for block in document.blocks if block.role != Role.CODE and block.alternative_of < 0)
        self.sentences += sum(len(scan.sentences(block)) for block in blocks)
        matches = _distinct(self._match(scan, group) for group in _by_sentence(hits))
        if matches:
            self.found.append((document, matches))

    @property
    def matches(self) -> list[Match]:
        """What a rule would report, in order of document and place."""
        return [match for _, matches in self.found for match in matches if not match.silenced]

    @property
    def silenced(self) -> list[Match]:
        """What it would pass over."""
        return [match for _, matches in self.found for match in matches if match.silenced]

    @property
    def searched(self) -> int:
        """Characters of the documents in which something was found."""
        return sum(len(document.text) for document, _ in self.found)

    def compare(self, ruleset: RuleSet, codes: Iterable[str]) -> None:
        """Note at each match which of some rules report something in the same sentence."""
        engine = Engine(ruleset, codes, self._company)
        engine.translated = False
        self.compared = True
        for number, (document, matches) in enumerate(self.found):
            found = [
                (finding.code, finding.place) for finding in engine.lint(document, Given(kind=document.kind)).findings
            ]
            self.found[number] = (
                document,
                [
                    match._replace(
                        found_by=tuple(sorted({code for code, place in found if _within(place, match.sentence)}))
                    )
                    for match in matches
                ],
            )

    def tally(self) -> list[tuple[int, int]]:
        """For each pattern, how many matches it has, and how many that no other pattern has."""
        every = Counter(number for match in self.matches for number in match.patterns)
        alone = Counter(match.patterns[0] for match in self.matches if len(match.patterns) == 1)
        return [(every[number], alone[number]) for number in range(len(self._ruleset.rules))]

    def _match(self, scan: Scan, hits: list[Hit]) -> Match:
        document, hit = scan.document, hits[0]
        block = document.block_at(hit.start)
        trail = document.trail(block)
        before = readable(document, hit.sentence_start, hit.start)
        after = readable(document, hit.end, hit.sentence_end)
        return Match(
            place=place_of(document.source, *document.to_source(hit.start, hit.end)),
            sentence=place_of(document.source, *document.to_source(hit.sentence_start, hit.sentence_end)),
            role=block.role,
            heading=readable(document, trail[-1].start, trail[-1].end) if trail else "",
            before=before + " " * (document.text[hit.start - 1 : hit.start].isspace() and before != ""),
            words=readable(document, hit.start, hit.end),
            after=" " * document.text[hit.end : hit.end + 1].isspace() + after if after else "",
            patterns=tuple(sorted({hit.rule for hit in hits})),
            silenced=self._silenced(scan, block, hit),
        )

    def _silenced(self, scan: Scan, block: Block, hit: Hit) -> str:
        rule = self._rule
        document = scan.document
        if rule.applies_to and not rule.applies_to & document.kinds:
            return f"applies-to leaves out: {document.kind or 'text'}"
        if block.role in rule.skip_roles or (rule.roles and block.role not in rule.roles):
            return f"roles leave out: {block.role}"
        unless, needs, _ = self._ruleset.context[hit.rule]
        for scope, patterns in unless.items():
            for written, pattern in zip(rule.unless[scope], patterns, strict=True):
                if holds(scan, block, hit, scope, [pattern]):
                    return f"unless {scope}: {written}"
        for scope, patterns in needs.items():
            if not holds(scan, block, hit, scope, patterns):
                return f"needs {scope}: {' or '.join(rule.needs[scope])}"
        return ""


def one_by_one(rule: Rule) -> list[Rule]:
    """Each pattern of a rule as a rule of its own, so that every hit tells whose it is."""
    single = [rule._replace(find=(pattern,), regex=()) for pattern in rule.find]
    single += [rule._replace(find=(), regex=(pattern,)) for pattern in rule.regex]
    return [one._replace(code=_CODE.format(number)) for number, one in enumerate(single)]


def _by_sentence(hits: list[Hit]) -> Iterator[list[Hit]]:
    """The hits of each sentence; of those that begin first, the longest first."""
    groups: dict[tuple[int, int], list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.sentence_start, hit.start, -hit.end)):
        groups.setdefault((hit.sentence_start, hit.sentence_end), []).append(hit)
    yield from groups.values()


def _distinct(matches: Iterable[Match]) -> list[Match]:
    """In order of place; what several readings of one template block share counts once, silenced only if all are."""
    unique: dict[tuple[int, int], Match] = {}
    for match in matches:
        at = match.sentence.line, match.sentence.column
        if at not in unique or (unique[at].silenced and not match.silenced):
            unique[at] = match
    return sorted(unique.values(), key=lambda match: match.place[1:])


def _within(place: Place, sentence: Place) -> bool:
    start, end = (place.line, place.column), (place.end_line, place.end_column)
    return start < (sentence.end_line, sentence.end_column) and end > (sentence.line, sentence.column)
