"""What the baseline knows of a finding."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxlint.model.finding import Finding

_SHOWN = 80
"""Characters of the sentence that are written down, for people: the fingerprint holds all of it."""


class Entry(NamedTuple):
    """One accepted finding.

    `path` is relative to the folder of the baseline, with forward slashes. `text` is the beginning of the sentence, for
    whoever reads the file. `sides` are the marks of both sides of a disagreement between files (see `sides`). `reason`
    says why it is accepted, where somebody did.
    """

    path: str
    rule: str
    text: str
    fingerprint: str
    sides: tuple[str, ...] = ()
    reason: str = ""

    @property
    def shown(self) -> str:
        """The entry as one line for people."""
        return f"{self.path}: {self.rule}" + (f" “{self.text}”" if self.text else "")


def entry_of(finding: Finding, path: str, sides: tuple[str, ...] = (), reason: str = "") -> Entry:
    """The entry of a finding in the file that the baseline calls `path`."""
    return Entry(path, finding.code, text_of(finding), finding.fingerprint_under(path), sides, reason)


def text_of(finding: Finding) -> str:
    """The beginning of the sentence around a finding, up to a whole word."""
    text = " ".join(finding.excerpt.split())
    if len(text) <= _SHOWN:
        return text
    return text[: _SHOWN + 1].rpartition(" ")[0] or text[:_SHOWN]


def inside(path: str, root: str) -> str:
    """A path as a baseline in the folder `root` names it."""
    name = os.path.abspath(path)
    with suppress(ValueError):  # another drive
        name = os.path.relpath(name, root)
    return name.replace(os.sep, "/")
