"""The tone of a message as a whole: capitals, threats too early, apologies and refusals that stop short."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cxlint.annotate.kinds import SAID
from cxlint.annotate.lines import slots_in
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

_QUIET_ROLES = frozenset({Role.CODE, Role.VALUE, Role.ATTRIBUTE, Role.SUBJECT, Role.LINK, Role.BUTTON})
_CAPS = r"\b[A-Z][A-Z'’-]*[A-Z](?:[ ,;:/&–-]+(?:[A-Z\d][A-Z\d'’-]*|\ufffc)(?=[\s,;:.!?)/&–-]|$)){2,}"
_LEGAL = frozenset({"policy", "page", "schedule"})


def capitals(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """Runs of words in capitals; `words` is how many make a passage, `policy-words` how many in a policy."""
    document = facts.document
    legal = bool(document.kinds & _LEGAL)
    least = int(options.get("policy-words", 12) if legal else options.get("words", 4))
    for block in document.blocks:
        if block.role in _QUIET_ROLES or (block.role in (Role.HEADING, Role.CELL) and _short(facts, block)):
            continue
        for match in compiled(_CAPS).finditer(document.text, block.start, block.end):
            words = [word for word in re.findall(r"[A-Z'’-]+", match[0]) if len(word) >= 3]
            if len(words) < least or _label(facts, block, match):
                continue
            yield Found(
                match.start(),
                match.end(),
                {"words": str(len(match[0].split()))},
                confidence="low" if legal else "",
                severity="info" if legal else "",
            )
            if legal:
                return
            break


def _short(facts: Facts, block: Block) -> bool:
    return len(facts.document.block_text(block).split()) <= 5


def _label(facts: Facts, block: Block, match: re.Match[str]) -> bool:
    """A headline in capitals: the whole of a short block, or words before a colon."""
    rest = facts.document.text[match.end() : block.end].lstrip()
    whole = match.start() <= block.start + 3 and rest.strip(" .") == ""
    return rest.startswith(":") or (whole and len(match[0].split()) <= 4)


_LOUD = frozenset(
    {"URGENT", "WARNING", "FINAL", "IMPORTANT", "ATTENTION", "OVERDUE", "ACTION", "NOTICE", "NOW", "FREE"}
)
_ALARM = "🚨⚠❗‼🔴⛔⏰"


def subject_shouts(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A subject line in capitals, with alarm words or stacked exclamation marks."""
    for start, end in facts.parts.subjects:
        text = facts.document.text[start:end]
        words = re.findall(r"[A-Za-z]+", text)
        capital = [word for word in words if word.isupper() and len(word) >= 4]
        mixed = any(word.islower() for word in words)
        loud = any(word in _LOUD for word in capital) and (mixed or len(capital) >= 2)
        if loud or (len(capital) >= 2 and _adjacent(text)) or text.count("!") >= 2 or any(c in text for c in _ALARM):
            yield Found(start, end)


def _adjacent(text: str) -> bool:
    return compiled(r"\b[A-Z]{4,} (?:[A-Z]+ )*[A-Z]{4,}\b").search(text) is not None


_FIRST_PATH = (
    r"(?i)(?:^|[/_.-])(?:first|initial|friendly|early|upcoming|pre-?due|1st|reminder[-_ ]?0?1|overdue[-_ ]?0?1|"
    r"dunning[-_ ]?0?1|level[-_ ]?0?1|stage[-_ ]?0?1)(?:[/_.-]|$)"
)
_EARLY_PATH = _FIRST_PATH.replace("1st|", "1st|2nd|second|").replace("0?1", "0?[12]")
_FIRST_TEXT = (
    r"\b(?:first|friendly|gentle|quick|little) (?:payment )?(?:reminder|notice)\b|\bjust a reminder\b|"
    r"\bslipped your mind\b|\b(?:[1-9]|1[0-4]) days? (?:late|overdue|past due)\b"
)
_MONEY_TALK = r"\b(?:pay|paid|payment|payments|invoices?|bills?|balance|amount|owed?|due|overdue|charge|charged)\b"


def threat_in_first_reminder(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """The first letter about a late payment speaks of what will be done to the reader."""
    text = facts.scan.folded
    path = facts.document.source.path.replace("\\", "/")
    said = _said_stage(facts)
    first = said == "first" or compiled(_FIRST_PATH).search(path) or compiled(_FIRST_TEXT).search(text)
    if not first or said in ("middle", "final") or not compiled(_MONEY_TALK).search(text):
        return
    yield from (Found(*threat) for threat in facts.parts.threats[:1])


def _said_stage(facts: Facts) -> str:
    """The stage of a reminder, when it is the user who says so."""
    return facts.document.stage if facts.document.told.get("stage") == SAID else ""


_FINAL = r"\b(?:final|last) (?:\w+ )?(?:notice|demand|warning|reminder)\b"


def final_notice_too_soon(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """Speaks of a final notice in the first or second of a row of letters."""
    path = facts.document.source.path.replace("\\", "/")
    early = compiled(_EARLY_PATH).search(path)
    text = facts.scan.folded
    count = compiled(r"\b(?:reminder|notice|letter) (\d)(?: of |/)(\d)\b").search(text)
    evidence = ""
    said = _said_stage(facts)
    if said == "final":
        return
    if said:
        evidence = f"you call it the {said} stage"
    elif early is not None:
        evidence = f"its file is named '{path.rsplit('/', 1)[-1]}'"
    elif count is not None and count[1] < count[2]:
        evidence = f"it is '{count[0]}'"
    if not evidence:
        return
    for match in compiled(_FINAL).finditer(text):
        if not compiled(r"\b(?:before|not|until|prior to)\b[^.]{0,25}$").search(
            text, max(0, match.start() - 40), match.start()
        ):
            yield Found(*match.span(), {"evidence": evidence})
            return


_REPAIR = (
    r"\b(?:refund|credit|replac|fix|restor|resen[dt]|waiv|remov|voucher|discount|coupon|compensat|correct|resolv|"
    r"repair|reinstat|revers|reduc|extend|rebook|reschedul)\w*|\b(?:we|i)(?:'ll| will|'ve| have| are| am|"
    r"'re) (?:now )?(?:\w+ly )?(?!un|not|sorry|experienc|current|no\b|value|been)\w{3,}|\byou (?:can|may|will|could)\b|"
    r"\bplease\b|\bback (?:up|online|in)\b|\b(?:by|on|within|in) (?:\x14|\x17|\d)|\btry again\b|\binstead\b"
)


def apology_without_remedy(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """An apology in a message that repairs nothing."""
    apologies = facts.parts.apologies
    if not apologies or facts.parts.words < 5 or compiled(_REPAIR).search(facts.scan.folded):
        return
    whole = facts.parts.whole
    if whole is not None and not (whole.links or whole.dates or whole.says(_REPAIR)):
        start = apologies[0][0]
        yield Found(start, facts.scan.sentence_at(start)[1])


_WAY_ON = (
    r"\?|\b(?:you (?:can|may|could|might|are welcome|will|need)|please|instead|alternativ\w+|appeal|reply|contact|try|"
    r"visit|click|update|check|call us|let us know|we(?:'ll| will| can| could| have| suggest| recommend)|apply again|"
    r"re-?apply|if you|once you|you (?:asked|requested|chose|cancell?ed|wanted)|as requested|your (?:own )?request|"
    r"to (?:fix|resolve|change|continue|keep)|use|send|ask|no action|refunded)\b"
)


def refusal_without_next_step(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A "no" after which the message offers nothing."""
    document, text = facts.document, facts.scan.folded
    for refusal in facts.parts.refusals:
        block = document.block_at(refusal[0])
        if block.role in (Role.SUBJECT, Role.PREHEADER, Role.HEADING, Role.CELL):
            continue
        start, end = facts.scan.sentence_at(refusal[0])
        last = _end_of_branch(facts, block)
        if compiled(_WAY_ON).search(text, start, last) or any(a >= start for a, _ in facts.parts.contacts):
            return
        after = [slot for at, slot in slots_in(document, end, last) if slot.kind in ("link", "contact")]
        if not after and not any(link.start >= start for link in document.links):
            whole = facts.parts.whole
            if whole is not None and not any(_offers(other) for other in whole.facts[1:]):
                yield Found(*refusal)
            return


def _offers(facts: Facts) -> bool:
    """Whether a layout or a footer shows a way on."""
    return bool(facts.parts.contacts or facts.document.links) or compiled(_WAY_ON).search(facts.scan.folded) is not None


def _end_of_branch(facts: Facts, block: Block) -> int:
    """To where the text goes on for the reader of this block: other branches of its condition are not for them."""
    last = block.end
    for below in facts.document.blocks[block.index + 1 :]:
        if below.alternative_of < 0 and not any(
            f"not {condition}" in below.conditions for condition in block.conditions
        ):
            last = below.end
    return last


_VOWELS = r"[aeiouy]+"


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    if not word.isalpha():
        return 2
    count = len(re.findall(_VOWELS, word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(1, count)


_GRADED = 400
"""How many sentences are graded: the rest of a long text would hardly change its grade, and would take its time."""


def reading_grade(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """The school grade (Flesch-Kincaid) of the prose, when it is above `grade`."""
    least, limit = int(options.get("words", 100)), int(options.get("grade", 14))
    words = syllables = 0
    sentences: list[tuple[int, int, int]] = []
    text, words_of = facts.scan.folded, compiled(r"[a-z][a-z'-]*|[\ufffc\x10-\x17]+").findall
    for start, end in _prose(facts):
        found = words_of(text, start, end)
        if len(found) < 5:
            continue
        sentences.append((len(found), start, end))
        words += len(found)
        syllables += sum(map(_syllables, found))
        if len(sentences) >= _GRADED and words >= least:
            break
    if words < least:
        return
    grade = 0.39 * words / len(sentences) + 11.8 * syllables / words - 15.59
    if grade > limit:
        _, start, end = max(sentences)
        legal = bool(facts.document.kinds & _LEGAL)
        values = {"grade": str(round(grade)), "limit": str(limit)}
        yield Found(start, end, values, confidence="low" if legal else "")


def _prose(facts: Facts) -> Iterator[tuple[int, int]]:
    """The sentences of paragraphs and list items, split block by block as they are asked for."""
    for block in facts.document.blocks:
        if block.role in (Role.PARAGRAPH, Role.ITEM) and block.alternative_of < 0:
            yield from facts.scan.sentences(block)


def long_sentence(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A sentence of more than `words` words."""
    limit = int(options.get("words", 40))
    for block in facts.document.blocks:
        if block.role not in (Role.PARAGRAPH, Role.ITEM) or block.alternative_of >= 0:
            continue
        if block.end - block.start < 4 * limit:
            continue
        for start, end in facts.scan.sentences(block):
            count = len(facts.scan.folded[start:end].split())
            if count > limit:
                yield Found(start, end, {"words": str(count)})


_STACKED = r"(?<![!\w])[\w'\ufffc\x12-\x17-]+[)\"']?(?:!{2,}|\?!+|!\?+)(?![!?}=>%$\w])"


def stacked_punctuation(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """More than one mark at the end of a sentence; once a block."""
    text = facts.scan.folded
    if "!!" not in text and "?!" not in text and "!?" not in text:
        return
    last = -1
    for match in compiled(_STACKED).finditer(text):
        block = facts.document.block_at(match.start())
        if block.role != Role.CODE and block.index != last:
            last = block.index
            yield Found(*match.span())
