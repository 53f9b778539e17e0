"""What a format reader hands over: blocks as pieces of source text, not yet folded into a Document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import Prominence

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from cxlint.model.document import Cell, Problem
    from cxlint.templates import ParsedTemplate


class Piece(NamedTuple):
    """Some text of a block and the source range it stands for.

    When `len(text) == end - start` the piece maps character by character, otherwise as a whole (a decoded entity).
    """

    text: str
    start: int
    end: int


class Draft:
    """A block being read: see `cxlint.model.document.Block` for the meaning of the fields."""

    __slots__ = ("cell", "code", "label", "level", "links", "markers", "pieces", "prominence", "role")

    def __init__(self, role: str, *, level: int = 0, prominence: str = Prominence.BODY) -> None:
        self.role = role
        self.level = level
        self.prominence = prominence
        self.cell: Cell | None = None
        self.label = ""
        self.markers: list[str] = []
        self.pieces: list[Piece] = []
        self.links: list[tuple[int, int, str]] = []
        """First piece, piece after the last, target."""
        self.code: list[tuple[int, int]] = []
        """First piece and piece after the last of stretches that are code."""


class Reading(NamedTuple):
    """All drafts of a file in reading order, the metadata it carries, and what could not be made sense of.

    `template` is what is known of a template that the reader found itself, inside of what it decoded. `catalogue` says
    that each block is a message of its own, and `skipped` why nothing of the file was read.
    """

    drafts: list[Draft]
    front_matter: dict[str, object]
    problems: tuple[Problem, ...] = ()
    template: ParsedTemplate | None = None
    catalogue: bool = False
    skipped: str = ""


def replaced(
    masked: str, start: int, end: int, escape: re.Pattern[str], meaning: Callable[[re.Match[str]], str]
) -> list[Piece]:
    """The pieces of masked[start:end], with what each escape in it means in its place."""
    pieces: list[Piece] = []
    at = start
    for match in escape.finditer(masked, start, end):
        if match.start() > at:
            pieces.append(Piece(masked[at : match.start()], at, match.start()))
        pieces.append(Piece(meaning(match), match.start(), match.end()))
        at = match.end()
    if end > at:
        pieces.append(Piece(masked[at:end], at, end))
    return pieces


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Where an offset stands, both from 1; for the one place of an error."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
