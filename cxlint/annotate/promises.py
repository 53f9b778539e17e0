"""What a document promises, and what it says that takes such a promise back: the facts of rules/facts/promises.yaml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts

_PLAN = re.compile(r"(?:the |our |a )?(?:([a-z][\w-]+) )?(?:plan|account|tier)\b")
_FREE = frozenset({"free", "no-cost", "no-fee", "zero-cost", "cost", "fee"})
_WORDS_BEFORE = 24


class Promise(NamedTuple):
    """A promise, or a limit that contradicts one: `topic` joins the two, `kept` is False for a limit.

    `plan` is the plan that a promise is about ("starter"), where it names one.
    """

    start: int
    end: int
    topic: str
    kept: bool
    plan: str = ""


def find(facts: Facts) -> list[Promise]:
    """Promises and their limits, in order."""
    found = []
    for i, name in enumerate(facts.ruleset.facts):
        kind, _, topic = name.partition(" ")
        if kind in ("promise", "limit"):
            for hit in facts.scan.facts.get(-1 - i, ()):
                plan = _plan(facts.scan.folded, hit.start, hit.end) if topic == "free-plan" else ""
                found.append(Promise(hit.start, hit.end, topic, kind == "promise", plan))
    return sorted(found)


def _plan(folded: str, start: int, end: int) -> str:
    """The name of the plan that is called free: "the Starter plan is free", "the no-cost Starter account"."""
    words = [match[1] for match in _PLAN.finditer(folded, max(0, start - _WORDS_BEFORE), end) if match[1]]
    named = [word for word in words if word not in _FREE]
    return named[-1] if named else "free" if words else ""
