"""The part of the page for whoever leads a project: the journey, the effort, the one thing to fix next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.report.html.cards import first_anchor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from cxlint.journey.next_fix import NextFix
    from cxlint.journey.overview import Grade, Overview, Part
    from cxlint.journey.record import Trend


class Stage(NamedTuple):
    """A stage of the journey: its grade, the grade it had, its qualities, and its worst document with its anchor."""

    name: str
    documents: int
    grade: Grade
    was: str
    qualities: tuple[tuple[Grade, int], ...]
    drip: str
    worst: str
    anchor: str
    owners: str


class Bar(NamedTuple):
    """A kind of effort: its share of all documents in per cent, and what there is to say."""

    name: str
    share: float
    documents: int
    findings: int
    was: str


class Next(NamedTuple):
    """The one thing to fix: its finding as a card of the list, where that is shown, and all that stands on it."""

    message: str
    anchor: str
    where: str
    reach: str
    owners: str
    quote: str
    why: str
    better: str
    mother: str
    evidence: tuple[str, ...]
    places: tuple[str, ...]


class Leads(NamedTuple):
    """All of it; `notes` say what is not in the table."""

    headline: str
    hidden: str
    changed: tuple[str, ...]
    qualities: tuple[str, ...]
    stages: tuple[Stage, ...]
    legend: str
    notes: tuple[str, ...]
    bars: tuple[Bar, ...]
    customer_first: str
    drip: str
    next: Next | None


def leads_of(
    overview: Overview | None, trend: Trend | None, anchors: Mapping[str, str], cards: AbstractSet[str]
) -> Leads | None:
    """What the page says to leads; None where nobody asked, or no document was read.

    `anchors` are those of documents by path, `cards` those of the findings that are shown.
    """
    if overview is None or not overview.all.documents:
        return None
    from cxlint import __version__
    from cxlint.report.overviews import words
    from cxlint.rulebook.fields import QUALITIES

    return Leads(
        headline=words.headline(overview),
        hidden=words.hidden(overview),
        changed=tuple(words.changed(trend, overview, __version__)) if trend else (),
        qualities=QUALITIES,
        stages=tuple(_stage(part, words.was(part, trend), anchors) for part in overview.stages),
        legend=words.legend(),
        notes=tuple(filter(None, (words.unseen(overview), words.outside(overview)))),
        bars=tuple(
            Bar(bar.name, bar.share, bar.documents, bar.findings, words.share_was(bar))
            for bar in words.bars(overview, trend)
        ),
        customer_first=words.customer_first(overview, trend),
        drip=words.drip(overview, trend),
        next=_next(overview.next, cards) if overview.next else None,
    )


def _stage(part: Part, was: str, anchors: Mapping[str, str]) -> Stage:
    return Stage(
        name=part.name,
        documents=part.documents,
        grade=part.grade,
        was=was,
        qualities=tuple((part.quality(i), part.found(i)) for i in range(len(part.qualities))),
        drip="" if part.drip is None else f"{part.drip:.1f}",
        worst=part.worst,
        anchor=anchors.get(part.worst, ""),
        owners=", ".join(part.owners),
    )


def _next(fix: NextFix, cards: AbstractSet[str]) -> Next:
    from cxlint.report.overviews import words

    finding = fix.finding
    anchor = first_anchor(finding)
    return Next(
        message=finding.message,
        anchor=anchor if anchor in cards else "",
        where=finding.place.shown,
        reach=words.reach(fix),
        owners=", ".join(fix.owners),
        quote=" ".join(finding.excerpt.split()),
        why=fix.rule.why,
        better=words.rewrite(fix),
        mother=fix.rule.mother,
        evidence=tuple(words.evidence(fix)),
        places=tuple(words.places(fix)),
    )
