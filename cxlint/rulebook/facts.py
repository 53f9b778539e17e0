"""What `{company}`, `{money}` and the other facts of the pattern language mean, in terms of words.

Before matching, the names that a document gives to the company and to the customer are overwritten with the marks
below, and so are the slots of a template by kind: one fixed pattern then covers every document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.rulebook import alphabet as abc
from cxlint.rulebook import trie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cxlint.rulebook.words import WordSets

COMPANY = "\x10"
CUSTOMER = "\x11"
"""Each character of a name that the document defines for its own company, or for its customer."""

SLOT_MARKS = {"name": "\x12", "money": "\x13", "date": "\x14", "link": "\x15", "contact": "\x16", "count": "\x17"}
"""Kind of slot to the character that stands for it; other slots stay U+FFFC."""

_SUM, _DAY, _CONTACT, _COUNT = (abc.SLOT_CLASSES[SLOT_MARKS[kind]] for kind in ("money", "date", "contact", "count"))

NAMES = (
    "amount", "company", "contact", "customer", "date", "duration", "email", "fee", "link", "money", "name", "number",
    "percent", "slot",
)  # fmt: skip

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen "
    "zero half"
).split()
_CURRENCIES = (
    "dollar dollars euro euros pound pounds pence cent cents rupee rupees yen franc francs peso pesos usd eur gbp aud "
    "cad nzd inr chf sek nok dkk jpy sgd hkd zar rs"
).split()
_UNITS = "minute minutes hour hours day days week weeks month months year years fortnight".split()
_DAY_KINDS = "business working calendar banking consecutive full".split()
_MONTHS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec"
).split()
_PERCENTS = ("percent", "%", "per cent", "pct")
_WE = ("we", "us", "we'll", "we're", "we've", "we'd")
_YOU = ("you", "you'll", "you're", "you've", "you'd")
_COMPANY, _CUSTOMER, _FEE = ("company",), ("customer",), ("fee", "fees")
"""Where there are no such word sets."""
_ARTICLES = ("the", "a", "any", "each", "every")


class Facts:
    """The regular expressions of the facts over one alphabet.

    `spell` turns a phrase into the strings of characters that match it, learning its words.
    """

    def __init__(self, alphabet: abc.Alphabet, words: WordSets, spell: Callable[[str], list[str]]) -> None:
        self._alphabet = alphabet
        self._words = words
        self._spell = spell

    def source(self, name: str) -> str:
        """The regular expression of a fact. Raises KeyError for an unknown one."""
        makers: dict[str, Callable[[], str]] = {
            "amount": lambda: f"(?:{self._percent()}|{self._money()})",
            "company": self._company,
            "contact": lambda: _CONTACT,
            "customer": self._customer,
            "date": self._date,
            "duration": self._duration,
            "email": lambda: f"[{abc.EMAIL}{_CONTACT}]",
            "fee": lambda: self._any(self._words.get("fee-noun", _FEE)),
            "link": lambda: abc.SLOT_CLASSES[SLOT_MARKS["link"]],
            "money": self._money,
            "name": lambda: abc.SLOT_CLASSES[SLOT_MARKS["name"]],
            "number": lambda: f"(?:{self._number()}|{_COUNT})",
            "percent": self._percent,
            "slot": lambda: f"[{''.join(abc.SLOT_CLASSES.values())}]",
        }
        return makers[name]()

    def strings(self, name: str) -> list[str]:
        """Strings of characters of which one is part of every match of a fact. Raises KeyError for an unknown one."""
        makers: dict[str, Callable[[], list[str]]] = {
            "amount": lambda: self.strings("money") + self.strings("percent"),
            "company": lambda: [abc.COMPANY, *self._spelled(self._company_words())],
            "contact": lambda: [_CONTACT],
            "customer": lambda: [abc.CUSTOMER, *self._spelled((*_YOU, *self._words.get("customer-role", _CUSTOMER)))],
            "date": lambda: [*self._alphabet.figures(), *self._spelled(_MONTHS), _DAY],
            "duration": lambda: self._spelled(_UNITS),
            "email": lambda: [abc.EMAIL, _CONTACT],
            "fee": lambda: self._spelled(self._words.get("fee-noun", _FEE)),
            "link": lambda: [abc.SLOT_CLASSES[SLOT_MARKS["link"]]],
            "money": lambda: [abc.MONEY, abc.SIGN, _SUM, *self._spelled(_CURRENCIES)],
            "name": lambda: [abc.SLOT_CLASSES[SLOT_MARKS["name"]]],
            "number": lambda: [*self._alphabet.figures(), *self._spelled(_NUMBERS), _COUNT],
            "percent": lambda: [abc.PERCENT, *self._spelled(_PERCENTS)],
            "slot": lambda: list(abc.SLOT_CLASSES.values()),
        }
        return makers[name]()

    def _spelled(self, phrases: Iterable[str]) -> list[str]:
        return [string for phrase in phrases for string in self._spell(phrase)]

    def _any(self, phrases: Iterable[str]) -> str:
        return trie.regex(self._spelled(phrases))

    def _number(self) -> str:
        words = "".join(string for word in _NUMBERS for string in self._spell(word))
        return f"[{''.join(self._alphabet.figures())}{words}]+"

    def _money(self) -> str:
        currency = self._any(_CURRENCIES)
        plain = f"{currency}?{abc.MONEY}|{self._number()}{currency}|{currency}{self._number()}"
        return f"(?:{plain}|{abc.SIGN}[{abc.NUMBER}{abc.SLOT}{_SUM}]|{_SUM})"

    def _percent(self) -> str:
        return f"(?:{abc.PERCENT}|(?:{self._number()}|[{abc.SLOT}{_SUM}{_COUNT}]){self._any(_PERCENTS)})"

    def _duration(self) -> str:
        article = self._any(("a", "an"))
        return f"(?:{self._number()}|[{_COUNT}{abc.SLOT}]|{article}){self._any(_DAY_KINDS)}?{self._any(_UNITS)}"

    def _date(self) -> str:
        month, of = self._any(_MONTHS), self._any(("of",))
        figure = f"[{''.join(self._alphabet.figures())}]"
        return f"(?:{figure}{of}?{month}{figure}?|{month}{figure}{{1,2}}|{figure}{{3}}|{_DAY})"

    def _company(self) -> str:
        return f"(?:{abc.COMPANY}|{self._any(self._company_words())})"

    def _company_words(self) -> list[str]:
        return [*_WE, *(f"the {role}" for role in self._words.get("company-role", _COMPANY))]

    def _customer(self) -> str:
        roles = self._words.get("customer-role", _CUSTOMER)
        return f"(?:{abc.CUSTOMER}|{self._any(_YOU)}|{self._any(_ARTICLES)}?{self._any(roles)})"


def literals(name: str, words: WordSets) -> tuple[str, ...]:
    """Literals of which every match of a fact holds one; empty when there is no such list."""
    return words.get("fee-noun", ()) if name == "fee" else ()
