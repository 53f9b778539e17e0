"""Who reads a message, and whether the program can judge it: in English, by a customer, all in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.annotate.audience import STAFF

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts

_LEAST_WORDS = 6
"""Less than this is a heading or a scrap, not a message."""


def for_staff(facts: Facts) -> bool:
    """Whether a message goes to the company's own people."""
    return facts.document.audience == STAFF


def customers(facts: Facts) -> bool:
    """Whether a customer reads it, in English: a message, or a page that a program fills in."""
    document = facts.document
    filled = document.template is not None and bool(document.template.slots)
    return (
        ("message" in document.kinds or ("page" in document.kinds and filled))
        and facts.english
        and not for_staff(facts)
    )


def whole(facts: Facts, words: int = _LEAST_WORDS) -> bool:
    """Whether the file is all that its customer gets, of `words` or more: only then something can be missing."""
    parts = facts.parts
    return not parts.unseen and parts.words >= words and customers(facts)
