"""The baseline: a committed file of findings that a project accepts for now, so that only new ones show.

`entries` says what an entry is, `file` reads and writes the file, `match` holds findings against it. An entry is known
by rule, path, words and ordinal (`Finding.fingerprint`), never by a line number; what two files disagree about, by both
sides (`sides`).
"""

from __future__ import annotations

from cxlint.baseline.entries import Entry
from cxlint.baseline.file import read, write
from cxlint.baseline.match import Matched, match
from cxlint.baseline.sides import Sides

__all__ = ["DEFAULT", "Entry", "Matched", "Sides", "match", "read", "write"]

DEFAULT = ".cxlint-baseline.json"
"""The file that is used where the configuration names none: beside it, or at the root of the repository."""
