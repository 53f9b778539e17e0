"""Messages that a company promises to send before something happens, and the events that its templates are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts


class PromisedNotice(NamedTuple):
    """A promise at [start, end) to tell the customer of an event: a name of EVENTS."""

    start: int
    end: int
    event: str


EVENTS = {
    "renewal": (
        "a renewal",
        (
            r"renew\w*|next (?:billing|payment)|upcoming (?:payment|charge|invoice|renewal)|"
            r"subscription[ _-]?(?:reminder|end\w*|expir\w*)|expir\w*"
        ),
    ),
    "trial-end": ("the end of a trial", r"trial\w*"),
    "price-change": ("a price change", r"pric(?:e|es|ing)\w*|rates?|fees?|tariffs?"),
    "terms-change": ("new terms", r"terms|tos|polic(?:y|ies)|agreement|privacy|legal"),
    "dormancy": (
        "a fee for not using an account",
        r"dorman\w*|inactiv\w*|unused|idle|we miss you|comeback|re-?engage\w*",
    ),
    "suspension": (
        "a suspension",
        (
            r"suspen\w*|overdue|dunning|past[ _-]?due|clos(?:e|ed|ing|ure)|terminat\w*|disconnect\w*|deactivat\w*|"
            r"deletion|final[ _-]?(?:notice|reminder)|payment[ _-]?(?:failed|reminder|failure)|failed[ _-]?payment"
        ),
    ),
    "card-expiry": ("an expiring card", r"card|payment[ _-]?method|expir\w*"),
    "points-expiry": ("expiring points or credit", r"expir\w*|points?|credits?|voucher\w*|rewards?|balance"),
}
"""What a notice may be about: how to call it, and the words by which a template for it is known."""

ANY = "any"
"""The event of a template that is for all sorts of news."""

_ANY = (
    r"announcement\w*|broadcast\w*|newsletter\w*|generic|general[ _-]?(?:notice|notification)|bulk|campaign\w*|custom"
)
_OPENING = 500


def find(facts: Facts) -> list[PromisedNotice]:
    """The notices that a document promises, in order."""
    found = []
    for i, name in enumerate(facts.ruleset.facts):
        kind, _, event = name.partition(" ")
        if kind == "notice":
            found += [PromisedNotice(hit.start, hit.end, event) for hit in facts.scan.facts.get(-1 - i, ())]
    return sorted(found)


def events(facts: Facts) -> frozenset[str]:
    """The events that a message template may be about: by its path, its subject, its headings, its first words.

    Empty for what is no message.
    """
    document = facts.document
    if document.kind != "message":
        return frozenset()
    folded = facts.scan.folded
    early = [folded[: _OPENING if document.blocks else 0], document.source.path.lower()]
    early += [
        folded[b.start : b.end] for b in document.blocks if b.role in (Role.SUBJECT, Role.HEADING, Role.PREHEADER)
    ]
    text = " ".join(early)
    found = {name for name, (_, words) in EVENTS.items() if compiled(rf"(?<![a-z])(?:{words})(?![a-z])").search(text)}
    if not found and compiled(rf"(?<![a-z])(?:{_ANY})(?![a-z])").search(text):
        found.add(ANY)
    return frozenset(found)
