"""The text that patterns run on: folded, with the parties' names and the slots of a template as marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.rulebook.facts import COMPANY, CUSTOMER, SLOT_MARKS
from cxlint.text.normalize import fold

if TYPE_CHECKING:
    from cxlint.annotate.actors import Actors
    from cxlint.model.document import Document


def folded(document: Document, actors: Actors) -> str:
    """As long as `document.text`: see `cxlint.text.normalize.fold` and `cxlint.rulebook.facts`."""
    text = document.text
    for name in actors.company:
        text = text.replace(name, COMPANY * len(name))
    for name in actors.customer:
        text = text.replace(name, CUSTOMER * len(name))
    if document.slot_positions:
        text = _mark_slots(document, text)
    return fold(text)


def _mark_slots(document: Document, text: str) -> str:
    parts: list[str] = []
    done = 0
    for position, slot in sorted(document.slot_positions.items()):
        mark = SLOT_MARKS.get(slot.kind)
        if mark is not None:
            parts += (text[done:position], mark)
            done = position + 1
    parts.append(text[done:])
    return "".join(parts)
