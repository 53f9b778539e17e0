"""Charges that nobody can avoid: left out of the price, or called optional elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.amounts.amount import MONEY, PERCENT
from cxlint.model.found import FoundAt
from cxlint.project.agreement import exact, related, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.statements import ChoiceStated, HeadlineStated
    from cxlint.project.summary import Project, Summary

# what a price may leave out: the state's share, the carrier's, and what depends on what the customer does
_EXEMPT = frozenset(
    "delivery regulatory late cancellation early-termination returned-payment restocking reconnection dormancy "
    "collection replacement overdraft overage change expedite minimum paper cash foreign-transaction pet fuel "
    "storage activation".split()
)
_FITS = {
    "night": frozenset({"night", "stay"}),
    "stay": frozenset({"night", "stay"}),
    "guest": frozenset({"guest", "night", "stay", "meal"}),
    "booking": frozenset({"night", "stay", "booking", "guest", "ticket"}),
    "ticket": frozenset({"ticket", ""}),
    "bill": frozenset({"", "meal", "guest", "cover"}),
    "table": frozenset({"", "meal", "guest", "cover"}),
    "cover": frozenset({"", "meal", "guest", "cover"}),
    "order": frozenset({"", "order"}),
}
"""By what a charge is added to: what the prices are for that it comes on top of."""


def flag_conflict(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC021: a charge is optional in one file and added for everyone in another."""
    for group in project.groups():
        by_fee: dict[tuple[str, tuple[str, ...]], list[tuple[Summary, ChoiceStated]]] = {}
        for summary in group:
            for stated in summary.statements.choices:
                if stated.choice.name:
                    by_fee.setdefault((stated.choice.name, stated.choice.rest), []).append((summary, stated))
        for found in by_fee.values():
            yield from _flags(found)


def _flags(found: list[tuple[Summary, ChoiceStated]]) -> Iterator[FoundAt]:
    """A file that says both means two cases, and is not held against others."""
    says: dict[str, set[str]] = {}
    for summary, stated in found:
        says.setdefault(summary.path, set()).add(stated.choice.choice)
    plain = [item for item in found if len(says[item[0].path]) == 1]
    optional = next((item for item in plain if item[1].choice.choice == "optional"), None)
    if optional is None:
        return
    reported: set[str] = set()
    for summary, stated in plain:
        if stated.choice.choice == "mandatory" and summary.path not in reported:
            reported.add(summary.path)
            other_summary, other = optional
            primary, secondary = (stated, other) if summary.asked else (other, stated)
            yield FoundAt(
                primary.at.place,
                primary.at.excerpt,
                {"fee": stated.choice.label.lower(), "optional": other_summary.path, "mandatory": summary.path},
                related(secondary.at, f"{secondary.choice.choice} here"),
            )


def price_without_fee(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE011: a price that leaves out a charge which everybody pays."""
    for group in project.groups():
        charges = [
            (summary, stated)
            for summary in group
            for stated in summary.statements.choices
            if stated.choice.choice == "mandatory"
            and stated.choice.name not in _EXEMPT
            and stated.choice.amount is not None
            and stated.choice.unit in _FITS
            and "includ" not in stated.at.excerpt.lower()
        ]
        # the same charge stated twice is one charge
        distinct = {(stated.choice.name, stated.choice.unit): (summary, stated) for summary, stated in charges}
        for summary in group:
            for other, stated in distinct.values():
                yield from _too_low(summary, other, stated)


def _too_low(summary: Summary, other: Summary, charge: ChoiceStated) -> Iterator[FoundAt]:
    """The first price of a file that a charge comes on top of, unless the file shows the whole price, too."""
    fits = _FITS[charge.choice.unit]
    # a price without a unit may be of anything: it has to stand where the charge stands
    prices = [
        price
        for price in summary.statements.headlines
        if price.unit in fits and (price.unit or summary is other) and price.at.place != charge.at.place
    ]
    if not prices:
        return
    amounts = {price.amount.low for price in summary.statements.headlines}
    amounts |= {amount.low for stated in summary.fees for amount in exact(stated.fee.amounts)}
    amounts |= {value.number for value in summary.statements.values}
    for price in prices:
        total = _total(price, charge)
        if total is None or round(total, 2) in amounts:
            return
        amount = charge.choice.amount
        if amount is None or abs(price.amount.low - amount.low) < 0.005:
            continue
        values = {
            "price": shown(price.amount),
            "fee": charge.choice.label.lower(),
            "amount": shown(amount),
            "total": shown(price.amount._replace(low=total, high=total)),
        }
        where, evidence = (price.at, charge.at) if summary.asked else (charge.at, price.at)
        message = f"{shown(amount)} on top here" if summary.asked else f"{shown(price.amount)} here"
        yield FoundAt(where.place, where.excerpt, values, related(evidence, message))
        return


def _total(price: HeadlineStated, charge: ChoiceStated) -> float | None:
    """What one really pays; None when the two cannot be added."""
    amount = charge.choice.amount
    if amount is None or (price.amount.currency and amount.currency and price.amount.currency != amount.currency):
        return None
    if amount.kind == PERCENT:
        return price.amount.low * (1 + amount.low / 100)
    return price.amount.low + amount.low if amount.kind == MONEY else None
