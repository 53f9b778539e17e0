"""On what terms a sentence says that a fee is due: for whom, when, how often, up to what, and when not."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cxlint.annotate.fees.fee import Terms
from cxlint.annotate.fees.triggers import trigger
from cxlint.annotate.fees.units import unit_of
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.clauses import Clause

_WAIVER = (
    r"\b(?:(?:is|are|will be|may be|can be|be) waived|waived\b|we (?:will |may )?waive|free (?:if|when|for|with)|"
    r"no (?:charge|fee) (?:if|when|for|with)|(?:does|do|will) not apply|not charged|refund(?:ed|able) (?:if|when))"
    r"[^.;|]{0,120}"
)
_DATED = (
    r"\b(?:until|effective|as of|starting|valid|through|from) (?:\d|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|mon|tue|wed|thu|fri|sat|sun)|\bprevious(?:ly)?\b|\bformer(?:ly)?\b|"
    r"\bold (?:rate|price|fee)|\bearly[- ]bird\b|\bfor a limited time\b"
)
_MANDATORY = (
    r"\b(?:mandatory|compulsory|required|non-optional|automatically added|"
    r"(?:added|applies|charged|applied) to (?:all|every|each)|"
    r"(?:every|each|all) (?:orders?|bookings?|stays?|bills?|customers?|guests?|purchases?|tickets?))\b"
)
_OPTIONAL = (
    r"\b(?:optional|voluntary|if you (?:choose|wish|like|want|opt)|at your option|on request|upon request|"
    r"you (?:can|may) (?:choose|add|opt))\b"
)
_LIMITED = (
    r"\b([a-z][\w'-]+) (?:customers?|members?|plans?|accounts?|tiers?|orders?|bookings?|rooms?|tickets?|seats?|cards?|"
    r"guests?|residents?|students?|vehicles?|subscriptions?|packages?|transfers?|payments?|deliver(?:y|ies)|shipments?|"
    r"rentals?|products?|events?|classes|courses?|households?|properties|units?|zones?|areas?|routes?)\b"
)
_CLASSES = (
    r"\b(?:adults?|child(?:ren)?|students?|seniors?|infants?|teens?|families|family|couples?|members?|non-members?|"
    r"residents?|non-residents?|business(?:es)?|personal|domestic|international|overseas|local|weekends?|weekdays?|"
    r"peak|off-peak|first|second|third|additional|subsequent|digital|physical|standard|basic|premium|pro|team|plus|"
    r"small|medium|large|single|double|annual|monthly|weekly|daily|quarterly|online|by phone|in person|in branch|"
    r"credit card|debit card|bank transfer|cash|eu|uk|us|usa|canada|europe|california|express|economy)\b"
)
_CAP_BEFORE = (
    r"\b(?:up to|at most|max(?:imum)?\.?|exceeds?|more than|capped at|limited to|limit of|cap of)(?: \w+){0,3} ?$"
)
_NO_CLASS = frozenset(
    "the a an any all our your this that each every of for to and or new other such their its his her on in at by "
    "with per some most these those many several certain following same both no one two three late unpaid overdue "
    "failed missed returned declined cancelled canceled outstanding pending whose when if remaining total full due "
    "existing current future own partial early refundable non-refundable additional further applicable processing "
    "make making made missing".split()
)


def terms_of(
    facts: Facts, named: tuple[int, int], sentence: tuple[int, int], amounts: tuple[Amount, ...], clause: Clause | None
) -> Terms:
    """The terms of the fee that a sentence names at `named`; the words of its name limit nothing."""
    folded = facts.scan.folded
    own = folded[slice(*named)]
    start, end = sentence
    excused = waiver(folded, start, end)
    return Terms(
        role=clause.role if clause else "fee",
        when=trigger(own) or trigger(folded[start:end]),
        unit=unit_of(*(amount.period for amount in amounts)),
        tier=_tier(facts, sentence, own),
        formula=clause.formula if clause else None,
        cap=clause.cap if clause else next((amount for amount in amounts if _is_cap(folded, amount)), None),
        floor=clause.floor if clause else next((amount for amount in amounts if amount.bound == "at-least"), None),
        waiver=facts.document.text[slice(*excused)].strip() if excused else "",
        choice=choice(folded[start:end]),
        dated=compiled(_DATED).search(folded, start, end) is not None,
    )


def _is_cap(folded: str, amount: Amount) -> bool:
    """Whether an upper bound bounds the fee; "orders of $6 or less" are those it is charged on."""
    if amount.bound != "up-to":
        return False
    return compiled(_CAP_BEFORE).search(folded[max(0, amount.start - 40) : amount.start].rstrip("(")) is not None


def waiver(folded: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Where a range of folded text says when a fee is not charged."""
    match = compiled(_WAIVER).search(folded, start, len(folded) if end is None else end)
    return match.span() if match else None


def choice(folded: str) -> str:
    """Whether folded words call something "optional" or "mandatory"; empty when they do neither, or both."""
    optional = compiled(_OPTIONAL).search(folded) is not None
    mandatory = compiled(_MANDATORY).search(folded) is not None
    if optional == mandatory:
        return ""
    return "optional" if optional else "mandatory"


def _tier(facts: Facts, sentence: tuple[int, int], own: str) -> frozenset[str]:
    folded = facts.scan.folded
    words = set(compiled(_CLASSES).findall(folded, *sentence))
    words |= {word for word in compiled(_LIMITED).findall(folded, *sentence) if word not in _NO_CLASS}
    for heading in facts.document.trail(facts.document.block_at(sentence[0]))[-2:]:
        words |= set(compiled(_CLASSES).findall(folded, heading.start, heading.end))
        words |= set(compiled(_LIMITED).findall(folded, heading.start, heading.end))
    words |= _names(facts, sentence)
    mine = set(own.split())
    return frozenset(word for word in words if word not in mine and word not in _NO_CLASS)


@cache
def _capital() -> re.Pattern[str]:
    return re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*")


def _names(facts: Facts, sentence: tuple[int, int]) -> set[str]:
    """Proper names in a sentence, such as places and plans: what holds there may not hold elsewhere."""
    company = {name.lower() for name in facts.actors.company}
    found = {match[0].lower() for match in _capital().finditer(facts.document.text, *sentence)}
    # what also stands in small letters is a defined term, or began a sentence
    return {name for name in found if name not in company and facts.common_words.isdisjoint(name.split())}
