"""A guess at what a value is, from the names around it."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NAMES = _words(
    "firstname lastname fullname forename surname username nickname givenname familyname displayname fname "
    "lname recipient addressee salutation"
)
_PEOPLE = _words(
    "first last full given family middle short preferred nick display user customer client member "
    "recipient contact person guest patient subscriber buyer holder tenant student applicant employee "
    "donor passenger traveller owner author billing shipping to your cardholder policyholder borrower "
    "resident reader player friend parent login"
)
_ALONE = _words("name user customer recipient client member username guest subscriber")
_MONEY = _words(
    "amount total subtotal price balance fee fees charge charges cost costs tax taxes vat surcharge "
    "deposit penalty refund payment payoff amt money"
)
_DATE = _words("date dates due deadline expires expiry expiration expire datetime timestamp until birthday")
_LINK = _words("url link href uri permalink urls links")
_CONTACT = _words("email emails mail phone telephone tel support contact hotline fax mobile")
_COUNT = _words("days count n qty quantity hours minutes months weeks years num nights seats")
_FORMATTING = _words(
    "formatted display text str string value cents html gross net label humanized pretty localized raw"
)

_FILTERS = {
    "money": _words(
        "money currency usd eur gbp price with_currency format_currency money_with_currency money_format "
        "moneyformat number_to_currency displayprice formatprice format_money render_money "
        "money_without_currency pounds money_without_trailing_zeros wc_price convert_price format_amount "
        "currencyformat intcurrency as_money"
    ),
    "date": _words(
        "date strftime format_date datetimeformat date_format datetime_format dateformat format_datetime "
        "localdate format_time naturalday naturaldate timesince timeuntil ldate l10n_date humanize_date "
        "pretty_date isoformat to_date babel_date format_local_date time_ago_in_words"
    ),
    "link": _words("url link url_for path route reverse asset_url absolute_url static_url link_to abs_url permalink"),
    "count": _words("length count size"),
}


@lru_cache(maxsize=4096)
def kind_of(path: str, filters: tuple[str, ...]) -> str:
    """name, money, date, link, contact, count, or an empty string when the names do not tell."""
    for name in filters:
        lower = name.lower()
        for kind, names in _FILTERS.items():
            if lower in names:
                return kind
    words = [word.lower() for word in _WORD.findall(path)]
    while len(words) > 1 and words[-1] in _FORMATTING:
        words.pop()
    return _from_words(words) if words else ""


def _from_words(words: list[str]) -> str:
    last = words[-1]
    before = words[-2] if len(words) > 1 else ""
    if _is_name(words, last, before):
        return "name"
    if last in _MONEY or (last in {"due", "paid", "owed"} and before in _MONEY):
        return "money"
    if last in _DATE or (last in {"at", "on"} and before):
        return "date"
    if last in _LINK:
        return "link"
    if last in _CONTACT or (last in {"address", "number"} and before in _CONTACT):
        return "contact"
    return "count" if last in _COUNT else ""


def _is_name(words: list[str], last: str, before: str) -> bool:
    if last in _NAMES or (not before and last in _ALONE):
        return True
    if last == "name":
        return before in _PEOPLE
    # recipient.name.first
    return last in {"first", "last", "full"} and before == "name" and len(words) < 5
