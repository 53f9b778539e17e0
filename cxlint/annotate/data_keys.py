"""Values that templates read from data files, and the places where a template reads or repeats one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts import periods
from cxlint.annotate.lines import path_words
from cxlint.annotate.values import timed_blocks
from cxlint.model.document import Role
from cxlint.model.source import KEYED
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block, Document, Slot

_MOST_KEYS = 3000
_MOST_PERIODS = 60
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
# what a page knows without front matter, in Jekyll and its like
_PAGE_HAS = frozenset(
    "url title content date id categories tags collection name path next previous excerpt dir layout permalink lang "
    "author description slug relative_path output ext draft image toc locale ref".split()
)
_UNITS = {"days": "day", "hours": "hour", "weeks": "week", "months": "month", "minutes": "minute"}
_COLLECTIVE = frozenset("size first last length keys values items count".split())


class Key(NamedTuple):
    """A value of a data file: its key path ("late_fee.amount") and its number, when it is one."""

    start: int
    end: int
    path: str
    number: float | None


class Read(NamedTuple):
    """A variable with a path that a template reads, printed or in an attribute; `start` and `end` are source offsets.

    `root` is data (`site.data.fees.late`), page (`page.fee`, when the front matter has no such key) or empty;
    `guarded` tells that a condition or a fallback sees to a missing value, `near` names a key of the front matter
    that looks like it.
    """

    start: int
    end: int
    path: str
    root: str
    guarded: bool
    near: str = ""


class Typed(NamedTuple):
    """A length of time typed into a template: number, unit ("hour"), and the beginnings of the words around it."""

    start: int
    end: int
    number: float
    unit: str
    near: frozenset[str]


def is_data(document: Document) -> bool:
    """Whether a document is a data file without templates in it."""
    return document.source.suffix in KEYED and not document.slot_positions and not document.catalogue


def complete(facts: Facts) -> bool:
    """Whether `keys` knows all keys of a file: nothing merged in by reference, and not too many."""
    source = facts.document.source
    aliased = source.suffix != ".json" and compiled(r"(?:<<|[\w-]) ?: *\*\w|- \*\w").search(source.text) is not None
    return not aliased and len(facts.document.blocks) <= _MOST_KEYS


def keys(facts: Facts) -> list[Key]:
    """The values of a data file, in order."""
    if not is_data(facts.document):
        return []
    blocks = (block for block in facts.document.blocks[:_MOST_KEYS] if block.role == Role.VALUE and block.label)
    return [Key(block.start, block.end, block.label, _number(facts, block)) for block in blocks]


def _number(facts: Facts, block: Block) -> float | None:
    text = facts.document.block_text(block).strip()
    match = _NUMBER.fullmatch(text)
    if match is not None:
        return float(match[0].replace(",", ""))
    amounts = facts.amounts(block) if len(text) < 30 else []
    return amounts[0].low if len(amounts) == 1 and not amounts[0].slot else None


def reads(facts: Facts) -> list[Read]:
    """The variables with a path of two and more parts that a template reads, each once."""
    template = facts.document.template
    if template is None or is_data(facts.document):
        return []
    found: dict[str, Read] = {}
    front = frozenset(facts.document.front_matter)
    for slot in template.slots:
        if "." in slot.path and slot.path not in found and not _computed(slot) and not _of_loop(slot):
            read = _read(slot, front, template.dialect)
            if read is not None:
                found[slot.path] = read
    return list(found.values())


def _read(slot: Slot, front: frozenset[str], dialect: str) -> Read | None:
    parts = slot.path.split(".")
    last = parts[-1].lower()
    filled = slot.fallback is not None or compiled(r"\bdefault\b|\?\?|\|\|").search(slot.expression) is not None
    guarded = filled or any(last in condition.lower() for condition in slot.conditions)
    root = near = ""
    if [part.lower() for part in parts[:2]] == ["site", "data"] and len(parts) > 3 and parts[-1] not in _COLLECTIVE:
        root = "data"
    elif parts[0] == "page":
        if dialect != "liquid" or not front or parts[1] in front or parts[1] in _PAGE_HAS:
            return None
        root, near = "page", close(parts[1], front)
    return Read(slot.start, slot.end, slot.path, root, guarded, near)


def _computed(slot: Slot) -> bool:
    """Whether a part of the path is itself a value: `fees[plan]`."""
    return compiled(r"\[\s*[^'\"\s\d]").search(slot.expression) is not None


def _of_loop(slot: Slot) -> bool:
    root = slot.path.split(".", 1)[0]
    return any(compiled(rf"\b{re.escape(root)}\b").search(loop.partition(" in ")[0]) for loop in slot.loops)


def close(name: str, known: frozenset[str]) -> str:
    """The known name that differs from a name by a slip of the pen; empty for none."""
    if len(name) < 5:
        return ""
    from difflib import get_close_matches

    likely = [other for other in known if abs(len(other) - len(name)) <= 2]
    return next(iter(get_close_matches(name, likely, 1, 0.86)), "")


def typed(facts: Facts) -> list[Typed]:
    """The lengths of time typed into the sentences of a template."""
    document = facts.document
    if document.template is None or not document.template.slots or is_data(document):
        return []
    return list(_typed(facts))[:_MOST_PERIODS]


def _typed(facts: Facts) -> Iterator[Typed]:
    for block in timed_blocks(facts):
        for duration in periods.durations(facts.document.text, block.start, block.end):
            low, high = facts.scan.sentence_at(duration.start)
            around = facts.scan.folded[max(low, duration.start - 80) : min(high, duration.end + 80)]
            near = frozenset(stem(word) for word in re.findall(r"[a-z]{4,}", around))
            yield Typed(duration.start, duration.end, duration.low, duration.unit, near)


def stem(word: str) -> str:
    """The beginning of a word that its forms share: cancel, cancelling, cancellation."""
    return word[:6]


def timed(path: str) -> tuple[frozenset[str], str]:
    """What a key such as `cancel_hours` counts: the beginnings of its words and the unit; empty when it counts none."""
    words = path_words(path.rpartition(".")[2])
    unit = _UNITS.get(words[-1], "") if words else ""
    stems = frozenset(stem(word) for word in words[:-1] if len(word) >= 4)
    return (stems, unit) if unit and stems and len(stems) == len(words) - 1 else (frozenset(), "")
