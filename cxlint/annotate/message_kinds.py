"""Which kind of message a text is, and how far a row of reminders has got."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cxlint.model.document import Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.model.document import Document

MESSAGE_WORDS: dict[str, str] = {
    "invoice": "invoices?|bill|billing|statement|amount due|faktura",
    "receipt": "receipts?|payment received|payment confirmation|paid|payment successful",
    "dunning": (
        "dunning|overdue|past[ _-]?due|unpaid|arrears|collections?|final (?:notice|reminder|demand)|payment reminder|"
        "late payment|payment failed|failed payment|declined|outstanding balance|missed payment|suspension|reminder"
    ),
    "order": "orders?|order (?:confirmation|placed)|purchase|booking|reservation",
    "shipping": "shipp?(?:ed|ing|ment)|dispatch(?:ed)?|tracking|deliver(?:y|ed)|on its way",
    "refund": "refund(?:ed|s)?|money back|credit note",
    "cancellation": "cancell?(?:ed|ation)|unsubscribed|terminated|expired|closed|ended",
    "account": (
        "welcome|verif(?:y|ication)|password|reset|activat(?:e|ion)|confirm(?:ation)?|sign[ _-]?up|sign[ _-]?in|"
        "log[ _-]?in|registration|invit(?:e|ation)|account"
    ),
    "support-reply": (
        "tickets?|support|case|claim|complaint|your (?:request|question|enquiry|inquiry)|helpdesk|denied|denial"
    ),
    "marketing": "newsletter|promo(?:tion)?s?|sale|offers?|campaign|upsell|discount|marketing|limited time|deal",
    "press-release": "press[ _-]?release|for immediate release|newsroom",
    "notice": "notice|notification|alert|update|change|changes|announcement|maintenance|deprecat(?:ed|ion)",
}
_MONEY = (
    r"\b(?:pay|paid|payments?|invoices?|bills?|balance|owed?|fees?|charged?|dues|(?:over)?due|unpaid|outstanding|"
    r"subscription|card)\b|[$£€]|\x13"
)
_OVER = (
    ("dunning", "invoice"), ("receipt", "invoice"), ("refund", "invoice"), ("refund", "order"), ("refund", "receipt"),
    ("shipping", "order"),
)  # fmt: skip
"""A reminder of an invoice, a refund of an order: the event says more than the thing."""

UNNAMED = "nothing names another kind"
"""What told that a message is a notice, where it may be anything."""

_FOLDERS = 4
_LEAST = 2
"""The score from which a kind is believed."""

_FINAL_NAME = r"final|last (?:notice|reminder|warning)|collections?|legal action|terminat\w+|disconnect\w*"
_MIDDLE_NAME = r"second|third|2nd|3rd|suspen\w+|past due|(?:reminder|overdue|dunning|notice|level|stage) ?0?[2-9]"
_FIRST_NAME = (
    r"first|initial|friendly|early|upcoming|pre ?due|1st|(?:reminder|overdue|dunning|notice|level|stage) ?0?1(?!\d)"
)
_FINAL = (
    r"final (?:\w+ )?(?:notice|reminder|demand|warning|attempt)|last (?:\w+ )?(?:notice|reminder|warning|attempt)|"
    r"(?:to|by) (?:a |an |our )?(?:debt )?collect(?:ions?|ors?)(?: agency)?|collections? agency|legal action|"
    r"(?:reminder|notice|letter) (\d)(?: of |/)\1|terminat\w+|disconnect\w*"
)
_FIRST = (
    r"(?:first|friendly|gentle|quick|little) (?:payment )?(?:reminder|notice)|just a reminder|slipped your mind|"
    r"(?:reminder|notice|letter) 1(?: of |/)\d"
)
_MIDDLE = (
    r"(?:second|third|2nd|3rd) (?:\w+ )?(?:reminder|notice|letter|attempt)|another reminder|suspen\w+|past[ _-]?due|"
    r"still (?:not|have|has|un\w+|over ?due|past|outstanding|open|due|waiting|owe)|remind you again|"
    r"again (?:to )?remind|(?:tried|failed) (?:\w+ )?(?:once )?again|(?:reminder|notice|letter) \d(?: of |/)\d"
)
_OPENING = 600
_REACH = 4000


@cache
def words(pattern: str) -> re.Pattern[str]:
    """A pattern of whole words, in text or in a path."""
    # path parts are joined by separators that \b does not see as such
    return re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])")


@lru_cache(maxsize=512)
def spoken(path: str) -> str:
    """A path as words: in lower case, with blanks for dashes and underscores and between the humps of camel case."""
    humps = compiled(r"(?<=[a-z\d])(?=[A-Z])").sub(" ", path.replace("\\", "/"))
    return humps.lower().replace("_", " ").replace("-", " ")


def message_kind(document: Document, folded: str) -> tuple[str, str]:
    """Which kind of message a text is, and what tells."""
    scores = Counter(dict.fromkeys(MESSAGE_WORDS, 0))
    told: dict[str, str] = {}
    # further up the folders are named after the program
    path = "/".join(spoken(document.source.path).split("/")[-_FOLDERS:])
    name = path.rsplit("/", 1)[-1]
    named: set[str] = set()
    head = folded[:_REACH]
    for kind, pattern in MESSAGE_WORDS.items():
        regex = words(pattern)
        evidence = []
        if found := regex.search(name):
            scores[kind] += 6
            named.add(kind)
            evidence.append(f"“{found[0]}” in the file name")
        if found := regex.search(path):
            scores[kind] += 2
            evidence.append(f"“{found[0]}” in the path")
        for block in document.blocks[:40]:
            if block.role in (Role.SUBJECT, Role.HEADING, Role.PREHEADER) and (
                found := regex.search(folded, block.start, block.end)
            ):
                scores[kind] += 3
                evidence.append(f"“{found[0]}” in the {block.role}")
        if said := regex.findall(head):
            scores[kind] += min(2, len(said))
            evidence.append(f"“{said[0]}” in the text")
        told[kind] = evidence[0] if evidence else ""
    if scores["dunning"] and not compiled(_MONEY).search(folded):
        scores["dunning"] = 0  # a reminder of something else
    for event, thing in _OVER:
        if scores[event] and (event in named or (scores[event] >= scores[thing] - 2 and scores[event] >= 4)):
            scores[thing] = min(scores[thing], scores[event] - 1)
    kind, score = scores.most_common(1)[0]
    return (kind, told[kind]) if score >= _LEAST else ("notice", UNNAMED)


def stage(document: Document, folded: str) -> tuple[str, str]:
    """How far a row of reminders has got, and what tells: the first, unless something says otherwise."""
    name = spoken(document.source.path).rsplit("/", 1)[-1]
    for value, pattern in (("final", _FINAL_NAME), ("middle", _MIDDLE_NAME), ("first", _FIRST_NAME)):
        if found := words(pattern).search(name):
            return value, f"“{found[0]}” in the file name"
    for value, pattern in (("final", _FINAL), ("first", _FIRST), ("middle", _MIDDLE)):
        if found := words(pattern).search(folded[:_OPENING]):
            return value, f"“{found[0]}” in the text"
    return "first", ""
