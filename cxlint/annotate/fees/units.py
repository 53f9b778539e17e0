"""What headings, captions and keys say about the amounts under them: their currency, and what one amount is for."""

from __future__ import annotations

import re
from functools import cache

from cxlint.amounts.amount import MONEY, PERCENT, Amount
from cxlint.amounts.currencies import prefix_unit, suffix_unit

_CODE = (
    r"usd|eur|gbp|cad|aud|nzd|chf|jpy|cny|inr|sek|nok|dkk|isk|pln|czk|huf|brl|mxn|zar|sgd|hkd|twd|krw|thb|myr|idr|php|"
    r"aed|sar|ils|kes|ngn"
)
_SIGN = r"(?:us|ca|au|nz|hk|sg|[acs])?\$|£|€|¥|₹|¢"
_NAME = r"(?:us |canadian |australian )?dollars?|euros?|pounds?(?: sterling)?|pence|cents?|pennies|rupees|yen"
_TIMES = {
    "month": "per-month", "monthly": "per-month", "mo": "per-month", "mth": "per-month", "months": "per-month",
    "year": "per-year", "yearly": "per-year", "annual": "per-year", "annually": "per-year", "annum": "per-year",
    "yr": "per-year", "years": "per-year", "p.a": "per-year", "week": "per-week", "weekly": "per-week",
    "weeks": "per-week", "day": "per-day", "daily": "per-day", "night": "per-night", "nightly": "per-night",
    "hour": "per-hour", "hourly": "per-hour", "hr": "per-hour", "quarter": "per-quarter", "quarterly": "per-quarter",
    "fortnight": "per-fortnight", "fortnightly": "per-fortnight",
}  # fmt: skip
_ISO = {
    "P1D": "per-day", "P7D": "per-week", "P1W": "per-week", "P14D": "per-fortnight", "P2W": "per-fortnight",
    "P1M": "per-month", "P3M": "per-quarter", "P12M": "per-year", "P1Y": "per-year", "PT1H": "per-hour",
}  # fmt: skip
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"})
_SMALL = frozenset({"pence", "cents", "cent", "pennies", "¢"})
_NOT_UNITS = frozenset("the a an request use day-to-day cent quote".split())


@cache
def _currency() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:({_CODE})(?![a-z])|({_SIGN})(?![a-z])|({_NAME})(?![a-z]))")


@cache
def _stated() -> re.Pattern[str]:
    """A sentence that gives the currency of all amounts, not one that only mentions it."""
    return re.compile(
        r"\b(?:prices?|fees?|amounts?|charges?|rates?|costs?|figures|values?)\b[^.;]{0,60}?\b(?:in|as)\b "
        rf"({_CODE}|{_NAME}|{_SIGN})(?![a-z])|\bcurrency\b(?: is|:)? ?({_CODE}|{_SIGN})(?![a-z])"
    )


@cache
def _per() -> re.Pattern[str]:
    return re.compile(r"(?:\bper |\beach |\bevery |\ba |\bp\.|(?<!w)/ ?)(?:calendar |billing |full )?([a-z][a-z'-]*)")


@cache
def _adverb() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(monthly|yearly|annual(?:ly)?|weekly|daily|nightly|hourly|quarterly|fortnightly)\b")


def currency_of(heading: str) -> str | None:
    """The currency (ISO code) that a folded heading or key names: "amount (usd)", "price in £"."""
    match = _currency().search(heading)
    # "cents" are of any dollar or euro
    return _iso(match[0]) if match and not match[0].startswith("cent") else None


def stated_currency(text: str) -> str | None:
    """The currency that a folded sentence gives for a whole table: "all prices in eur"."""
    match = _stated().search(text)
    return _iso(match[1] or match[2]) if match else None


def _iso(words: str) -> str | None:
    if words.endswith("$") or words in {"£", "€", "¥", "₹"}:
        return prefix_unit(words).currency
    if re.fullmatch(_CODE, words):
        return words.upper()
    return suffix_unit(" " + words).currency


def factor_of(heading: str) -> float:
    """What a bare number under a folded heading or key is multiplied with: 0.01 for pence, cents and minor units."""
    return 0.01 if re.search(r"(?<![a-z])(?:pence|cents?|pennies|minor(?: units?)?)(?![a-z])", heading) else 1.0


def period_of(words: str, *, alone: bool = False) -> str:
    """For what an amount under these folded words is due, as in `Amount.period`; empty when they do not say.

    `alone`: the words are all there is to a unit cell ("night", "per person").
    """
    for match in _per().finditer(words):
        if match[0].startswith("a ") and match[1] not in _TIMES:
            continue
        noun = match[1].rstrip(".")
        if noun in _TIMES:
            return _TIMES[noun]
        if noun not in _NOT_UNITS and noun != "item":
            return f"per-item:{_singular(noun)}"
        if noun == "item":
            return "per-item:item"
    adverb = _adverb().search(words)
    if adverb:
        return _TIMES[adverb[1]]
    stripped = words.strip(" .")
    if alone and stripped in _TIMES:
        return _TIMES[stripped]
    if alone and re.fullmatch(r"[a-z]+(?: [a-z]+)?", stripped) and stripped not in {"one-off", "once", "flat", "fixed"}:
        return f"per-item:{_singular(stripped)}"
    return ""


def iso_period(written: str) -> str:
    """The period of an ISO 8601 duration ("P1M"), as in `Amount.period`; empty for others."""
    return _ISO.get(written.strip().upper(), "")


def unit_of(*periods: str) -> str:
    """What amounts of these `Amount.period`s are for, as the word of `Terms.unit`: "month"; empty when they differ."""
    said = {period for period in periods if period}
    return said.pop().removeprefix("per-item:").removeprefix("per-") if len(said) == 1 else ""


def _singular(noun: str) -> str:
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) and len(noun) > 3 else noun


def in_context(amount: Amount, currency: str | None, period: str) -> Amount:
    """The amount with the currency and period that its surroundings give, where its own words leave them open.

    A bare "$" is the dollar of the surroundings.
    """
    if amount.kind == MONEY and currency and amount.currency != currency:
        bare_dollar = amount.currency == "USD" and currency in _DOLLARS and amount.end > amount.start
        if amount.currency is None or bare_dollar:
            amount = amount._replace(currency=currency)
    if period and not amount.period and (amount.kind == MONEY or not period.startswith("per-item")):
        amount = amount._replace(period=period)
    return amount


def number(start: int, end: int, value: float, heading: str) -> Amount:
    """A bare number under a folded heading or key as an amount: money, or per cent where the heading says so."""
    if re.search(r"%|\bper ?cent(?:age)?\b|\bpercent(?:age)?\b|\bpct\b", heading):
        return Amount(start, end, PERCENT, value, value, None)
    scaled = round(value * factor_of(heading), 10)
    return Amount(start, end, MONEY, scaled, scaled, currency_of(heading))
