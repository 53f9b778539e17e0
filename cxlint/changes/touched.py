"""What changed in one file: line numbers of the new version."""

from __future__ import annotations

import os
from bisect import bisect_left
from typing import NamedTuple


class Touched(NamedTuple):
    """The changes of one file.

    `spans` are ranges of lines (1-based, both ends included) that are new or changed, in order. `cuts` are lines after
    which something was taken out, 0 for the beginning. `whole`: all of it counts, as of a new file or a workbook.
    """

    spans: tuple[tuple[int, int], ...] = ()
    cuts: tuple[int, ...] = ()
    whole: bool = False

    def touches(self, first: int, last: int) -> bool:
        """Whether a range of lines was changed. A cut counts inside the range only, not at its edges."""
        if self.whole:
            return True
        # of two spans in order, the earlier one also ends earlier
        at = bisect_left(self.spans, first, key=lambda span: span[1])
        if at < len(self.spans) and self.spans[at][0] <= last:
            return True
        at = bisect_left(self.cuts, first)
        return at < len(self.cuts) and self.cuts[at] < last


WHOLE = Touched(whole=True)


class Changed(NamedTuple):
    """All changes: by the `key` of each file, and since when, for people ("main")."""

    files: dict[str, Touched]
    since: str

    def get(self, path: str) -> Touched | None:
        """What changed in a file; None when nothing did."""
        return self.files.get(key(path))


def key(path: str) -> str:
    """One name for a file, however its path is written. A link is a file of its own, as it is for git."""
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.normcase(os.path.join(os.path.realpath(folder), name))
