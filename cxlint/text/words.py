"""The words of a text, as patterns see them.

A word is a run of letters and digits with what belongs inside it: an apostrophe ("don't"), a full stop ("u.s"), an at
sign; a number keeps its separators, currency sign and percent sign ("$1,250.00", "3.5%"). Hyphens, slashes and all
other punctuation separate words: "auto-renew" is two.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def _word() -> re.Pattern[str]:
    return re.compile(
        r"[^\W\d_]+(?:['.&@_]+[^\W_]+)*"
        r"|[$£€¥₹¢]?\d+(?:[.,]\d+)*[%€£¢]?[^\W\d_]*(?:[.&@_][^\W_]+)*"
        r"|[\x10\x11]+(?:'s)?|\x18+|[\x12-\x17\ufffc$£€¥₹%&@+]"
    )


def words(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The words of a range of folded text."""
    return _word().findall(text, start, len(text) if end is None else end)


def spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Where the words of a range stand."""
    return [match.span() for match in _word().finditer(text, start, len(text) if end is None else end)]
