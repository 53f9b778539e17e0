"""What one part of a message shows of money and dates: its other part must show the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.amount import MONEY
from cxlint.annotate import routes
from cxlint.annotate.lines import path_words
from cxlint.annotate.pairs import HTML, TEXT, part
from cxlint.model.document import Prominence, Role

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts

_DRESS = frozenset("formatted display html text plain str string value localized pretty raw with currency in".split())
_CLOCK = frozenset("now today year current_year timestamp".split())
_UNSEEN = frozenset({Role.CODE, Role.ATTRIBUTE, Role.VALUE, Role.SUBJECT, Role.PREHEADER})
_MOST = 60


class Printed(NamedTuple):
    """A sum or a date at [start, end): `key` are the words of its variable, or the sum; `kind` is money or date."""

    start: int
    end: int
    kind: str
    key: tuple[str, ...]
    label: str


def whole(facts: Facts) -> bool:
    """Whether the message is all there: nothing put in from other files."""
    return not routes.unseen(facts)


def find(facts: Facts) -> list[Printed]:
    """The sums and dates that one part of a message shows, each once, in order."""
    document = facts.document
    if part(document.source.path).kind not in (HTML, TEXT) or "message" not in document.kinds:
        return []
    found: dict[tuple[str, ...], Printed] = {}
    for position, slot in sorted(document.slot_positions.items()):
        block = document.block_at(position)
        words = tuple(word for word in path_words(slot.path) if word not in _DRESS)
        hidden = block.role in _UNSEEN or block.prominence in (Prominence.HIDDEN, Prominence.TITLE)
        if slot.kind in ("money", "date") and words and not hidden and words[-1] not in _CLOCK:
            found.setdefault(words, Printed(position, position + 1, slot.kind, words, slot.path))
    for block in facts.anchored("money"):
        if block.role in _UNSEEN or block.prominence in (Prominence.HIDDEN, Prominence.TITLE):
            continue
        for amount in facts.amounts(block):
            if not amount.slot and amount.kind == MONEY:
                key = (f"{amount.low:g}",)
                written = " ".join(document.text[amount.start : amount.end].split())
                found.setdefault(key, Printed(amount.start, amount.end, MONEY, key, written))
    return sorted(found.values())[:_MOST]
