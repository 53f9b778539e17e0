"""Words as characters.

A pattern is matched on words, not on letters: each word of a sentence becomes one character, and a pattern becomes a
regular expression over these characters, in which a word set is a character class and a gap is `.{0,12}?`. That is
smaller and faster by an order of magnitude than an expression over letters, and "a word" means the same everywhere.

Words that no pattern mentions share a few characters by kind (a number, a sum of money, a template slot ...).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

OTHER = "o"
NUMBER = "N"
PERCENT = "P"
MONEY = "M"
SIGN = "C"
"""A currency sign that stands alone."""
EMAIL = "E"
COMPANY = "K"
CUSTOMER = "U"
BREAK = "\n"
"""The end of a sentence, where several are encoded together; no gap crosses it."""

SLOT = "s"
SLOT_CLASSES = {"\x12": "n", "\x13": "m", "\x14": "d", "\x15": "l", "\x16": "c", "\x17": "q", "\ufffc": SLOT}
"""By mark (see cxlint.rulebook.facts.SLOT_MARKS): a name, money, a date, a link, a contact, a count, any other."""

# beyond the basic plane, where Python's regular expressions keep classes as they are: below it, each class costs a
# table of 65,536 entries when it is compiled, which would triple the time of a cold start
_FIRST_WORD = 0x10000
_FIRST_STEM = 0x18000
_CURRENCY_SIGNS = frozenset("$£€¥₹¢")
_CURRENCY_ENDINGS = ("€", "£", "¢", "usd", "eur", "gbp")
_MEMORY = 50_000
"""How many words that are in no pattern an encoder remembers."""


class Alphabet:
    """The words and stems that patterns mention, numbered in the order in which they were learned."""

    def __init__(self, words: Iterable[str] = (), stems: Iterable[str] = ()) -> None:
        self._in_order = list(words)
        self._words = {word: chr(_FIRST_WORD + i) for i, word in enumerate(self._in_order)}
        self._stems = {stem: chr(_FIRST_STEM + i) for i, stem in enumerate(stems)}

    @property
    def words(self) -> list[str]:
        """The words, in order: together with the stems, what it takes to make this alphabet again."""
        return list(self._in_order)

    @property
    def stems(self) -> list[str]:
        """The stems, in order."""
        return list(self._stems)

    def learn(self, word: str) -> str:
        """The character of a word."""
        char = self._words.get(word)
        if char is None:
            char = self._words[word] = chr(_FIRST_WORD + len(self._in_order))
            self._in_order.append(word)
        return char

    def learn_stem(self, stem: str) -> str:
        """The character of the words that begin with a stem and are not learned themselves."""
        return self._stems.setdefault(stem, chr(_FIRST_STEM + len(self._stems)))

    def word(self, char: str) -> str:
        """The word of a character; empty for one that stands for many words."""
        at = ord(char) - _FIRST_WORD
        return self._in_order[at] if 0 <= at < len(self._in_order) else ""

    def beginning(self, stem: str) -> list[str]:
        """The characters of all words that begin with a stem; final only when everything has been learned."""
        words = [char for word, char in self._words.items() if word.startswith(stem)]
        return words + [char for other, char in self._stems.items() if other.startswith(stem)]

    def figures(self) -> list[str]:
        """The characters of numbers in figures."""
        return [NUMBER, *(char for word, char in self._words.items() if word[0].isdigit())]

    def encoder(self) -> Encoder:
        """What turns words into characters."""
        return Encoder(self._words, self._stems)


class Encoder(dict[str, str]):
    """Characters by word; a word not met before is classified and remembered."""

    def __init__(self, words: dict[str, str], stems: dict[str, str]) -> None:
        super().__init__(words)
        self._stems = stems
        self._lengths = sorted({len(stem) for stem in stems}, reverse=True)
        self._limit = len(words) + _MEMORY

    def encode(self, words: list[str]) -> str:
        """One character a word."""
        return "".join([self[word] for word in words])

    def __missing__(self, word: str) -> str:
        char = self._classify(word)
        if len(self) < self._limit:
            self[word] = char
        return char

    def _classify(self, word: str) -> str:
        first = word[0]
        if first in SLOT_CLASSES:
            return SLOT_CLASSES[first]
        if first == "\x10":
            return COMPANY
        if first == "\x11":
            return CUSTOMER
        if "@" in word and len(word) > 1:
            return EMAIL
        if first in _CURRENCY_SIGNS:
            return MONEY if len(word) > 1 else SIGN
        if first.isdigit():
            return PERCENT if "%" in word else MONEY if word.endswith(_CURRENCY_ENDINGS) else NUMBER
        for length in self._lengths:
            stem = self._stems.get(word[:length])
            if stem is not None:
                return stem
        return OTHER
