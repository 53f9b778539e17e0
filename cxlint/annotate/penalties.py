"""Charges for one mistake: what a payment that is late, or comes back, costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.amount import PERCENT
from cxlint.annotate.money_text import around, sentence_of, sentences, words
from cxlint.model.document import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees import Fee

LATE = "late fee"
INTEREST = "interest"
RETURNED = "charge for a returned payment"
REMINDER = "charge for a reminder"

_KINDS = {"late": LATE, "late-payment": LATE, "returned-payment": RETURNED, "collection": REMINDER}
_REMINDER = r"reminders?|letters?|notices?|visits?|dunning"
_LATE = (
    r"late|overdue|past[ -]due|unpaid|arrears|delinquen\w+|default|outstanding|missed|not paid|"
    r"(?:fail(?:s|ure)?|failing) to pay"
)
_CHARGED = (
    r"charged?|charging|add|adds|added|plus|appl(?:y|ies|ied)|accrues?|bears?|pay|pays|payable|attracts?|incurs?|due|"
    r"carr(?:y|ies)|subject to|owe|costs?"
)
_NO_INTEREST = (
    r"no|not|never|without|waived?|credit|deposits?|refund\w*|savings|earn\w*|we (?:will |shall )?pay|pay you|loan|apr|"
    r"purchases?|legitimate"
)
_ONLY_ONE = (
    r"only one (?:charge|fee|penalty)|one (?:charge|fee) only|never (?:more than one|both|twice)|not both|"
    r"(?:no|not) more than one (?:charge|fee)|at most one (?:charge|fee)|a single (?:charge|fee)|"
    r"one of these (?:charges|fees)"
)
_INSTEAD = (
    r"instead of|in place of|whichever|rather than|either|do(?:es)? not (?:also|add up)|not combined|in lieu|only once"
)


class Penalty(NamedTuple):
    """One charge for paying late or for a payment that came back, with an amount.

    `kind` is LATE, INTEREST, RETURNED or REMINDER. `only`: the text says that it comes instead of another charge, or
    that there is never more than one.
    """

    start: int
    end: int
    kind: str
    amount: str
    only: bool = False


def find(facts: Facts) -> list[Penalty]:
    """The penalties of a document, the first of each kind, in order."""
    first: dict[str, Penalty] = {}
    for penalty in sorted([*_fees(facts), *_interest(facts)]):
        first.setdefault(penalty.kind, penalty)
    kept = _without_alternatives(facts, sorted(first.values()))
    only_one = bool(kept) and words(_ONLY_ONE).search(facts.scan.folded) is not None
    return [penalty._replace(only=only_one or _instead(facts, penalty.start)) for penalty in kept]


def _fees(facts: Facts) -> Iterator[Penalty]:
    for fee in facts.fees:
        kind = _KINDS.get(fee.name or fee.terms.when, "")
        amount = fee.amounts[0] if fee.amounts and fee.reach in ("sentence", "row", "label") else None
        if not kind or amount is None or fee.negated or fee.foreign or fee.terms.role not in ("fee", "cap"):
            continue
        if amount.slot or amount.low <= 0 or not _is_due(facts, fee, kind):
            continue
        if kind == LATE and amount.kind == PERCENT and "interest" in sentence_of(facts, fee):
            kind = INTEREST
        shown = facts.document.text[amount.start : amount.end]
        yield Penalty(fee.start, fee.end, kind, shown)


def _is_due(facts: Facts, fee: Fee, kind: str) -> bool:
    text = facts.scan.folded[fee.start : fee.end]
    if kind == REMINDER:
        return words(_REMINDER).search(text if fee.source != "prose" else sentence_of(facts, fee)) is not None
    # "overdue fees" are what is late, not what that costs
    if fee.source == "prose" and text.endswith("fees") and not fee.name:
        return False
    # a book that comes back late is another story than a payment
    return (
        kind != LATE
        or words(r"returns?|arrivals?|check-?outs?|cancel\w*|pick-?ups?|registration|on-?site|entry").search(text)
        is None
    )


def _interest(facts: Facts) -> Iterator[Penalty]:
    for block, start, end in sentences(facts, "interest"):
        low, high = facts.document.paragraph(block) if block.cell else (start, end)
        text = facts.scan.folded[low : min(high, low + 800)]
        shares = [one for one in facts.amounts_in(start, end) if one.kind == PERCENT and not one.slot and one.low > 0]
        if block.cell is not None:
            row = facts.document.tables[block.cell.table][block.cell.row]
            cells = [facts.document.blocks[i] for i in row if i >= 0]
            shares = [one for cell in cells for one in facts.amounts(cell) if one.kind == PERCENT and one.low > 0]
        if not shares or "interest" not in text or not words(_LATE).search(text) or words(_NO_INTEREST).search(text):
            continue
        if block.role == Role.CELL or words(_CHARGED).search(text):
            at = facts.scan.folded.find("interest", start, end)
            if at >= 0:
                shown = facts.document.text[shares[0].start : shares[0].end]
                yield Penalty(at, at + len("interest"), INTEREST, shown)


def _instead(facts: Facts, at: int) -> bool:
    return words(_INSTEAD).search(around(facts, facts.document.block_at(at), at)) is not None


def _without_alternatives(facts: Facts, penalties: list[Penalty]) -> list[Penalty]:
    """Without those that a sentence offers instead of the one before: "a late fee of $10 or 2 % interest"."""
    kept: list[Penalty] = []
    for penalty in penalties:
        if kept:
            sentence = facts.scan.sentence_at(kept[-1].start)
            between = facts.scan.folded[kept[-1].end : penalty.start]
            one_of = words("or").search(between) and not words("and|plus|also").search(between)
            same = penalty.amount == kept[-1].amount
            if sentence[0] <= penalty.start < sentence[1] and (one_of or same):
                continue
        kept.append(penalty)
    return kept
