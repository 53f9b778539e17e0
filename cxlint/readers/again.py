"""Files that were read before, for the lines that a report quotes or counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.errors import CxlintError
from cxlint.readers import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxlint.model.source import Source

_KEPT = 8


class Texts:
    """Files by path; keeps the last few, since findings come in order of file.

    `given` are the sources that cannot be read from disk, such as standard input.
    """

    def __init__(self, given: Mapping[str, Source]) -> None:
        self._given = given
        self._sources: dict[str, Source | None] = {}
        self._last: tuple[str, int] = ("", 0)
        self._last_line: str | None = None

    def line(self, path: str, number: int) -> str | None:
        """A 1-based line without its end, or None when the file cannot be read any more."""
        # a page without line breaks can hold thousands of findings: cut it out once
        if self._last != (path, number):
            self._last = path, number
            source = self.source(path)
            self._last_line = None if source is None else source.line(number)
        return self._last_line

    def source(self, path: str) -> Source | None:
        """A file, or None when it cannot be read any more."""
        if path in self._given:
            return self._given[path]
        if path not in self._sources:
            if len(self._sources) >= _KEPT:
                self._sources.clear()
            self._sources[path] = _read(path)
        return self._sources[path]


def _read(path: str) -> Source | None:
    try:
        with open(path, "rb") as stream:
            return load(path, stream.read())
    except (OSError, ValueError, CxlintError):
        return None
