"""What a reminder, a receipt, a refund, a goodbye and an acknowledgement owe their reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import readership, told
from cxlint.annotate.folding import WE
from cxlint.annotate.lines import path_words, word_set
from cxlint.annotate.readings import Reading, around
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

_SLOT = "[\ufffc\x12-\x17]"
_NOT_PROSE = frozenset({Role.SUBJECT, Role.PREHEADER, Role.BUTTON, Role.LINK, Role.CELL})

_CROSSED = (
    r"\b(?:already|just|recently|since|meanwhile|meantime) (?:\w+ ){0,2}(?:paid|sent|made|settled|transferred)|"
    r"\b(?:paid|sent (?:it|the payment|your payment)|settled)\b[^.!?]{0,20}\b(?:already|recently|meantime|meanwhile)|"
    r"\b(?:disregard|ignore) (?:this|it|the)|\bcrossed\b|\bif (?:you|your|the) (?:\w+ ){0,3}(?:paid|payment (?:has|"
    r"was|is))|\bthank(?:s| you) if\b"
)
_OWED = r"\b(?:invoices?|bills?|balance|payments?|owe|rent|dues|pay)\b"
_DECLINED = r"\b(?:declin|fail|reject|expir|bounce)\w*|\b(?:unable|could not|couldn't|cannot|not able) (?:to )?\w*"


def already_paid_missing(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL030: a reminder without a word for somebody whose payment is on its way.

    Where the charge of a card failed, nothing can be on its way.
    """
    asks = facts.parts.asks
    if asks is None or not readership.whole(facts):
        return
    reading = around(facts, asks[0])
    if not told.amounts(reading) and not _said(facts, asks, _OWED):
        return
    if reading.search(_CROSSED) is None and reading.search(_DECLINED) is None:
        yield Found(*asks)


_BOUGHT = (
    r"\b(?:your|this|the) (?:\w+ ){0,2}(?:order|purchase|subscription|membership|booking|reservation)\b[^.!?]{0,40}?"
    r"\b(?:is|has been|was) (?:now )?(?:confirmed|placed|received|paid|completed?)\b|"
    r"\bthank(?:s| you) for (?:your (?:\w+ )?(?:order|purchase|booking|reservation)|ordering|buying|shopping|"
    r"subscribing|booking)\b|"
    r"\breceipt for (?:your|the) (?:\w+ ){0,2}(?:order|purchase|booking|subscription|membership)\b"
)
_BACK = (
    r"\b(?:returns?|returned|returning|refund\w*|exchange\w*|cancel\w*|send (?:it|them) back|change|modif\w*|"
    r"unsubscribe|money back|guarantee\w*|withdraw\w*|amend|reschedul\w*|edit)\b"
)
_BACK_LINK = r"return|refund|exchange|cancel|manage|account|portal|dashboard|settings|orders?\b|order_?status|track"
_GIVEN = r"\b(?:donat\w*|gift|contribution|tip|charity|sponsor\w*|tax[- ]deductible|credited|refund(?:ed)?)\b"


def receipt_without_way_back(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL031: a receipt for an order that says nothing of returning, changing or cancelling it."""
    if not readership.whole(facts):
        return
    reading = Reading(facts)
    bought = reading.search(_BOUGHT)
    if bought is None or reading.search(_GIVEN) or reading.search(_BACK) or told.leads(reading, _BACK_LINK):
        return
    # whoever can be asked can be asked for this, too
    yield Found(*bought, confidence="low" if facts.parts.contacts else "")


_THING = r"(?:subscription|membership|plan|account|policy|contract|service|hosting|licen[cs]e|trial)"
_ENDED = r"(?:cancell?ed|closed|terminated|ended|discontinued)"
_GOODBYE = (
    rf"\byour (?:[\w'-]+ |{_SLOT} ){{0,4}}{_THING}\b(?! (?:manager|page|settings))[^.!?]{{0,40}}?\b(?:has been|have "
    rf"been|was|were|is) (?:now |successfully |officially )?{_ENDED}\b|"
    rf"{WE}(?:'ve| have)? (?:now |just |successfully )?{_ENDED} your (?:[\w'-]+ ){{0,3}}{_THING}\b|"
    r"\b(?:cancell?ation|closure) (?:of your \w+ )?(?:is|has been|was) (?:now )?(?:confirmed|complete[d]?|processed)\b"
)
_ABOUT_TO = r"\b(?:if|unless|once|until|when|before|not|never|may|might|could|can|should|otherwise)\b"
_FAULT = r"\b(?:violat|breach|unpaid|overdue|non-?pay|inactiv|fraud|abus|fail)\w*"
_NO_MORE = (
    r"\brefund\w*|\b(?:no|not|nothing|won't|never|without)\b[^.!?]{0,30}\b(?:charge[ds]?|billed|payments?|bills?|debited)\b|"
    r"\b(?:last|final|remaining|outstanding) (?:\w+ )?(?:charge|payment|bill|invoice|balance)\b|\bstop\w* (?:all )?"
    r"(?:charg|bill|payment)\w*"
)
_DATA = (
    r"\b(?:data|files?|export\w*|download\w*|backups?|content|history|photos?|documents?|information|records?|"
    r"delet\w+|eras\w+|archiv\w+)\b"
)


def cancellation_incomplete(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL033: a goodbye that leaves open until when, whether anything is charged, or what becomes of the data."""
    if not readership.whole(facts):
        return
    reading, span = _statement(facts, _GOODBYE)
    if reading is None or span is None or _said(facts, span, _FAULT):
        return
    missing = []
    if not told.says_when(reading):
        missing.append("the last day")
    if reading.search(_NO_MORE) is None:
        missing.append("the last charge or a refund")
    if missing and reading.search(_DATA) is None:
        missing.append("what becomes of the data")
    if missing:
        yield Found(*span, {"missing": told.listed(missing)}, confidence="" if len(missing) > 1 else "low")


def _statement(facts: Facts, pattern: str) -> tuple[Reading | None, tuple[int, int] | None]:
    """The first sentence that states something without a condition, and what its reader sees."""
    for span in Reading(facts).find(pattern):
        start, _ = facts.scan.sentence_at(span[0])
        if compiled(_ABOUT_TO).search(facts.scan.folded, start, span[1]) is None:
            return around(facts, span[0]), span
    return None, None


def _said(facts: Facts, span: tuple[int, int], pattern: str) -> bool:
    return compiled(pattern).search(facts.scan.folded, *facts.scan.sentence_at(span[0])) is not None


_REFUNDED = (
    rf"{WE}(?:'ve| have)? (?:now |just |already |successfully |fully )?(?:refunded|(?:issued|processed|sent|approved) "
    r"(?:a|your|the) (?:\w+ )?refund)\b|"
    r"\brefund\b[^.!?]{0,40}?\b(?:has been|was|have been|is being|is now) (?:\w+ )?(?:processed|issued|completed|"
    r"approved|sent|made|initiated|credited|submitted)\b|"
    r"\b(?:has|have|was|were) (?:been )?(?:now |fully |partially |successfully )?refunded\b|"
    r"\b(?:your|the) refund is on (?:its|the) way\b"
)
_PLACE_OF_MONEY = (
    r"\b(?:cards?|bank|account|paypal|voucher|wallet|iban|(?:original )?(?:payment|form of payment)(?: method)?|cheque|"
    r"check|store credit|credited|balance|last (?:four|4)|same (?:way|method))\b"
)
_PLACE_WORDS = r"\b(?:card|last ?4|method|account|gateway|destination|brand|iban|bank)\b"
_ARRIVES = (
    r"\b\d+(?: ?(?:-|to) ?\d+)? (?:business |working |banking )?(?:days|weeks)\b|"
    r"\b(?:appear|arriv|show|reflect|receiv|credit|tak|land|reach|process|back|clear|expect)\w*\b[^.!?]{0,60}?(?:\d|"
    rf"{_SLOT}|\b(?:today|tomorrow|immediately|at once|(?:few|several|couple of|two|three|five|ten) (?:\w+ )?"
    r"(?:days|weeks)|by \w+day)\b)|\b(?:within|in|by|after|up to) (?:\d|[\x14\x17]|\b(?:a few|two|three|five|seven|"
    r"ten|the next)\b)"
)


def refund_incomplete(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL034: the news of a refund without how much, where to or by when."""
    if not readership.whole(facts):
        return
    reading, span = _statement(facts, _REFUNDED)
    if reading is None or span is None:
        return
    missing = []
    if not told.amounts(reading) and not told.opaque(reading):
        missing.append("how much")
    if reading.search(_PLACE_OF_MONEY) is None and not told.leads(reading, _PLACE_WORDS):
        missing.append("where it goes")
    if reading.search(_ARRIVES) is None:
        missing.append("by when")
    if missing:
        confidence = {1: "low", 2: "medium"}.get(len(missing), "")
        yield Found(*span, {"missing": told.listed(missing)}, confidence=confidence)


_ACKNOWLEDGED = (
    rf"{WE}(?:'ve| have)? (?:now )?(?:received|logged|registered|got) your (?:\w+ ){{0,3}}(?:message|e-?mail|request|"
    r"ticket|complaint|enquiry|inquiry|question|application|claim|feedback|query|report)\b|"
    r"\bthank(?:s| you) for (?:contacting|writing|reaching out|getting in touch|your (?:message|e-?mail|enquiry|"
    r"inquiry|"
    r"request|complaint|question|query|application))\b|"
    r"\b(?:your|a|new) (?:\w+ )?(?:ticket|case|request|claim|complaint|enquiry|inquiry|application)\b[^.!?]{0,40}?\b"
    r"(?:has been|was|is) (?:\w+ )?(?:created|opened|received|logged|registered|submitted)\b"
)
_LEAST_WORDS = 10
"""Words of an acknowledgement; less is a line in a list."""

_PROMPT = (
    r"\b(?:same day|by \w+day|tomorrow|today|next (?:working |business )?day|(?:a few|two|three) (?:\w+ )?(?:minutes|"
    r"hours|days))\b"
)
_ANSWERED = r"\b(?:here is|resolved|solved|closed|approved|accepted|rejected|declined|answer:|our (?:answer|reply))\b"
_ANSWER = word_set("reply answer response solution body message comment note resolution")
_HANDLER = word_set("agent assignee handler advisor adviser manager operator staff specialist assigned")
_PAST = word_set("created opened submitted received registered sent now current")


def acknowledgement_without_time(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL038: "we have received it", and no word on when somebody answers, or who."""
    if not readership.whole(facts) or facts.parts.words < _LEAST_WORDS:
        return
    reading, span = _statement(facts, _ACKNOWLEDGED)
    if reading is None or span is None or reading.search(_PROMPT) or reading.search(_ANSWERED):
        return
    if not _names_time_or_person(reading):
        yield Found(*span)


def _names_time_or_person(reading: Reading) -> bool:
    slots = {slot.start: slot for _, slot in reading.slots}
    for slot in slots.values():
        words = set(path_words(slot.path))
        if words & (_ANSWER | _HANDLER) or (slot.kind in ("date", "count") and not words & _PAST):
            return True
    # days that are typed; those of slots were looked at above
    return any(at not in reading.facts.document.slot_positions for at in told.dates(reading))
