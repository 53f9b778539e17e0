"""The two sides of a disagreement between files.

A run over all files reports it at one of them; a run over the other one alone reports it there. The baseline knows it
by both sides: by the words that disagree, each with its file.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from cxlint.baseline.entries import inside
from cxlint.errors import CxlintError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxlint.model.finding import Finding, Place
    from cxlint.model.source import Source


class Sides:
    """Works out the sides of findings, in a baseline whose paths relate to `root`.

    `given` are the bytes of files that are not to be read from disk, by path.
    """

    def __init__(self, root: str, given: Mapping[str, bytes] | None = None) -> None:
        self._root = root
        self._given = given or {}
        self._sources: dict[str, Source | None] = {}

    def of(self, finding: Finding) -> tuple[str, ...]:
        """A mark for each side of a finding, sorted; none for a finding about one file."""
        places = [finding.place, *(related.place for related in finding.related)]
        if all(place.path == finding.place.path for place in places):
            return ()
        return tuple(sorted({self._mark(finding.code, place) for place in places}))

    def _mark(self, code: str, place: Place) -> str:
        words = " ".join(self._words(place).lower().split())
        parts = "\0".join((code, inside(place.path, self._root), words))
        return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()

    def _words(self, place: Place) -> str:
        source = self._source(place.path)
        return source.between(place) if source is not None else ""

    def _source(self, path: str) -> Source | None:
        if path not in self._sources:
            self._sources[path] = self._read(path)
        return self._sources[path]

    def _read(self, path: str) -> Source | None:
        try:
            data = self._given.get(path)
            if data is None:
                with open(path, "rb") as file:
                    data = file.read()
            from cxlint.readers import load

            return load(path, data)
        except (OSError, CxlintError):
            return None
