"""Words in rows of a column; what is longer than the column is broken, so that nothing is cut."""

from __future__ import annotations

import re

from cxlint.text.excerpt import display_width

_BREAKS = "/_-.,:"
_WORD = r"\{\{ \S+ \}\}|\d\S* %\S*|\S+"
"""A word, a template tag with its spaces, or a percentage."""


def wrapped(text: str, width: int) -> list[str]:
    """The text in rows of at most `width` cells, at least one."""
    if width <= 0 or display_width(text) <= width:
        return [text]
    rows: list[str] = []
    row = ""
    for word in re.findall(_WORD, text):
        if row and display_width(row) + 1 + display_width(word) <= width:
            row += f" {word}"
            continue
        if row:
            rows.append(row)
        while display_width(word) > width:
            cut = _cut(word, width)
            rows.append(word[:cut])
            word = word[cut:]
        row = word
    return [*rows, row] if row else rows


def _cut(word: str, width: int) -> int:
    """How many characters of a long word fit, best after a sign that joins its parts."""
    fits = min(width, len(word))
    while fits > 1 and display_width(word[:fits]) > width:
        fits -= 1
    best = max(word.rfind(sign, 0, fits) for sign in _BREAKS) + 1
    return best if best > fits // 2 else fits
