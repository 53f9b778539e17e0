"""Which fee a phrase names: canonical names and their synonyms, from rules/words/fees.yaml."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxlint.rulebook.words import WordSets

_PREFIX = "fee-"
_NOUN_SET = "fee-noun"
_LONGEST = 3
"""Words of the longest synonym."""

# words before a fee noun that say nothing about which fee it is
_EMPTY = frozenset(
    "a an the any all our your this that these those such each every other additional applicable certain reasonable "
    "standard small extra new no not and or of one-time one-off flat fixed single further relevant associated related "
    "applicable non-refundable nonrefundable mandatory optional per total minimum maximum up same following current "
    "then-current his her its their some may will be is are applied charged".split()
)


class FeeNames:
    """Looks up canonical names. Words are compared in folded form."""

    def __init__(self, words: WordSets) -> None:
        self._names = {
            synonym: name.removeprefix(_PREFIX)
            for name, synonyms in words.items()
            if name.startswith(_PREFIX) and name != _NOUN_SET
            for synonym in synonyms
        }
        nouns = sorted(words.get(_NOUN_SET, ("fee", "fees")), key=len, reverse=True)
        self.noun = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, nouns))})(?![\w-])")
        others = sorted(words.get("not-a-fee", ()), key=len, reverse=True)
        self.not_a_fee = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, others)) or '(?!)'})(?![\w-])")

    def name(self, modifiers: list[str]) -> tuple[str, tuple[str, ...]]:
        """Canonical name for the words before a fee noun, and the words it leaves over (the tier, the product).

        The longest synonym that ends nearest to the noun wins; ("", words) when none is known.
        """
        for end in range(len(modifiers), 0, -1):
            for size in range(min(_LONGEST, end), 0, -1):
                found = self._names.get(" ".join(modifiers[end - size : end]))
                if found is not None:
                    rest = modifiers[: end - size] + modifiers[end:]
                    return found, tuple(word for word in rest if word not in _EMPTY)
        return "", tuple(word for word in modifiers if word not in _EMPTY)

    def from_label(self, label: str) -> tuple[str, tuple[str, ...]]:
        """Canonical name and rest for a row label or a key such as "late_fee" or "Late payment (business)"."""
        words = [word for word in re.split(r"[^a-z0-9'-]+", label.replace("_", " ")) if word]
        kept = [word for word in words if not self.noun.fullmatch(word)]
        return self.name(kept)


@lru_cache(maxsize=4)
def _cached(items: tuple[tuple[str, tuple[str, ...]], ...]) -> FeeNames:
    return FeeNames(dict(items))


def of(words: WordSets) -> FeeNames:
    """The lookup for some word sets, built once."""
    relevant = tuple((name, words[name]) for name in sorted(words) if name.startswith(_PREFIX) or name == "not-a-fee")
    return _cached(relevant)
