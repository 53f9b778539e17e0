"""A whole message: a file together with what it extends and includes, as its reader gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from cxlint.templates.references import EXTENDS, Reference, markup_references, references
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Document

_LAYOUT = r"---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,40}?layout:[ \t]*[\"']?([\w./-]+)"
"""The layout that the front matter of a file asks for, as Jekyll and Eleventy read it."""


class Surroundings(NamedTuple):
    """What stands around a file in its project.

    `facts` are those of the files whose text joins it, nearest first, `complete` says whether all of them were found,
    and `missing` which names were not. `users` are files that extend or include this one.
    """

    facts: tuple[Facts, ...] = ()
    complete: bool = False
    missing: tuple[str, ...] = ()
    users: tuple[str, ...] = ()


class Neighbourhood(Protocol):
    """Knows the files of a project; what runs the engine provides it, for the engine reads no files."""

    def around(self, facts: Facts) -> Surroundings:
        """What stands around a file."""

    def users(self, path: str) -> tuple[str, ...]:
        """Files that extend or include a file."""


class Whole:
    """The parts of a message wherever they stand: of the file itself and of all that is put into it."""

    def __init__(self, facts: tuple[Facts, ...]) -> None:
        self.facts = facts

    def any(self, told: Callable[[Facts], object]) -> bool:
        """Whether something holds for one of the files."""
        return any(told(facts) for facts in self.facts)

    def says(self, pattern: str) -> bool:
        """Whether a regular expression matches the folded text of one of the files."""
        return any(compiled(pattern).search(facts.scan.folded) for facts in self.facts)

    @property
    def words(self) -> int:
        """How many words the reader sees."""
        return sum(facts.parts.words for facts in self.facts)

    @property
    def contacts(self) -> bool:
        """Whether the reader is told how to reach somebody."""
        return self.any(lambda facts: facts.parts.contacts)

    @property
    def closings(self) -> bool:
        """Whether somebody signs."""
        return self.any(lambda facts: facts.parts.closings)

    @property
    def due(self) -> bool:
        """Whether a date of payment is named."""
        return self.any(lambda facts: facts.parts.due)

    @property
    def way_to_pay(self) -> bool:
        """Whether the reader is told how to pay."""
        return self.any(lambda facts: facts.parts.way_to_pay)

    @property
    def links(self) -> bool:
        """Whether there is anything to click."""
        return self.any(lambda facts: facts.document.links or _prints(facts, "link"))

    @property
    def dates(self) -> bool:
        """Whether a date is filled in."""
        return self.any(lambda facts: _prints(facts, "date"))


def _prints(facts: Facts, kind: str) -> bool:
    return any(slot.kind == kind for slot in facts.document.slot_positions.values())


def references_of(document: Document) -> tuple[Reference, ...]:
    """The other files that a file names, in order of place."""
    found = references(document.template, document.source.text) if document.template is not None else ()
    layout = compiled(_LAYOUT).match(document.source.text)
    if layout is not None and layout[1] not in ("none", "null", "false"):
        found = (Reference(*layout.span(1), EXTENDS, (layout[1],)), *found)
    return (*found, *markup_references(document.source.text))
