"""Fees and prices of one company held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.model.found import FoundAt
from cxlint.project.agreement import differ, distinct, exact, is_authority, limited_in_time, related, shown
from cxlint.project.identity import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.summary import PriceStated, Project, Summary


def price_conflict(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC006: one plan, two prices."""
    for group in project.groups():
        by_plan: dict[str, list[tuple[Summary, PriceStated]]] = {}
        for summary in group:
            for price in summary.prices:
                by_plan.setdefault(price.plan, []).append((summary, price))
        for plan, prices in by_plan.items():
            yield from _price_conflicts(plan, prices)


def _price_conflicts(plan: str, prices: list[tuple[Summary, PriceStated]]) -> Iterator[FoundAt]:
    schedules = [item for item in prices if item[0].kind in ("schedule", "data")] or prices[:1]
    schedules = distinct((_says(price), summary.path, (summary, price)) for summary, price in schedules)
    reported: set[str] = set()
    for summary, price in prices:
        others = [item for item in schedules if item[0].path != summary.path]
        verdicts = [differ(price.amount, other.amount) for _, other in others]
        if not others or False in verdicts or None in verdicts or summary.path in reported:
            continue
        other_summary, other = others[0]
        if limited_in_time(price.at) or limited_in_time(other.at):
            continue
        reported.add(summary.path)
        if not summary.asked:
            summary, price, other_summary, other = other_summary, other, summary, price
        yield FoundAt(
            price.at.place,
            price.at.excerpt,
            {"plan": plan, "a": shown(price.amount), "b": shown(other.amount), "other": other_summary.path},
            related(other.at, f"{shown(other.amount)} here"),
        )


def _says(price: PriceStated) -> tuple[object, ...]:
    amount = price.amount
    return amount.kind, amount.low, amount.currency, amount.period, limited_in_time(price.at)


def free_plan_with_fee(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE008: a plan called free for which a schedule states a fee."""
    for group in project.groups():
        charged = {
            tier: (summary, stated)
            for summary in group
            for stated in summary.fees
            if is_authority(summary, stated) and any(amount.low > 0 for amount in exact(stated.fee.amounts))
            for tier in limits(stated)
        }
        for summary in group:
            for promise in summary.promises:
                plan = promise.plan
                if promise.topic == "free-plan" and plan in charged:
                    other, stated = charged[plan]
                    amount = shown(exact(stated.fee.amounts)[0])
                    yield FoundAt(
                        promise.at.place,
                        promise.at.excerpt,
                        {"plan": plan, "fee": stated.fee.label, "amount": amount, "other": other.path},
                        related(stated.at, f"{amount} here"),
                    )
