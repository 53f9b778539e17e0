"""Limits of one company held against each other: liability, cover, caps of fees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.model.found import FoundAt
from cxlint.project.agreement import differ, limited_in_time, related, shown
from cxlint.project.identity import called, limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.project.summary import Project, Stated, Summary


class _Limit(NamedTuple):
    summary: Summary
    at: Stated
    amount: Amount


def limit_conflict(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC010: one limit, two figures: of liability, cover, or of one fee; for the same plan, place and period."""
    for group in project.groups():
        by_thing: dict[tuple[str, frozenset[str], str], list[_Limit]] = {}
        for summary in group:
            for topic, scope, limit in _limits(summary):
                by_thing.setdefault((topic, scope, limit.amount.period), []).append(limit)
        for (topic, _, _), found in by_thing.items():
            yield from _conflicts(topic, found)


def _limits(summary: Summary) -> Iterator[tuple[str, frozenset[str], _Limit]]:
    for limit in summary.caps:
        yield limit.topic, limit.scope, _Limit(summary, limit.at, limit.amount)
    for stated in summary.fees:
        cap = stated.fee.terms.cap
        if cap is not None and called(stated) and not stated.fee.foreign and stated.fee.terms.formula is None:
            yield f"{called(stated)} fee", limits(stated), _Limit(summary, stated.at, cap)


def _conflicts(topic: str, found: list[_Limit]) -> Iterator[FoundAt]:
    first: dict[tuple[str | None, float], _Limit] = {}
    for limit in found:
        first.setdefault((limit.amount.currency, limit.amount.low), limit)
    highest = max(first.values(), key=lambda limit: limit.amount.low)
    for limit in first.values():
        comparable = differ(limit.amount, highest.amount) and limit.summary.path != highest.summary.path
        if not comparable or limited_in_time(limit.at) or limited_in_time(highest.at):
            continue
        one, other = (limit, highest) if limit.summary.asked else (highest, limit)
        values = {"thing": topic, "a": shown(one.amount), "b": shown(other.amount), "other": other.summary.path}
        yield FoundAt(one.at.place, one.at.excerpt, values, related(other.at, f"{shown(other.amount)} here"))
