"""Which findings a change concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.errors import CxlintError
from cxlint.model.finding import whole_file
from cxlint.readers import load, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxlint.changes.touched import Changed, Touched
    from cxlint.model.document import Block, Document
    from cxlint.model.finding import Finding, Place

LINES, PARAGRAPHS, FILES = "lines", "paragraphs", "files"
SCOPES = (LINES, PARAGRAPHS, FILES)
"""How far a change reaches: the lines themselves, the paragraph, item or table row they are part of, the file."""

_UNREADABLE = "CX001"


class Reach:
    """Decides which findings stand where something changed.

    A finding that rests on several places counts when one of them changed: whoever edits the fee schedule hears of the
    letter that disagrees now. `given` are the bytes of files that are not to be read from disk, by path.
    """

    def __init__(self, changed: Changed, scope: str = PARAGRAPHS, given: Mapping[str, bytes] | None = None) -> None:
        self._changed = changed
        self._scope = scope
        self._given = given or {}
        self._paragraphs: dict[str, list[tuple[int, int]]] = {}

    def select(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that the change concerns, in their order."""
        return [finding for finding in findings if self.concerns(finding)]

    def concerns(self, finding: Finding) -> bool:
        """Whether the change concerns a finding."""
        # what breaks a template may stand far from where its reader gave up
        if finding.code == _UNREADABLE and self._changed.get(finding.place.path):
            return True
        return self._reaches(finding.place) or any(self._reaches(related.place) for related in finding.related)

    def _reaches(self, place: Place) -> bool:
        touched = self._changed.get(place.path)
        if touched is None:
            return False
        if self._scope == FILES:
            return True
        if place == whole_file(place.path):
            # what a file lacks is only made worse by taking something out of it
            return touched.whole or bool(touched.cuts)
        if touched.touches(place.line, place.end_line):
            return True
        if self._scope == LINES:
            return False
        paragraphs = self._changed_paragraphs(place.path, touched)
        return any(first <= place.end_line and place.line <= last for first, last in paragraphs)

    def _changed_paragraphs(self, path: str, touched: Touched) -> list[tuple[int, int]]:
        """The lines of each paragraph, item and table row of a file that was changed; none where it cannot be read."""
        if path not in self._paragraphs:
            document = self._document(path)
            lines = (_lines(document, block) for block in document.blocks) if document else ()
            self._paragraphs[path] = [(first, last) for first, last in lines if touched.touches(first, last)]
        return self._paragraphs[path]

    def _document(self, path: str) -> Document | None:
        try:
            data = self._given.get(path)
            if data is None:
                with open(path, "rb") as file:
                    data = file.read()
            return read(load(path, data))
        except (OSError, CxlintError):
            return None


def _lines(document: Document, block: Block) -> tuple[int, int]:
    """First and last line of a block, or of the table row it belongs to."""
    start, end = document.paragraph(block) if block.cell else (block.start, block.end)
    first, last = document.to_source(start, end)
    return document.source.place(first)[0], document.source.place(last)[0]
