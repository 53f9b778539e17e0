"""The text that patterns run on: folded, with the parties' names and the slots of a template as marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.model.document import SLOT
from cxlint.rulebook.facts import COMPANY, CUSTOMER, SLOT_MARKS
from cxlint.text.normalize import fold
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.annotate.actors import Actors
    from cxlint.model.document import Document


WE = (
    rf"(?:{COMPANY}+|\b(?:we|the (?:company|provider|operator|organi[sz]er|supplier|seller|shop|hotel|landlord|bank|"
    r"club|school|gym))\b)"
)
"""Source of whoever wrote the text, in folded text: for expressions that patterns cannot say."""

YOU = (
    rf"(?:{CUSTOMER}+|\b(?:you|(?:the |an? |each |every )?(?:customer|client|member|tenant|subscriber|guest|user|buyer|"
    r"student|hirer)s?)\b)"
)
"""Source of the customer, in folded text."""

_UNREAD = "\x18"
"""Stands for each character of what people do not read: code and addresses of pages."""

_URL = r"(?:https?://|www\.)[^\s<>\"')\]\ufffc\x12-\x17]+"


def folded(document: Document, actors: Actors) -> str:
    """As long as `document.text`: see `cxlint.text.normalize.fold` and `cxlint.rulebook.facts`."""
    text = document.text
    for names, mark in ((actors.company, COMPANY), (actors.customer, CUSTOMER)):
        for name in names:
            for form in {name, name.upper()}:
                text = text.replace(form, mark * len(name))
    if document.slot_positions:
        marks = ((at, at + 1, SLOT_MARKS.get(slot.kind, SLOT)) for at, slot in sorted(document.slot_positions.items()))
        text = _overwritten(text, marks)
    if document.code:
        text = _overwritten(text, ((start, end, _UNREAD * (end - start)) for start, end in document.code))
    if "://" in text or "www." in text:
        text = compiled(_URL).sub(lambda match: _UNREAD * len(match[0]), text)
    return fold(text)


def _overwritten(text: str, marks: Iterable[tuple[int, int, str]]) -> str:
    """The text with ranges, in order, replaced by marks of the same length."""
    parts: list[str] = []
    done = 0
    for start, end, mark in marks:
        parts += (text[done:start], mark)
        done = end
    parts.append(text[done:])
    return "".join(parts)
