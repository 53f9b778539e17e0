"""A finding as a card: what is quoted, why it hurts, what to write instead, and where to read on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import LINE, SLOT
from cxlint.model.finding import LONGEST_EXCERPT
from cxlint.report import rule_of
from cxlint.report.html.words import BY_KEY, CONFIDENCES, FAMILIES, Severity, family_of, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.model.finding import Finding, Place
    from cxlint.report import ReportOptions
    from cxlint.report.html.reading import Reading, Span

_LONGEST_QUOTE = 700
_MOST_RELATED = 8


class Quote(NamedTuple):
    """The sentence of a finding, with the words in question between two stretches of text."""

    before: str
    marked: str
    after: str


class Card(NamedTuple):
    """One finding as the page shows it.

    `id` is its anchor, `where` the place within its file, `trail` the headings over it, `note` the anchor of its
    margin note, empty where the document is not shown. `laws` are pointers, "see ..." left out. `related` are places
    with what stands there.
    """

    id: str
    code: str
    title: str
    severity: Severity
    family: str
    family_name: str
    confidence: str
    sureness: str
    message: str
    path: str
    where: str
    trail: tuple[str, ...]
    quote: Quote
    context: str
    why: str
    mother: str
    suggestion: str
    fine_when: str
    laws: tuple[str, ...]
    related: tuple[tuple[str, str], ...]
    more_related: int
    note: str


class Anchors:
    """Gives each finding an anchor of its own, the same in the next run."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def of(self, finding: Finding) -> str:
        """An anchor that no other finding has."""
        number = self._used[finding.fingerprint] = self._used.get(finding.fingerprint, 0) + 1
        return first_anchor(finding) + (f"-{number}" if number > 1 else "")


def first_anchor(finding: Finding) -> str:
    """The anchor of the first finding with a fingerprint."""
    return f"f-{finding.fingerprint}"


def card_of(finding: Finding, anchor: str, reading: Reading | None, span: Span | None, options: ReportOptions) -> Card:
    """The card of a finding; `span` is where its words stand in the document."""
    rule = rule_of(finding.code, options)
    family = family_of(finding.code)
    trail = tuple(reading.trail(reading.document.blocks[span.block])) if reading and span else ()
    related = tuple((one.place.shown, one.message) for one in finding.related[:_MOST_RELATED])
    return Card(
        id=anchor,
        code=finding.code,
        title=title_of(finding),
        severity=BY_KEY[finding.severity],
        family=family,
        family_name=FAMILIES.get(family, family),
        confidence=finding.confidence,
        sureness=CONFIDENCES[finding.confidence],
        message=finding.message,
        path=finding.place.path,
        where=position(finding.place),
        trail=trail,
        quote=_quote(finding, reading, span),
        context=finding.context,
        why=rule.why if rule else "",
        mother=rule.mother if rule else "",
        suggestion=finding.suggestion or (rule.suggest if rule else ""),
        fine_when=rule.fine_when if rule else "",
        laws=laws_of(rule.references if rule else ()),
        related=related,
        more_related=len(finding.related) - len(related),
        note="",
    )


def laws_of(references: Sequence[str]) -> tuple[str, ...]:
    """References without the "see" that the page says itself."""
    return tuple(text.removeprefix("see ").removeprefix("See ") for text in references)


def position(place: Place) -> str:
    """A place within its file, as people look it up: "line 12", "Rates!B7"."""
    return place.label or f"line {place.line}"


def _quote(finding: Finding, reading: Reading | None, span: Span | None) -> Quote:
    """The sentence, and in it the words found; unmarked where they cannot be told in it."""
    goes_on = len(finding.excerpt) == LONGEST_EXCERPT and finding.excerpt[-1] not in ".!?"
    sentence = _spaced(finding.excerpt)
    if goes_on:
        sentence = _whole_words(sentence)
    if reading is None or span is None:
        return _cut(sentence, 0, 0)
    document = reading.document
    block = document.blocks[span.block]
    raw = document.text[block.start : block.end].replace(LINE, " ")
    start = _offset(raw, finding.excerpt.replace(LINE, " "), span.start - block.start)
    if start is not None:
        # the sentence stands in the text as it is, so every offset in it is known
        first = block.start + start
        last = first + len(finding.excerpt)
        if goes_on:
            last = max(last, span.end)
        ranges = ((first, span.start), (span.start, min(span.end, last)), (min(span.end, last), last))
        before, marked, after = (_spaced(reading.words(*one)) for one in ranges)
        if goes_on:
            after = _whole_words(after)
        return _cut(before + marked + after, len(before), len(before + marked))
    marked = _spaced(reading.words(span.start, span.end))
    at = sentence.find(marked)
    if at >= 0:
        return _cut(sentence, at, at + len(marked))
    if not sentence:
        return _cut(marked, 0, len(marked))
    return _cut(sentence, 0, 0)


def _offset(text: str, sentence: str, near: int) -> int | None:
    """Where a sentence that holds the offset `near` begins in a text."""
    if not sentence:
        return None
    at = text.rfind(sentence, 0, near + len(sentence))
    return at if 0 <= at <= near else None


def _spaced(text: str) -> str:
    """Line breaks as spaces and unnamed values as dots; as long as before."""
    return text.replace(LINE, " ").replace("\n", " ").replace(SLOT, "…")


def _whole_words(text: str) -> str:
    """A text that ends in the middle, without the beginning of a word at its end."""
    return text.rpartition(" ")[0] + "…"


def _cut(text: str, start: int, end: int) -> Quote:
    """The quote, no longer than people read: the ends go first, then the end of the marked words."""
    if end > start + _LONGEST_QUOTE:
        return Quote("", text[start : start + _LONGEST_QUOTE] + "…", "")
    room = (_LONGEST_QUOTE - (end - start)) // 2
    before, after = text[:start], text[end:]
    if len(before) > room:
        before = "…" + before[-room:].partition(" ")[2]
    room = room if start else _LONGEST_QUOTE
    if len(after) > room:
        after = after[:room].rpartition(" ")[0] + "…"
    return Quote(before, text[start:end], after)
