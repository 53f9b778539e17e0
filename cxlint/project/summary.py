"""What one file tells the others: small enough to keep for every file of a project.

A Summary holds places, not text; cross-document checks work on summaries alone, so that memory does not grow with the
size of the documents and a summary can be cached by content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.audience import CUSTOMER
from cxlint.annotate.message_kinds import UNNAMED
from cxlint.annotate.voice import you_and_we
from cxlint.model.finding import place_of
from cxlint.model.given import MESSAGE_KINDS
from cxlint.model.source import KEYED, SHEETS
from cxlint.project.papers import Papers
from cxlint.project.papers import of as papers_of
from cxlint.project.statements import Statements
from cxlint.project.statements import of as statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees import Fee
    from cxlint.model.finding import Place


_MESSAGES = frozenset(MESSAGE_KINDS)
_DATA = frozenset((*SHEETS, *KEYED))


class Stated(NamedTuple):
    """Something a document states, with the words around it."""

    place: Place
    excerpt: str


class FeeStated(NamedTuple):
    """A fee as one place states it: see `cxlint.annotate.fees.Fee`.

    `prominence` is that of its block, `trail` the folded headings over it, `conditions` the template conditions it
    stands under, `reads` the variables that the template prints beside it.
    """

    at: Stated
    fee: Fee
    prominence: str
    conditions: tuple[str, ...]
    trail: str = ""
    reads: tuple[str, ...] = ()


class PriceStated(NamedTuple):
    """The price of a plan."""

    at: Stated
    plan: str
    amount: Amount


class CapStated(NamedTuple):
    """A limit in money: see `cxlint.annotate.caps.Cap`."""

    at: Stated
    topic: str
    amount: Amount
    scope: frozenset[str]


class WindowStated(NamedTuple):
    """A refund window or notice period: see `cxlint.annotate.windows.Window`."""

    at: Stated
    topic: str
    days: float
    words: str
    scope: frozenset[str]
    anchor: str = ""
    about: frozenset[str] = frozenset()
    group: int = -1


class PromiseStated(NamedTuple):
    """A promise (`kept`) or what breaks it: see `cxlint.annotate.promises.Promise`."""

    at: Stated
    topic: str
    words: str
    kept: bool
    plan: str = ""
    scope: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    conditional: bool = False
    group: int = -1


class PenaltyStated(NamedTuple):
    """A charge for one mistake: see `cxlint.annotate.penalties.Penalty`."""

    at: Stated
    kind: str
    words: str
    amount: str
    only: bool


class UnitStated(NamedTuple):
    """A price for one unit, or the `least` that is charged of it: see `cxlint.annotate.minimums`."""

    at: Stated
    unit: str
    words: str
    least: bool
    block: int
    heading: int


class Nature(NamedTuple):
    """What a document is to its reader, besides its kind.

    `message` is the kind of a message, empty where nothing names one; `english` says whether the rules can judge it.
    `words` counts the words of the whole text; `you` and `we`, of messages only, those that speak of the reader and of
    the company.
    """

    message: str = ""
    audience: str = CUSTOMER
    english: bool = True
    words: int = 0
    you: int = 0
    we: int = 0


class Summary(NamedTuple):
    """The facts of one file that other files are held against."""

    path: str
    kind: str
    kinds: frozenset[str]
    company: str
    fees: tuple[FeeStated, ...] = ()
    prices: tuple[PriceStated, ...] = ()
    caps: tuple[CapStated, ...] = ()
    windows: tuple[WindowStated, ...] = ()
    promises: tuple[PromiseStated, ...] = ()
    papers: Papers = Papers()
    statements: Statements = Statements()
    penalties: tuple[PenaltyStated, ...] = ()
    units: tuple[UnitStated, ...] = ()
    nature: Nature = Nature()
    asked: bool = True
    """Whether the user asked for this file; others only serve as evidence."""


class Project:
    """The summaries of all files, in the order of their paths."""

    def __init__(self) -> None:
        self._summaries: dict[str, Summary] = {}

    def add(self, summary: Summary) -> None:
        """Add a file; the last one of a path counts."""
        self._summaries[summary.path] = summary

    def summaries(self) -> list[Summary]:
        """All files, in the order of their paths."""
        return [self._summaries[path] for path in sorted(self._summaries)]

    def kinds(self, path: str) -> frozenset[str]:
        """The kinds of a file."""
        return self._summaries[path].kinds if path in self._summaries else frozenset()

    def groups(self) -> list[list[Summary]]:
        """The files by the company they speak for: only those are held against each other.

        A folder that holds the papers of several companies, known by the names in them, is no one company's: there
        only files of one folder and one company belong together.
        """
        summaries = self.summaries()
        companies = {summary.company for summary in summaries if summary.company}
        if len(companies) <= 1:
            return [summaries] if summaries else []
        if len(companies) <= _ALIASES and len(summaries) > len(companies) * 2:
            return [summaries]
        by_folder: dict[str, list[Summary]] = {}
        for summary in summaries:
            by_folder.setdefault(summary.path.replace("\\", "/").rpartition("/")[0], []).append(summary)
        return list(by_folder.values())


_ALIASES = 3
"""One company may go by a few names (a brand, a product, a legal entity)."""


def bare_summary(facts: Facts) -> Summary:
    """The summary of a document in a run that compares nothing."""
    document = facts.document
    return Summary(document.source.path, document.kind, document.kinds, facts.actors.identity, nature=_nature(facts))


def _nature(facts: Facts) -> Nature:
    document = facts.document
    message = "" if document.told.get("message") == UNNAMED else min(document.kinds & _MESSAGES, default="")
    speaks = document.kind == "message" and facts.english
    you, we = you_and_we(facts) if speaks else (0, 0)
    words = document.text.count(" ") + len(document.blocks)
    # figures and keys are read in every language
    judged = document.source.suffix in _DATA or facts.english
    return Nature(message, document.audience, judged, words, you, we)


def summarise(facts: Facts, *, translated: bool = True) -> Summary:
    """The summary of a document; its single values only where it may be `translated`."""
    from cxlint.annotate.penalties import find as find_penalties

    document = facts.document
    return bare_summary(facts)._replace(
        fees=tuple(_fee(facts, fee) for fee in facts.fees),
        prices=tuple(
            PriceStated(stated(facts, price.start, price.end), price.plan, price.amount) for price in facts.prices
        ),
        caps=tuple(
            CapStated(stated(facts, one.start, one.end), one.topic, one.amount, one.scope) for one in facts.caps
        ),
        windows=tuple(
            WindowStated(stated(facts, w.start, w.end), w.topic, w.days, w.words, w.scope, w.anchor, w.about, w.group)
            for w in facts.windows
        ),
        promises=tuple(
            PromiseStated(stated(facts, p.start, p.end), p.topic, document.text[p.start : p.end], *p[3:])
            for p in facts.promises
        ),
        papers=papers_of(facts),
        statements=statements_of(facts, translated=translated),
        penalties=tuple(
            PenaltyStated(stated(facts, p.start, p.end), p.kind, document.text[p.start : p.end], p.amount, p.only)
            for p in find_penalties(facts)
        ),
        units=tuple(_units(facts)),
    )


def _units(facts: Facts) -> Iterator[UnitStated]:
    """The prices by a unit of a document, and the least that it charges of them."""
    from cxlint.annotate.minimums import minimums, rates

    for least, found in ((False, rates(facts)), (True, minimums(facts))):
        for one in found[:_MOST_UNITS]:
            at = stated(facts, one.start, one.end)
            yield UnitStated(at, one.unit, facts.document.text[one.start : one.end], least, one.block, one.heading)


def _fee(facts: Facts, fee: Fee) -> FeeStated:
    block = facts.document.block_at(fee.start)
    folded = facts.scan.folded
    trail = " ".join(folded[heading.start : heading.end] for heading in facts.document.trail(block))
    at = stated(facts, fee.start, fee.end)
    filled = fee.source == "template" or any(amount.slot for amount in fee.amounts)
    low, high = facts.document.paragraph(block)
    # a paragraph may be a whole document
    near = max(low, fee.start - _EXCERPT), min(high, fee.end + _EXCERPT)
    slots = facts.document.slots_between(*near) if filled else []
    reads = tuple(dict.fromkeys(part for _, slot in slots for part in (slot.path, *slot.loops) if part))
    return FeeStated(at, fee, block.prominence, block.conditions, trail[:_EXCERPT], reads)


_EXCERPT = 300
_MOST_UNITS = 40


def stated(facts: Facts, start: int, end: int) -> Stated:
    """The place of a range of text, and the sentence or row around it."""
    document = facts.document
    place = place_of(document.source, *document.to_source(start, end))
    block = document.block_at(start)
    low, high = document.paragraph(block) if block.cell else facts.scan.sentence_at(start)
    near = document.text[low : min(high, low + 2 * _EXCERPT)]
    return Stated(place, " ".join(near.split())[:_EXCERPT])
