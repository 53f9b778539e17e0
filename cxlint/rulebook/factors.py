"""What a text must hold for a pattern to match: the cheap test before the regular expression.

A factor is a set of literals of which at least one occurs, at the start of a word, in every match. A pattern has
several, and all must hold.
The idea is that of RE2's FilteredRE2 and Rust's regex literals; here the factors come from our own pattern tree, so no
regular expression has to be taken apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Factor = frozenset[str]

MAX_LITERALS = 160
"""Larger sets are no useful filter."""

_SHORTEST = 2
_GOOD = 0.2
"""Score from which a factor is worth its literals; a worse one is used only where a pattern has no other."""

# Words that most sentences of any policy hold: worth nothing as a filter.
_EVERYWHERE = frozenset(
    "a an and any are as at be by for from if in is it may not of on or our that the this to us we will with you "
    "your".split()
)

# Words that many sentences of any text hold: worth little.
STOP_WORDS = frozenset(
    "a about above after all also an and any are as at be been before being but by can could do does each either for "
    "from had has have her his how i if in into is it its it's let may might more most must my no nor not now of on "
    "one only or other our out over own per please same shall she should so some such than that the their them then "
    "there these they this those through to too under until up upon us use used using very was we were what when where "
    "which while who whom will with within without would you your yours".split()
)

# Words that many sentences hold, or that stand inside many words: a filter, but a poor one.
_COMMON = frozenset(
    "ability accept access account accounts act action add additional agree agreement aim app applicable apply "
    "available change changes claim collect company conditions contact contain content contract copy customer "
    "customers data date days effect email ends even fee fees first following form full give go good grant here "
    "include includes including inform information law laws late legal liab liable limit link made mail make manage "
    "material materials may month new notice number offer order part party password pay payment permit person "
    "personal place policy post privacy process product products provide provided purpose rate reason receive reserve "
    "responsib responsible result right rights sent sign site software subject submit subscription support term terms "
    "third time user users visit web website work year".split()
)


def literal_score(literal: str) -> float:
    """How selective a literal is: higher is better. Short ones also stand inside other words."""
    if literal in _EVERYWHERE or len(literal) < _SHORTEST:
        return 0
    if literal in STOP_WORDS:
        return 0.1
    if len(literal) == _SHORTEST:
        return 0.2
    score = min(len(literal), 10) - (2 if len(literal) <= _SHORT else 0)
    return score / 2 if literal in _COMMON else score


_SHORT = 4


def factor_score(factor: Factor) -> float:
    """How selective a factor is: as good as its worst literal, a little worse for each one more."""
    return _worst(factor) - len(factor) / 40


def minimal(literals: Iterable[str]) -> Factor:
    """Drop literals that begin with another one: finding the shorter one is enough."""
    kept: list[str] = []
    for literal in sorted(set(literals)):
        if not kept or not literal.startswith(kept[-1]):
            kept.append(literal)
    return frozenset(kept)


def usable(factor: Factor) -> bool:
    """Whether a factor filters at all."""
    return 0 < len(factor) <= MAX_LITERALS and all(literal_score(literal) > 0 for literal in factor)


def chosen(factors: Iterable[Factor]) -> tuple[Factor, ...]:
    """The factors to look for, in their order: the good ones, or else the best."""
    known = list(dict.fromkeys(factors))
    good = [factor for factor in known if _worst(factor) >= _GOOD]
    return tuple(good or sorted(known, key=factor_score, reverse=True)[:1])


def _worst(factor: Factor) -> float:
    return min(literal_score(literal) for literal in factor)


def union(branches: Iterable[list[Factor]]) -> list[Factor]:
    """The factor of an alternation: one factor of each branch, together; none when a branch has none."""
    best: list[Factor] = []
    for factors in branches:
        if not factors:
            return []
        best.append(max(factors, key=factor_score))
    joined = minimal(literal for factor in best for literal in factor)
    return [joined] if usable(joined) else []


def of_word(word: str) -> list[Factor]:
    """The factor of a plain word; one with a hyphen may be written open, closed or with it."""
    factor = minimal(spellings(word))
    return [factor] if usable(factor) else []


def of_phrases(phrases: Iterable[str]) -> list[Factor]:
    """The factor of a word set: the most selective word of each phrase."""
    literals = minimal(literal for phrase in phrases for literal in spellings(_best_word(phrase)))
    return [literals] if usable(literals) else []


def spellings(word: str) -> tuple[str, ...]:
    """How a word with a hyphen may be written."""
    return (word, word.replace("-", " "), word.replace("-", "")) if "-" in word else (word,)


def _best_word(phrase: str) -> str:
    return max(phrase.split(" "), key=literal_score)
