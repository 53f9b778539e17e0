"""From a line of a schedule, wherever it stands, to a Fee with its terms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.fees.fee import Fee, Terms
from cxlint.annotate.fees.terms import choice, waiver
from cxlint.annotate.fees.triggers import PENALTIES, trigger
from cxlint.annotate.fees.units import in_context, period_of, unit_of

if TYPE_CHECKING:
    from cxlint.amounts.amount import Amount
    from cxlint.annotate.fees.cells import Value
    from cxlint.annotate.fees.labels import Label
    from cxlint.annotate.fees.names import FeeNames

_EMPTY = frozenset(
    "fee fees charge charges price prices cost costs amount amounts rate rates pricing tariff per each every the a an "
    "of for and or in to your our my on at with by all any other others general misc miscellaneous additional various "
    "schedule list table new current usual regular total currency usd eur gbp cad aud nzd chf inr value applicable "
    "month monthly year yearly annual annually week weekly day daily night nightly hour hourly quarter quarterly from "
    "incl including vat gst add tax standard services service payment payments surcharge surcharges type "
    "description item items name optional mandatory charged only no yes how much what plan plans account accounts "
    "related options type types discount discounts tier tiers rates is are be will".split()
)

_PER_NOTE = re.compile(
    r"(?:charged |billed |due )?(?:per |each |every |monthly|yearly|annually|weekly|daily|nightly|hourly)"
)

_MISTAKEN = {("card", "replacement-lost"): "replacement", ("cancellation", "cash"): "cash"}


class Line(NamedTuple):
    """A line of a schedule before it is a fee: where its name stands, what it says, what its surroundings add.

    `tiers` are the texts of tier cells, which also go into `Fee.rest`; `around` are folded texts that limit the fee
    only in `Terms.tier`, such as column and group headings, `over` those that only tell when it is due. `phase`: "late"
    is a time to buy, like "early-bird", and no fee for being late.
    """

    start: int
    end: int
    text: str
    label: Label
    value: Value | None
    source: str
    tiers: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    notes: str = ""
    when: str = ""
    currency: str | None = None
    period: str = ""
    role: str = ""
    choice: str = ""
    cap: Amount | None = None
    floor: Amount | None = None
    dated: bool = False
    explained: bool = False
    printed: bool = False
    over: tuple[str, ...] = ()
    phase: bool = False


@cache
def _payee() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:paid|payable|charged|collected|due) (?:directly )?(?:to|by) (?:the |your )?(bank|carrier|issuer|"
        r"government|hotel|property|airline|seller|landlord|court|state|operator|third part\w+)\b"
    )


def fee_of(names: FeeNames, line: Line) -> Fee:
    """The fee of a line."""
    name, rest = _named(names, line)
    value = line.value
    period = _period(line)
    amounts = tuple(in_context(amount, line.currency, period) for amount in value.amounts) if value else ()
    return Fee(
        line.start,
        line.end,
        name,
        (*rest, *line.tiers),
        line.text,
        amounts,
        "row" if amounts else "",
        owed=True,
        trigger=line.explained,
        pointed=line.printed or bool(value and value.open),
        source="template" if line.printed else line.source,
        terms=_terms(line, amounts),
    )


def _named(names: FeeNames, line: Line) -> tuple[str, tuple[str, ...]]:
    """The canonical name of a line and the words it leaves over.

    A label is shorter than a phrase of prose, so that one of its words may mislead: "Replace debit card" is no fee for
    paying by card, "Withdrawal" of cash no cancellation.
    """
    name, rest = names.from_label(line.label.name)
    if line.phase:
        return "", tuple(tier_words(line.label.name))
    return _MISTAKEN.get((name, trigger(line.label.name)), name), rest


def _terms(line: Line, amounts: tuple[Amount, ...]) -> Terms:
    value = line.value
    beside = " | ".join(filter(None, (line.label.condition, line.notes, value.note if value else "")))
    excused = waiver(beside)
    payee = _payee().search(beside)
    unit = unit_of(*(amount.period for amount in amounts))
    tier = {word for text in (*line.tiers, *line.around) for word in tier_words(text)}
    return Terms(
        role=line.role or line.label.role,
        when=_when(line, beside),
        unit=unit if any(amount.period for amount in amounts) else unit_of(_period(line)),
        tier=frozenset(tier),
        formula=value.formula if value else None,
        cap=line.cap or (value.cap if value else None) or _bounded(amounts, "up-to"),
        floor=line.floor or (value.floor if value else None) or _bounded(amounts, "at-least"),
        waiver=beside[slice(*excused)].strip() if excused else "",
        payee=payee[1] if payee else "",
        choice=line.choice or line.label.choice or choice(beside),
        dated=line.dated,
    )


def _period(line: Line) -> str:
    """What the fee is for, as in `Amount.period`; a note says so only when it begins with it: "per stay, ..."."""
    if line.period or line.label.period:
        return line.period or line.label.period
    return period_of(line.notes.partition(",")[0]) if _PER_NOTE.match(line.notes) else ""


def _bounded(amounts: tuple[Amount, ...], bound: str) -> Amount | None:
    return next((amount for amount in amounts if amount.bound == bound), None)


def _when(line: Line, beside: str) -> str:
    """The trigger by the name, the cell that says when, the conditions, and what stands over the row."""
    if line.phase:
        return ""
    for words in (line.label.name, line.when, beside, *line.around):
        found = trigger(words)
        if found:
            return found
    # a heading is too wide to say more than what nobody buys: "Cancellation" over shares of the price
    return next((found for words in line.over if (found := trigger(words)) in PENALTIES), "")


def tier_words(text: str) -> list[str]:
    """The words of a folded heading or cell that limit what stands under it."""
    return [
        word.strip("-'")
        for word in re.findall(r"[^\W_][\w'-]*", text)
        if word not in _EMPTY and (len(word) > 1 or word.isdigit())
    ]
