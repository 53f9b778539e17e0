"""Limits in money: how much a company answers for, covers, or lets one withdraw at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.amount import MONEY
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block


class Cap(NamedTuple):
    """The most that something may come to.

    `topic` is liability, cover, withdrawal, transfer or deposit; `scope` the words that limit it ("parcel",
    "business").
    """

    start: int
    end: int
    topic: str
    amount: Amount
    scope: frozenset[str]


_TOPICS = (
    ("liability", r"\b(?:liability|liable|responsibility)\b"),
    ("cover", r"\b(?:cover(?:s|ed|age)?|insur(?:e[ds]?|ance)|compensat\w+)\b"),
    ("withdrawal", r"\bwithdraw(?:als?|n)?\b"),
    ("transfer", r"\btransfers?\b"),
    ("deposit", r"\bdeposits?\b"),
)
_AT_MOST = (
    r"\b(?:limited to|limit (?:is|of)|not (?:to )?exceed|not be (?:more|greater) than|capped at|cap (?:is|of)|"
    r"maximum(?: \w+)? (?:is|of)|up to|no more than|at most|never (?:more than|exceeds?))(?: \w+){0,3} ?$"
)
_UNSURE = r"\b(?:greater|higher|larger|lesser|lower|whichever|for example|more than|at least|exceeds)\b"
_SCOPES = (
    r"\b(?:parcels?|letters?|items?|orders?|luggage|baggage|bookings?|trips?|vehicles?|business|personal|consumers?|"
    r"passengers?|drivers?|partners?|members?|premium|basic|standard|express|international|domestic|daily|weekly|monthly|"
    r"yearly|annual|per day|per month|per year|per claim|per event|a day|a month|a year|online|card|cash|atm|first|new|"
    r"verified|unverified|death|injury|property|data|hardware|software|free|paid|eu|uk|us|rental|equipment)\b"
)


def find(facts: Facts) -> list[Cap]:
    """The limits of a document, in order."""
    return [limit for block in facts.anchored("money") for limit in _in_block(facts, block)]


def _in_block(facts: Facts, block: Block) -> Iterator[Cap]:
    folded = facts.scan.folded
    for start, end in facts.scan.sentences(block):
        amounts = [amount for amount in facts.amounts_in(start, end) if amount.kind == MONEY and not amount.slot]
        if len(amounts) != 1 or compiled(_UNSURE).search(folded, start, end):
            continue
        amount = amounts[0]
        topic = next((topic for topic, words in _TOPICS if compiled(words).search(folded, start, end)), "")
        bounded = amount.bound == "up-to" or compiled(_AT_MOST).search(
            folded[max(start, amount.start - 80) : amount.start]
        )
        if topic and bounded and amount.low > 0:
            scope = frozenset(compiled(_SCOPES).findall(folded, start, end))
            heading = " ".join(folded[one.start : one.end] for one in facts.document.trail(block))
            yield Cap(amount.start, amount.end, topic, amount, scope | frozenset(compiled(_SCOPES).findall(heading)))
