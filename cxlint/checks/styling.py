"""How a message looks to its reader: red ink and huge letters on a debt."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from cxlint.annotate import readership
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

_RED = (
    r"(?i)<(?P<tag>p|div|span|h[1-6]|td|th|strong|b|em|font|li|marquee|blink)\b(?=[^<>]*(?:"
    r"[\"';\s]color\s*[:=]\s*[\"']?\s*(?:red|crimson|firebrick|darkred|\#(?:[c-f][0-3]0{1}[0-3]?\b|"
    r"[c-f][\da-f][0-3][\da-f][0-3][\da-f]\b|"
    r"[c-f][0-3][0-3]\b)|rgb\(\s*2\d\d\s*,\s*[0-6]?\d\s*,\s*[0-6]?\d\s*\))|"
    r"class\s*=\s*[\"'][^\"'<>]*\b(?:text-danger|alert-danger|text-red(?:-\d+)?|bg-danger|is-danger|text-error)\b)"
    r")[^<>]{0,2000}>|<(?P<flash>marquee|blink)\b[^<>]*>"
)
_DEMAND = (
    r"\b(?:over ?due|past due|unpaid|outstanding|amount due|balance due|owed?|pay (?:now|immediately)|arrears|"
    r"in default|"
    r"(?:will|may) be (?:\w+ )?(?:suspended|terminated|cancell?ed|closed|disconnected|deleted|disabled)|"
    r"final (?:notice|reminder|"
    r"demand)|late fees?|collections?|legal action|payment (?:failed|declined|required))\b"
)


def alarm_styling(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A demand, a debt or a consequence in red or flashing type."""
    document = facts.document
    if document.source.suffix not in _MARKUP and "<" not in document.source.text[:2000]:
        return
    ranges = _alarming(document.source.text)
    if not ranges or not readership.customers(facts):
        return
    starts = [start for start, _ in ranges]
    for match in compiled(_DEMAND).finditer(facts.scan.folded):
        at, _ = document.to_source(*match.span())
        i = bisect_right(starts, at) - 1
        if i >= 0 and at < ranges[i][1]:
            yield Found(*match.span())
            return


_MARKUP = frozenset({".html", ".htm", ".mjml"})
_LONGEST = 3000
"""A styled element that is longer than this is a layout, and its colour a border or a brand."""


def _alarming(source: str) -> list[tuple[int, int]]:
    """The source ranges of elements in red or flashing type, in order."""
    found = []
    small = source.lower()
    for match in compiled(_RED).finditer(source):
        tag = match["tag"] or match["flash"]
        end = small.find(f"</{tag.lower()}", match.end(), match.end() + _LONGEST)
        if end > 0:
            found.append((match.end(), end))
    return found


_SHOUTED = (
    r"(?<![\w\"'“‘/{<\[.-])(?:[A-Z]{2,}[ ,]+){0,3}(?:NOT|MUST|NEVER|ONLY|NOW|IMPORTANT|WARNING|ATTENTION|URGENT|"
    r"IMMEDIATELY|FINAL|LAST|FREE|ALWAYS|CANNOT|REQUIRED|MANDATORY|PLEASE|BEFORE|TODAY|ANY|ALL|STRICTLY|VERY)"
    r"(?:[ ,]+[A-Z]{2,}){0,3}(?![\w\"'”’/}>\]_-])"
)
_RUN = r"\b[A-Z]{2,}(?:[ ,:]+(?:[A-Z]{2,}|\ufffc)){3,}"
"""A whole passage in capitals is found by another rule."""
_AN_ANSWER = (
    r"(?i)\b(?:reply|text|type|enter|press|click|tap|select|choose|send|say|word|called|named|button)\b[^.!?]{0,12}$"
)


def shouted_word(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A word of warning or of stress in capitals, in a sentence that is not; once a paragraph."""
    document = facts.document
    if compiled(_SHOUTED).search(document.text) is None or not readership.customers(facts):
        return
    text = document.text
    for block in document.blocks:
        if block.role not in _PROSE or block.alternative_of >= 0:
            continue
        for match in compiled(_SHOUTED).finditer(text, block.start, block.end):
            start, end = facts.scan.sentence_at(match.start())
            around = (
                text[max(start, match.start() - _AROUND) : match.start()] + text[match.end() : end + _AROUND][:_AROUND]
            )
            answer = compiled(_AN_ANSWER).search(text, max(start, match.start() - _AROUND), match.start())
            run = compiled(_RUN).search(text, max(start, match.start() - _AROUND), end)
            passage = run is not None and run.start() <= match.start() < run.end()
            if answer is None and not passage and len(compiled(r"\b[a-z]{2,}").findall(around)) >= _PLAIN:
                yield Found(*match.span())
                break


_PROSE = frozenset({Role.PARAGRAPH, Role.ITEM})
_AROUND = 80
_PLAIN = 2
"""How many words in small letters stand around a word that is stressed, and not a headline or a form."""
