"""What is hard to read in a message: apologies, refusals, threats, trouble, and by when the reader must act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.model.document import Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.readings import Reading

Range = tuple[int, int]

_UNREAD = frozenset({Role.CODE, Role.ATTRIBUTE, Role.VALUE})

_APOLOGY = r"\b(?:sorry|apologi[sz]e|apologi[sz]ing|apology|apologies|regret)\b"
_NO_APOLOGY = (
    r"\bsorry (?:to (?:see|hear|learn)|for your loss|if)\b|\bcondolence|\b(?:no|without) (?:need to )?(?:apolog|"
    r"regret)|\bregret(?:ted|s)? (?:it|your decision)\b|\bnot regret\b"
)

THREAT = (
    r"\b(?:(?:suspend|disconnect|terminat|restrict|discontinu|cancel|deactivat|clos)\w* (?:of )?(?:your|the|"
    r"this) (?:\w+ )?(?:service|account|access|subscription|membership|supply|policy|line)s?|(?:your|"
    r"the) (?:\w+ )?(?:service|account|access|subscription|membership|supply)s? (?:will|may|could|"
    r"can) be (?:\w+ )?(?:suspended|disconnected|terminated|restricted|cancell?ed|closed|cut off|deactivated)|"
    r"late (?:fees?|charges?|payment (?:fees?|charges?))|collections?(?: agency)?|legal (?:action|costs|proceedings|"
    r"fees|steps)|debt collect\w+|credit (?:file|report|rating|score|bureau\w*|agenc\w+)|solicitors?|bailiffs?|court)\b"
)
"""Source of what may be done to the reader, in folded text."""

_NO_THREAT = r"\b(?:no|not|never|without|won't|nothing|we do not|free of|waived?)\b[^.]{0,40}$"

REFUSAL = (
    r"\b(?:(?:has|have|was|were|been|is|are) (?:\w+ )?(?:declined|rejected|denied|refused|not approved|turned down)|"
    r"your (?:\w+ ){1,3}(?:has been|have been|was|is now|will be) (?:cancell?ed|suspended|terminated|revoked)|"
    r"(?:unable|not able) to (?:process|approve|offer|accept|grant|complete|fulfil\w*|refund|issue|provide|honou?r)|"
    r"(?:cannot|can't|can not|will not|won't) (?:approve|offer|accept|grant|refund|process|fulfil\w*|issue|honou?r)|"
    r"(?:is|are|were|was) not (?:eligible|approved|accepted|successful)|decided (?:not to|against)|unsuccessful)\b"
)
"""Source of a "no" to the reader, in folded text."""

OWN_WISH = (
    r"\b(?:as requested|(?:as|that|which|like) you (?:asked|requested|wanted|wished)|at your (?:own )?request|"
    r"per your request|you (?:have )?(?:asked|chose|chosen|decided|requested) (?:us )?to)\b"
)

TROUBLE = (
    r"\b(?:(?:could not|couldn't|unable to|cannot|can't|did not|didn't|not able to) (?:be )?(?:find|locate|process|"
    r"charge|deliver|verify|collect|approve|accept|renew|take|refund)\w*|(?:payment|card|charge|order|claim|"
    r"application|request|account|service|delivery) (?:\w+ )?(?:failed|declined|rejected|denied|refused|suspended|"
    r"terminated|cancell?ed|unsuccessful|delayed)|(?:failed|declined|rejected|denied|refused|overdue|unpaid|"
    r"past due) (?:payment|card|charge|invoice|bill|claim)|overdue)\b"
)
"""Source of what went wrong for the reader, in folded text."""

_SPAN = (
    r"(?:\d{1,3}|\x17|\ufffc|one|two|three|four|five|six|seven|ten|fourteen|thirty|the next \w+|an?)"
    r"(?: ?\(\d+\))?[ -]?(?:\w+ )?(?:hours?|days?|weeks?|months?)"
)
_DAY = (
    r"(?:\x14|\ufffc|\d{1,2}(?:st|nd|rd|th)?[ ./-]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|midnight|end of |due date|expir)"
)
_DEADLINE = (
    rf"\b(?:(?:by|before|until|till|no later than|not later than|on or before|prior to) (?:the )?(?={_DAY})"
    rf"(?:end of (?:the )?)?[^\s,.;:!?]+|within (?:the )?(?:next )?{_SPAN}|(?:due|payable|expires|ends) (?:on|by|in) "
    rf"(?:{_SPAN}|(?={_DAY})[^\s,.;:!?]+)|deadline\b)"
)
_COMPANY_ACTS = (
    r"\b(?:we|i|our \w+|it|they|he|she|somebody|someone|team)"
    r"(?:'ll|'ve| (?:will|have|has|aim|try|hope|expect|usually|can|should|refund|send|ship|deliver|answer|reply))\b"
)
_READER_ACTS = (
    r"\b(?:please|you|your|must|need|have to|pay|reply|due|payable|confirm|renew|return|respond|act|update|upgrade|"
    r"submit|send|expires?|ends?|valid)\b"
)
_READER_TURN = r"\b(?:if|unless|until|when|once|please|must|need to|have to|you (?:can|pay|reply|do|may|will|should))\b"
_NEAR = 300
"""Characters of a sentence that are looked at around a place: some sentences are a whole page."""


def apologies(facts: Facts) -> tuple[Range, ...]:
    """Where the sender says sorry for something of its own."""
    text = facts.scan.folded
    return tuple(
        (start, end)
        for start, end in _seen(facts, _APOLOGY)
        if not compiled(_NO_APOLOGY).search(text, *_around(facts, start))
    )


def refusals(facts: Facts) -> tuple[Range, ...]:
    """Where the reader is told no, or loses something without having asked for it."""
    text = facts.scan.folded
    return tuple(
        (start, end)
        for start, end in _seen(facts, REFUSAL)
        if not compiled(OWN_WISH).search(text, *_around(facts, start))
    )


def threats(facts: Facts) -> tuple[Range, ...]:
    """Where the reader is told what may be done to them: cut off, charged for being late, taken to court."""
    text = facts.scan.folded
    return tuple(
        (start, end)
        for start, end in _seen(facts, THREAT)
        if not compiled(_NO_THREAT).search(text, _around(facts, start)[0], start)
    )


def troubles(facts: Facts) -> tuple[Range, ...]:
    """Where something went wrong for the reader."""
    return tuple(_seen(facts, TROUBLE))


def deadlines(facts: Facts) -> tuple[Range, ...]:
    """By when the reader must act: a date or a length of time. What the company promises for itself is none."""
    return tuple(found for found in _seen(facts, _DEADLINE) if _is_readers(facts, found[0]))


_MAYBE = r"\b(?:if|unless|until|may|might|could|can|would|never|avoid)\b"


def stated(reading: Reading) -> Range | None:
    """The first bad news that one reader gets for sure: not only feared, and not what the reader asked for."""
    scan = reading.facts.scan
    if reading.search(OWN_WISH):
        return None
    for pattern in (REFUSAL, TROUBLE):
        for start, end in reading.find(pattern):
            if not compiled(_MAYBE).search(scan.folded, scan.sentence_at(start)[0], start):
                return start, end
    return None


def _is_readers(facts: Facts, at: int) -> bool:
    """Whether whoever acts last before a time limit is the reader; when nobody does, whoever acts after it."""
    start, end = _around(facts, at)
    text = facts.scan.folded
    company = max((match.end() for match in compiled(_COMPANY_ACTS).finditer(text, start, at)), default=-1)
    # "we will send you the parcel": what follows the company's verb is its object
    reader = max((match.end() for match in compiled(_READER_TURN).finditer(text, start, at)), default=-1)
    if company >= 0:
        return reader > company
    if compiled(_READER_ACTS).search(text, start, at):
        return True
    return compiled(_COMPANY_ACTS).search(text, at, end) is None and bool(compiled(_READER_ACTS).search(text, at, end))


def _around(facts: Facts, at: int) -> tuple[int, int]:
    """The sentence around a place, as far as it is near."""
    start, end = facts.scan.sentence_at(at)
    return max(start, at - _NEAR), min(end, at + _NEAR)


def _seen(facts: Facts, pattern: str) -> Iterator[Range]:
    """The places of a pattern in what people read, in every reading of a block."""
    for match in compiled(pattern).finditer(facts.scan.folded):
        if facts.document.block_at(match.start()).role not in _UNREAD:
            yield match.span()
