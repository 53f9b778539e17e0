"""The tags of a template, before anything is known of what they say."""

from __future__ import annotations

from typing import NamedTuple

OUT = "out"
CODE = "code"
COMMENT = "comment"


class Token(NamedTuple):
    """A tag: `start` and `end` delimit it, `lo` and `hi` what stands between its delimiters."""

    kind: str
    start: int
    end: int
    lo: int
    hi: int
