"""What an amount cell, value or tail of a line says: how much, up to what, or that it is open."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.amount import MONEY, Amount
from cxlint.amounts.numbers import figure_value
from cxlint.annotate.fees.clauses import clauses
from cxlint.annotate.fees.units import number, period_of

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.fee import Formula

_BOUND_NEXT = re.compile(r"[,;]? ?\(?(?:max|min)(?:imum)?\b\.?(?: of)? ?")
_LONGEST_LEAD = 40
_LONGEST_JOINT = 14


class Value(NamedTuple):
    """The amounts of one fee. `open`: the text says that the amount depends. `note` are the folded words around."""

    amounts: tuple[Amount, ...] = ()
    open: bool = False
    formula: Formula | None = None
    cap: Amount | None = None
    floor: Amount | None = None
    note: str = ""


@cache
def _free() -> re.Pattern[str]:
    return re.compile(
        r"(?:free(?: of charge)?|nil|n/?c|no (?:charge|fee|cost|extra charge|extra cost)|waived|included|complimentary|"
        r"gratis)"
    )


@cache
def _open() -> re.Pattern[str]:
    return re.compile(
        r"(?:n/?a|n\.a\.|not applicable|vari(?:es|able)\b.{0,60}|contact (?:us|for).{0,40}|(?:call|ask|email) (?:us|"
        r"for)\b.{0,30}|enquire\b.{0,30}|(?:as|on|upon) (?:quoted|request|application|advised)|by (?:quote|quotation|"
        r"arrangement|agreement)|(?:get a |request a )?quote(?: required)?|tiered|(?:at )?actual cost\b.{0,40}|"
        r"at cost\b.{0,40}|cost (?:price|plus).{0,30}|p\.?o\.?a\.?|tb[acd]|to be (?:agreed|advised|confirmed|"
        r"determined)|depends\b.{0,60}|market (?:rate|price)|see (?:below|note|schedule|table).{0,40}|negotiable|"
        r"custom(?: pricing)?)"
    )


@cache
def _bare_number() -> re.Pattern[str]:
    return re.compile(
        r"(-?\(?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?\)?|-?\(?\d+(?:[.,]\d+)?\)?(?:[.,]-)?)( ?(?:per |/ ?|each |an? )[a-z]+)?"
    )


@cache
def _condition_before() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:over|above|below|under|exceed(?:s|ing)?|(?:more|less|greater|fewer) than|balances? of|orders? of|"
        r"(?:first|next|every|each|per|additional) |if|when|unless|from|save|saving|was|of) ?$"
    )


@cache
def _open_end() -> re.Pattern[str]:
    return re.compile(
        r"(?:\+|\bplus\b) ?(?:any |the |all |a )?(?:actual |carrier |bank |overseas |third.party |state |government |"
        r"external |other )*(?:costs?|bank|charges|fees|expenses|disbursements|materials|parts)\b|\bplus cost\b|"
        r"\bat cost\b|\bmay vary\b|\bvaries\b"
    )


def free_or_open(text: str) -> str:
    """Whether all of a folded cell says "free" or leaves it "open"; else empty."""
    bare = re.sub(r"[*†‡¹²³]+$", "", text.strip()).strip(" .!-")
    if not bare or len(bare) > 90:
        return ""
    if _free().fullmatch(bare):
        return "free"
    return "open" if _open().fullmatch(bare) else ""


def read(facts: Facts, start: int, end: int, heading: str, *, bare: bool = False) -> Value | None:
    """The value in [start, end) of the text; None when there is none.

    `heading` are the folded words over it. `bare`: a number without currency is an amount, too.
    """
    folded = facts.scan.folded
    text = folded[start:end]
    verdict = free_or_open(text)
    if verdict == "free":
        return Value((Amount(start, end, MONEY, 0.0, 0.0, None),))
    if verdict == "open":
        return Value(open=True, note=text)
    found = facts.amounts_in(start, end)
    if found:
        return _of_amounts(facts, found, start, end)
    match = _bare_number().fullmatch(text.strip(" *†‡¹²³"))
    if match is None or not bare:
        return None
    value = figure_value(match[1].strip("()-").removesuffix(".").removesuffix(",").replace(" ", ""))
    if value is None:
        return None
    at = start + text.index(match[1])
    amount = number(at, at + len(match[1]), value, heading)
    return Value((amount._replace(period=period_of(match[2] or "")),))


def _of_amounts(facts: Facts, found: list[Amount], start: int, end: int) -> Value | None:
    folded = facts.scan.folded
    lead, note = folded[start : found[0].start], folded[found[-1].end : end]
    if len(found) > 1:
        joined = clauses(facts, start, end)
        if len(joined) == 1 and joined[0].role == "fee" and joined[0].amounts:
            one = joined[0]
            amounts = tuple(_unbound(amount, one.cap) for amount in one.amounts)
            return Value(amounts, False, one.formula, one.cap, one.floor, f"{lead} {note}".strip())
    own: list[Amount] = []
    cap = floor = None
    at = start
    for i, stated in enumerate(found):
        gap = folded[at : stated.start]
        following = folded[stated.end : found[i + 1].start] if i + 1 < len(found) else ""
        bounded_next = stated.bound and _BOUND_NEXT.fullmatch(following)
        amount = stated._replace(bound="", high=stated.low) if bounded_next else stated
        if own and amount.bound == "up-to" and amount.kind == MONEY:
            cap = cap or amount
        elif own and amount.bound == "at-least" and amount.kind == MONEY:
            floor = floor or amount
        elif not _beside(gap, first=not own):
            note = folded[at:end]
        else:
            own.append(amount)
        at = amount.end
    if not own:
        return None
    if _open_end().search(folded, own[-1].end, min(end, own[-1].end + 60)):
        own = [amount if amount.bound else amount._replace(bound="at-least") for amount in own]
    words = folded[start : own[0].start] + " " + (folded[own[-1].end : end])
    return Value(tuple(own), False, None, cap, floor, " ".join(words.split()))


def _unbound(amount: Amount, cap: Amount | None) -> Amount:
    """The amount without the words of a cap that follows it: "1 %, max $10"."""
    return (
        amount._replace(bound="", high=amount.low) if amount.bound == "up-to" and cap not in (None, amount) else amount
    )


def _beside(gap: str, *, first: bool) -> bool:
    """Whether an amount after these words is one of the fee's own: "$5 or $6", not "$5 (over $6 ...)"."""
    if first:
        return len(gap) <= _LONGEST_LEAD and not re.search(r"\b(?:over|above|below|under|exceed\w*) $", gap)
    return len(gap) <= _LONGEST_JOINT and "(" not in gap and not _condition_before().search(gap)
