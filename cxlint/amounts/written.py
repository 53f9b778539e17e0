"""Numbers given twice, in words and in figures: "fifty dollars ($50)", "thirty (30) days"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cxlint.amounts.currencies import PERCENT as PERCENT_SIGN
from cxlint.amounts.currencies import PREFIX, SUFFIX, WORD, prefix_unit, suffix_unit
from cxlint.amounts.numbers import FIGURE, figure_value, words_at, words_before
from cxlint.text.normalize import fold


class Written(NamedTuple):
    """A number at [start, end) in words and in figures.

    `currency` is an ISO code, None for anything but money (percentages, days) and for currencies that the
    words leave open.
    """

    start: int
    end: int
    words: float
    figures: float
    currency: str | None

    @property
    def disagree(self) -> bool:
        """Whether words and figures say different things."""
        return abs(self.words - self.figures) > 1e-6 * max(1.0, abs(self.figures))


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"\(([^()]{1,100})\)")


@cache
def _figure_inside() -> re.Pattern[str]:
    return re.compile(rf"\s*({PREFIX})? ?({FIGURE})(?:({PERCENT_SIGN})|({SUFFIX}))?\s*")


@cache
def _figure_outside() -> re.Pattern[str]:
    """A figure with its units that ends where the search ends."""
    return re.compile(rf"(?<![\w.])({PREFIX} ?)?({FIGURE})(?:({PERCENT_SIGN})|({SUFFIX}))? ?\Z")


@cache
def _unit_word() -> re.Pattern[str]:
    """Units and cents that may stand between the words and the brackets."""
    return re.compile(rf"(?:(?: and (?:no|\d\d)/100)?[ -](?:{WORD}|percent|per cent)(?: and (?:no|\d\d)/100)?)? ?\Z")


@cache
def _currency_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){WORD}")


@cache
def _rest() -> re.Pattern[str]:
    """What may follow the number in words inside brackets: its currency, or what it counts."""
    return re.compile(rf"[ -](?:{WORD}|percent|per cent|[a-z]+ ?[a-z]*)")


def words_and_figures(text: str, start: int = 0, end: int | None = None) -> list[Written]:
    """The numbers of a range that stand in words and in figures, one of them in brackets behind the other."""
    folded = fold(text[start:end])
    found: list[Written] = []
    for match in _brackets().finditer(folded):
        one = _figures_in(folded, match) or _words_in(folded, match)
        if one is not None:
            found.append(one._replace(start=one.start + start, end=one.end + start))
    return found


def _figures_in(folded: str, brackets: re.Match[str]) -> Written | None:
    inside = _figure_inside().fullmatch(brackets[1])
    if inside is None:
        return None
    opening = brackets.start()
    unit = _unit_word().search(folded, max(0, opening - 40), opening)
    words = words_before(folded, unit.start() if unit else opening)
    figures = figure_value(inside[2])
    if words is None or figures is None:
        return None
    cents = re.search(r"(\d\d)/100", unit[0]) if unit else None
    value = words[1] + (int(cents[1]) / 100 if cents else 0.0)
    currency = _currency(inside) or _named(unit[0] if unit else "")
    if _counts_parts(unit[0] if unit else "", inside, value, figures):
        value = value * 100 if inside[3] else value / 100
    return Written(words[0], brackets.end(), value, figures, currency)


def _counts_parts(unit: str, figure: re.Match[str], words: float, figures: float) -> bool:
    """Whether words and figures count in different units: "one-quarter (25%)", "fifty cents ($0.50)"."""
    if figure[3]:
        return 0 < words < 1 and "percent" not in unit and "per cent" not in unit
    small = re.match(r"[ -]?(?:cents?|pence|pennies|penny)\b", unit)
    return small is not None and (figure[1] is not None or figures < 1)


def _words_in(folded: str, brackets: re.Match[str]) -> Written | None:
    at = brackets.start(1)
    at += folded[at] == " "
    words = words_at(folded, at, brackets.end(1))
    if words is None:
        return None
    rest = folded[words[0] : brackets.end(1)].rstrip()
    if rest and _rest().fullmatch(rest) is None:
        return None
    outside = _figure_outside().search(folded, max(0, brackets.start() - 40), brackets.start())
    figures = figure_value(outside[2]) if outside else None
    if outside is None or figures is None:
        return None
    return Written(outside.start(), brackets.end(), words[1], figures, _currency(outside) or _named(rest))


def _currency(figure: re.Match[str]) -> str | None:
    if figure[4]:
        return suffix_unit(figure[4]).currency
    return prefix_unit(figure[1]).currency if figure[1] else None


def _named(words: str) -> str | None:
    match = _currency_word().search(words) if "per" not in words else None
    return suffix_unit(match[0]).currency if match else None
