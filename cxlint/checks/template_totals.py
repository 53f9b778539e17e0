"""What a template adds to the total and does not show."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from cxlint.annotate import routes
from cxlint.annotate.lines import path_words
from cxlint.annotate.totals import Lines, asks_for, find, variables
from cxlint.model.found import Found

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
