"""What a document promises, and what it says that takes such a promise back: the facts of rules/facts/promises.yaml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.scope import group, limits
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts
    from cxlint.matching.scan import Hit

_PLAN = re.compile(r"(?:the |our |a )?(?:([a-z][\w-]+) )?(?:plan|account|tier)\b")
_FREE = frozenset({"free", "no-cost", "no-fee", "zero-cost", "cost", "fee"})
_WORDS_BEFORE = 24
_AROUND = 200
"""Characters of a sentence on either side that may limit a promise."""


class Promise(NamedTuple):
    """A promise, or a limit that contradicts one: `topic` joins the two, `kept` is False for a limit.

    `plan` is the plan that a promise is about ("starter"), where it names one. `scope` holds the words that limit it
    (plans, places, kinds of goods), `things` what it is about ("membership"). `conditional`: it holds in some cases
    only, or is a question. `group` is the section it stands in.
    """

    start: int
    end: int
    topic: str
    kept: bool
    plan: str = ""
    scope: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    conditional: bool = False
    group: int = -1


_THINGS = (
    r"\b(membership|subscription|ticket|deposit|booking|reservation|registration|order|purchase|fee|payment|plan|pass|"
    r"voucher|dues|rent|tuition|enrolment|enrollment)s?\b"
)
_SOME = (
    r"\b(?:over|above|under|below|except\w*|unless|before|during|up to|selected|eligible|in-store|first|only|until|"
    r"where|if(?! you(?:'ve| have)? (?:paid?|cancel\w*|leave|move|terminate)\b)|in case|in the event|when|should|"
    r"may be|some|certain|required by (?:law|applicable)|applicable law|otherwise|discretion|or by law)\b"
)
_PLAN_NAME = r"\b([a-z][\w-]+) (?:plan|tier|package)s?\b"
_NO_PLAN = frozenset(
    "the a an our your this that any each every all paid same new current of or and which payment chosen "
    "selected".split()
)


def find(facts: Facts) -> list[Promise]:
    """Promises and their limits, in order."""
    found = []
    for i, name in enumerate(facts.ruleset.facts):
        kind, _, topic = name.partition(" ")
        if kind in ("promise", "limit"):
            hits = facts.scan.facts.get(-1 - i, ())
            found += [_promise(facts, hit, topic, kept=kind == "promise") for hit in hits]
    return sorted(found, key=lambda promise: promise[:4])


def _promise(facts: Facts, hit: Hit, topic: str, *, kept: bool) -> Promise:
    folded, block = facts.scan.folded, facts.document.block_at(hit.start)
    low, high = max(hit.sentence_start, hit.start - _AROUND), min(hit.sentence_end, hit.end + _AROUND)
    plans = {name for name in compiled(_PLAN_NAME).findall(folded, low, high) if name not in _NO_PLAN}
    return Promise(
        hit.start,
        hit.end,
        topic,
        kept,
        _plan(folded, hit.start, hit.end) if topic == "free-plan" else "",
        limits(facts, block, low, high) | plans,
        frozenset(compiled(_THINGS).findall(folded, low, high)),
        folded[high - 1 : high] == "?" or compiled(_SOME).search(folded, low, high) is not None,
        group(facts, block),
    )


def _plan(folded: str, start: int, end: int) -> str:
    """The name of the plan that is called free: "the Starter plan is free", "the no-cost Starter account"."""
    words = [match[1] for match in _PLAN.finditer(folded, max(0, start - _WORDS_BEFORE), end) if match[1]]
    named = [word for word in words if word not in _FREE]
    return named[-1] if named else "free" if words else ""
