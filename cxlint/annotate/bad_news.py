"""Bad news for the reader: a no, a stop, a payment that did not go through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.annotate.folding import WE
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.readings import Reading

_NO = (
    r"(?:rejected|declined|refused|denied|turned down|unsuccessful|suspended|terminated|revoked|cancell?ed|disabled|"
    r"deactivated|locked)"
)
REFUSAL = (
    rf"\b(?:has|have|had|was|were|been|is|are|being) (?:now |not |unfortunately |automatically )?{_NO}\b|"
    r"\b(?:has|have|was|were|been|is|are) not (?:been )?(?:approved|accepted|successful|granted|eligible)\b|"
    r"\b(?:unable|not able) to (?:approve|accept|grant|offer|fulfil\w*|process)\b|"
    r"\b(?:cannot|can't|could not|couldn't) (?:approve|accept|grant|offer|fulfil\w*|process)\b|"
    rf"{WE}(?:'ve| have)? (?:had to |decided to |now )?(?:reject|declin|refus|den[iy]|suspend|terminat|cancel)\w*\b|"
    r"\b(?:claim|application|request|registration|order|booking|payment) (?:rejected|declined|refused|denied|"
    r"cancell?ed)\b|"
    r"\bregret to inform\b"
)
"""Somebody is told no, in folded text."""

_TROUBLE = (
    r"\b(?:payment|charge|card|transaction|renewal) (?:\w+ ){0,4}?(?:failed|was declined|has been declined|declined|"
    r"did not go through|didn't go through|unsuccessful|was rejected)\b|"
    r"\b(?:could not|couldn't|unable to|not able to|failed to) (?:charge|process|collect|take|renew)\b|"
    r"\b(?:overdue|past due|final notice|in arrears)\b"
)
_OWN_WISH = (
    r"\b(?:as you (?:asked|requested)|at your request|you (?:have |'ve )?(?:asked|requested|cancell?ed)|you asked us)\b"
)
_MAYBE = r"\b(?:if|unless|until|may|might|could|can|would|never|avoid)\b"


def find(reading: Reading) -> tuple[int, int] | None:
    """The first piece of bad news that is stated, not only feared, and not what the reader asked for."""
    facts = reading.facts
    text = facts.scan.folded
    if reading.search(_OWN_WISH):
        return None
    for pattern in (REFUSAL, _TROUBLE):
        for start, end in reading.find(pattern):
            sentence, _ = facts.scan.sentence_at(start)
            if not compiled(_MAYBE).search(text, sentence, start):
                return start, end
    return None
