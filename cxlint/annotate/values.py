"""The values a translation must keep: sums, shares, lengths of time and dates, in the order of the text."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts import periods
from cxlint.amounts.durations import DAYS
from cxlint.annotate.local_time import LANGUAGES, figure, values
from cxlint.model.document import Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

_MOST = 300
"""Values kept of one document; a longer row of them is a table of data."""

_SHORT = 60
"""Characters of a line that may only say when the text was last changed."""

_CODES = "|".join(LANGUAGES)
_FOLDER = re.compile(rf"(?:^|(?<=/))({_CODES})(?:[-_]([a-z]{{2}}))?/")
_NAME = re.compile(rf"(?<=[^/])[._-]({_CODES})(?:[-_]([a-z]{{2}}))?(?=\.[a-z0-9.]+$)")
_EVERYDAY = {
    "en": "the and of to you your is for with are", "es": "el la los de que y en para con su",
    "fr": "le la les de et vous des pour une est", "de": "der die das und sie ist zu den für mit",
    "it": "il la di che e per un con del della", "pt": "o a os de que e em para com não",
    "nl": "de het een en van is voor met op je",
}  # fmt: skip


class Value(NamedTuple):
    """A value as a text writes it.

    `kind` is money, percent, days or date; `number` its size (a length in days, a date as yyyymmdd), `currency` an
    ISO code or None.
    """

    start: int
    end: int
    kind: str
    number: float
    currency: str | None = None


class Version(NamedTuple):
    """Which language a path names ("" for none), for which country, and the path of the same text without that."""

    language: str
    country: str
    path: str


def version(path: str) -> Version:
    """The language version that a path names: `es/returns.md`, `returns.es.md`, `returns_pt-br.html`."""
    plain = path.replace("\\", "/").lower()
    for pattern in (_NAME, _FOLDER):
        match = pattern.search(plain)
        if match is not None:
            return Version(match[1], match[2] or "", plain[: match.start()] + plain[match.end() :])
    return Version("", "", plain)


def language(facts: Facts) -> str:
    """The language a document is in: as its path says, else by its most frequent small words."""
    named = version(facts.document.source.path).language
    if named:
        return named
    words = Counter(re.findall(r"[^\W\d_]+", facts.scan.folded[:1500]))
    counts = {code: sum(words[word] for word in known) for code, known in _everyday().items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > 0 else ""


@cache
def _everyday() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _EVERYDAY.items()}


def find(facts: Facts) -> list[Value]:
    """The values of a document that is, or may be, one of several language versions."""
    code = language(facts)
    if not code or facts.document.kind == "data":
        return []
    found: list[Value] = []
    for block in _blocks(facts, code):
        found += _in_block(facts, block, code)
        if len(found) > _MOST:
            break
    return found[:_MOST]


def _blocks(facts: Facts, code: str) -> Iterator[Block]:
    """The blocks that may hold a value; in English the literals of the first pass tell."""
    blocks = facts.document.blocks
    if code == "en":
        indexes = {block.index for block in (*facts.anchored("money"), *timed_blocks(facts))}
        chosen = [blocks[i] for i in sorted(indexes)]
    else:
        chosen = blocks
    return (block for block in chosen if block.role != Role.CODE and block.alternative_of < 0)


def timed_blocks(facts: Facts) -> Iterator[Block]:
    """The blocks of text that may hold a length of time or a date in English."""
    words = compiled(r"\d(?:th|st|nd|rd)?[ /.-]|(?:day|hour|week|month|year|minute)s?\b")
    for block in facts.document.blocks:
        if block.role not in (Role.CODE, Role.ATTRIBUTE) and words.search(facts.scan.folded, block.start, block.end):
            yield block


def _in_block(facts: Facts, block: Block, code: str) -> list[Value]:
    text = facts.document.text
    found = [
        Value(a.start, a.end, a.kind, _size(text[a.start : a.end], a.low, code), a.currency)
        for a in facts.amounts(block)
        if not a.slot
    ]
    taken = [(value.start, value.end) for value in found]
    if code == "en":
        others = [
            Value(d.start, d.end, "days", d.high * DAYS[d.unit])
            for d in periods.durations(text, block.start, block.end)
        ]
    else:
        others = [
            Value(v.start, v.end, v.kind, v.number) for v in values(facts.scan.folded, code, block.start, block.end)
        ]
    if block.end - block.start > _SHORT:
        others += _english_dates(text, block) if code == "en" else []
    else:
        others = [value for value in others if value.kind != "date"]
    # a whole document may be one block
    found, taken, others = found[:_MOST], taken[:_MOST], others[:_MOST]
    free = [value for value in others if not any(value.start < high and low < value.end for low, high in taken)]
    return sorted(found + free)


def _size(written: str, low: float, code: str) -> float:
    """The value of an amount, its separators read as the language writes them."""
    if code == "en" or not any(sign in written for sign in ".,"):
        return low
    number = figure(written, code)
    return low if number is None else number


def _english_dates(text: str, block: Block) -> list[Value]:
    return [
        Value(date.start, date.end, "date", date.year * 10000 + date.month * 100 + date.day)
        for date in periods.dates(text, block.start, block.end)
        if date.year and date.month and date.day
    ]
