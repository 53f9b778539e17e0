"""What each column of a table holds: names, amounts, tiers, conditions, units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.fees import cells as cell_values
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.names import FeeNames
    from cxlint.model.document import Block

LABEL, AMOUNT, TIER, NOTE, UNIT, CURRENCY, CHOICE = "label", "amount", "tier", "note", "unit", "currency", "choice"
LOW, HIGH, DISCOUNT, DEPOSIT, THRESHOLD, OTHER = "low", "high", "discount", "deposit", "threshold", "other"

_SAMPLE = 60
"""Rows looked at to tell what a column holds."""

_SHORT = 24
"""Characters of a cell that can hold nothing but an amount and its unit."""

_AMOUNT_HEADER = (
    r"\b(?:fees?|charges?|amounts?|prices?|pricing|costs?|rates?|tariffs?|usd|eur|gbp|aud|cad|per \w+|monthly|yearly|"
    r"annual|surcharges?|penalt(?:y|ies)|rental|value)\b|[$£€¥₹%]|\b(?:pence|cents|percent|rrp|msrp)\b"
)
_LABEL_HEADER = (
    r"\b(?:name|item|fee|charge|service|type|description|what|event|reason|label|title|product|activity|procedure)s?\b"
)
_TIER_HEADER = (
    r"\b(?:plan|tier|product|account|category|class|zone|region|level|package|room|size|customer|country|location|"
    r"property|season|membership|audience|network|carrier|card|vehicle|from|until|valid|date|effective|year)s?\b"
)
_NOTE_HEADER = (
    r"\b(?:when|trigger|conditions?|appl(?:ies|icable|ication)|notes?|remarks?|comments?|description|details?|"
    r"charged|event|basis|explanation|information|what it (?:is|covers)|how|why|terms|reason|waivers?|avoid)\b"
)
_UNIT_HEADER = (
    r"(?:per|(?:charging |billing )?units?(?: of measure)?|uom|frequency|period|billed|billing(?: cycle)?|every|"
    r"interval|how often|recurrence|basis|duration)"
)
_COUNT_HEADER = (
    r"\b(?:days?|quantity|qty|number|count|code|id|age|hours?|minutes?|time|page|ref(?:erence)?|users?|seats?|gb|mb|"
    r"storage|row|zip|km|miles|weight|capacity|score|version|cpt|hcpcs|drg|ndc|sku|people|guests|length|rank|limit)\b"
)
_MONEY_WORDS = r"\b(?:fee|charge|price|cost|amount|rate|per)\b|[$£€]"
_TAX_ONLY = r"(?:vat|gst|tax|sales tax|hst)(?: (?:amount|rate))?(?: ?\(?[\d.]*%?\)?)?"
_THRESHOLD_HEADER = (
    r"\b(?:threshold|balance|limit|over|above|order value|transaction (?:value|amount|size)|loan amount|turnover|"
    r"income|spend|purchase (?:price|amount)|sale price|value of|free (?:over|from|above)|volume|invoice value)\b"
)
_LOW_HEADER = r"(?:min(?:imum)?\.?|low(?:est)?|at least|floor)\b(?!.*\b(?:max|balance|order|spend|purchase))"
_HIGH_HEADER = r"(?:max(?:imum)?\.?|cap(?:ped(?: at)?)?|high(?:est)?|ceiling|at most)\b"
_DISCOUNT_HEADER = r"\b(?:discounts?|savings?|you save|save|rebate|% off|off|cashback|commission)\b"
_PAID_HEADER = r"\b(?:prices?|fees?|charges?|costs?|after|with|without|before|w/)\b|\bw/"
_CHOICE_HEADER = r"\b(?:optional|mandatory|required|compulsory)\b"
_DATED_HEADER = (
    r"\b(?:previous|old|former|past|last year|until|from \d|effective|before|after|as of|as at|early[- ]bird|"
    r"(?:19|20)\d\d|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)


class Column(NamedTuple):
    """A column: what it holds, the folded words at its head, and whether it holds for some dates only."""

    kind: str
    heading: str
    dated: bool = False


def _says(source: str, heading: str) -> bool:
    return compiled(source).search(heading) is not None


def of_section(
    facts: Facts, headings: list[str], body: Sequence[Sequence[Block | None]], *, schedule: bool
) -> list[Column]:
    """The columns of the rows under one header; `schedule` when the table is known to list fees."""
    width = max([len(headings), *(len(row) for row in body[:_SAMPLE])], default=0)
    headings = headings + [""] * (width - len(headings))
    samples = [_sample(facts, body, column) for column in range(width)]
    label = _label_column(headings, samples)
    columns = [
        Column(
            LABEL if i == label else _kind(headings[i], samples[i]),
            headings[i],
            _says(_DATED_HEADER, headings[i]) and i != label,
        )
        for i in range(width)
    ]
    return _with_bare_numbers(columns, samples, schedule=schedule)


class _Sample(NamedTuple):
    """How the cells of a column divide; `size` counts those that are not empty, `said` words such as "free"."""

    size: int
    worded: int
    priced: int
    said: int
    bare: int
    longest: int


def _sample(facts: Facts, body: Sequence[Sequence[Block | None]], column: int) -> _Sample:
    worded = priced = said = bare = longest = 0
    blocks = [row[column] for row in body[:_SAMPLE] if column < len(row)]
    seen = {block.index: block for block in blocks if block is not None}
    for block in seen.values():
        text = facts.scan.folded[block.start : block.end]
        longest = max(longest, len(text))
        if cell_values.free_or_open(text):
            priced += 1
            said += 1
        elif re.fullmatch(r"[\W_]*[\d.,' ]+[\W_]*", text) and not facts.amounts(block):
            bare += 1
        elif starts_with_amount(facts, block):
            priced += 1
        elif re.search(r"[^\W\d_]{3}", text):
            worded += 1
    return _Sample(len(seen), worded, priced, said, bare, longest)


def starts_with_amount(facts: Facts, block: Block) -> bool:
    """Whether a cell is about an amount, not a text that mentions one."""
    amounts = facts.amounts(block)
    if not amounts:
        return False
    return amounts[0].start - block.start <= _SHORT or block.end - block.start <= 2 * _SHORT


def _label_column(headings: list[str], samples: list[_Sample]) -> int:
    """The first column of words, preferably under a heading such as "fee" or "name"; -1 without one."""
    worded = [i for i, sample in enumerate(samples) if sample.worded > max(sample.priced, sample.bare)]
    short = [i for i in worded if samples[i].longest <= 200] or worded
    named = [i for i in short if _says(_LABEL_HEADER, headings[i]) and not _says(_CHOICE_HEADER, headings[i])]
    tierless = [i for i in short if not _says(_TIER_HEADER, headings[i]) and not _says(_NOTE_HEADER, headings[i])]
    if named and (named[0] == short[0] or short[0] not in tierless):
        return named[0]
    if not short and len(samples) > 1 and (samples[0].bare or samples[0].priced):
        return 0 if any(sample.priced or sample.bare for sample in samples[1:]) and headings[0] else -1
    return next(iter(tierless or named or short), -1)


def _kind(heading: str, sample: _Sample) -> str:
    stripped = heading.strip(" .:()")
    if compiled(_UNIT_HEADER).fullmatch(stripped) and not sample.priced:
        return UNIT
    if re.search(r"\b(?:currency|ccy)\b", heading) and not sample.priced:
        return CURRENCY
    if _says(_CHOICE_HEADER, heading) and not sample.priced:
        return CHOICE
    # "free" may be the name of a plan
    named = sample.priced == sample.said and not sample.bare and _says(_TIER_HEADER, heading)
    if sample.priced + sample.bare >= max(1, sample.worded) and not named:
        return _amount_kind(stripped, sample)
    if _says(_NOTE_HEADER, heading) or sample.longest > 60:
        return NOTE
    if _says(_TIER_HEADER, heading):
        return TIER
    return NOTE if sample.worded else OTHER


def _amount_kind(heading: str, sample: _Sample) -> str:
    if compiled(_TAX_ONLY).fullmatch(heading):
        return OTHER
    if _says(_DISCOUNT_HEADER, heading) and not _says(_PAID_HEADER, heading):
        return DISCOUNT
    if _says(r"\bdeposits?\b", heading):
        return DEPOSIT
    for kind, source in ((LOW, _LOW_HEADER), (HIGH, _HIGH_HEADER)):
        if compiled(source).match(heading):
            return kind
    if _says(_THRESHOLD_HEADER, heading) and not _says(r"\b(?:fee|charge|price|cost)\b", heading):
        return THRESHOLD
    if sample.priced:
        return AMOUNT if sample.priced >= sample.bare or _says(_AMOUNT_HEADER, heading) else OTHER
    if _says(_COUNT_HEADER, heading) and not _says(_MONEY_WORDS, heading):
        return OTHER
    return AMOUNT if _says(_AMOUNT_HEADER, heading) else OTHER


def _with_bare_numbers(columns: list[Column], samples: list[_Sample], *, schedule: bool) -> list[Column]:
    """In a schedule without a column of amounts, the columns of bare numbers hold them."""
    if not schedule or any(column.kind == AMOUNT for column in columns):
        return columns
    bounds = [column.kind in (LOW, HIGH) for column in columns]
    if any(bounds):
        return columns
    return [
        column._replace(kind=AMOUNT)
        if column.kind == OTHER and sample.bare and not _says(_COUNT_HEADER, column.heading) and column.heading
        else column
        for column, sample in zip(columns, samples, strict=True)
    ]


def names_fee(names: FeeNames, heading: str) -> bool:
    """Whether a heading over amounts names one fee ("cleaning fee"), so that the rows are its tiers."""
    own = without_asides(heading)
    return names.noun.search(own) is not None and bool(names.from_label(own)[0])


def without_asides(heading: str) -> str:
    """A heading without its brackets and what it leaves out: "price (no fees)", "price excl. booking fee"."""
    return re.sub(
        r"\([^()]*\)?|\b(?:no|without|before|plus|excl\w*\.?|incl\w*\.?)(?: \w+){0,2} (?:fee|charge)s?", "", heading
    )
