"""What a no leaves out: why, and who would look at it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import consequences, readership
from cxlint.annotate.lines import path_words
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

_REASON = (
    r"\b(?:because|since|as (?:you|we|it|the|this|your|there|they)|due to|owing to|the reasons?|so that|"
    r"for the following|reasons? (?:is|are|was)|"
    r"why|on (?:the )?grounds|based on|in view of|given that|which means|feedback|comments?|explanation|that is|"
    r"does not (?:meet|match|include|have|contain)|do not (?:meet|match)|too (?:many|late|few|high|low)|already|full|"
    r"no longer|"
    r"missing|incomplete|expired|under clause|outside)\b|: ?[\ufffc\x10-\x17]"
)
_REASON_SLOTS = frozenset(
    "reason reasons comment comments message explanation note notes feedback cause details why rejection justification "
    "remarks answer".split()
)


def refusal_without_reason(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A "no" to what the reader asked for, and not a word about why."""
    if not readership.whole(facts):
        return
    document, text = facts.document, facts.scan.folded
    slots = (word for slot in document.slot_positions.values() for word in path_words(slot.path))
    if not _REASON_SLOTS.isdisjoint(slots):
        return
    for start, end in consequences.refusals(facts):
        sentence, _ = facts.scan.sentence_at(start)
        if not compiled(_REASON).search(text, sentence, _sentences_on(facts, start, 2)):
            yield Found(start, end)
            return


def _sentences_on(facts: Facts, position: int, count: int) -> int:
    """Where the sentence some sentences after the one at a position ends."""
    first = facts.document.block_at(position).index
    found = [
        end
        for block in facts.document.blocks[first : first + count + 1]
        for _, end in facts.scan.sentences(block)
        if end > position
    ]
    return found[min(count, len(found) - 1)] if found else len(facts.document.text)


_CLOSURE = (
    r"\b(?:your|the|this) (?:[\w\ufffc\x10-\x17'-]+ ){0,2}(?:account|access|profile|listing|post|claim|application|"
    r"benefits?|loan|"
    r"membership|shop|store|channel|content|review|video|appeal)s?(?: #?[\ufffc\x10-\x17\d]+)? (?:has|have|was|were|is|"
    r"are)(?: now)?(?: been)? (?:\w+ )?"
    r"(?:suspended|closed|terminated|deactivated|disabled|removed|taken down|banned|blocked|rejected|refused|denied|"
    r"declined|"
    r"revoked|limited|restricted)\b|"
    r"\bwe(?:'ve| have)? (?:\w+ )?(?:suspended|closed|terminated|deactivated|disabled|removed|taken down|banned|"
    r"blocked|"
    r"rejected|refused|denied|declined|revoked|restricted) (?:your|this) (?:[\w\ufffc\x10-\x17'-]+ ){0,2}(?:account|"
    r"access|profile|"
    r"listing|post|claim|application|benefits?|loan|membership|shop|store|channel|content|review|video|appeal)\b"
)
_HARMLESS = (
    r"\b(?:as (?:you )?(?:requested|asked)|at your request|you (?:have )?(?:asked|requested|cancell?ed|chose|closed|"
    r"deleted)|"
    r"because (?:it|your) (?:[\w]+ )?was (?:delivered|completed|paid)|if|unless|until|payments?|unpaid|overdue|"
    r"invoices?|"
    r"subscription|renew\w*|inactiv\w*|trial|locked out|too many|for your (?:own )?(?:security|protection|safety)|"
    r"resolved)\b"
)
_REVIEW = (
    r"\b(?:appeals?|review(?!s? (?:has|was|is|were|have) )|reconsider\w*|complain\w*|ombudsman|object(?:ion)?|"
    r"disputes?|challenge|"
    r"look (?:at (?:it|this) )?again|second look|contest|re-?apply|resubmit|apply again|try again|mistake|in error|"
    r"(?:think|believe|feel) (?:that )?(?:we|this|it|you|our)|got (?:it|this) wrong|wrong|disagree|not agree|"
    r"questions?|reply|"
    r"contact|let us know|get in touch)\b"
)


def refusal_without_appeal(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A decision against the reader that nobody can be asked to look at again."""
    if not readership.whole(facts):
        return
    text = facts.scan.folded
    for match in compiled(_CLOSURE).finditer(text):
        start, end = facts.scan.sentence_at(match.start())
        if compiled(_HARMLESS).search(text, start, end):
            continue
        if not compiled(_REVIEW).search(text) and not facts.parts.contacts:
            yield Found(*match.span())
        return
