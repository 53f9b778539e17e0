"""How long the customer has: refund windows and notice periods, with who must give the notice and for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts import periods
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block


class Window(NamedTuple):
    """A period bound to an act.

    `topic` is refund, cancel-notice, price-notice, terms-notice, termination-notice or dispute; `days` its length in
    days; `words` the period as written; `scope` the words that limit it ("sale items").
    """

    start: int
    end: int
    topic: str
    days: float
    words: str
    scope: frozenset[str]


_REFUND = (
    r"\b(?:refund|refunds|refunded|refundable|return|returns|returned|money[ -]back|send (?:it|them) back|withdraw)\b"
)
_PROCESSING = (
    r"\b(?:process(?:ed|ing)?|business days|working days|reach(?:es)? your|credited|issued? (?:within|in)|appear|"
    r"will be (?:made|paid|issued|refunded)|we (?:will )?(?:refund|issue|pay)|arriv|takes?|receive (?:your|the) refund|"
    r"post to)\b"
)
_FAILURE = r"\b(?:fail(?:s|ure|ed)? to|do(?:es)? not|late) return"
_NOTICE = (
    r"\b(?:notice|notify|notifying|notified|in advance|beforehand|let (?:you|us) know|e-?mail you|tell you|before)\b"
)
_PRICE_NOTICE = (
    r"\b(?:price|prices|fee|fees|rates?|charges?|rent)\b.{0,60}\b(?:chang|increas|rais|adjust)|"
    r"\b(?:chang|increas|rais|adjust)\w*\b.{0,40}\b(?:prices?|fees?|rates?|charges|rent)\b"
)
_TERMS_NOTICE = (
    r"\b(?:chang|amend|modif|updat|revis)\w*\b.{0,50}\b(?:terms|agreement|policy|policies|conditions)\b|"
    r"\b(?:terms|agreement|policy|policies|conditions)\b.{0,50}\b(?:chang|amend|modif|updat|revis)"
)
_ACTS = (
    ("price-notice", _PRICE_NOTICE),
    ("terms-notice", _TERMS_NOTICE),
    (
        "cancel-notice",
        r"\b(?:cancel\w*|leave|end your|terminat\w* your|give (?:us )?notice|move out|vacate)\b",
    ),
    ("termination-notice", r"\b(?:terminat\w*|clos\w+ your account|suspend\w*|evict\w*|discontinu\w*)\b"),
)
_CUSTOMER_ACTS = r"\b(?:you|tenant|member|customer|either (?:of us|party))\b|\x11"
_CUSTOMER_MAY = r"\b(?:you|either party|either of us) (?:may|can|must|will|shall)\b"
# words that make one window differ from another without contradicting it
_LIMITS = (
    r"\b(?:sale items?|digital|downloads?|gift cards?|eu|european|uk|california|consumers?|business(?:es)? customers?|"
    r"enterprise|annual|yearly|monthly|weekly|trial|first|defective|faulty|damaged|unopened|opened|custom|"
    r"personali[sz]ed|perishable|holiday|final|renewal|subscription|hardware|software|tickets?|events?|groups?|"
    r"members?|students?|premium|basic|pro|team|store credit|exchange|partial)\b"
)


def find(facts: Facts) -> list[Window]:
    """All windows of a document, in order."""
    return [window for block in facts.anchored("window") for window in _in_block(facts, block)]


def _in_block(facts: Facts, block: Block) -> Iterator[Window]:
    folded = facts.scan.folded
    for start, end in facts.scan.sentences(block):
        durations = periods.durations(facts.document.text, start, end)
        if not durations:
            continue
        topic = _topic(folded, start, end)
        if not topic:
            continue
        scope = frozenset(compiled(_LIMITS).findall(folded, start, end))
        heading = " ".join(folded[h.start : h.end] for h in facts.document.trail(block))
        scope |= frozenset(compiled(_LIMITS).findall(heading))
        if len(durations) == 1:
            duration = durations[0]
            words = facts.document.text[duration.start : duration.end]
            yield Window(duration.start, duration.end, topic, duration.days, words, scope)


def _topic(folded: str, start: int, end: int) -> str:
    if compiled(_FAILURE).search(folded, start, end):
        return ""
    if compiled(_REFUND).search(folded, start, end) and not compiled(_PROCESSING).search(folded, start, end):
        return "refund"
    if not compiled(_NOTICE).search(folded, start, end):
        return ""
    text = folded[start:end]
    for topic, pattern in _ACTS:
        if compiled(pattern).search(text):
            if topic == "termination-notice" and compiled(_CUSTOMER_ACTS).search(text):
                return "cancel-notice" if compiled(_CUSTOMER_MAY).search(text) else topic
            return topic
    return ""
