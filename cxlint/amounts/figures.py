"""Amounts in figures: a number with a currency or a percent sign beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cxlint.amounts import fractions
from cxlint.amounts.amount import LINE, Amount, exact
from cxlint.amounts.currencies import (
    DOTTED_THOUSANDS,
    PER_CENT,
    Unit,
    find_code_in_brackets,
    find_prefix,
    percent_unit,
    prefix_unit,
    suffix_pattern,
    suffix_unit,
    weighs,
)
from cxlint.amounts.numbers import FIGURE, figure_value, words_before, words_value

if TYPE_CHECKING:
    from collections.abc import Iterator

_MINUS = "-\u2212"
SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
    "mio": 1e6, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
}  # fmt: skip
_SCREEN_LINES = frozenset({144, 240, 360, 480, 540, 720, 1080, 1440, 2160, 4320})
"""Numbers before a "p" that tell the size of a film, not pence."""
_NO_UNIT = frozenset({"", ".", ",", ";", ":", "/", "'", '"', "]", "\n"})
"""What follows figures that count nothing: a look that spares most figures the dear patterns."""
_OF_LAW = ("article", "section", "clause", "paragraph", "regulation", "art.", "§")
"""Words before "12p" that make it a place in a law."""
_MINUS_AFTER = frozenset("$£€¥₹")


@cache
def figures() -> re.Pattern[str]:
    """Matches a number in figures."""
    return re.compile(FIGURE)


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(r"(?: ?(thousand|[mb]illion|trillion|lakhs?|crores?|mn|mio|bn)|([kmb]))\b")


def in_figures(raw: str, folded: str) -> Iterator[Amount]:
    """The amounts in figures in a text, given as written and folded, in order."""
    for match in figures().finditer(folded):
        amount = _from_figure(raw, folded, match.start(), match.end())
        if amount is None and folded[match.end() : match.end() + 1] == "/":
            amount = fractions.in_figures(folded, match.start())
        if amount is not None:
            yield amount


def _from_figure(raw: str, folded: str, start: int, end: int) -> Amount | None:
    """The amount of the figures at [start, end), if there is a currency or percent sign beside them."""
    pointed = folded[start - 1 : start] == "." and not folded[max(0, start - 2) : start - 1].isalnum()
    head = start - pointed
    prefix, unit = _before(raw, folded, head, end)
    if unit is None and head and (folded[head - 1].isalnum() or folded[head - 1] in "_#@/%"):
        return None
    if unit is None and folded[end : end + 1] in _NO_UNIT:
        return None
    scale = _scale().match(folded, end)
    number_end = scale.end() if scale else end
    closed = number_end + _in_brackets(folded, prefix.start() if prefix else head, number_end)
    closed = _after_words(folded, closed) if unit is None else closed
    stop, after = _suffix(raw, folded, closed, unit)
    if after is None and unit is None:
        return None
    if after is None:
        stop = number_end
    unit, figure = after or unit or PER_CENT, folded[start:end]
    value = _value(figure, unit)
    if value is None or (unit.percent and _grouped_by_space(figure)):
        # two numbers in a row: the one next to the currency counts
        head, stop, figure = _nearest(figure, start, stop, prefix is not None)
        value, pointed, scale = _value(figure, unit), False, None
    if value is None or _no_pence(figure, folded, start, stop) or (prefix and _variable(raw, start, end)):
        return None
    value *= 10.0 ** -len(figure) if pointed else 1.0
    value *= SCALES[(scale[1] or scale[2])] if scale else 1.0
    first = prefix.start() if prefix else head
    # "pay us $5"
    first += 3 if raw.startswith("us $", first) and raw[first - 1 : first] != "(" else 0
    if prefix and _negative(raw, first):
        first, value = first - 1, -value
    elif prefix and folded[head - 1] == "-":
        value = -value
    amount = exact(first, stop, value * unit.factor, unit)
    return _with_words_before(folded, amount, closed > number_end)


def _before(raw: str, folded: str, head: int, end: int) -> tuple[re.Match[str] | None, Unit | None]:
    """The currency before the figures that start at `head`, a minus between them included."""
    prefix = find_prefix(folded, head)
    if prefix is None and folded[head - 1 : head] == "-" and folded[max(0, head - 2) : head - 1] in _MINUS_AFTER:
        prefix = None if folded[max(0, head - 3) : head - 2].isdigit() else find_prefix(folded, head - 1)
    if prefix is None:
        return None, None
    unit = prefix_unit(prefix[0])
    if unit.capitals and not _in_capitals(raw, prefix, folded[head:end]):
        return None, None
    return prefix, unit


@cache
def _words_in_brackets() -> re.Pattern[str]:
    return re.compile(r" ?\(([a-z][a-z -]{1,60})\)")


def _after_words(folded: str, at: int) -> int:
    """Where the words end that repeat the figures before `at`: "10 (ten) percent"."""
    match = _words_in_brackets().match(folded, at) if folded.startswith(("(", " ("), at) else None
    return match.end() if match is not None and words_value(match[1]) is not None else at


def _in_capitals(raw: str, prefix: re.Match[str], figure: str) -> bool:
    letters = raw[prefix.start() : prefix.end()].strip(" .")
    exact = figure[-3:-2] in {".", ","} or figure[-4:-3] in {",", " "}
    if letters.lower() == "sr":
        return letters.isupper() or exact
    return letters.isupper() and (len(letters) > 1 or exact)


def _in_brackets(folded: str, start: int, end: int) -> bool:
    return folded[start - 1 : start] == "(" and folded[end : end + 1] == ")"


def _suffix(raw: str, folded: str, at: int, before: Unit | None) -> tuple[int, Unit | None]:
    """The unit after the figures that end at `at`, and where it ends.

    `before` is the currency in front of the figures.
    """
    coded = find_code_in_brackets(folded, at) if before is not None and before.currency == "USD" else None
    if coded is not None:
        return coded.end(), Unit(coded[1].upper())
    match = suffix_pattern().match(folded, at)
    unit = _unit_after(raw, folded, match, before) if match else None
    return (match.end(), unit) if match and unit else (at, None)


def _unit_after(raw: str, folded: str, match: re.Match[str], before: Unit | None) -> Unit | None:
    if match[2]:
        return _currency_after(raw, folded, match, before)
    if before is not None:
        return None
    if match[1]:
        # a sign on the next line begins something else
        return percent_unit(match[1]) if LINE not in raw[match.start() : match.end()] else None
    return Unit("GBP" if match[3] else None, 0.01) if raw[match.start()].islower() else None


def _currency_after(raw: str, folded: str, match: re.Match[str], before: Unit | None) -> Unit | None:
    unit = suffix_unit(match[2])
    just_a_word = unit.capitals and not raw[match.start(2) : match.end(2)].strip(" -").isupper()
    contradicts = before is not None and (unit.factor != 1 or unit.currency is None)
    if just_a_word or contradicts or weighs(folded, match):
        return None
    return unit if before is None or before.currency == "USD" else before


def _value(figure: str, unit: Unit) -> float | None:
    return figure_value(figure, unit.currency in DOTTED_THOUSANDS)


def _grouped_by_space(figure: str) -> bool:
    return figure[-4:-3] == " " and figure[-3:].isdigit()


def _nearest(figure: str, start: int, stop: int, prefixed: bool) -> tuple[int, int, str]:
    if prefixed:
        first = figure.partition(" ")[0]
        return start, start + len(first), first
    last = figure.rpartition(" ")[2]
    return start + len(figure) - len(last), stop, last


def _no_pence(figure: str, folded: str, start: int, stop: int) -> bool:
    """Whether a "p" after figures is none of money: lines of a screen, "articles 230p"."""
    if folded[stop - 1] != "p":
        return False
    if figure.isdigit() and int(figure[:6]) in _SCREEN_LINES:
        return True
    left = folded[max(0, start - 40) : start]
    return any(word in left for word in _OF_LAW)


def _variable(raw: str, start: int, end: int) -> bool:
    """Whether "$1" is a variable of code: "$1.toLowerCase()"."""
    return end == start + 1 and raw[end : end + 1] == "." and raw[end + 1 : end + 2].islower()


def _negative(raw: str, at: int) -> bool:
    return at > 0 and raw[at - 1] in _MINUS and (at == 1 or raw[at - 2].isspace() or raw[at - 2] == "(")


def _with_words_before(folded: str, amount: Amount, bracketed: bool) -> Amount:
    """The amount with the words that say the same before its brackets: "fifty (50) dollars"."""
    opening = folded.rfind("(", max(0, amount.start - 1), amount.start) if amount.start else -1
    if opening < 1 or not (bracketed or folded[amount.end : amount.end + 1] == ")"):
        return amount
    words = words_before(folded, opening - (folded[opening - 1] == " "))
    if words is None:
        return amount
    end = amount.end if bracketed else amount.end + 1
    after = suffix_pattern().match(folded, end)
    return amount._replace(start=words[0], end=after.end() if after and not bracketed else end, written=True)
