"""What a text must hold for a pattern to match: the cheap test before the regular expression.

A factor is a set of literals of which at least one occurs in every match. A pattern has several, and all must hold.
The idea is that of RE2's FilteredRE2 and Rust's regex literals; here the factors come from our own pattern tree, so no
regular expression has to be taken apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Factor = frozenset[str]

MAX_LITERALS = 160
"""Larger sets are no useful filter."""

_SHORTEST = 3

# Words that most sentences of any policy hold: worth nothing as a filter.
STOP_WORDS = frozenset(
    "a about above after all also an and any are as at be been before being but by can could do does each either for "
    "from had has have her his how i if in into is it its it's let may might more most must my no nor not now of on "
    "one only or other our out over own per please same shall she should so some such than that the their them then "
    "there these they this those through to too under until up upon us use used using very was we were what when where "
    "which while who whom will with within without would you your yours".split()
)

# Words that many sentences hold: a filter, but a poor one.
_COMMON = frozenset(
    "access account accounts agree agreement change changes company content customer customers date day days email fee "
    "fees information law laws make month notice number order part party parties pay payment person privacy product "
    "products provide provided reserve right rights service services site subject terms third time user users website "
    "first new right including include includes".split()
)


def literal_score(literal: str) -> int:
    """How selective a literal is: higher is better."""
    if literal in STOP_WORDS:
        return 0
    score = min(len(literal), 10)
    return score // 2 if literal in _COMMON else score


def factor_score(factor: Factor) -> float:
    """How selective a factor is: as good as its worst literal, a little worse for each one more."""
    return min(literal_score(literal) for literal in factor) - len(factor) / 40


def minimal(literals: Iterable[str]) -> Factor:
    """Drop literals that contain another one: finding the shorter one is enough."""
    kept: list[str] = []
    for literal in sorted(set(literals), key=len):
        if not any(short in literal for short in kept):
            kept.append(literal)
    return frozenset(kept)


def usable(factor: Factor) -> bool:
    """Whether a factor filters at all."""
    return bool(factor) and len(factor) <= MAX_LITERALS and factor_score(factor) > 0


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
    """The factor of a plain word: its longest part without a hyphen, which may be written open, closed or with one."""
    part = max(word.split("-"), key=len)
    factor = frozenset((part,))
    return [factor] if len(part) >= _SHORTEST and usable(factor) else []


def of_phrases(phrases: Iterable[str]) -> list[Factor]:
    """The factor of a word set: the most selective word of each phrase."""
    literals = minimal(_best_word(phrase) for phrase in phrases)
    return [literals] if usable(literals) else []


def _best_word(phrase: str) -> str:
    return max(_parts(phrase), key=literal_score)


def _parts(phrase: str) -> Iterator[str]:
    for word in phrase.split(" "):
        yield max(word.split("-"), key=len)
