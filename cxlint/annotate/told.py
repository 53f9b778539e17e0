"""What a message tells its reader: amounts, days, numbers to quote, ways back and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.amounts import periods
from cxlint.annotate.lines import path_words, word_set
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.annotate.readings import Reading

_MONEY = word_set("price amount total cost fee charge sum balance rate subtotal refund payment money value paid")
_DATE = word_set(
    "date day days at until expires expiry ends end deadline renewal period time when on eta hours weeks due window"
)
_SOON = (
    r"\b(?:today|tomorrow|tonight|now|this (?:week|month)|(?:next|following) (?:\w+ )?(?:day|week|month|year)|"
    r"immediately|at once|right away|straight away|instantly|same day|overnight|shortly after|by \w+day|"
    r"end of (?:the|your|this) (?:\w+ )?(?:period|month|term|year|cycle|day|week))\b"
)
_NUMBER = word_set(
    "number no num nr id ids ref reference ticket code invoicenumber ordernumber invoice order case claim subject"
)
_NUMBERED = word_set("invoice order receipt ticket case claim booking reservation transaction payment bill number ref")
_ATTACHED = r"\b(?:attach\w*|enclos\w*|pdf)\b"


def words_of_slots(reading: Reading) -> Iterable[tuple[int, str, frozenset[str]]]:
    """The position, the kind and the words of the name of each value that is filled in."""
    return ((at, slot.kind, frozenset(path_words(slot.path))) for at, slot in reading.slots)


def amounts(reading: Reading) -> list[int]:
    """Where money stands: values of that name, and sums that are typed."""
    found = [at for at, kind, words in words_of_slots(reading) if kind == "money" or (words & _MONEY and kind == "")]
    facts = reading.facts
    kept = {block.index for block in reading.blocks}
    for block in facts.anchored("money"):
        if block.index in kept:
            found += [amount.start for amount in facts.amounts(block)]
    return sorted(set(found))


def dates(reading: Reading) -> list[int]:
    """Where a day or a length of time stands."""
    found = [at for at, kind, words in words_of_slots(reading) if kind in ("date", "count") or words & _DATE]
    text = reading.facts.document.text
    for block in reading.blocks:
        found += [date.start for date in periods.dates(text, block.start, block.end)]
        found += [span.start for span in periods.durations(text, block.start, block.end)]
    return sorted(found)


def says_when(reading: Reading) -> bool:
    """Whether the reader is told a time, in figures or in words."""
    return bool(dates(reading)) or reading.search(_SOON) is not None


def opaque(reading: Reading) -> bool:
    """Whether a table, a loop or an attachment may hold what the words do not."""
    tables = any(block.cell is not None for block in reading.blocks) and reading.facts.document.tables
    return bool(tables) or any(slot.loops for _, slot in reading.slots) or reading.search(_ATTACHED) is not None


def reference(reading: Reading) -> bool:
    """Whether an invoice, an order or a case has a number or a name that the reader can quote."""
    for _, kind, words in words_of_slots(reading):
        if words & {"number", "no", "num", "nr", "ref", "reference", "ticket", "id", "uuid", "code"}:
            return True
        if kind == "" and words & _NUMBERED and not words & {"total", "status", "url", "link"}:
            return True
    # "#1042" and the like, typed or in a sample
    return reading.search(r"(?:#|\bno\.? ?|\bnumber:? ?)(?:\d{3,}|\ufffc|[\x12-\x17])") is not None


def leads(reading: Reading, pattern: str) -> bool:
    """Whether a link or the name of a value matches a pattern: a way to cancel, to return, to pay."""
    search = compiled(pattern)
    text = reading.facts.document.text
    for link in reading.links:
        if search.search(f"{link.target} {text[link.start : link.end]}".lower()):
            return True
    return any(search.search(" ".join(path_words(slot.path))) for _, slot in reading.slots)


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Words for a sentence: "a, b and c"."""
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last
