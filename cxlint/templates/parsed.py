"""What is known of a template once it is read: its mask, its values, its statements, its conditions."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxlint.model.document import Slot, Tag

_RESERVED = str.maketrans(dict.fromkeys("\x01\x02\x03", " "))


def reserved_out(text: str) -> str:
    """Remove from a text the characters that mean something in a mask; its length stays."""
    return text.translate(_RESERVED) if any(mark in text for mark in "\x01\x02\x03") else text


class Branch(NamedTuple):
    """One way a condition can go: the source range between its tags and the condition as written.

    An empty range at the end of its conditional stands for "none of the branches is taken".
    """

    start: int
    end: int
    condition: str
    children: tuple[Conditional, ...] = ()


class Conditional(NamedTuple):
    """A choice between branches, from the first character of its first tag to the end of its last."""

    start: int
    end: int
    branches: tuple[Branch, ...]


class Loop(NamedTuple):
    """A stretch of the source that is shown once for each member of something: `expression` is the loop as written.

    Loops are closed before those around them, so they are not in source order.
    """

    start: int
    end: int
    expression: str


class ParsedTemplate(NamedTuple):
    r"""A template, read but not rendered.

    `masked` is as long as the source: `\x01` begins a printed value and stands at the start of exactly one
    slot, `\x02` fills the rest of it, `\x03` fills code; everything else is text that somebody reads.
    `slots`, `tags` and `conditionals` are in source order; conditionals do not overlap, those inside a branch
    are its children.
    """

    dialect: str
    masked: str
    slots: tuple[Slot, ...] = ()
    tags: tuple[Tag, ...] = ()
    conditionals: tuple[Conditional, ...] = ()
    loops: tuple[Loop, ...] = ()


def conditions_at(conditionals: tuple[Conditional, ...], offset: int) -> tuple[str, ...]:
    """Name the conditions under which the text at a source offset is shown, as written, outermost first.

    Offsets inside the tags of a conditional belong to none of its branches.
    """
    found: list[str] = []
    while conditionals:
        at = bisect_right(conditionals, offset, key=_start) - 1
        if at < 0 or offset >= conditionals[at].end:
            break
        branches = conditionals[at].branches
        i = bisect_right(branches, offset, key=_start) - 1
        # an empty branch may start where a full one does
        while i >= 0 and branches[i].end == branches[i].start:
            i -= 1
        if i < 0 or offset >= branches[i].end:
            break
        found.append(branches[i].condition)
        conditionals = branches[i].children
    return tuple(found)


def _start(ranged: Conditional | Branch) -> int:
    return ranged.start


def negate(*conditions: str) -> str:
    """Write the condition that holds when none of the given ones does, in the notation of `conditions_at`."""
    return " and ".join(map(_not, conditions))


def _not(condition: str) -> str:
    if condition.startswith("not "):
        rest = condition[4:]
        if " " not in rest:
            return rest
        if rest.startswith("(") and rest.find(")") == len(rest) - 1:
            return rest[1:-1]
    return f"not ({condition})" if " " in condition else f"not {condition}"
