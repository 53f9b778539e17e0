"""What a template adds to the total and does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import routes
from cxlint.annotate.lines import path_words
from cxlint.annotate.totals import asks_for, find, rows, variables
from cxlint.model.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.totals import Total
    from cxlint.model.document import Slot

_CONTROL = frozenset(
    "if elif elsif elseif else unless set assign var for foreach each endif endfor case when with end".split()
)
_NET = frozenset("base sub subtotal net price rent amount items goods principal premium".split())


def branch_hides_fee(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """A sum holds a variable whose own line is missing, or stands under a condition that the sum does not share."""
    totals = find(facts)
    if not totals:
        return
    for total in totals:
        for part in total.parts:
            shown = _shown(facts, total, part, totals)
            if shown:
                words = " ".join(path_words(part.rpartition(".")[2]))
                yield Found(total.position, total.position + 1, {"fee": words, "shown": shown})
                break


def _shown(facts: Facts, total: Total, part: str, totals: list[Total]) -> str:
    """How the line of a part falls short; empty when it does not."""
    lines = list(rows(facts, part, totals))
    if not lines:
        hidden = not total.named and _itemised(facts, total, part, totals) and not _may_be_elsewhere(facts, part)
        return "no line shows it" if hidden else ""
    have = set(total.slot.conditions)
    extra = [tuple(condition for condition in slot.conditions if condition not in have) for slot in lines]
    # two lines under two conditions may well cover all cases
    if not all(extra) or len(set(extra)) > 1 or any(slot.loops != total.slot.loops for slot in lines):
        return ""
    asking = [condition for condition in extra[0] if not asks_for(condition, part)]
    return f"its line is shown only when `{asking[0]}`" if asking else ""


def _itemised(facts: Facts, total: Total, part: str, totals: list[Total]) -> bool:
    """Whether the other parts have lines of their own, so that a reader would add them up."""
    if set(path_words(part)) & _NET:
        return False
    others = [other for other in total.parts if other != part]
    return bool(others) and all(any(rows(facts, other, totals)) for other in others)


def _may_be_elsewhere(facts: Facts, part: str) -> bool:
    """Whether a loop, an include or a macro may print the part."""
    template = facts.document.template
    if template is None or routes.unseen(facts):
        return True
    if any(_in_loop(slot) for slot in facts.document.slot_positions.values()):
        return True
    return any(tag.keyword not in _CONTROL and part in variables(tag.argument) for tag in template.tags)


def _in_loop(slot: Slot) -> bool:
    return bool(slot.loops) and slot.kind in ("money", "")
