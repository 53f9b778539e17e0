"""Suppressions: comments in a document that accept a finding, with the reason.

    cxlint: ignore[FEE003] reason              alone on a line: the next block; else: its own line
    cxlint: disable[FEE003] reason             from here to `cxlint: enable[FEE003]` or the end of the file
    cxlint: file-ignore[FEE003] reason         the whole file
    cxlint: ignore[HOS004 "final notice"] ...  only where the words found, or the sentence, contain this text
    cxlint: kind=invoice                       not a suppression: the kind of document or message; stage=, polarity=
                                               and audience= say the rest of what a message is

`accept` does the same for the tables of `[[ignore]]` in the configuration.

Codes or names, several separated by commas, in any comment syntax that a document may have.
"""

from __future__ import annotations

from cxlint.suppress.accepted import accept
from cxlint.suppress.directives import parse
from cxlint.suppress.suppressions import Entry, Suppressions

__all__ = ["Entry", "Suppressions", "accept", "parse"]
