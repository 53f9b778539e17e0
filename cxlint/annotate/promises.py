"""What a document promises, and what it says that breaks such a promise elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts


class Promise(NamedTuple):
    """A promise, or a limit that contradicts one: `topic` joins the two, `kept` is False for a limit."""

    start: int
    end: int
    topic: str
    kept: bool


_NO = r"\b(?:no|without(?: any)?|zero|never any)"
# topic, literals of which one must occur, promise, limit
_TOPICS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    (
        "cancel any time",
        (
            "any time",
            "anytime",
            "any-time",
            "no contract",
            "no commitment",
            "minimum",
            "early termination",
            "exit fee",
            "lock-in",
        ),
        rf"\b(?:cancel|leave|quit|stop)(?: (?:it|your \w+))?,? (?:at )?any[ -]?time\b|{_NO} (?:long[- ]term )?(?:contracts?|commitments?|lock[- ]in)\b",
        r"\bminimum (?:contract )?(?:term|period|commitment)\b|\b\d+[- ]month minimum\b|\bearly (?:termination|exit|cancellation) (?:fee|charge)s?\b|"
        r"\bcancellation fees? (?:of|applies|is)\b|\bmay not (?:cancel|terminate) (?:before|until|during)\b",
    ),
    (
        "free returns",
        ("return",),
        r"\bfree returns\b|\breturns are (?:always )?free\b|\breturn (?:it |them )?(?:for )?free\b",
        r"\b(?:return|returns|restocking|re-stocking) (?:shipping |handling |label )?(?:fee|charge)s?\b(?! applies to you)|"
        r"\breturn (?:shipping|postage|costs?)[^.]{0,40}\b(?:your|customer|buyer)",
    ),
    (
        "no hidden fees",
        ("hidden", "extra", "surprise", "additional", "fee", "charge"),
        rf"{_NO} (?:hidden|extra|surprise|additional) (?:fees?|charges?|costs?)\b",
        r"\b(?:handling|processing|administration|admin|service|booking|convenience|activation) (?:fee|charge|surcharge)s?\b",
    ),
    (
        "no card needed",
        ("credit card", "card"),
        rf"{_NO} (?:credit )?card (?:required|needed|necessary)\b",
        r"\b(?:must|need to|required to|have to) (?:provide|enter|give|add) (?:us )?(?:a |your )?(?:valid )?(?:credit |payment )?card\b",
    ),
    (
        "help around the clock",
        ("24/7", "24 hours", "round the clock", "around the clock", "monday"),
        r"\b24/7\b|\b24 hours a day\b|\b(?:a|)round[- ]the[- ]clock\b",
        r"\b(?:support|help ?desk|phone line|we are|available)[^.]{0,40}\bmon(?:day)?s?(?: ?-| to| through)[^.]{0,12}fri(?:day)?\b",
    ),
)
_NEGATED = re.compile(r"\b(?:not|never|no|without|cannot|free of)\b[^.,;]{0,20}$")


def find(facts: Facts) -> list[Promise]:
    """Promises and their limits, in order."""
    folded = facts.scan.folded
    found: list[Promise] = []
    for topic, literals, promise, limit in _TOPICS:
        if not any(literal in folded for literal in literals):
            continue
        found += [Promise(m.start(), m.end(), topic, kept=True) for m in compiled(promise).finditer(folded)]
        found += [
            Promise(m.start(), m.end(), topic, kept=False)
            for m in compiled(limit).finditer(folded)
            if not _NEGATED.search(folded, max(0, m.start() - 40), m.start())
        ]
    return sorted([*found, *_free_plans(folded)])


_FREE_PLAN = (
    r"\b(?:the |our |a )?(?:free|no[- ]cost|no[- ]fee|zero[- ]cost) ([a-z][\w-]+) (?:plan|account|tier)\b|"
    r"\b(?:the |our )?([a-z][\w-]+) (?:plan|account|tier) is (?:always |completely |totally )?free\b|"
    r"\b(free) (?:plan|account|tier)\b"
)


def _free_plans(folded: str) -> list[Promise]:
    if not any(words in folded for words in ("free", "no-cost", "no cost", "no-fee", "no fee")):
        return []
    matches = compiled(_FREE_PLAN).finditer(folded)
    return [Promise(m.start(), m.end(), f"free plan:{m[1] or m[2] or m[3]}", kept=True) for m in matches]
