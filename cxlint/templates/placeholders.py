"""Placeholders of mail tools: `{name}`, `%s`, `%(name)s`, `${name}`, `*|FNAME|*`, `%%name%%`, `[[name]]`."""

from __future__ import annotations

import re
from functools import cache

from cxlint.templates.tokens import CODE, OUT, Token

_NAME = r"[A-Za-z_][\w.\-]{0,60}"
_WORDS = rf"{_NAME}(?:[ ]{_NAME}){{0,4}}"

STRONG = (
    rf"\*\|{_NAME}(?::[^|\n]{{1,60}})?\|\*|\{{!\$?{_NAME}\}}|%%{_NAME}%%|%[A-Z][A-Z_]{{2,40}}%|"
    rf"%\({_NAME}\)[sd]|\$\{{{_NAME}\}}|%\{{{_NAME}\}}|<<{_NAME}>>"
)
"""Forms that ordinary prose does not have."""

WEAK = rf"\{{{_WORDS}\}}|\[\[{_WORDS}\]\]|(?<![\d%])%(?:\d\$)?[sd](?![A-Za-z])"
"""Forms that also occur in code, wikis and mathematics."""


@cache
def _pattern() -> re.Pattern[str]:
    sections = r"(?P<code>\*\|(?:IF|IFNOT|ELSEIF|ELSE|END|INTERESTED)\b[^|\n]{0,80}\|\*)"
    return re.compile(rf"{sections}|(?P<out>\{{\{{\s{{0,3}}{_WORDS}\s{{0,3}}\}}\}}|{STRONG}|{WEAK})")


def placeholder_tokens(text: str) -> list[Token]:
    """All placeholders of a text, in order."""
    found: list[Token] = []
    for match in _pattern().finditer(text):
        start, end = match.span()
        lo, hi = start, end
        while lo < hi and not (text[lo].isalnum() or text[lo] == "_"):
            lo += 1
        hi = end - 2 if text.startswith("%(", start) else end
        while hi > lo and not (text[hi - 1].isalnum() or text[hi - 1] == "_"):
            hi -= 1
        found.append(Token(CODE if match.lastgroup == "code" else OUT, start, end, lo, hi))
    return found
