"""The value that everything about money is made of."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxlint.amounts.currencies import Unit

MONEY = "money"
PERCENT = "percent"
TIMES_A_YEAR = {
    "per-day": 365, "per-week": 52, "per-fortnight": 26, "per-month": 12, "per-quarter": 4, "per-year": 1,
}  # fmt: skip
"""How often an amount falls due in a year, by `Amount.period`."""

SLOT = "\ufffc"
"""Stands in a text for a value that a template fills in."""
LINE = "\u2028"
"""A line break that the author kept."""


class Amount(NamedTuple):
    """A sum of money or a percentage at [start, end) of the text.

    `kind` is "money" or "percent". An exact amount and an upper bound have `low == high`; `high` is None
    where the amount is open upwards ("from $5", "at least $5", "$5 and up"). `currency` is an ISO code, None
    when the words leave it open (kr, pesos). `bound` is "" (exact), "up-to", "at-least", "from" or "range".
    `period` says for what it is due: "", "per-hour", "per-day", "per-night", "per-week", "per-fortnight",
    "per-month", "per-quarter", "per-year" or "per-item:" and a noun. `written` tells that it stands in words,
    with or without figures beside them; the value is that of the figures. `base` is what a percentage is a
    share of ("unpaid balance"). `slot` marks an amount that a template fills in: its `low` and `high` are not
    a number.

    The range covers number and currency, not the words for bound, period and base.
    """

    start: int
    end: int
    kind: str
    low: float
    high: float | None
    currency: str | None
    bound: str = ""
    period: str = ""
    written: bool = False
    base: str = ""
    slot: bool = False


def exact(start: int, end: int, value: float, unit: Unit, *, written: bool = False) -> Amount:
    """An exact amount; one that a template fills in when `value` is not a number."""
    value = round(value, 10)
    kind = PERCENT if unit.percent else MONEY
    return Amount(start, end, kind, value, value, unit.currency, written=written, slot=isnan(value))
