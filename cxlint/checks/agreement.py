"""Fees and prices of one company held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.model.found import FoundAt
from cxlint.project.agreement import differ, exact, is_authority, limited_in_time, related, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.project.summary import FeeStated, PriceStated, Project, Summary


class _Entry(NamedTuple):
    summary: Summary
    stated: FeeStated
    amount: Amount


def amount_mismatch(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE002: one fee, two amounts in two files.

    Compared are plain amounts of one canonical fee with the same words of distinction, against the schedule where there
    is one. Statements for other dates, tiers, currencies or periods are not compared.
    """
    for group in project.groups():
        for entries in _by_fee(group).values():
            yield from _conflicts(entries)


def _by_fee(group: list[Summary]) -> dict[tuple[str, tuple[str, ...]], list[_Entry]]:
    found: dict[tuple[str, tuple[str, ...]], list[_Entry]] = {}
    for summary in group:
        for stated in summary.fees:
            fee = stated.fee
            amounts = exact(fee.amounts)
            close = fee.reach in ("sentence", "row")
            if (
                fee.name
                and close
                and len(amounts) == 1
                and len(fee.amounts) == 1
                and not fee.negated
                and not fee.foreign
            ):
                key = fee.name, tuple(sorted(set(fee.rest)))
                found.setdefault(key, []).append(_Entry(summary, stated, amounts[0]))
    return found


def _conflicts(entries: list[_Entry]) -> Iterator[FoundAt]:
    authorities = [entry for entry in entries if is_authority(entry.summary, entry.stated)] or entries[:1]
    reported: set[str] = set()
    for entry in entries:
        path = entry.summary.path
        others = [other for other in authorities if other.summary.path != path]
        verdicts = [differ(entry.amount, other.amount) for other in others]
        # one schedule that agrees is enough: the other rows are for other cases
        if not others or False in verdicts or None in verdicts or path in reported:
            continue
        other = others[0]
        if limited_in_time(entry.stated.at) or limited_in_time(other.stated.at):
            continue
        primary, secondary = (entry, other) if entry.summary.asked else (other, entry)
        reported.add(path)
        yield FoundAt(
            primary.stated.at.place,
            primary.stated.at.excerpt,
            {
                "fee": primary.stated.fee.label,
                "a": shown(primary.amount),
                "b": shown(secondary.amount),
                "other": secondary.summary.path,
            },
            related(secondary.stated.at, f"{shown(secondary.amount)} here"),
        )


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


# fees that a customer meets after the contract is made: the price list has to tell
_SPECIFIC = frozenset(
    "late cancellation early-termination returned-payment restocking reconnection activation dormancy paper "
    "foreign-transaction collection replacement cleaning booking change expedite storage equipment overage convenience "
    "administration processing delivery pet origination overdraft resort card cash minimum".split()
)


def without_amount(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE003: a fee that the customer owes and nothing in the project says how much it is: once a fee and file."""
    for group in project.groups():
        disclosed = {
            stated.fee.name
            for summary in group
            for stated in summary.fees
            if stated.fee.amounts and stated.fee.reach != "block" and stated.fee.name
        }
        for summary in group:
            reported: set[str] = set()
            for stated in summary.fees:
                fee = stated.fee
                if fee.name in disclosed or fee.name in reported or not _undisclosed(stated):
                    continue
                reported.add(fee.name)
                yield FoundAt(
                    stated.at.place,
                    stated.at.excerpt,
                    {"fee": fee.label},
                    tags=("money:undisclosed_amount",),
                )


def _undisclosed(stated: FeeStated) -> bool:
    fee = stated.fee
    if fee.amounts or fee.negated or fee.pointed or fee.foreign or fee.source in ("data", "table"):
        return False
    return fee.owed and fee.trigger and fee.name in _SPECIFIC


def unlisted_in_template(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE001: a template charges a fee that no schedule or policy of the company names."""
    for group in project.groups():
        published = {stated.fee.name for s in group if not _is_template(s) for stated in s.fees if stated.fee.name}
        listed = {word for s in group if not _is_template(s) for stated in s.fees for word in _words(stated)}
        schedule = next((s.path for s in group if not _is_template(s) and any(f.fee.amounts for f in s.fees)), "")
        if not schedule:
            continue
        for summary in group:
            if _is_template(summary):
                yield from _unlisted(summary, published, listed, schedule)


def _unlisted(summary: Summary, published: set[str], listed: set[str], schedule: str) -> Iterator[FoundAt]:
    reported: set[str] = set()
    for stated in summary.fees:
        fee = stated.fee
        charged = fee.source == "template" and not fee.negated and not fee.foreign
        key = fee.name or " ".join(fee.rest)
        if not charged or not key or key in reported or fee.name in published or (not fee.name and key in listed):
            continue
        reported.add(key)
        yield FoundAt(stated.at.place, stated.at.excerpt, {"label": fee.label, "schedule": schedule})


def _words(stated: FeeStated) -> set[str]:
    return {" ".join(stated.fee.rest)} if stated.fee.rest else set()


def _is_template(summary: Summary) -> bool:
    return "message" in summary.kinds


def free_plan_with_fee(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE008: a plan called free for which a schedule states a fee."""
    for group in project.groups():
        charged = {
            tier: (summary, stated)
            for summary in group
            for stated in summary.fees
            if is_authority(summary, stated) and any(amount.low > 0 for amount in exact(stated.fee.amounts))
            for tier in stated.fee.rest
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
