"""Where words begin in a text: plain searches, many times as fast as a regular expression of alternatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from re import Match, Pattern


def starts(text: str, words: Iterable[str]) -> list[int]:
    """The places where one of the words, or a longer word that begins with it, begins; in order."""
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            if not (at and text[at - 1].isalnum()):
                found.append(at)
            at = text.find(word, at + len(word))
    found.sort()
    return found


def matches(pattern: Pattern[str], text: str, words: Iterable[str]) -> Iterator[Match[str]]:
    """As pattern.finditer(text), for a pattern of which every match begins with a word that begins with one of some."""
    done = 0
    for at in starts(text, words):
        match = pattern.match(text, at) if at >= done else None
        if match is not None:
            done = match.end()
            yield match
