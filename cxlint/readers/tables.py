"""Rows and columns of a table while it is read, and whether it is a table at all or only layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.model.document import Cell, Role

if TYPE_CHECKING:
    from cxlint.readers.draft import Draft

_WIDEST_SPAN = 100
_TRACKED_COLUMNS = 256


class Table:
    """One table being read.

    `layout` says that it only arranges the page: set from outside for nested tables and role="presentation".
    `rich` says that a cell holds headings or lists.
    """

    __slots__ = (
        "_cells",
        "_column",
        "_fresh",
        "_header",
        "_row",
        "_several",
        "_spans",
        "_width",
        "layout",
        "rich",
    )

    def __init__(self) -> None:
        self.layout = False
        self.rich = False
        self._cells: list[tuple[Draft, int, int, bool]] = []
        self._row = -1
        self._column = -1
        self._width = 1
        self._header = False
        self._fresh = True
        self._several = False
        # column -> last row that a cell from above still covers
        self._spans: dict[int, int] = {}

    def start_row(self) -> None:
        """Begin the next row."""
        self._row += 1
        self._column = -1
        self._width = 1

    def start_cell(self, *, header: bool, colspan: int = 1, rowspan: int = 1) -> None:
        """Begin the next cell of the row."""
        if self._row < 0:
            self.start_row()
        column = self._column + self._width if self._column >= 0 else 0
        while self._spans.get(column, -1) >= self._row:
            column += 1
        self._column = column
        self._width = max(1, min(colspan, _WIDEST_SPAN))
        self._header = header
        self._fresh = True
        if rowspan > 1:
            for covered in range(column, min(column + self._width, _TRACKED_COLUMNS)):
                self._spans[covered] = self._row + rowspan - 1

    def add(self, draft: Draft) -> None:
        """Note a draft as (part of) the text of the current cell."""
        if not self._fresh:
            self._several = True
        self._fresh = False
        self._cells.append((draft, self._row, self._column, self._header))

    def finish(self, index: int) -> bool:
        """Give the drafts their cells under a table index, or make them paragraphs; whether it was a real table.

        Without header cells, a single column or cells of several blocks mean layout: e-mails are built that way.
        """
        titled = any(header for *_, header in self._cells)
        narrow = all(column == 0 for _, _, column, _ in self._cells)
        if self.layout or not self._cells or (not titled and (narrow or self.rich or self._several)):
            for draft, *_ in self._cells:
                draft.role = Role.PARAGRAPH
            return False
        for draft, row, column, header in self._cells:
            draft.cell = Cell(index, max(0, row), max(0, column), header)
        return True
