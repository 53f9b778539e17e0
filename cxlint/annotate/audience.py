"""Whom a message is written to, and whether it brings good or bad news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.annotate.bad_news import OWN_WISH, REFUSAL, TROUBLE
from cxlint.annotate.message_kinds import spoken
from cxlint.model.document import Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.model.document import Document

CUSTOMER = "customer"
STAFF = "staff"
GOOD = "good"
BAD = "bad"

_STAFF_PATH = (
    r"(?<![a-z])(?:admins?|administrators?|staff|internal|moderators?|employees?|back[ _-]?office|sysadmins?|"
    r"webmasters?|to (?:managers?|organi[sz]ers?|owners?))(?![a-z])"
)
_ANY_FOLDER = r"(?:e?mails?|e?mail templates?|templates?|views|partials?|html|te?xt|mjml|[a-z]{2})"
_STAFF_FOLDER = r"(?:to )?(?:staff|internal|moderators?|employees?)(?: e?mails?)?"
_CUSTOMER_PATH = r"(?<![a-z])(?:customers?|clients?|users?|members?|guests?|subscribers?|invit\w+|welcome)(?![a-z])"
_SOMEBODY = r"(?:customer|client|user|visitor|guest|member|subscriber|buyer|shopper)"
_TO_STAFF = (
    r"\b(?:dear|hi|hello|hey) (?:site |system |shop |store )?(?:admins?|administrators?|moderators?|staff|"
    r"webmasters?)\b|"
    rf"\b(?:dear|hi|hello|hey) (?:team|colleagues)\b[^\x00]{{0,300}}?\bthe {_SOMEBODY}\b|"
    rf"\b(?:a|one of your) (?:new )?{_SOMEBODY} (?:has |have |just |was ){{0,2}}(?:placed|ordered|registered|signed up|"
    r"submitted|requested|cancell?ed|asked|left|bought|joined|reported|created|booked|contacted)\b|"
    rf"\bnew {_SOMEBODY} (?:has |was |just )?(?:registered|signed up|registration)\b|"
    r"\byou(?:'ve| have)? (?:just )?(?:received|got) (?:a|an|the following) (?:new )?(?:order|booking|enquiry|"
    r"inquiry)\b|"
    r"\bnew order (?:\S+ ){0,3}(?:(?:has been|was) placed|from|by)\b|"
    r"\b(?:in|to|from|via|visit|open|through) (?:the|your) (?:admin|back[ -]?office|staff)(?: (?:area|panel|page|site|"
    r"interface|section|dashboard))?\b"
)
_TO_CUSTOMER = (
    r"\b(?:your (?:\w+ )?(?:order|payment|invoice|booking|subscription|purchase|receipt|donation|delivery|parcel|bill|"
    r"refund|registration|membership)|thank you for your)\b"
)

_BAD_PATH = (
    r"(?<![a-z])(?:fail(?:ed|ure)?|declined|overdue|past[ _-]?due|denied|denial|reject(?:ed|ion)|refused|"
    r"suspend(?:ed)?|suspension|terminat(?:ed|ion)|cancell?ed|delay(?:ed)?|dunning|expired|unsuccessful|"
    r"final[ _-]notice|error|outage|"
    r"backorder(?:ed)?|out[ _-]of[ _-]stock|disputed?|chargeback)(?![a-z])"
)
_BAD = (
    rf"{REFUSAL}|{TROUBLE}|\b(?:unfortunately|(?:we|i) regret|bad news|regret to|sorry to (?:say|tell|inform|let)|"
    r"(?:is|are|was|has been|have been) (?:delayed|suspended|terminated|out of stock|on hold)|final (?:notice|demand)|"
    r"price (?:increase|rise)|past due|unpaid|did not go through|went wrong)\b"
)
_GOOD = (
    r"\b(?:congratulations|good news|great news|welcome (?:to|aboard)|(?:has|have) been (?:approved|accepted|confirmed|"
    r"refunded|shipped|dispatched|delivered|restored|renewed|reactivated)|(?:is|are) (?:confirmed|approved|on (?:its|"
    r"their) way)|(?:has|have) shipped|(?:was|were) successful\w*|(?:thank you|thanks) for (?:your )?(?:payment|order|"
    r"purchase|donation|booking|signing up|joining)|we(?:'ve| have)? (?:received your (?:payment|order|donation)|"
    r"refunded)|payment (?:was |has been )?(?:received|successful))\b"
)
_NOT_YET = r"\b(?:if|when|should|in case|unless|whenever|avoid|prevent|never|not|no)\b[^.!?]{0,50}$"
_BY_KIND = {
    "dunning": BAD,
    "receipt": GOOD,
    "refund": GOOD,
    "shipping": GOOD,
    "order": GOOD,
}
_HEAD = 1500
"""Characters of a message in which it says what it is about."""


def audience(document: Document, folded: str) -> tuple[str, str]:
    """Whom a message is written to, and what tells; of anything but staff nothing need tell."""
    parts = spoken(document.source.path).split("/")
    told = compiled(_STAFF_PATH).search("/".join(parts[-2:]))
    if told is None:
        # further up the folders say whose part of the program it is, or, above folders of mails, who gets them
        above = next((part for part in reversed(parts[:-1]) if not compiled(_ANY_FOLDER).fullmatch(part)), "")
        told = compiled(_STAFF_FOLDER).fullmatch(above)
    text = compiled(_TO_STAFF).search(folded[: 2 * _HEAD])
    theirs = compiled(_TO_CUSTOMER).search(folded[: 2 * _HEAD])
    if text is not None and (told or theirs is None):
        return STAFF, f"“{text[0]}” in the text"
    # what a file's name says of a customer may be its subject: staff/new_member
    named = compiled(_STAFF_PATH).search(parts[-1]) and compiled(_CUSTOMER_PATH).search(parts[-1])
    if told is not None and theirs is None and not named:
        return STAFF, f"“{told[0]}” in the path"
    return CUSTOMER, ""


def polarity(document: Document, folded: str, kind: str) -> tuple[str, str]:
    """Whether a message of a kind brings good or bad news, or neither, and what tells."""
    name = spoken(document.source.path).rsplit("/", 1)[-1]
    wish = compiled(OWN_WISH).search(folded[:_HEAD])
    if wish is not None:
        return "", f"“{wish[0]}” in the text"
    told = compiled(_BAD_PATH).search(name)
    if told is not None:
        return BAD, f"“{told[0]}” in the file name"
    head = _opening(document, folded)
    for match in compiled(_BAD).finditer(head):
        if not compiled(_NOT_YET).search(head, max(0, match.start() - 60), match.start()):
            return BAD, f"“{match[0]}” in the text"
    good = compiled(_GOOD).search(head)
    if good is not None and kind != "dunning":
        return GOOD, f"“{good[0]}” in the text"
    return (_BY_KIND[kind], f"it is a message of the kind {kind}") if kind in _BY_KIND else ("", "")


def _opening(document: Document, folded: str) -> str:
    """The subject, the headings and the first words."""
    roles = (Role.SUBJECT, Role.PREHEADER, Role.HEADING)
    told = [folded[block.start : block.end] for block in document.blocks[:60] if block.role in roles]
    return " \n ".join([*told, folded[:_HEAD]])
