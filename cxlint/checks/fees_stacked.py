"""Charges that come together: several for one mistake, a rate and the least that is charged of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate.minimums import MONEY_UNIT
from cxlint.annotate.penalties import RETURNED
from cxlint.model.finding import Related
from cxlint.model.found import FoundAt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.summary import PenaltyStated, Project, Summary, UnitStated

_FEWEST = 2
_SAME_PLACE = 3
"""Blocks between two statements that are read together."""


def stacked_penalties(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE015: one payment that is late, or comes back, costs two charges or more, in one file or in several."""
    for group in project.groups():
        every = [(summary, one) for summary in group for one in summary.penalties]
        if any(one.only for _, one in every):
            continue
        first: dict[str, tuple[Summary, PenaltyStated]] = {}
        for summary, one in sorted(every, key=lambda item: not item[0].asked):
            first.setdefault(one.kind, (summary, one))
        if len(first) >= _FEWEST and any(summary.asked for summary, _ in first.values()):
            yield _stack([one for _, one in first.values()])


def _stack(penalties: list[PenaltyStated]) -> FoundAt:
    """One finding for all charges of an event, at the first of them."""
    kinds = {one.kind for one in penalties}
    event = "a payment that comes back" if RETURNED in kinds else "a late payment"
    head, *others = penalties
    listed = ", ".join(f"{_named(one)} {one.amount}" for one in penalties)
    related = tuple(Related(one.at.place, f"{_named(one)} {one.amount} here") for one in others)
    values = {"event": event, "n": str(len(penalties)), "list": listed}
    return FoundAt(head.at.place, head.at.excerpt, values, related)


def _named(penalty: PenaltyStated) -> str:
    return " ".join(penalty.words.split())


def hidden_minimum(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE019: a price by the hour or the mile, and far from it the least that is charged."""
    for group in project.groups():
        told = {unit for summary in group for unit in _told(summary)}
        rates: dict[str, list[tuple[Summary, UnitStated]]] = {}
        for summary in group:
            for one in summary.units:
                if not one.least and one.unit not in told:
                    for unit in (one.unit, MONEY_UNIT):
                        rates.setdefault(unit, []).append((summary, one))
        for summary in group:
            for least in summary.units:
                own = rates.get(least.unit) if least.least and summary.asked else None
                if own and not (told and least.unit == MONEY_UNIT):
                    yield _far(summary, least, own)


def _told(summary: Summary) -> Iterator[str]:
    """The units whose price stands beside the least that is charged."""
    for rate in summary.units:
        if not rate.least and any(one.least and _beside(one, rate) for one in summary.units):
            yield rate.unit


def _beside(least: UnitStated, rate: UnitStated) -> bool:
    near = abs(least.block - rate.block) <= _SAME_PLACE or (least.heading == rate.heading and least.heading >= 0)
    return near and least.unit in (MONEY_UNIT, rate.unit)


def _far(summary: Summary, least: UnitStated, rates: list[tuple[Summary, UnitStated]]) -> FoundAt:
    other, rate = next((item for item in rates[:_FEWEST] if item[0] is not summary), rates[0])
    price = f"{rate.words} per {rate.unit}"
    where = other.path if other is not summary else f"line {rate.at.place.line}"
    values = {"minimum": " ".join(least.words.split()), "rate": price, "other": where}
    return FoundAt(least.at.place, least.at.excerpt, values, (Related(rate.at.place, f"{price} here"),))
