"""All that the page says, as data."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cxlint.readers.again import Texts
from cxlint.report import open_findings, rule_of, summary
from cxlint.report.html.cards import Anchors, Card, card_of, laws_of
from cxlint.report.html.fees import Fees, fees_of
from cxlint.report.html.leads import Leads, leads_of
from cxlint.report.html.papers import Paper, paper_of
from cxlint.report.html.reading import reading_of
from cxlint.report.html.words import (
    CONFIDENCES,
    FAMILIES,
    RANK,
    SEVERITIES,
    Severity,
    family_of,
    family_order,
    title_of,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.model.finding import Finding
    from cxlint.report import ReportOptions, Result

MOST_CARDS = 3_000
"""Findings that are shown; a browser still scrolls a page of so many with ease."""

MOST_TEXT = 1_500_000
"""Characters of documents that are shown, all together."""

MOST_LISTED = 500
"""Lines of the lists of accepted findings and of files left out."""


class Choice(NamedTuple):
    """One value of a filter: its key, its name, how many findings have it."""

    key: str
    name: str
    number: int
    sign: str = ""


class Tally(NamedTuple):
    """How many findings of each severity something has, the most serious first, and the sum."""

    name: str
    anchor: str
    numbers: tuple[int, ...]
    total: int


class Part(NamedTuple):
    """A file with its cards and, where it can be shown, its text with notes."""

    path: str
    anchor: str
    cards: tuple[Card, ...]
    paper: Paper | None


class RuleEntry(NamedTuple):
    """A rule with its reasons and the cards of what it found."""

    code: str
    title: str
    severity: Severity
    family_name: str
    why: str
    mother: str
    fine_when: str
    laws: tuple[str, ...]
    cards: tuple[Card, ...]


class Accepted(NamedTuple):
    """A finding that somebody has accepted, and why."""

    where: str
    code: str
    message: str
    status: str
    reason: str


class Page(NamedTuple):
    """The whole page; see its template for what becomes of it."""

    version: str
    made: str
    iso: str
    summary: str
    preset: str
    config: str
    files: int
    severities: tuple[tuple[Severity, int], ...]
    families: tuple[Tally, ...]
    documents: tuple[Tally, ...]
    parts: tuple[Part, ...]
    rules: tuple[RuleEntry, ...]
    filters: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    total: int
    left_out: int
    accepted: tuple[Accepted, ...]
    more_accepted: int
    skipped: tuple[tuple[str, str], ...]
    more_skipped: int
    failures: tuple[str, ...]
    fees: Fees
    leads: Leads | None


def page_of(result: Result, options: ReportOptions) -> Page:
    """All that there is to say about a run."""
    from cxlint import __version__

    findings = open_findings(result)
    shown = _worst(findings)
    parts = _parts(shown, options)
    closed = [finding for finding in result.findings if finding.status != "open"]
    made, iso = _now()
    by_severity = Counter(finding.severity for finding in findings)
    return Page(
        version=__version__,
        made=made,
        iso=iso,
        summary=summary(result),
        preset=options.preset,
        config=os.path.basename(options.config),
        files=result.files,
        severities=tuple((severity, by_severity[severity.key]) for severity in SEVERITIES),
        families=_by_family(findings),
        documents=_by_document(findings, parts),
        parts=tuple(parts),
        rules=tuple(_rules(parts, findings, options)),
        filters=tuple(_filters(shown)),
        total=len(findings),
        left_out=len(findings) - len(shown),
        accepted=tuple(
            Accepted(one.place.shown, one.code, one.message, one.status, one.reason) for one in closed[:MOST_LISTED]
        ),
        more_accepted=max(0, len(closed) - MOST_LISTED),
        skipped=tuple(options.skipped[:MOST_LISTED]),
        more_skipped=max(0, len(options.skipped) - MOST_LISTED),
        failures=tuple(result.failures),
        fees=fees_of(options.project, findings),
        leads=leads_of(
            options.overview,
            options.trend,
            {part.path: part.anchor for part in parts},
            {card.id for part in parts for card in part.cards},
        ),
    )


def _worst(findings: list[Finding]) -> list[Finding]:
    """As many findings as are shown, the least serious left out, in order of place."""
    if len(findings) <= MOST_CARDS:
        return findings
    order = sorted(range(len(findings)), key=lambda i: (RANK[findings[i].severity], i))
    return [findings[i] for i in sorted(order[:MOST_CARDS])]


def _parts(findings: list[Finding], options: ReportOptions) -> list[Part]:
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.place.path, []).append(finding)
    texts = Texts(options.sources)
    anchors = Anchors()
    room = MOST_TEXT
    parts = []
    for number, (path, group) in enumerate(by_path.items(), 1):
        reading = reading_of(path, texts)
        spans = [reading.span(finding.place) if reading else None for finding in group]
        cards = [
            card_of(finding, anchors.of(finding), reading, span, options)
            for finding, span in zip(group, spans, strict=True)
        ]
        paper = None
        if reading is not None and reading.document.blocks:
            paper = paper_of(reading, list(zip(cards, spans, strict=True)), number, room)
            room -= sum(len(part.text) for row in paper.rows for cell in row.cells for part in cell)
            notes = {card.id: row.anchor for row in paper.rows for card in row.notes}
            cards = [card._replace(note=notes.get(card.id, "")) for card in cards]
        parts.append(Part(path, f"d{number}", tuple(cards), paper))
    return parts


def _tally(name: str, anchor: str, findings: Sequence[Finding]) -> Tally:
    counts = Counter(finding.severity for finding in findings)
    return Tally(name, anchor, tuple(counts[severity.key] for severity in SEVERITIES), len(findings))


def _by_family(findings: Sequence[Finding]) -> tuple[Tally, ...]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(family_of(finding.code), []).append(finding)
    return tuple(_tally(FAMILIES.get(key, key), "", groups[key]) for key in sorted(groups, key=family_order))


def _by_document(findings: Sequence[Finding], parts: Sequence[Part]) -> tuple[Tally, ...]:
    anchors = {part.path: part.anchor for part in parts}
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.place.path, []).append(finding)
    return tuple(_tally(path, anchors.get(path, ""), group) for path, group in groups.items())


def _rules(parts: Sequence[Part], findings: Sequence[Finding], options: ReportOptions) -> list[RuleEntry]:
    """The rules that found something, those with the most serious findings first, then by number."""
    cards: dict[str, list[Card]] = {}
    for part in parts:
        for card in part.cards:
            cards.setdefault(card.code, []).append(card)
    names = {finding.code: finding for finding in findings}
    found = []
    for code, group in cards.items():
        rule = rule_of(code, options)
        worst = min((card.severity for card in group), key=lambda severity: RANK[severity.key])
        why, mother, fine_when, references = (
            (rule.why, rule.mother, rule.fine_when, rule.references) if rule else ("", "", "", ())
        )
        found.append(
            RuleEntry(
                code=code,
                title=title_of(names[code]),
                severity=worst,
                family_name=group[0].family_name,
                why=why,
                mother=mother,
                fine_when=fine_when,
                laws=laws_of(references),
                cards=tuple(group),
            )
        )
    return sorted(found, key=lambda entry: (RANK[entry.severity.key], -len(entry.cards), entry.code))


def _filters(findings: Sequence[Finding]) -> list[tuple[str, str, tuple[Choice, ...]]]:
    """The groups of boxes: their key, their name and their choices, only those that some finding has."""
    severities = Counter(finding.severity for finding in findings)
    families = Counter(family_of(finding.code) for finding in findings)
    confidences = Counter(finding.confidence for finding in findings)
    return [
        (
            "severity",
            "How serious",
            tuple(Choice(s.key, s.names, severities[s.key], s.sign) for s in SEVERITIES if severities[s.key]),
        ),
        (
            "family",
            "What it is about",
            tuple(Choice(f, FAMILIES.get(f, f), families[f]) for f in sorted(families, key=family_order)),
        ),
        (
            "confidence",
            "How sure cxlint is",
            tuple(Choice(key, name, confidences[key]) for key, name in CONFIDENCES.items() if confidences[key]),
        ),
    ]


def _now() -> tuple[str, str]:
    """The moment in words and as ISO 8601, in UTC; SOURCE_DATE_EPOCH sets it, so that a build can be repeated."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return f"{now.day} {now:%B %Y, %H:%M} UTC", f"{now:%Y-%m-%dT%H:%MZ}"
