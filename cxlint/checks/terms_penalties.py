"""What a slip costs: interest, a fixed sum or a late fee out of proportion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.amounts.amount import MONEY, PERCENT, TIMES_A_YEAR
from cxlint.annotate.money_text import sentences, trimmed, words
from cxlint.model.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts

_LATE = (
    r"late|overdue|past[ -]due|unpaid|arrears|delinquen\w+|default|outstanding|not paid|not (?:been )?received|"
    r"fail\w* to pay"
)
_NO_PENALTY = (
    r"no|not|never|without|waived?|we (?:will |shall )?pay|pay you|savings|deposits?|apr|loan|discount|refund\w*|"
    r"cash advances?|purchases"
)
_FIXED = r"liquidated damages|contractual penalty|penalty|fine|fined|pay a sum|flat sum"
_BROKEN = r"breach\w*|violat\w*|contraven\w*|infring\w*|breaks?|broken|non-?compliance|disregard\w*"
_STATE = (
    r"law|laws|authorit\w+|court|civil|criminal|perjury|gdpr|statut\w*|regulat\w*|government|police|act|"
    r"we (?:will|shall) pay|usc|cfr|fcc|per violation|third part\w+"
)


def disproportionate_penalty(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """TRM106: interest, a fixed penalty or a late fee out of proportion to what is owed.

    Options: `interest` per cent a year, `fixed` the sum from which a penalty for any breach is reported.
    """
    yield from _interest(facts, float(options.get("interest", 24)))
    yield from _fixed(facts, float(options.get("fixed", 250)))
    yield from _above_price(facts)


def _interest(facts: Facts, limit: float) -> Iterator[Found]:
    for _, start, end in sentences(facts, "interest", "late", "overdue", "arrears"):
        text = facts.scan.folded[start:end]
        if not words(_LATE).search(text) or words(_NO_PENALTY).search(text):
            continue
        for one in facts.amounts_in(start, end):
            yearly = one.low * TIMES_A_YEAR.get(one.period, 0) if one.kind == PERCENT and not one.slot else 0
            if yearly >= limit and one.bound != "up-to":
                shown = facts.document.text[one.start : one.end]
                per = one.period.replace("per-", "a ")
                yield _penalty(one, f"{shown} {per} on what is late", f"comes to {yearly:g}% a year")
                break


def _penalty(one: Amount, penalty: str, much: str) -> Found:
    return Found(one.start, one.end, {"penalty": penalty, "much": much})


def _fixed(facts: Facts, least: float) -> Iterator[Found]:
    for _, start, end in sentences(facts, "penalty", "liquidated", "fine"):
        text = facts.scan.folded[start:end]
        if not words(_FIXED).search(text) or not words(_BROKEN).search(text) or words(_STATE).search(text):
            continue
        if words(r"no|not|never|without").search(text):
            continue
        sums = [one for one in facts.amounts_in(start, end) if one.kind == MONEY and not one.slot and one.low >= least]
        if sums:
            shown = facts.document.text[sums[0].start : sums[0].end]
            yield _penalty(sums[0], f"the {shown} for a breach", "is the same however small the harm")


def _is_known(amount: Amount) -> bool:
    """Whether an amount is one plain sum of money."""
    return amount.kind == MONEY and not amount.slot and not amount.bound


def _above_price(facts: Facts) -> Iterator[Found]:
    """A late fee that is higher than the dearest plan: more than anybody can owe."""
    late = [fee for fee in facts.fees if fee.name in ("late", "returned-payment") and not fee.negated and fee.amounts]
    if not late:
        return
    prices = [price.amount for price in facts.prices if _is_known(price.amount)]
    for fee in late:
        one = fee.amounts[0]
        same = [price.low for price in prices if price.currency == one.currency]
        if _is_known(one) and same and one.low > max(same) > 0:
            shown = facts.document.text[one.start : one.end]
            yield Found(
                *trimmed(facts, one.start, one.end),
                {"penalty": f"the {shown} late fee", "much": f"is {one.low / max(same):.1f} times the dearest price"},
            )
            return
