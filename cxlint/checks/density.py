"""What the words of a whole text add up to: don'ts, orders, talk about ourselves, nobody addressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import readership
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

_PROSE = frozenset({Role.PARAGRAPH, Role.ITEM, Role.SALUTATION, Role.CLOSING})
_WORDS = r"[^\W_][\w'-]*|[\ufffc\x10-\x17]+"
_NEGATIVE = (
    r"\b(?:not|no|never|cannot|unable|nothing|none|neither|nor|fail\w*|refus\w+|reject\w+|declin\w+|den(?:y|ied|ies)|"
    r"invalid|"
    r"prohibited|forbidden|unless|except|void|forfeit\w*|without)\b|n't\b"
)
_KIND_NO = (
    r"\b(?:do not|don't|no) (?:worry|need|have to|hesitate|action|charge|fees?|cost|hidden|problem|further|longer)\b|"
    r"\bif you did(?: not|n't)\b|"
    r"\bnot? (?:only|just|yet)\b|\bno\.|\bwithout (?:charge|extra|any extra|a fee)\b|\bfree of\b"
)
_ORDERS = r"\b(?:must|required?|requires|shall|obliged|obligated|mandatory|compulsory)\b"


def _prose(facts: Facts) -> list[tuple[int, int]]:
    """The ranges of running text that the reader sees, other readings left out."""
    return [(b.start, b.end) for b in facts.document.blocks if b.role in _PROSE and b.alternative_of < 0]


def _count(facts: Facts, pattern: str, ranges: list[tuple[int, int]]) -> int:
    text = facts.scan.folded
    return sum(len(compiled(pattern).findall(text, start, end)) for start, end in ranges)


def negative_density(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A text of don'ts, or of orders: `share` negative words or `orders` commands in 100, from `words` words on."""
    ranges = _prose(facts)
    words = _count(facts, _WORDS, ranges)
    if words < int(options["words"]) or not facts.english or readership.for_staff(facts):
        return
    text = facts.scan.folded
    counts = (
        ("negative words", _NEGATIVE, _KIND_NO, float(options["share"])),
        ("commands", _ORDERS, r"\b(?:no|not) (?:\w+ )?required\b|\brequired by law\b", float(options["orders"])),
    )
    for what, pattern, harmless, limit in counts:
        hits = [match for start, end in ranges for match in compiled(pattern).finditer(text, start, end)]
        density = 100 * (len(hits) - _count(facts, harmless, ranges)) / words
        if density >= limit:
            examples = ", ".join(dict.fromkeys(match[0] for match in hits))
            at = facts.scan.sentence_at(hits[0].start())
            yield Found(*at, {"density": f"{density:.0f}", "what": what, "examples": examples[:60]})
            return


_WE = r"\b(?:we|us|our|ours|ourselves|we're|we've|we'll|we'd)\b|\x10+"
_YOU = r"\b(?:you|your|yours|yourself|yourselves|you're|you've|you'll|you'd)\b"
_SOFT_WE = (
    r"\bwe (?:have not|haven't|did not|didn't|could not|couldn't) (?:yet )?(?:receiv|hear|charg|process|find|"
    r"f[oi]u?nd)\w*|"
    r"\b(?:contact|e-?mail|call|tell|reach|ask|write to|let) us\b|\b(?:sorry|apologi[sz]e)\b|\bget in touch with us\b"
)


def company_centred(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """More "we" than "you" in a letter: `share` per cent of `least` pronouns or more."""
    if not readership.customers(facts) or facts.document.fragment:
        return
    text, we, you = facts.scan.folded, 0, 0
    for block in _prose(facts):
        for start, end in facts.scan.sentences(facts.document.block_at(block[0])):
            if not compiled(_SOFT_WE).search(text, start, end):
                we += len(compiled(_WE).findall(text, start, end))
            you += len(compiled(_YOU).findall(text, start, end))
    if we + you >= int(options["least"]) and 100 * we > int(options["share"]) * (we + you):
        yield Found(*facts.parts.place, {"we": str(we), "you": str(you)})


def never_says_you(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A letter of `words` words of running text that speaks to nobody."""
    least = int(options["words"])
    if not readership.whole(facts, least):
        return
    ranges = _prose(facts)
    words = _count(facts, _WORDS, ranges)
    everywhere = [(0, len(facts.document.text))]
    if words >= least and not _count(facts, _YOU, everywhere) and not _count(facts, r"\bu\b|\bthee\b", everywhere):
        yield Found(*facts.parts.place, {"words": str(words)})


_LONG_FORMS = (
    r"\b(?:(?:do|does|did|is|are|was|were|have|has|will|would|could|should) not|cannot|can not|(?:we|you|they) (?:are|"
    r"have|will)|"
    r"i (?:am|have|will)|it is|that is|here is|there is|let us)\b(?! to\b)"
)
_SHORT_FORMS = r"\b\w+(?:n't|'re|'ve|'ll|'d|'m)\b|\b(?:it|that|here|there|let|what|who)'s\b"


def no_contractions(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A friendly letter without one contraction: from `words` words and `pairs` chances on."""
    if not readership.whole(facts, int(options["words"])):
        return
    ranges = _prose(facts)
    words, pairs = _count(facts, _WORDS, ranges), _count(facts, _LONG_FORMS, ranges)
    if words >= int(options["words"]) and pairs >= int(options["pairs"]) and not _count(facts, _SHORT_FORMS, ranges):
        text = facts.scan.folded
        first = next(m for start, end in ranges for m in [compiled(_LONG_FORMS).search(text, start, end)] if m)
        yield Found(*first.span(), {"words": str(words), "pairs": str(pairs)})
