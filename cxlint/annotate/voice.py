"""Whom the running text of a document speaks of: how many of its words are "you" and "we"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.model.document import Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts

PROSE = frozenset({Role.PARAGRAPH, Role.ITEM, Role.SALUTATION, Role.CLOSING})
"""Block roles of running text."""

WORDS = r"[^\W_][\w'-]*|[\ufffc\x10-\x17]+"
WE = r"\b(?:we|us|our|ours|ourselves|we're|we've|we'll|we'd)\b|\x10+"
YOU = r"\b(?:you|your|yours|yourself|yourselves|you're|you've|you'll|you'd)\b"
SOFT_WE = (
    r"\bwe (?:have not|haven't|did not|didn't|could not|couldn't) (?:yet )?(?:receiv|hear|charg|process|find|"
    r"f[oi]u?nd)\w*|"
    r"\b(?:contact|e-?mail|call|tell|reach|ask|write to|let) us\b|\b(?:sorry|apologi[sz]e)\b|\bget in touch with us\b"
)
"""A "we" that serves the reader: where to ask, what did not arrive, an apology."""


def prose(facts: Facts) -> list[tuple[int, int]]:
    """The ranges of running text that the reader sees, other readings left out."""
    return [(b.start, b.end) for b in facts.document.blocks if b.role in PROSE and b.alternative_of < 0]


def count(facts: Facts, pattern: str, ranges: list[tuple[int, int]]) -> int:
    """How often a pattern matches in ranges of the folded text."""
    text = facts.scan.folded
    return sum(len(compiled(pattern).findall(text, start, end)) for start, end in ranges)


def you_and_we(facts: Facts) -> tuple[int, int]:
    """How often running text says "you", and how often "we" other than to serve the reader."""
    text, you, we = facts.scan.folded, 0, 0
    for block in prose(facts):
        for start, end in facts.scan.sentences(facts.document.block_at(block[0])):
            if not compiled(SOFT_WE).search(text, start, end):
                we += len(compiled(WE).findall(text, start, end))
            you += len(compiled(YOU).findall(text, start, end))
    return you, we
