"""The values of one record of a data file: its name, its amounts, and what the other keys say of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.amount import MONEY, PERCENT, Amount
from cxlint.annotate.fees import cells as cell_values
from cxlint.annotate.fees import key_words
from cxlint.annotate.fees.cells import Value
from cxlint.annotate.fees.key_words import Key, classify, words_of

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

COUNTED = re.compile(r"(?:days?|count|limit|id|months?|hours?|percent_of)$")
"""Ends a key whose number is no amount."""

_PERCENT_RATE = re.compile(r"\b(?:interest|tax|vat|commission|percent\w*|pct|apr|late|overdue|discount)\b")
_TIMED = re.compile(r"\b(?:hourly|daily|nightly|weekly|monthly|yearly|annual|hour|day|night|week|month|year)\b")
_NOTHING = re.compile(r"\b(?:at cost|vari\w+|payable|charged at|charges? (?:may|will) apply|depend\w*|see)\b")
_CONDITIONED = re.compile(r"\b(?:over|above|below|under|exceed\w*|than|balances? of|up to|at least|minimum|first) ?$")
_LONGEST_TITLE = 160
_LEAD = 24
"""Characters before the amount of a value: "from about"."""


class Values(NamedTuple):
    """The values of a record by what they are."""

    title: Block | None
    amounts: list[tuple[Key, Block]]
    others: dict[str, list[tuple[Key, Block]]]


def sort(facts: Facts, written: dict[str, Block]) -> Values:
    """The values of a record, by key as written, sorted by what they are."""
    others: dict[str, list[tuple[Key, Block]]] = {}
    amounts: list[tuple[Key, Block]] = []
    by_words: dict[str, Block] = {}
    for name, block in written.items():
        key = classify(name)
        by_words.setdefault(key.words, block)
        if key.kind == key_words.AMOUNT or (key.kind == key_words.TITLE and _is_value(facts, block)):
            if _is_value(facts, block):
                amounts.append((key, block))
        else:
            others.setdefault(key.kind, []).append((key, block))
    rates = others.get(key_words.RATE, [])
    title = next(
        (
            by_words[words]
            for words in key_words.TITLES
            if words in by_words and _is_title(facts, by_words[words]) and not _is_value(facts, by_words[words])
        ),
        None,
    )
    free = [pair for pair in others.get(key_words.FREE, []) if not amounts]
    return Values(title, amounts + [(key._replace(generic=True), block) for key, block in rates + free], others)


def _is_title(facts: Facts, block: Block) -> bool:
    text = facts.scan.folded[block.start : block.end]
    return len(text) <= _LONGEST_TITLE and re.search(r"[^\W\d_]{2}", text) is not None


def _is_value(facts: Facts, block: Block) -> bool:
    """Whether a value is an amount, a number, or a word for one."""
    text = facts.scan.folded[block.start : block.end].strip()
    if len(text) > _LONGEST_TITLE:
        return False
    if re.fullmatch(r"[-\d.,' ]+(?:(?:per |/ ?|each |an? )[a-z]+)?", text) or cell_values.free_or_open(text):
        return True
    found = facts.amounts(block)
    return bool(found) and found[0].start - block.start <= _LEAD


def value_of(facts: Facts, key: Key, block: Block, values: Values, label: str) -> Value | None:
    """The value under a key of a record with a name; None when it is none."""
    folded = facts.scan.folded
    text = folded[block.start : block.end].strip()
    if key.kind == key_words.FREE:
        return Value((Amount(block.start, block.end, MONEY, 0.0, 0.0, None),)) if text in ("true", "yes") else None
    if key.kind == key_words.RATE:
        share = _number(text)
        if share is None:
            return None
        percent = round(share * 100, 8)
        base = key_words.RATES[key.words]
        return Value((Amount(block.start, block.end, PERCENT, percent, percent, None, base=base),))
    value = cell_values.read(facts, block.start, block.end, key.words, bare=True)
    if value is None or not value.amounts:
        return value
    amount = value.amounts[0]
    if amount.low == 0 and text.strip("0.") == "":
        return _zero(facts, value, values)
    if not facts.amounts(block) and re.search(r"\brate$", key.words) and not _TIMED.search(key.words):
        return _rate(value, amount, f"{key.words} {label}")
    return value


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,15})?", text) else None


def _rate(value: Value, amount: Amount, words: str) -> Value:
    """A bare number called a rate: a fraction below one, per cent of interest and tax, money otherwise."""
    if 0 < amount.low < 1:
        share = round(amount.low * 100, 8)
        return value._replace(amounts=(amount._replace(kind=PERCENT, low=share, high=share, currency=None),))
    if _PERCENT_RATE.search(words):
        return value._replace(amounts=(amount._replace(kind=PERCENT, currency=None),))
    return value


def _zero(facts: Facts, value: Value, values: Values) -> Value:
    """Nothing, unless the note beside it says what is paid instead: then the note counts."""
    for _, note in values.others.get(key_words.NOTE, ()):
        text = facts.scan.folded[note.start : note.end]
        own = [
            amount
            for amount in facts.amounts(note)
            if amount.low and not amount.bound and not _CONDITIONED.search(text[: amount.start - note.start][-30:])
        ]
        if len(own) == 1 and not re.search(r"\b(?:waived|free|nil|no (?:fee|charge))\b", text):
            return value._replace(amounts=tuple(own))
        if _NOTHING.search(text):
            return value._replace(amounts=(), open=True)
    return value


def bound_of(facts: Facts, values: Values, kind: str) -> Amount | None:
    """The least or the most (`key_words.LOW`, `HIGH`) that a record gives for its amount."""
    for key, block in values.others.get(kind, ()):
        if not key.vetoed:
            value = cell_values.read(facts, block.start, block.end, key.words, bare=True)
            if value is not None and value.amounts:
                return value.amounts[0]
    return None


def value_amounts(facts: Facts, block: Block) -> list[Amount]:
    """The amounts of a value: written out, or a bare number under a key that is no count or duration."""
    found = facts.amounts(block)
    if found:
        return found
    label = block.label.lower()
    if COUNTED.search(label):
        return []
    value = cell_values.read(facts, block.start, block.end, words_of(label.rpartition(".")[2]), bare=True)
    return list(value.amounts) if value else []
