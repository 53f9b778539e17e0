"""Words in rows of a column; what is longer than the column is broken, so that nothing is cut."""

from __future__ import annotations

import re

from cxlint.text.excerpt import display_width

_BREAKS = "/_-.,:"
_WORD = r"\{\{ \S+ \}\}|\S+"
"""A word, or a template tag with its spaces."""


def wrapped(text: str, width: int) -> list[str]:
    """The text in rows of at most `width` cells, at least one; leading spaces of the first row stay."""
    if width <= 0 or display_width(text) <= width:
        return [text]
    rows: list[str] = []
    row = text[: len(text) - len(text.lstrip())]
    empty = True
    for word in re.findall(_WORD, text):
        if not empty and display_width(row) + 1 + display_width(word) <= width:
            row += f" {word}"
            continue
        if not empty:
            rows.append(row)
            row = ""
        while display_width(row) + display_width(word) > width:
            cut = _cut(word, width - display_width(row))
            rows.append(row + word[:cut])
            row, word = "", word[cut:]
        row += word
        empty = False
    return [*rows, row]


def _cut(word: str, width: int) -> int:
    """How many characters of a long word fit, best after a sign that joins its parts."""
    fits = max(1, width)
    while fits > 1 and display_width(word[:fits]) > width:
        fits -= 1
    best = max(word.rfind(sign, 0, fits) for sign in _BREAKS) + 1
    return best if best > fits // 2 else fits
