"""When a document was changed, and for which time its prices hold: what its top and its end say of its age."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts import periods
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts


class Version(NamedTuple):
    """What a document says of its age at [start, end).

    `what` is updated, effective, prices or version. `value` sorts by age: year, month and day (a `prices` statement:
    the last day they hold for), or the parts of a version number. `declared` comes from the front matter: then the
    range is empty. `early`: it stands at the top.
    """

    start: int
    end: int
    what: str
    value: tuple[int, ...]
    words: str
    declared: bool = False
    early: bool = True


_HEAD = 2500
_TAIL = 1200
_LABELS = (
    (
        "updated",
        (
            r"\b(?:last[ -](?:updated|revised|modified|amended|changed|update|revision)|"
            r"(?:updated|revised) on)\b(?: (?:on|as of|in|date))*[ :,(–-]{0,3}"
        ),
    ),
    (
        "effective",
        (
            r"\b(?:effective(?: date| as of| from| on| since)?|(?:in force|valid|applicable|applies) (?:since|from|"
            r"as of))[ :,(–-]{0,3}"
        ),
    ),
)
_PRICES = (
    r"\b(?:prices?|rates|fees|charges|tariffs?|price list|fee schedule|schedule of (?:fees|charges))"
    r"(?: (?:are|is|list|valid|current|effective|for|in|of|the|year|season|and|charges|fees))*[ :(]{1,2}((?:19|"
    r"20)\d\d)\b(?![-/.]\d)"
)
_NUMBER = (
    r"(?:(?<=[\n\u2028(|:;,.-])|(?<=[\n\u2028(|:;,.-] ))version(?: (?:no\.?|number))?:? "
    r"?v?(\d{1,3}(?:\.\d{1,3}){0,2})\b(?![/-]\d|\.\d| of | (?:and|or) )"
)
_DATE_REACH = 30
_DECLARED = {
    "version": "version",
    "last_updated": "updated",
    "updated": "updated",
    "last_modified": "updated",
    "revised": "updated",
    "effective": "effective",
    "effective_date": "effective",
}
_NAMES_PRICES = (
    "fee schedule", "schedule of fees", "schedule of charges", "price list", "pricing page", "rate card", "our prices",
    "our fees", "our rates", "our charges", "our tariff", "current prices", "current fees",
)  # fmt: skip


def find(facts: Facts) -> list[Version]:
    """What the document says of its age, in order."""
    length = len(facts.document.text)
    ranges = [(0, min(length, _HEAD))]
    if length > _HEAD:
        ranges.append((max(_HEAD, length - _TAIL), length))
    found = [version for low, high in ranges for version in _stated(facts, low, high)]
    return [*_declared(facts), *found]


def names_prices(facts: Facts) -> bool:
    """Whether the document sends its reader to a price list."""
    return any(words in facts.scan.folded for words in _NAMES_PRICES)


def _stated(facts: Facts, low: int, high: int) -> Iterator[Version]:
    folded, text = facts.scan.folded, facts.document.text
    early = low == 0
    for what, pattern in _LABELS:
        for match in compiled(pattern).finditer(folded, low, high):
            end = min(high, match.end() + _DATE_REACH, facts.document.block_at(match.start()).end)
            dates = periods.dates(text, match.end(), end)
            if dates and dates[0].start - match.end() <= 1 and dates[0].year and dates[0].month:
                one = dates[0]
                value = (one.year or 0, one.month or 0, one.day or 0)
                yield Version(match.start(), one.end, what, value, text[match.start() : one.end], early=early)
    for match in compiled(_PRICES).finditer(folded, low, high):
        yield Version(*match.span(), "prices", (int(match[1]), 12, 31), text[slice(*match.span())], early=early)
    for match in compiled(_NUMBER).finditer("\n" + folded[low:high]):
        start, end = low + match.start() - 1, low + match.end() - 1
        yield Version(start, end, "version", _parts(match[1]), text[start:end], early=early)


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _declared(facts: Facts) -> Iterator[Version]:
    for key, raw in facts.document.front_matter.items():
        what = _DECLARED.get(key.lower().replace("-", "_"))
        text = str(raw).strip()
        if what == "version":
            if compiled(r"v?\d{1,3}(?:\.\d{1,3}){0,2}").fullmatch(text):
                yield Version(0, 0, what, _parts(text.lstrip("v")), f"{key}: {text}", declared=True)
        elif what:
            dates = periods.dates(text[:40])
            if dates and dates[0].year and dates[0].month:
                one = dates[0]
                value = (one.year or 0, one.month or 0, one.day or 0)
                yield Version(0, 0, what, value, f"{key}: {text}", declared=True)
