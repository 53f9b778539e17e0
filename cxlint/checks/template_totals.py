"""What a template adds to the total and does not show."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from cxlint.annotate import routes
from cxlint.annotate.lines import path_words
from cxlint.annotate.totals import Lines, asks_for, find, variables
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.totals import Total

_CONTROL = frozenset(
    "if elif elsif elseif else unless set assign var for foreach each endif endfor case when with end".split()
)
_NET = frozenset("base sub subtotal net price rent amount items goods principal premium".split())


def branch_hides_fee(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """DOC016: a sum holds a variable whose line is missing, or stands under a condition that the sum does not share."""
    totals = find(facts)
    if not totals:
        return
    bill = _Bill(facts, totals)
    for total in totals:
        for part in total.parts:
            shown = bill.shown(total, part)
            if shown:
                words = " ".join(path_words(part.rpartition(".")[2]))
                yield Found(total.position, total.position + 1, {"fee": words, "shown": shown})
                break


_FEES = frozenset(
    "fee fees surcharge surcharges handling tip gratuity penalty penalties booking service processing convenience "
    "admin late dunning reminder".split()
)
_VAGUE = (
    r"(?:^|[\n\u2028|.;\ufffc\x12-\x17])\W*(?:misc\w*|other(?: charges| costs)?|adjustments?|sundr\w+|extras?)\W{0,4}$"
)


def fee_folded(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL009: a fee is added to a sum and never shown by itself, or shown as "Misc".

    Where all the rest of the sum is itemised, DOC016 says it.
    """
    if facts.document.template is None:
        return
    totals = find(facts)
    bill = _Bill(facts, totals)
    for total in totals:
        for part in () if total.named else total.parts:
            if _is_fee(part) and not bill.shown(total, part) and bill.unlisted(part) and not _named(facts, total, part):
                yield Found(total.position, total.position + 1, {"fee": _called(part)})
                break
    text = facts.scan.folded
    for position, slot in sorted(facts.document.slot_positions.items()):
        start, _ = facts.document.paragraph(facts.document.block_at(position))
        if _is_fee(slot.path) and compiled(_VAGUE).search(text[max(start, position - 40) : position]):
            yield Found(position, position + 1, {"fee": _called(slot.path)})


def _called(part: str) -> str:
    return " ".join(path_words(part.rpartition(".")[2]))


def _is_fee(part: str) -> bool:
    words = path_words(part.rpartition(".")[2])
    return bool(words) and bool(_FEES & set(words)) and not {"url", "name", "id", "date", "label"} & set(words)


def _named(facts: Facts, total: Total, part: str) -> bool:
    """Whether the words around a sum name the fee that is in it."""
    block = facts.document.block_at(total.position)
    start, end = facts.document.paragraph(block)
    near = facts.scan.folded[max(start, total.position - 200) : min(end, total.position + 200)]
    telling = [word for word in path_words(part.rpartition(".")[2]) if word not in ("fee", "fees", "total", "amount")]
    return bool(telling) and all(word in near for word in telling)


class _Bill:
    """The sums of a template and the lines that show what is in them."""

    def __init__(self, facts: Facts, totals: list[Total]) -> None:
        self._facts = facts
        self._lines = Lines(facts, totals)

    def shown(self, total: Total, part: str) -> str:
        """How the line of a part falls short; empty when it does not."""
        lines = self._lines.of(part)
        if not lines:
            hidden = not total.named and self._itemised(total, part) and not self._may_be_elsewhere(part)
            return "no line shows it" if hidden else ""
        have = set(total.slot.conditions)
        extra = {tuple(condition for condition in line.conditions if condition not in have) for line in lines}
        # two lines under two conditions may well cover all cases
        if len(extra) > 1 or any(line.loops != total.slot.loops for line in lines):
            return ""
        asking = [condition for condition in extra.pop() if not asks_for(condition, part)]
        return f"its line is shown only when `{asking[0]}`" if asking else ""

    def unlisted(self, part: str) -> bool:
        """Whether no line shows a part, here or in what is put in from elsewhere."""
        return not self._lines.of(part) and not self._may_be_elsewhere(part)

    def _itemised(self, total: Total, part: str) -> bool:
        """Whether the other parts have lines of their own, so that a reader would add them up."""
        if set(path_words(part)) & _NET:
            return False
        others = [other for other in total.parts if other != part]
        return bool(others) and all(self._lines.of(other) for other in others)

    def _may_be_elsewhere(self, part: str) -> bool:
        """Whether a loop, an include or a macro may print the part."""
        return self._unseen or part in self._passed

    @cached_property
    def _unseen(self) -> bool:
        slots = self._facts.document.slot_positions.values()
        return routes.unseen(self._facts) or any(slot.loops and slot.kind in ("money", "") for slot in slots)

    @cached_property
    def _passed(self) -> frozenset[str]:
        """What is handed on to a macro or another file."""
        template = self._facts.document.template
        tags = template.tags if template else ()
        return frozenset(name for tag in tags if tag.keyword not in _CONTROL for name in variables(tag.argument))
