"""What the words of a whole text add up to: don'ts, orders, talk about ourselves, nobody addressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import readership
from cxlint.annotate.voice import WORDS, YOU, count, prose, you_and_we
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

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


def negative_density(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A text of don'ts, or of orders: `share` negative words or `orders` commands in 100, from `words` words on."""
    ranges = prose(facts)
    words = count(facts, WORDS, ranges)
    if words < int(options["words"]) or not facts.english or readership.for_staff(facts):
        return
    text = facts.scan.folded
    counts = (
        ("negative words", _NEGATIVE, _KIND_NO, float(options["share"])),
        ("commands", _ORDERS, r"\b(?:no|not) (?:\w+ )?required\b|\brequired by law\b", float(options["orders"])),
    )
    for what, pattern, harmless, limit in counts:
        hits = [match for start, end in ranges for match in compiled(pattern).finditer(text, start, end)]
        density = 100 * (len(hits) - count(facts, harmless, ranges)) / words
        if density >= limit:
            examples = ", ".join(dict.fromkeys(match[0] for match in hits))
            at = facts.scan.sentence_at(hits[0].start())
            yield Found(*at, {"density": f"{density:.0f}", "what": what, "examples": examples[:60]})
            return


def company_centred(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """More "we" than "you" in a letter: `share` per cent of `least` pronouns or more."""
    if not readership.customers(facts) or facts.document.fragment:
        return
    you, we = you_and_we(facts)
    if we + you >= int(options["least"]) and 100 * we > int(options["share"]) * (we + you):
        yield Found(*facts.parts.place, {"we": str(we), "you": str(you)})


def never_says_you(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A letter of `words` words of running text that speaks to nobody."""
    least = int(options["words"])
    if not readership.whole(facts, least):
        return
    ranges = prose(facts)
    words = count(facts, WORDS, ranges)
    everywhere = [(0, len(facts.document.text))]
    if words >= least and not count(facts, YOU, everywhere) and not count(facts, r"\bu\b|\bthee\b", everywhere):
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
    ranges = prose(facts)
    words, pairs = count(facts, WORDS, ranges), count(facts, _LONG_FORMS, ranges)
    if words >= int(options["words"]) and pairs >= int(options["pairs"]) and not count(facts, _SHORT_FORMS, ranges):
        text = facts.scan.folded
        first = next(m for start, end in ranges for m in [compiled(_LONG_FORMS).search(text, start, end)] if m)
        yield Found(*first.span(), {"words": str(words), "pairs": str(pairs)})
