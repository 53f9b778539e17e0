"""Numbers in figures and in words, in folded text."""

from __future__ import annotations

import re
from functools import cache


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_PARTS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "quarters": 0.25, "thirds": 1 / 3}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}

VALUES: dict[str, float] = {
    **{word: float(value) for value, word in enumerate(_ONES)},
    **{word: 20.0 + 10 * place for place, word in enumerate(_TENS)},
    "fourty": 40.0,
    "dozen": 12.0,
    "hundred": 100.0,
    **_SCALES,
}
"""What each number word stands for."""

LAST_WORDS = frozenset({*VALUES, *_PARTS})
"""The words that a number in words can end in."""

FIGURE = r"[0-9]\d*(?:[.,']\d+| \d{3}(?!\d))*(?: ?[½¼¾⅓⅔⅛]| \d/\d(?!\d))?"
"""Source of a number in figures, grouped in any of the usual ways."""

WORD = (
    r"(?:one|tw(?:o|elve|enty)|th(?:ree|irt(?:een|y)|ousand)|fo(?:ur(?:teen|ty)?|rty)|fi(?:ve|ft(?:een|y))"
    r"|(?:six|seven)(?:teen|ty)?|eight(?:een|y)?|nine(?:teen|ty)?|ten|eleven|hundred|[mb]illion|dozen|zero)"
)
"""Source of one number word."""

WORDS = (
    rf"(?:one[ -](?:half|quarter|third)|three[ -]quarters|(?:a (?=hundred|thousand|million|"
    rf"dozen))?{WORD}(?:[ -](?:and )?{WORD}\b)*(?: and (?:an?|one)[ -](?:half|quarter|third)| and three[ -]quarters|"
    rf" point(?: {WORD}\b)+)?)"
)
"""Source of a number in words; word boundaries around it are the caller's."""

_LONGEST_IN_WORDS = 120
_LONGEST_FIGURE = 40


@cache
def _english() -> re.Pattern[str]:
    return re.compile(r"\d{1,3}(?:[, ']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")


@cache
def _continental() -> re.Pattern[str]:
    return re.compile(r"\d{1,3}(?:[. ']\d{3})+(?:,\d+)?|\d+,\d{1,2}")


@cache
def _words_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){WORDS}\Z")


@cache
def _words_at() -> re.Pattern[str]:
    return re.compile(rf"{WORDS}\b")


def figure_value(figure: str, dotted_thousands: bool = False) -> float | None:
    """The value of a number in figures, or None when it is not one number ("4.2.1", "10,5,3").

    With `dotted_thousands` a point before three digits groups thousands, as in Brazil and most of the
    continent.
    """
    if figure.isdigit() and figure.isascii() and len(figure) <= _LONGEST_FIGURE:
        return float(figure)
    if len(figure) > _LONGEST_FIGURE:
        return None
    whole, part = _split_fraction(figure)
    if part:
        base = figure_value(whole, dotted_thousands) if whole else 0.0
        return None if base is None else base + part
    if dotted_thousands and _continental().fullmatch(figure) and not figure.startswith("0"):
        return _continental_value(figure)
    if _english().fullmatch(figure):
        return float(figure.replace(",", "").replace(" ", "").replace("'", ""))
    return _continental_value(figure) if _continental().fullmatch(figure) else None


def _continental_value(figure: str) -> float:
    return float(figure.replace(".", "").replace(" ", "").replace("'", "").replace(",", "."))


def _split_fraction(figure: str) -> tuple[str, float]:
    """The whole part and the fraction of "1 1/2" or "1½"."""
    if figure[-1] in _VULGAR:
        return figure[:-1].rstrip(), _VULGAR[figure[-1]]
    if figure[-2:-1] == "/" and figure[-1] != "0":
        whole, _, part = figure.rpartition(" ")
        return whole, int(part[0]) / int(part[-1])
    return figure, 0.0


def words_value(words: str) -> float | None:
    """The value of a number in words ("one hundred and twenty", "one and a half"); None when it is none."""
    total = current = 0.0
    seen = False
    parts = words.replace("-", " ").split()
    if "point" in parts:
        return _decimal(parts)
    for place, word in enumerate(parts):
        if word == "and" or (word in {"a", "an"} and place + 1 < len(parts)):
            continue
        if word in _PARTS:
            of_whole = parts[place - 1] in {"one", "three", "two"} if place else False
            if of_whole:
                current += VALUES[parts[place - 1]] * (_PARTS[word] - 1)
            else:
                current += _PARTS[word]
        elif word in {"hundred", "dozen"}:
            current = max(current, 1.0) * VALUES[word]
        elif word in _SCALES:
            total += max(current, 1.0) * _SCALES[word]
            current = 0.0
        elif word in VALUES:
            current += VALUES[word]
        else:
            return None
        seen = True
    return total + current if seen else None


def _decimal(parts: list[str]) -> float | None:
    """The value of a decimal number in words ("zero point two five")."""
    at = parts.index("point")
    whole = words_value(" ".join(parts[:at]))
    places = [VALUES.get(word, 100.0) for word in parts[at + 1 :]]
    if whole is None or not places or max(places) >= 100:
        return None
    single = max(places) < 10
    digits = "".join(f"{place:.0f}" for place in places) if single else f"{sum(places):.0f}"
    return float(f"{whole:.0f}.{digits}")


def words_before(folded: str, end: int, start: int = 0) -> tuple[int, float] | None:
    """The number in words that ends exactly at `end`: where it starts (not before `start`) and its value."""
    last = folded[max(start, end - 12) : end].replace("-", " ").replace("(", " ").rpartition(" ")[2]
    if last not in LAST_WORDS:
        return None
    match = _words_before().search(folded, max(start, end - _LONGEST_IN_WORDS), end)
    if match is None:
        return None
    value = words_value(match[0])
    vague = folded.endswith(("several ", "few ", "many "), 0, match.start())
    return None if value is None or vague else (match.start(), value)


def words_at(folded: str, start: int, end: int) -> tuple[int, float] | None:
    """The number in words that begins at `start`: where it ends (not after `end`) and its value."""
    match = _words_at().match(folded, start, end)
    if match is None:
        return None
    value = words_value(match[0])
    return None if value is None else (match.end(), value)
