"""Amounts that make one fee together: the greater or lesser of two, or one plus another."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.money import find
from cxlint.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount

_MOST_PARTS = 4
_FIRST_PART = 60
_NEXT_PART = 160
_CHOICES = (
    "greater of",
    "greatest of",
    "higher of",
    "highest of",
    "larger of",
    "lesser of",
    "lower of",
    "lowest of",
    "smaller of",
)
_CHOICE_ENDS = ("whichever", "which ever", "if greater", "if higher", "if lower", "if less")
_GREATER = frozenset({"greater", "higher", "larger", "more", "greatest", "highest"})


class Formula(NamedTuple):
    """Amounts joined by a rule, at [start, end): `op` is "greater", "lesser" or "plus".

    `parts` holds the amounts named; "the greater of $15 or the bank's own charge" has one.
    """

    start: int
    end: int
    op: str
    parts: tuple[Amount, ...]


@cache
def _choice_after() -> re.Pattern[str]:
    return re.compile(
        r"\bwhich ?ever (?:amount |sum |one )?is (?:the )?(\w+)(?: amount)?|\bif (greater|higher"
        r"|lower|less)\b"
    )


@cache
def _alternative() -> re.Pattern[str]:
    return re.compile(r"[^.;\n]*(?:\b(?:or|and)\b|,|\([ivab1-9]{1,3}\))(?:[^.;\n]|\.(?=\d))*")


@cache
def _sum() -> re.Pattern[str]:
    return re.compile(
        r"(?: (?:of|on) [a-z' ]{1,60})?,? ?(?:\+|\bplus|\band)(?: an?)?"
        r"(?: (?:additional|further|extra|flat|fixed|"
        r"flat fee of|fixed fee of|fee of|charge of))* ?"
    )


def formulas(text: str, start: int = 0, end: int | None = None) -> list[Formula]:
    """The formulas in a range of the text, original or folded, in order and without overlap."""
    folded = fold(text[start:end])
    amounts = [one._replace(start=one.start - start, end=one.end - start) for one in find(text, start, end)]
    if not amounts:
        return []
    found = [*_choices_before(folded, amounts), *_choices_after(folded, amounts)]
    if len(amounts) > 1:
        found += _sums(folded, amounts)
    kept: list[Formula] = []
    for one in sorted(found, key=lambda formula: (formula.start, -formula.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return [_moved(one, start) for one in kept]


def _moved(formula: Formula, offset: int) -> Formula:
    parts = tuple(part._replace(start=part.start + offset, end=part.end + offset) for part in formula.parts)
    return Formula(formula.start + offset, formula.end + offset, formula.op, parts)


def _op(word: str) -> str:
    return "greater" if word in _GREATER else "lesser"


def _choices_before(folded: str, amounts: list[Amount]) -> list[Formula]:
    """The formulas that begin with "the greater of"."""
    found: list[Formula] = []
    place = 0
    for start, phrase in sorted(_occurrences(folded, _CHOICES)):
        at, reach = start + len(phrase), _FIRST_PART
        while place < len(amounts) and amounts[place].start < at:
            place += 1
        parts: list[Amount] = []
        for amount in amounts[place : place + _MOST_PARTS]:
            gap = folded[at : amount.start] if amount.start - at <= reach else "\n"
            if not (_alternative().fullmatch(gap) if parts else _stays(gap)) or "plus" in gap:
                break
            parts.append(amount)
            at, reach = amount.end, _NEXT_PART
        if parts:
            found.append(Formula(start, at, _op(phrase[:-3]), tuple(parts)))
    return found


def _occurrences(folded: str, phrases: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for phrase in phrases:
        at = folded.find(phrase)
        while at >= 0:
            yield at, phrase
            at = folded.find(phrase, at + 1)


def _stays(gap: str) -> bool:
    return "\n" not in gap and ";" not in gap and ". " not in gap


def _choices_after(folded: str, amounts: list[Amount]) -> list[Formula]:
    """The formulas that end with "whichever is greater"."""
    found: list[Formula] = []
    place = 0
    for match in _choice_after().finditer(folded) if any(end in folded for end in _CHOICE_ENDS) else ():
        while place < len(amounts) and amounts[place].end <= match.start():
            place += 1
        parts: list[Amount] = []
        at = match.start()
        for amount in reversed(amounts[max(0, place - 3) : place]):
            gap = folded[amount.end : at] if at - amount.end <= _NEXT_PART else "\n"
            if not (_alternative().fullmatch(gap) if parts else _stays(gap)):
                break
            parts.append(amount)
            at = amount.start
        word = match[1] or match[2]
        if len(parts) > 1 or (parts and match[1]):
            found.append(Formula(at, match.end(), _op(word), tuple(reversed(parts))))
    return found


def _sums(folded: str, amounts: list[Amount]) -> list[Formula]:
    found: list[Formula] = []
    parts: list[Amount] = [amounts[0]]
    for amount in amounts[1:]:
        gap = folded[parts[-1].end : amount.start] if amount.start - parts[-1].end < 100 else ""
        # "and" adds only different things: "5% and $2", not "$5 and $10"
        if _sum().fullmatch(gap) and ("and" not in gap or "additional" in gap or amount.kind != parts[-1].kind):
            parts.append(amount)
            continue
        if len(parts) > 1:
            found.append(Formula(parts[0].start, parts[-1].end, "plus", tuple(parts)))
        parts = [amount]
    if len(parts) > 1:
        found.append(Formula(parts[0].start, parts[-1].end, "plus", tuple(parts)))
    return found
