"""What single lines of a plain text file look like: headings, items, rules, clauses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE = re.compile(r"[\s+|=_*~#.•-]*\Z")
"""Lines of dashes and the like: they separate and say nothing."""

UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,})\Z")
ITEM = re.compile(r"(?:[-*•·‣▪–—+]|\(?(?:[a-z]|[ivx]{2,4}|\d{1,3})\)|\d{1,3}\.)[ \t\xa0]+(?=\S)")
NUMBERED_CLAUSE = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,4}\.?[ \t\xa0]+(?=\S)")
QUOTED = re.compile(r"(?:>[ \t]?)+")
_TABULAR = re.compile(r"\S(?: {3,}|\t+)\S")
HEADER_FIELD = re.compile(r"(Subject|Preheader|Preview|From|To|Cc|Bcc|Date|Reply-To)[ \t]*:[ \t]*(?=\S)", re.IGNORECASE)

_NUMBERED_HEADING = re.compile(
    r"(?:(?i:section|article|part|clause|schedule|appendix|annex|chapter)[ \t]+(?:\d[\d.]{0,8}|[A-Z]|[IVX]{2,5})[.:)]?"
    r"|(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?P<sign>[.)]?)|[IVX]{1,5}[.)])(?:[ \t]+[-–—:]?[ \t]*(?P<words>\S.*))?\Z",
)
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?\s")
_SENTENCE_END = (".", ",", ";", ":", "!", "?")
_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|day|evening)|greetings|thank|thanks)\b", re.IGNORECASE
)
_SMALL_WORDS = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "our", "per", "the", "to", "vs",
    "we", "with", "you", "your",
})  # fmt: skip

LONGEST_HEADING = 80


class Line(NamedTuple):
    """A line: where its text (white space and template code around it left out) begins and ends, and that text."""

    start: int
    end: int
    text: str


def split_lines(masked: str, start: int, end: int) -> Iterator[Line]:
    """The lines of masked[start:end]; blank ones have an empty text."""
    stretch = masked[start:end]
    ending = "\r" if "\r" in stretch and "\n" not in stretch else "\n"
    at = start
    for raw in stretch.split(ending):
        text = raw.strip(" \t\r\xa0\x03\x0b\x0c\ufeff")
        begin = at + raw.index(text) if text else at
        yield Line(begin, begin + len(text), text)
        at += len(raw) + 1


def is_capitals(text: str) -> bool:
    """A short line all in capitals, such as a heading of old contracts."""
    return (
        len(text) <= LONGEST_HEADING
        and text.isupper()
        and text[-1] not in ".,;!?"
        and sum(map(str.isalpha, text)) >= 4
        and "\x01" not in text
    )


def is_tabular(text: str) -> bool:
    """Whether a line is set in columns."""
    return ("   " in text or "\t" in text) and _TABULAR.search(text) is not None


def numbered_level(text: str, following: str, *, alone: bool) -> int:
    """Level of a heading like "1. Fees" or "Section 4 Cancellation"; 0 for anything else.

    `following` is the next line that is not blank: in a list, it is the next item. A bare number ("7 High Street")
    needs to stand `alone` between blank lines.
    """
    match = _NUMBERED_HEADING.match(text) if len(text) <= LONGEST_HEADING else None
    if match is None or not following or text.endswith(_SENTENCE_END):
        return 0
    words, number = match["words"] or "", match["number"] or ""
    if len(words.split()) > 8 or not (alone or words[:1].isupper()):
        return 0
    if not number:
        return 2
    if not words[:1].isupper() or not (alone or match["sign"] or "." in number):
        return 0
    other = _NUMBER.match(following)
    return 0 if other and not other[1].startswith(number + ".") else 2 + number.count(".")


def is_title(text: str, *, first: bool) -> bool:
    """A short line that stands alone and is set like a title; `first` in its file, it need not have capitals."""
    if len(text) > 60 or text.endswith(_SENTENCE_END) or not text[0].isupper() or "\x01" in text:
        return False
    if _GREETING.match(text) or "@" in text or "://" in text:
        return False
    words = text.split()
    if len(words) > 9:
        return False
    return first or all(word[0].isupper() or word.lower() in _SMALL_WORDS or word in ("&", "-", "–") for word in words)


def joins(line: Line, following: Line, longest: int) -> bool:
    """Whether the break after a line only wraps it: the next line runs on, or the line is about as long as can be."""
    if following.text[0].islower():
        return True
    length = len(line.text)
    return length >= 50 and length >= longest - 25
