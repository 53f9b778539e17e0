"""What a structural check reports, before it becomes a Finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxlint.model.finding import Place, Related


class Found(NamedTuple):
    """A range of `Document.text` with the words that fill the rule's message.

    `values` fill `{name}` in the rule's message and suggestion. `confidence` and `severity` replace the rule's own,
    `tags` add to them. `origin` is a range of source offsets for what has no text: an image, the tag of an include;
    `start` and `end` then only say what stands near.
    """

    start: int
    end: int
    values: dict[str, str] = {}  # noqa: RUF012 -- a default that nobody writes to
    related: tuple[Related, ...] = ()
    tags: tuple[str, ...] = ()
    confidence: str = ""
    severity: str = ""
    origin: tuple[int, int] | None = None


class FoundAt(NamedTuple):
    """The same for a check over all files: the place is known already."""

    place: Place
    excerpt: str
    values: dict[str, str] = {}  # noqa: RUF012
    related: tuple[Related, ...] = ()
    tags: tuple[str, ...] = ()
    confidence: str = ""
    severity: str = ""
