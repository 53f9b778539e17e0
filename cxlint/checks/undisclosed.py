"""Fees that a customer owes and whose amount stands nowhere in the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.model.finding import Related
from cxlint.model.found import FoundAt
from cxlint.project.agreement import MOST_RELATED
from cxlint.project.identity import called, discloses
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.fees import Fee
    from cxlint.project.summary import FeeStated, Project, Summary

# fees that a customer meets after the contract is made: the price list has to tell
_SPECIFIC = frozenset(
    "late cancellation early-termination returned-payment restocking reconnection activation dormancy paper "
    "foreign-transaction collection replacement cleaning booking change expedite storage equipment overage convenience "
    "administration processing delivery pet origination overdraft resort card cash minimum".split()
)
_SINGULAR = r"\b(?:fee|surcharge|fine)$"
# words before "fee" that do not say which one it is
_NOT_A_NAME = frozenset(
    "license licence subscription legal membership monthly annual yearly total initial full usual normal regular "
    "recurring first next outstanding unpaid nominal corresponding specific specified agreed stated listed different "
    "higher lower new old own user content creator seller buyer merchant publisher filing arbitration arbitrator "
    "arbitral hearing commission referral service royalty success listing transaction tax one free such paid usage "
    "purchase course tuition entry event access reasonable separate per-use applicable participation rental "
    "government statutory administrative criminal civil monetary financial discounted renewal tenancy auction "
    "token".split()
)


def without_amount(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE003: a fee that the customer owes and nothing in the project says how much it is: once a fee and file."""
    for group in project.groups():
        # one statement for each event tells as much as all of them
        published: dict[str, dict[str, FeeStated]] = {}
        for summary in group:
            for stated in summary.fees:
                if _says_how_much(stated) and not stated.fee.foreign:
                    published.setdefault(called(stated), {}).setdefault(stated.fee.terms.when, stated)
        for summary in group:
            yield from _undisclosed(summary, published)


def _undisclosed(summary: Summary, published: dict[str, dict[str, FeeStated]]) -> Iterator[FoundAt]:
    silent: dict[str, list[FeeStated]] = {}
    for stated in summary.fees:
        answers = published.get(called(stated), {}).values()
        if _owes_an_answer(stated) and not any(discloses(other, stated) for other in answers):
            silent.setdefault(called(stated), []).append(stated)
    for places in silent.values():
        first, *others = places
        yield FoundAt(
            first.at.place,
            first.at.excerpt,
            {"fee": first.fee.label},
            tuple(Related(other.at.place, "named here, too") for other in others[:MOST_RELATED]),
            tags=("money:undisclosed_amount",),
        )


def _says_how_much(stated: FeeStated) -> bool:
    fee = stated.fee
    return bool(fee.amounts or fee.terms.formula) and fee.reach != "block"


def _owes_an_answer(stated: FeeStated) -> bool:
    fee = stated.fee
    if _says_how_much(stated) or fee.amounts or fee.negated or fee.pointed or fee.foreign:
        return False
    if fee.source in ("data", "table"):
        return False
    if fee.name == "delivery" and not fee.rest:
        return False  # depends on the parcel, and every shop shows it before one pays
    return fee.asked and (fee.name in _SPECIFIC or (not fee.name and _is_name(fee)))


def _is_name(fee: Fee) -> bool:
    """Whether the words before "fee" say which fee it is, though no list of names knows it."""
    return (
        bool(fee.rest)
        and _NOT_A_NAME.isdisjoint(fee.rest)
        and compiled(_SINGULAR).search(fee.label.lower()) is not None
    )
