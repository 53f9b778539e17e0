"""How currencies are written, in folded text: signs, codes and words, and what each stands for."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cxlint.amounts.numbers import word_set

_CODES = word_set(
    """
    usd eur gbp cad aud nzd chf jpy cny inr sek nok dkk isk pln czk huf bgn brl mxn clp ars zar sgd hkd twd
    krw thb
    myr idr php vnd aed sar qar kwd bhd ils egp ngn kes ghs rub uah pkr lkr bdt btc eth usdt usdc xrp
    """
)
_CAPITAL_CODES = frozenset({"try", "ron", "pen", "cop", "mad", "rm", "sr", "r"})
"""Also words or parts of words: they count only in capitals."""

_DOLLARS = {
    "us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "hk": "HKD",
    "nz": "NZD", "r": "BRL", "s": "SGD", "sg": "SGD", "nt": "TWD", "mx": "MXN", "mex": "MXN",
}  # fmt: skip
_SIGNS = {
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "￥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS", "₫": "VND", "฿": "THB", "₴": "UAH", "₦": "NGN", "₱": "PHP", "₿": "BTC", "￡": "GBP",
}  # fmt: skip
_ABBREVIATIONS = {
    "rs": "INR", "rp": "IDR", "kr": None, "sfr": "CHF", "rmb": "CNY", "dhs": "AED", "ksh": "KES", "zł": "PLN",
    "kč": "CZK",    "rm": "MYR", "sr": "SAR", "r": "ZAR", "try": "TRY", "ron": "RON", "pen": "PEN", "cop": "COP",
    "mad": "MAD",
}  # fmt: skip
_WORDS: dict[str, tuple[str | None, float]] = {
    "dollar": ("USD", 1), "euro": ("EUR", 1), "pound": ("GBP", 1), "quid": ("GBP", 1), "cent": ("USD", 0.01),
    "euro cent": ("EUR", 0.01), "pence": ("GBP", 0.01), "penny": ("GBP", 0.01), "yen": ("JPY", 1),
    "rupee": ("INR", 1), "paise": ("INR", 0.01), "franc": ("CHF", 1), "krona": ("SEK", 1),
    "kronor": ("SEK", 1),
    "krone": (None, 1), "kroner": (None, 1), "yuan": ("CNY", 1), "peso": (None, 1), "rand": ("ZAR", 1),
    "reais": ("BRL", 1), "ringgit": ("MYR", 1), "baht": ("THB", 1), "shekel": ("ILS", 1), "zloty": ("PLN", 1),
    "dirham": ("AED", 1), "riyal": ("SAR", 1), "ruble": ("RUB", 1), "rouble": ("RUB", 1), "naira": ("NGN", 1),
    "shilling": ("KES", 1), "bitcoin": ("BTC", 1), "buck": ("USD", 1),
}  # fmt: skip
_NATIONS = {
    "us": "USD", "u.s.": "USD", "united states": "USD", "american": "USD", "canadian": "CAD",
    "australian": "AUD",
    "new zealand": "NZD", "hong kong": "HKD", "singapore": "SGD", "swiss": "CHF", "norwegian": "NOK",
    "danish": "DKK", "swedish": "SEK", "mexican": "MXN", "british": "GBP", "indian": "INR",
}  # fmt: skip

ANCHOR_WORDS = (
    "dollar", "cent", "euro", "pound", "pence", "penny", "yen", "rupee", "franc", "kron", "peso", "rand",
    "dirham", "basis",
)  # fmt: skip
"""Parts of words at which a number in words may be an amount: "cent" is for percent too, "basis" for basis points."""

DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN"})
"""What a bare "$" may stand for."""

DOTTED_THOUSANDS = frozenset({"EUR", "BRL", "DKK", "IDR", "VND", "CLP", "COP", "ARS", "TRY"})
"""Currencies whose users write 1.000 for a thousand."""

_PREFIX_REACH = 18
"""No currency before figures is longer, its spaces included."""

_PREFIX_WORDS = frozenset({*_CODES, *_ABBREVIATIONS, "us"})

_WEIGHT = (
    "weigh",
    "lbs",
    "lb.",
    "baggage",
    "luggage",
    "suitcase",
    "parcel",
    "package",
    "heav",
    " kg",
    "ounces",
)

_SIGN_CLASS = "[" + "".join(sign for sign in _SIGNS if sign != "$") + "]"
_NATION = "(?:" + "|".join(nation.replace(".", r"\.") for nation in _NATIONS) + ")"
_CODE = "(?:" + "|".join(sorted(_CODES, reverse=True)) + ")"
_NAMES = (
    r"(?:dollar|euro(?: cent)?|pound|rupee|franc|peso|shekel|dirham|riyal|rou?ble|shilling|bitcoin|buck|cent)s?|quid|"
    r"pence|penny|pennies|yen|paise|kron(?:a|or|er?)|yuan|rand|reais|ringgit|baht|zlotys?|naira"
)
WORD = rf"(?:{_NATION}[ -])?(?:{_NAMES})\b(?: sterling)?"
"""Source of a currency in words."""

PERCENT = r"(?: ?%(?![0-9a-f]{2})|[ -]?(?:percent(?:age points?)?|per cent|pct|bps|basis points?)\b)"
"""Source of what makes a number a percentage."""

PREFIX = (
    rf"(?:(?:u\.s\. ?|us ?|aus?|can?|c|a|hk|nz|r|sg?|nt|mex|mx|{_CODE} ?)?\$(?: ?{_CODE}\b|us\b)?|{_SIGN_CLASS}"
    rf"|{_CODE}[.:]?|(?<!\.)(?:rs|rp|kr|sfr|rmb|dhs|ksh|rm|sr|r|try|ron|pen|cop|mad)\.?)"
)
"""Source of a currency before the figures."""

_SUFFIX_SHORT = rf"(?: ?(?:us|can?|aus?|nz|hk)?\$|[ ]?{_SIGN_CLASS}| ?¢|[ -]?(?:{_CODE}|kr|zł|kč|try|ron|rm)\b)"
SUFFIX = rf"(?:{_SUFFIX_SHORT}|[ -]?{WORD})"
"""Source of a currency after the figures."""


class Unit(NamedTuple):
    """What figures count: a currency (None: cannot be told) times a factor, 0.01 for cents; or per cent."""

    currency: str | None
    factor: float = 1.0
    percent: bool = False
    capitals: bool = False
    """Only when written in capitals."""


PER_CENT = Unit(None, percent=True)
_BASIS_POINT = Unit(None, 0.01, percent=True)


@cache
def _prefix_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{PREFIX}) ?\Z")


def find_prefix(folded: str, end: int) -> re.Match[str] | None:
    """The currency that ends at `end`, one space aside."""
    # the pattern is dear, and most figures have nothing before them that could be a currency
    before = folded[max(0, end - 6) : end].rstrip(" ").rstrip(".:")
    last = before[-1:]
    if last not in _SIGNS and _PREFIX_WORDS.isdisjoint((before[-3:], before[-2:], before[-4:], last)):
        return None
    return _prefix_pattern().search(folded, max(0, end - _PREFIX_REACH), end)


@cache
def nation_pattern() -> re.Pattern[str]:
    """Matches the nation of a currency ("Canadian ") that ends where the search ends."""
    return re.compile(rf"(?<!\w){_NATION}[ -]\Z")


@cache
def suffix_pattern() -> re.Pattern[str]:
    """Matches a unit after figures; group 1 is a percent sign or word, 2 a currency, 3 pence, 4 cents."""
    # a sign or code before further figures belongs to those, and "$(" is a script's
    return re.compile(
        rf"(?:({PERCENT})|({_SUFFIX_SHORT}(?! ?\.?\d| ?\ufffc)(?!(?<=\$)[({{a-z_])|[ -]?{WORD})|(p)\b(?!\.[\dm])"
        r"|(c)(?=/[a-z]{2}| (?:per|a|an|each)\b))"
    )


def percent_unit(suffix: str) -> Unit:
    """What a match of `suffix_pattern` (group 1) stands for: per cent, or hundredths of one."""
    return _BASIS_POINT if "b" in suffix else PER_CENT


@cache
def _code_in_brackets() -> re.Pattern[str]:
    return re.compile(rf" ?\(({_CODE})\)")


def find_code_in_brackets(folded: str, at: int) -> re.Match[str] | None:
    """A code in brackets after an amount, which tells whose dollars it is in: "$5 (CAD)"; group 1 is the code."""
    return _code_in_brackets().match(folded, at) if folded.startswith((" (", "("), at) else None


@cache
def prefix_unit(prefix: str) -> Unit:
    """What a match of `find_prefix` stands for."""
    key = prefix.strip(" .:")
    head, dollar, tail = key.partition("$")
    if dollar:
        named = (tail or head).strip(" ")
        return Unit(_DOLLARS.get(named) or (named.upper() if named in _CODES else "USD"))
    return _sign_or_code(key)


@cache
def suffix_unit(suffix: str) -> Unit:
    """What a currency matched by `suffix_pattern` (group 2) stands for."""
    key = suffix.strip(" -")
    if key == "¢":
        return Unit("USD", 0.01)
    if key.endswith("$"):
        return Unit(_DOLLARS.get(key[:-1], "USD"))
    word = key.removesuffix(" sterling")
    nation = next((nation for nation in _NATIONS if word.startswith((nation + " ", nation + "-"))), "")
    word = word[len(nation) :].strip(" -")
    word = {"pennies": "penny", "zlotys": "zloty"}.get(word, word)
    for name in (word, word.removesuffix("s")):
        if name in _WORDS:
            currency, factor = _WORDS[name]
            return Unit(_NATIONS.get(nation, currency), factor)
    return _sign_or_code(key)


def _sign_or_code(key: str) -> Unit:
    if key in _SIGNS:
        return Unit(_SIGNS[key])
    if key in _ABBREVIATIONS:
        return Unit(_ABBREVIATIONS[key], capitals=key in _CAPITAL_CODES)
    return Unit(key.upper(), capitals=key in _CAPITAL_CODES)


def weighs(folded: str, suffix: re.Match[str]) -> bool:
    """Whether the pounds of a match of `suffix_pattern` weigh something."""
    word = suffix[2] or ""
    if "pound" not in word or "sterling" in word or "british" in word:
        return False
    if folded.startswith(" of ", suffix.end()) and not folded.startswith(
        (" of the ", " of your ", " of which "), suffix.end()
    ):
        return True
    around = folded[max(0, suffix.start() - 60) : suffix.end() + 40]
    return any(sign in around for sign in _WEIGHT)
