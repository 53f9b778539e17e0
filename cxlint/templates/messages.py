"""Placeholders within one message of a catalogue: those of printf, of ICU MessageFormat, of i18n libraries.

`{count, plural, one {# item} other {# items}}` is a choice between its branches; `#` in them prints the number.
"""

from __future__ import annotations

import re
from functools import cache

from cxlint.templates.placeholders import STRONG
from cxlint.templates.tokens import CODE, COMMENT, OUT, Token

_NAME = r"[A-Za-z_@][\w.\-]{0,60}"
_SIMPLE = (
    r"%%"
    rf"|{STRONG}"
    rf"|\{{\{{-?\s{{0,3}}(?:{_NAME}|\d{{1,2}})(?:\s{{0,3}},[^{{}}]{{1,40}})?\s{{0,3}}\}}\}}"
    rf"|\{{\s{{0,3}}(?:{_NAME}|\d{{0,2}})\s{{0,3}}(?:,\s{{0,3}}(?:number|date|time|spellout|duration|ordinal)[^{{}}]{{0,40}})?\}}"
    r"|%(?:\d{1,2}\$)?[-+0]{0,2}\d{0,2}(?:\.\d)?(?:l{1,2}[du]|[sdifu@])(?![A-Za-z])"
    rf"|%{_NAME}%"
    rf"|#\{{[^{{}}\n]{{1,60}}\}}|\[\[{_NAME}\]\]"
    r"|\$t\([^()\n]{1,80}\)"
    r"|(?<![\w:/]):[a-zA-Z]\w{1,40}(?![\w:])"
)
_ICU = (
    r"\{\s{0,9}(?P<subject>[\w.]{1,60})\s{0,9},\s{0,9}(?P<kind>plural|selectordinal|select)\s{0,9},"
    r"\s{0,9}(?:offset:\d{1,3})?"
)
_ARM = re.compile(r"\s{0,99}(=?[\w.\-]{1,40})\s{0,99}\{")
_DEEPEST = 8

CHOICE = re.compile(rf"{_ICU}|(?P<close>\}}?)\s*(?P<arm>=?[\w.\-]+)\s*\{{|(?P<end>\}}\s*\}})")
"""What a CODE token of a message says: a choice begins, another branch begins, the choice ends."""

FORMATTED = re.compile(r"\s*-?\s*([\w.@\-]*)\s*(?:,([^{}]{1,60}))?")
"""A name and, after a comma, the way its value is written."""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<icu>{_ICU})|(?P<out>{_SIMPLE})|(?P<apostrophe>(?<=[A-Za-z])''(?=[A-Za-z]))|(?P<sign>[#{{}}])"
    )


class _Choices:
    """The choices that are open: what they depend on, and the braces open in their current branch."""

    def __init__(self) -> None:
        self.open: list[tuple[str, int]] = []

    def brace(self, by: int) -> int:
        """Count a brace; the depth afterwards."""
        subject, depth = self.open.pop()
        self.open.append((subject, depth + by))
        return depth + by


def message_tokens(text: str) -> list[Token]:
    """All placeholders and choices of a message, in order."""
    if not any(sign in text for sign in "{%#:$[*<'"):
        return []
    found: list[Token] = []
    choices = _Choices()
    at = 0
    while (match := _pattern().search(text, at)) is not None:
        at = match.end()
        if match["icu"]:
            at = _begin(text, match, found, choices)
        elif match["apostrophe"]:
            found.append(Token(COMMENT, match.end() - 1, match.end(), match.end(), match.end()))
        elif match["out"] and match["out"] != "%%":
            found.append(_printed(text, *match.span()))
        elif match["sign"] and choices.open:
            at = _within(text, match, found, choices)
    return found


def _begin(text: str, match: re.Match[str], found: list[Token], choices: _Choices) -> int:
    arm = _ARM.match(text, match.end())
    if arm is None or len(choices.open) >= _DEEPEST:
        return match.end()
    found.append(Token(CODE, *match.span(), *match.span()))
    found.append(Token(CODE, *arm.span(), *arm.span()))
    choices.open.append((match["subject"] if match["kind"] != "select" else "", 0))
    return arm.end()


def _within(text: str, match: re.Match[str], found: list[Token], choices: _Choices) -> int:
    sign, start = match[0], match.start()
    if sign == "#":
        if choices.open[-1][0]:
            found.append(Token(OUT, start, start + 1, start, start + 1))
        return match.end()
    if sign == "{" or choices.open[-1][1]:
        choices.brace(1 if sign == "{" else -1)
        return match.end()
    arm = _ARM.match(text, match.end())
    if arm is not None:
        found.append(Token(CODE, start, arm.end(), start, arm.end()))
        return arm.end()
    end = match.end()
    while end < len(text) and text[end].isspace():
        end += 1
    if not text.startswith("}", end):
        return match.end()
    found.append(Token(CODE, start, end + 1, start, end + 1))
    choices.open.pop()
    return end + 1


def _printed(text: str, start: int, end: int) -> Token:
    lo, hi = start, end
    if text.startswith("$t(", start):
        return Token(OUT, start, end, start + 3, end - 1)
    while lo < hi and not (text[lo].isalnum() or text[lo] in "_@"):
        lo += 1
    hi = end - 2 if text.startswith("%(", start) else end
    while hi > lo and not (text[hi - 1].isalnum() or text[hi - 1] in "_@"):
        hi -= 1
    return Token(OUT, start, end, lo, hi)
