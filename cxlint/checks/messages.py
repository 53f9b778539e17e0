"""What a message lacks: a name, a signature, thanks, somebody to ask, a date, a way to pay, a next step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate.audience import STAFF
from cxlint.annotate.closings import COMPANY_SIGNS, TEAM_SIGNS
from cxlint.annotate.lines import path_words
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.whole import Whole

_MIN_WORDS = 8
"""Less than this is a heading or a scrap, not a message."""

_KINDS = {
    "dunning": "reminder",
    "support-reply": "reply",
    "account": "message",
    "notice": "message",
    "order": "message",
}


def _kind(facts: Facts) -> str:
    kind = next(iter(sorted(facts.document.kinds - {"message"})), "message")
    return _KINDS.get(kind, kind)


def _whole(facts: Facts) -> Whole | None:
    """The message as a customer gets it; None when it is no whole one, or goes to staff.

    To be asked last: it reads the files around this one.
    """
    if facts.document.fragment or facts.document.audience == STAFF:
        return None
    whole = facts.parts.whole
    return whole if whole is not None and whole.words >= _MIN_WORDS else None


def greeting_without_name(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A bare "Hello," when no reading of the template greets anybody by name."""
    greetings = facts.parts.greetings
    if any(greeting.named for greeting in greetings) or facts.document.kinds & {"press-release"}:
        return
    bare = [greeting for greeting in greetings if greeting.bare and not greeting.to_many]
    if not bare or any(_greets_by_name(other) for other in facts.parts.surroundings.facts):
        return
    for greeting in bare:
        yield Found(greeting.start, greeting.end, {"candidate": _candidate(facts)})


def _greets_by_name(facts: Facts) -> bool:
    return any(greeting.named for greeting in facts.parts.greetings)


def _candidate(facts: Facts) -> str:
    slots = facts.document.template.slots if facts.document.template else ()
    found = next((slot.path for slot in slots if slot.kind == "name" and slot.path), "")
    return f" ('{found}' is within reach)" if found else ""


def team_signoff(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A message signed by a team, a department or a company, in every reading that is signed at all."""
    severity = "warning" if facts.document.kinds & {"support-reply", "dunning"} else ""
    for closing in facts.parts.closings:
        if closing.who in (TEAM_SIGNS, COMPANY_SIGNS):
            yield Found(closing.signer_start, closing.signer_end, severity=severity)


def no_signoff(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A whole letter that nobody signs."""
    parts = facts.parts
    if parts.words < 40 or parts.closings or _has_signature(facts):
        return
    whole = _whole(facts)
    if whole is not None and not whole.closings and not whole.any(_has_signature):
        yield Found(*parts.place, {"kind": _kind(facts)})


def _has_signature(facts: Facts) -> bool:
    signed = ("signature", "signed", "agent", "sender", "author", "signoff")
    return any(word in signed for slot in facts.document.slot_positions.values() for word in path_words(slot.path))


def stock_thanks(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """Thanks that would fit any customer, and no other."""
    thanks = facts.parts.thanks
    if any(not one.stock for one in thanks) or _personal_note(facts):
        return
    yield from (Found(one.start, one.end) for one in thanks)


def _personal_note(facts: Facts) -> bool:
    notes = {"note", "notes", "comment", "memo", "personal"}
    return any(notes & set(path_words(slot.path)) for slot in facts.document.slot_positions.values())


def no_reply_without_contact(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A letter-box without a slot: no answer wanted, and nobody else to ask."""
    parts = facts.parts
    if not parts.no_reply or parts.contacts:
        return
    if parts.whole is not None and not parts.whole.contacts:
        yield Found(*parts.no_reply[0])


_TALK = (
    r"\b(?:contact|call|e-?mail|ask|ring|write to|get in touch with|reach out to|reach|speak to|talk to) (?:us|"
    r"our)\b|\bget in touch\b"
)


def no_contact(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A message that asks for money, brings trouble or says "contact us", and names no way to do so."""
    parts = facts.parts
    if parts.contacts or parts.no_reply:
        return
    invited = compiled(_TALK).search(facts.scan.folded)
    if invited is None and not parts.asks and not parts.troubles:
        return
    whole = _whole(facts)
    if whole is not None and not whole.contacts and not whole.any(lambda other: other.parts.no_reply):
        place = invited.span() if invited is not None else parts.place
        yield Found(*place, {"kind": _kind(facts)})


def missing(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """What a bill needs; `what` is thanks, due, pay or lines."""
    parts = facts.parts
    lacks, has = _BILL[options["what"]]
    if not lacks(facts):
        return
    whole = _whole(facts)
    if whole is None or whole.any(has):
        return
    start, end = parts.asks or parts.place
    yield Found(start, end, {"kind": _kind(facts)})


def _thanks(facts: Facts) -> bool:
    pattern = r"\bthank|\bappreciat|\bgrateful|\bglad\b|\bpleased\b|\bcheers\b"
    return compiled(pattern).search(facts.scan.folded) is not None


def _no_thanks(facts: Facts) -> bool:
    return not _thanks(facts) and (facts.parts.asks is not None or "receipt" in facts.document.kinds)


def _due_date(facts: Facts) -> bool:
    return facts.parts.due or _charged_alone(facts)


def _no_due_date(facts: Facts) -> bool:
    return facts.parts.asks is not None and not _due_date(facts)


def _way_to_pay(facts: Facts) -> bool:
    return facts.parts.way_to_pay


def _no_way_to_pay(facts: Facts) -> bool:
    return facts.parts.asks is not None and not facts.parts.way_to_pay


def _charged_alone(facts: Facts) -> bool:
    pattern = r"\b(?:be|was|been) (?:\w+ )?(?:charged|debited|collected)|\bdirect debit\b|\bauto-?pay\b|\bretry\b"
    return compiled(pattern).search(facts.scan.folded) is not None


def _not_itemised(facts: Facts) -> bool:
    document = facts.document
    slots = list(document.slot_positions.values())
    money = [slot for slot in slots if slot.kind == "money"]
    if len({slot.path for slot in money}) != 1 or not any(_TOTAL & set(path_words(slot.path)) for slot in money):
        return False
    return facts.parts.asks is not None and not _itemised(facts)


def _itemised(facts: Facts) -> bool:
    document = facts.document
    if document.tables or any(slot.loops for slot in document.slot_positions.values()):
        return True
    details = (
        r"\b(?:attached|attachment|enclosed|details?|itemi[sz]ed|breakdown|pdf|lines?|items?|for (?:the|your) \w+)\b"
    )
    linked = any("invoice" in f"{link.target}{document.text[link.start : link.end]}".lower() for link in document.links)
    return linked or compiled(details).search(facts.scan.folded) is not None


_TOTAL = {"total", "due", "amount", "balance", "charge"}
_BILL = {
    "thanks": (_no_thanks, _thanks),
    "due": (_no_due_date, _due_date),
    "pay": (_no_way_to_pay, _way_to_pay),
    "lines": (_not_itemised, _itemised),
}
"""Whether the file lacks something, and whether another file has it."""

_STATUS = (
    r"\b(?:status (?:is|has|was)|(?:has|have|was|were|been) (?:now )?(?:received|updated|changed|closed|suspended|"
    r"cancell?ed|refunded|registered|processed|paused|declined|rejected|shipped|placed|on hold)|we (?:have )?received|"
    r"on hold)\b"
)
_NEXT = (
    r"\?|\b(?:you|we|it|they|this|everything)(?:'ll| will| can| may| could| are going to)\b|\b(?:please|click|visit|"
    r"log in|sign in|reply|contact|call|go to|check|track|view|see|follow|use|update|pay|no (?:further )?action|"
    r"nothing (?:else |more )?to do|need not|don't need to|within|next|let us know|soon|will be)\b"
)


def no_next_step(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """News of a change, and not a word about what follows."""
    document, text = facts.document, facts.scan.folded
    if not _MIN_WORDS <= facts.parts.words <= 120:
        return
    status = compiled(_STATUS).search(text)
    if status is None or document.links or compiled(_NEXT).search(text):
        return
    whole = _whole(facts)
    if whole is not None and not (whole.links or whole.dates or whole.says(_NEXT)):
        yield Found(*status.span())
