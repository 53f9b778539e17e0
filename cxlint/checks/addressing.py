"""How a message speaks of its reader and of itself: the third person, and names from the program behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import readership
from cxlint.annotate.lines import word_set
from cxlint.model.document import Prominence, Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

_ROLE = (
    r"(?:customer|client|user|member|account ?holder|cardholder|card holder|subscriber|payee|payer|policyholder|"
    r"purchaser|debtor|"
    r"tenant|borrower|patron|guest|participant|passenger|patient|attendee|recipient|applicant|resident)"
)
_DUTY = (
    r"(?:must|shall|should|agrees?|undertakes?|needs? to|ha(?:s|ve) to|(?:is|was|are|were|remains?) (?:solely |hereby |"
    r"kindly )?"
    r"(?:required|obliged|responsible|liable|entitled|requested|advised|asked|reminded|expected|encouraged))"
)
_THIRD_PERSON = (
    rf"\bthe {_ROLE} (?:{_DUTY}|will be (?:charged|billed|required|asked|contacted)|may not|cannot)\b|"
    rf"\bonly (?:registered|logged[- ]in|signed[- ]in|authenticated|authori[sz]ed|verified) {_ROLE}s (?:can|may|are|"
    rf"have)\b|"
    rf"(?:(?m:^)|[.;:!\u2028] )(?:all |our |registered )?{_ROLE}s (?:{_DUTY}|may not|cannot)\b|"
    rf"\b(?:only|restricted|available|limited|visible|open|accessible)(?: only)? (?:to|for) (?:logged[- ]in|"
    rf"signed[- ]in|registered|"
    rf"authenticated|authori[sz]ed|verified) {_ROLE}s\b|"
    rf"\b(?:account|address|profile|login|password|registration|subscription|order|e-?mail)(?: \w+)? (?:for|of|"
    rf"by) (?:the )?"
    rf"(?:user|customer|client|member|subscriber) [\ufffc\x12]"
)
_NOT_READER = (
    r"\b(?:means|refers to|defined as|internal note|only the|other|another|each|every|any|if the|when the|whether|"
    r"in front of|on behalf of)\b"
)
_SECOND = r"\b(?:you|your|please|dear|hello|hi)\b|[\x12\x16]"
_QUIET = frozenset({Role.CODE, Role.ATTRIBUTE, Role.VALUE, Role.QUOTE})


def reader_as_third_person(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """Talks about "the customer" to the customer; `document.kinds` of staff and sellers are left alone."""
    if not readership.customers(facts):
        return
    text = facts.scan.folded
    spoken_to = compiled(_SECOND).search(text) is not None
    for match in compiled(_THIRD_PERSON).finditer(text):
        block = facts.document.block_at(match.start())
        if block.role in _QUIET or compiled(_NOT_READER).search(text, *facts.scan.sentence_at(match.start())):
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip(" .;:!\u2028"))
        yield Found(start, match.end(), confidence="" if spoken_to else "low")


_SNAKE = r"(?<![^\s\"'“‘(,;])(?:[a-z]{2,}(?:_[a-z\d]{2,})+|[A-Z]{3,}(?:_[A-Z\d]{2,})+)(?=[\s\"'”’),;!?]|[.:](?:\s|$)|$)"
_FILLED_IN = word_set(
    "name first last url link email mail date amount company address number code title subject phone city street total "
    "price token id "
    "year month logo site product customer order invoice"
)
"""Last words of a name in capitals or small letters that somebody fills in before sending: that is another fault."""


def field_name_shown(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A name from the program in the reader's text: `user_plan`, PENDING_CUST."""
    document = facts.document
    if "_" not in document.text or not readership.customers(facts):
        return
    for match in compiled(_SNAKE).finditer(document.text):
        block = document.block_at(match.start())
        if block.role in _QUIET or block.prominence in (Prominence.HIDDEN, Prominence.TITLE):
            continue
        if any(start <= match.start() < end for start, end in document.code):
            continue
        if match[0].lower().rsplit("_", 1)[-1] not in _FILLED_IN:
            yield Found(*match.span())


def told_not_to_reply(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """Tells the reader not to answer, and names nobody else in the same paragraph."""
    document, parts = facts.document, facts.parts
    if not readership.customers(facts):
        return
    for start, end in parts.no_reply:
        block = document.block_at(start)
        low, high = document.paragraph(block)
        others = [a for a, b in parts.contacts if low <= a < high and not (a >= start and b <= end)]
        linked = any(low <= link.start < high for link in document.links)
        asked = compiled(_ELSEWHERE).search(facts.scan.folded, low, high)
        if block.role not in _QUIET and not others and not linked and asked is None:
            yield Found(start, end)
            return


_ELSEWHERE = (
    r"[\x15\x16]|\b(?:contact us|write to|call us|visit|log ?in|help cent(?:er|re)|support page|instead|ticket)\b"
)
