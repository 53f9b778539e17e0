"""Builds drafts under nested scopes: shared by the HTML and the Markdown reader."""

from __future__ import annotations

from typing import NamedTuple

from cxlint.model.document import LINE, Prominence, Role
from cxlint.readers.draft import Draft, Piece
from cxlint.readers.tables import Table

TABLES = frozenset({"table", "mj-table"})
_FARTHEST = 32


_CODE = frozenset({"code", "kbd", "samp", "var", "tt"})


class Scope(NamedTuple):
    """What the open elements make of the text inside them.

    `level` is that of a heading, `depth` that of nested lists; `font` is "", "small" or "zero"; text in a `skipped`
    scope is nobody's to read.
    """

    role: str = Role.PARAGRAPH
    level: int = 0
    depth: int = 0
    place: str = Prominence.BODY
    font: str = ""
    hidden: bool = False
    skipped: bool = False
    label: str = ""

    @property
    def prominence(self) -> str:
        """The least prominent of what the scope says."""
        if self.role == Role.PREHEADER:
            return Prominence.BODY
        if self.hidden or self.font == "zero":
            return Prominence.HIDDEN
        if self.place == Prominence.COLLAPSED:
            return self.place
        if self.font == "small":
            return Prominence.SMALL
        if self.place == Prominence.BODY and self.role in (Role.HEADING, Role.SUBJECT):
            return Prominence.HEADLINE
        return self.place


class Builder:
    """Collects drafts. `until`: text that starts before this source offset has been dealt with already."""

    __slots__ = (
        "_after_line", "_link_from", "_link_target", "_names", "_open", "_scopes", "_tables", "_tables_done", "draft",
        "drafts", "scope", "until",
    )  # fmt: skip

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.draft: Draft | None = None
        self.scope = Scope()
        self.until = 0
        self._names: list[str] = []
        self._scopes: list[Scope] = []
        self._open: dict[str, int] = {}
        self._tables: list[Table] = []
        self._tables_done = 0
        self._after_line = False
        self._link_target: str | None = None
        self._link_from = 0

    # text

    def add(self, text: str, start: int, end: int) -> None:
        """Append text to the current block, starting one if need be."""
        if start < self.until or self.scope.skipped:
            return
        draft = self.draft
        if draft is None:
            if text.isspace():
                return
            draft = self._begin()
        elif self._after_line and not text.isspace():
            self._after_line = False
        draft.pieces.append(Piece(text, start, end))
        if self._open and not _CODE.isdisjoint(self._open):
            draft.code.append((len(draft.pieces) - 1, len(draft.pieces)))

    def add_code(self, text: str, start: int, end: int) -> None:
        """Append a stretch of code to the current block: part of the sentence, but not of its words."""
        self.add(text, start, end)
        if self.draft is not None and self.draft.pieces[-1].start == start:
            self.draft.code.append((len(self.draft.pieces) - 1, len(self.draft.pieces)))

    def add_line(self, start: int, end: int) -> None:
        """A line break; two in a row end the block."""
        if self.draft is None or start < self.until or self.scope.skipped:
            return
        if self._after_line:
            self.end_block()
            return
        self.draft.pieces.append(Piece(LINE, start, end))
        self._after_line = True

    def add_mark(self, mark: str) -> None:
        """A footnote mark: the block's own when it stands first in it, else a reference to a note."""
        if self.scope.skipped:
            return
        draft = self.draft
        if draft is not None:
            draft.markers.append(mark)
            return
        draft = self._begin()
        draft.label = mark
        if draft.role in (Role.PARAGRAPH, Role.ITEM):
            draft.role = Role.FOOTNOTE
            if draft.prominence == Prominence.BODY:
                draft.prominence = Prominence.FOOTNOTE

    def add_aside(self, role: str, pieces: list[Piece]) -> None:
        """A block that stands beside the current one, such as an attribute."""
        scope = self.scope
        if scope.skipped or not pieces:
            return
        draft = Draft(role, prominence=Prominence.TITLE if role == Role.ATTRIBUTE else Prominence.BODY)
        if scope.prominence == Prominence.HIDDEN:
            draft.prominence = Prominence.HIDDEN
        draft.pieces = pieces
        self.drafts.append(draft)

    def end_block(self) -> None:
        """End the current block; the next text starts another."""
        if self.draft is not None:
            if self._link_target is not None:
                self._note_link()
            self.draft = None
        self._after_line = False

    def _begin(self) -> Draft:
        scope = self.scope
        draft = Draft(scope.role, prominence=scope.prominence)
        draft.level = scope.depth if scope.role == Role.ITEM else scope.level
        draft.label = scope.label
        if scope.role == Role.CELL and self._tables:
            self._tables[-1].add(draft)
        self.drafts.append(draft)
        self.draft = draft
        self._after_line = False
        self._link_from = 0
        return draft

    # links

    def begin_link(self, target: str) -> None:
        """The text from here on leads to `target`."""
        self.end_link()
        self._link_target = target
        self._link_from = len(self.draft.pieces) if self.draft else 0

    def end_link(self) -> None:
        """The end of the link, if one is open."""
        self._note_link()
        self._link_target = None

    def _note_link(self) -> None:
        draft = self.draft
        if draft is not None and self._link_target is not None and len(draft.pieces) > self._link_from:
            draft.links.append((self._link_from, len(draft.pieces), self._link_target))

    # scopes

    def push(self, name: str, scope: Scope) -> None:
        """Enter an element."""
        if scope is not self.scope and _differs(scope, self.scope):
            self.end_block()
        self._names.append(name)
        self._scopes.append(self.scope)
        self._open[name] = self._open.get(name, 0) + 1
        self.scope = scope

    def pop(self, name: str) -> bool:
        """Leave the innermost element of that name and all inside it; False when none is open."""
        if name not in self._open:
            return False
        while self._leave() != name:
            pass
        return True

    def is_open(self, name: str) -> bool:
        """Whether an element of that name is open."""
        return name in self._open

    def pop_nearest(self, names: frozenset[str], boundary: frozenset[str]) -> None:
        """Leave the innermost of `names` unless one of `boundary` is nearer: an end tag that HTML lets one omit."""
        if not names & self._open.keys():
            return
        for name in self._names[: -_FARTHEST - 1 : -1]:
            if name in names:
                self.pop(name)
                return
            if name in boundary:
                return

    def _leave(self) -> str:
        name = self._names.pop()
        count = self._open[name]
        if count > 1:
            self._open[name] = count - 1
        else:
            del self._open[name]
        scope = self._scopes.pop()
        if name == "a":
            self.end_link()
        if scope is not self.scope:
            if _differs(scope, self.scope):
                self.end_block()
            self.scope = scope
        if name in TABLES:
            self._finish_table()
        return name

    # tables

    @property
    def table(self) -> Table | None:
        """The innermost open table."""
        return self._tables[-1] if self._tables else None

    def begin_table(self) -> Table:
        """Enter a table; push a scope named one of TABLES afterwards. Tables around it turn out to be layout."""
        self.end_block()
        if self._tables:
            self._tables[-1].layout = True
        table = Table()
        self._tables.append(table)
        return table

    def _finish_table(self) -> None:
        self.end_block()
        if self._tables.pop().finish(self._tables_done):
            self._tables_done += 1

    def finish(self) -> list[Draft]:
        """Close whatever is open; the drafts."""
        while self._names:
            self._leave()
        self.end_block()
        return self.drafts


def _differs(one: Scope, other: Scope) -> bool:
    return one.role != other.role or one.prominence != other.prominence
