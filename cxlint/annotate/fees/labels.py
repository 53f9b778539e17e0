"""The words that name a line of a fee schedule: the fee, and what they say beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cxlint.annotate.fees.terms import choice
from cxlint.annotate.fees.units import period_of

_MARK = re.compile(r"(?:[*†‡§¹²³⁰⁴-⁹]+|\s?\(\d{1,2}\)|\s?\[\d{1,2}\])+(?=$|[ ,.(:])")
_BULLET = re.compile(r"^(?:[-–—•·*>\s]+|\(?[0-9]{1,2}[.)] |[a-z]\) )+")
_CURRENCY = re.compile(r"\((?:in )?(?:[$£€¥]|[$£€]?[a-z]{3}|(?:us )?dollars|euros?|pounds)\)$")
_TOTAL = re.compile(r"(?:sub-?|grand )?totals?\b|(?:balance|amount|total) due\b|amount (?:paid|payable)\b|sum\b")
_DEPOSIT = re.compile(r"\bdeposits?\b(?! (?:fee|charge|slip|item|account|transaction))")
_DISCOUNT = re.compile(r"\b(?:discounts?|savings?|rebates?|cash ?back|(?:promo|loyalty|account|store) credits?)\b")
_SAVINGS = re.compile(r"\bsavings? (?:account|plan|book)")
_THRESHOLD = re.compile(
    r"\b(?:limits?|thresholds?|allowances?|minimum (?:\w+ )?(?:balance|deposit|order|spend|purchase|amount)|"
    r"opening balance|average balance|maximum (?:withdrawal|transfer|load|balance|order))\b"
)
_FEE = re.compile(r"\b(?:fees?|charges?|surcharges?|penalt(?:y|ies)|fines?|levy|costs?)\b")


class Label(NamedTuple):
    """The name of a line of a schedule, in folded words.

    `name` is without marks, conditions and units; `condition` what its brackets say about when it applies. `period` is
    as in `Amount.period`, `choice` and `role` as in `Terms`.
    """

    name: str
    condition: str = ""
    period: str = ""
    choice: str = ""
    role: str = "fee"


@cache
def _condition() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:if|when|unless|where|over|under|above|below|more than|less than|after|before|within|until|exceed\w*|"
        r"waived|avoid\w*|minimum|maximum|min\.?|max\.?|up to|for (?:each|every|any)|applies|charged|due|only)\b"
    )


@cache
def _per() -> re.Pattern[str]:
    return re.compile(
        r"[,(]? ?\b(?:per|each|every)(?: (?:calendar|billing|full|additional|extra))? [a-z-]+(?: or part thereof)?\)?"
    )


def parse(folded: str) -> Label:
    """What the folded words of a label say: "Monthly fee (if the balance is below $2,500) *"."""
    text = _BULLET.sub("", folded.replace("\u2028", " "))
    text = _CURRENCY.sub("", _MARK.sub("", text)).strip(" :.|\u2011-–—*")
    conditions: list[str] = []
    pieces: list[str] = []
    for piece in re.split(r"(\([^()]{0,200}\))", text):
        if piece.startswith("(") and _condition().search(piece) and pieces and pieces[0].strip():
            conditions.append(piece[1:-1])
        else:
            pieces.append(piece)
    name = " ".join("".join(pieces).split())
    period = period_of(name) or period_of(" ".join(conditions))
    shortened = _per().sub("", name).strip(" ,-()")
    return Label(shortened or name, "; ".join(conditions), period, choice(text), role_of(name))


def role_of(name: str) -> str:
    """What the amounts of a line are, by its name: fee, deposit, discount or threshold."""
    if _DISCOUNT.search(name) and not _SAVINGS.search(name) and not _FEE.search(name):
        return "discount"
    if _DEPOSIT.search(name) and not re.search(r"\bminimum\b", name):
        return "deposit"
    if _THRESHOLD.search(name) and not _FEE.search(name):
        return "threshold"
    return "fee"


def is_total(name: str) -> bool:
    """Whether a line adds up others."""
    return _TOTAL.match(name) is not None
