"""What the keys of a data file say of their values: which names, which is the amount, which the condition."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

TITLE, AMOUNT, NOTE, WHEN, UNIT, CURRENCY, CHOICE, FREE = (
    "title", "amount", "note", "when", "unit", "currency", "choice", "free",
)  # fmt: skip
LOW, HIGH, TIER, RATE, OTHER = "low", "high", "tier", "rate", "other"

RATES = {"transaction rate": "transaction", "balance rate": "balance", "accrued rate": "accrued interest"}
"""Keys of the open-banking product layout whose values are fractions, and what each is a share of."""

TITLES = (
    "name", "title", "label", "fee name", "charge name", "display name", "fee", "charge", "service", "item", "event",
    "activity", "product", "penalty", "what", "type", "fee type", "description", "desc", "key", "code", "id", "slug",
)  # fmt: skip
"""Keys that name a record, the most telling first."""

_NOTES = frozenset(
    "note notes remark remarks comment comments description desc details detail info additionalinfo "
    "conditions condition terms waiver exceptions".split()
) | {"additional info", "additional information", "waived if", "waived when", "small print"}
_WHEN = frozenset(("when", "trigger", "event", "applies", "applies to", "applies when", "charged when", "reason"))
_UNITS = frozenset(
    ("per", "unit", "units", "period", "frequency", "interval", "every", "billing", "billing period", "recurrence",
     "accrual frequency", "accrual application frequency", "additional value", "cycle", "basis")
)  # fmt: skip
_TIERS = frozenset(
    "plan tier product category class zone region level package room size customer country location audience season "
    "group section".split()
)
_GENERIC = frozenset(
    "amount price value cost fee charge rate total rental surcharge penalty percent percentage pct monthly yearly "
    "annual annually daily weekly nightly hourly quarterly usd eur gbp cad aud nzd chf cents cent pence pennies minor "
    "units in per month year week day night hour person base flat fixed unit net gross money".split()
)
_VETOED = frozenset(
    "id ids days day count enabled type types code months hours minutes limit version url link name title description "
    "label note date key product account included users user seats projects retention image order sort index rank "
    "visible active quantity qty size number num weight age template field format status".split()
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Key(NamedTuple):
    """A key: what its value is, and its words. `generic`: the words say "amount" and no more."""

    kind: str
    words: str
    generic: bool = False
    vetoed: bool = False


@lru_cache(maxsize=4096)
def words_of(key: str) -> str:
    """The folded words of a key: "lateFeeCents" is "late fee cents"."""
    return " ".join(re.split(r"[^\w.%$£€]+|_", _CAMEL.sub(" ", key))).lower().strip()


@lru_cache(maxsize=4096)
def classify(key: str) -> Key:
    """What the value of a key is."""
    words = words_of(key)
    tokens = words.split()
    kind = _kind(words, tokens)
    generic = kind == AMOUNT and bool(tokens) and all(token in _GENERIC for token in tokens)
    last = next((token for token in reversed(tokens) if token not in _GENERIC), "")
    vetoed = _GENERIC.isdisjoint(tokens) and bool(last) and last in _VETOED
    return Key(kind, words, generic, vetoed or (bool(tokens) and tokens[-1] in _VETOED - {"day"}))


def _kind(words: str, tokens: list[str]) -> str:
    exact = (
        (RATES, RATE), (_NOTES, NOTE), (_WHEN, WHEN), (_UNITS, UNIT), (("currency", "ccy", "currency code"), CURRENCY),
        (("optional", "mandatory", "required", "compulsory"), CHOICE), (("free", "waived", "no charge"), FREE),
        (_TIERS, TIER),
    )  # fmt: skip
    for known, kind in exact:
        if words in known:
            return kind
    if tokens and tokens[0] in ("min", "minimum", "floor", "lowest", "from"):
        return LOW
    if tokens and (tokens[0] in ("max", "maximum", "cap", "ceiling") or tokens[-1] == "cap"):
        return HIGH
    if words in TITLES and words not in ("fee", "charge", "penalty"):
        return TITLE
    return AMOUNT
