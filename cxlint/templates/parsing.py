"""From the text of a template to everything known of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.templates.catalogue import FALLBACK
from cxlint.templates.expressions import read_arguments, read_infix
from cxlint.templates.items import Items, Value
from cxlint.templates.lexing import tokenize
from cxlint.templates.masking import CODE, Guards, Mask, blank_lines
from cxlint.templates.messages import FORMATTED
from cxlint.templates.parsed import ParsedTemplate, reserved_out
from cxlint.templates.prefix import clean, read_prefix
from cxlint.templates.roles import PRINT, Statement
from cxlint.templates.statements import understand
from cxlint.templates.weaving import Nesting

if TYPE_CHECKING:
    from cxlint.templates.tokens import Token

_SIMPLE = re.compile(r"\s*([$@.]*[^\W\d]\w*(?:\.\w+)*)\s*")
_FILTERED = re.compile(r"\s*([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*\|\s*([^\W\d]\w*)\s*")
_KEYWORDS = frozenset(("true", "false", "none", "null", "nil", "yield", "super"))
_BY_POSITION = re.compile(r"(?:\d{1,2}\$)?[-+.\d]*l{0,2}[sdifu@]")
_ENDING = re.compile(r"\|\s*pluralize\b")
_MEANINGFUL = FALLBACK | {"pluralize"}
_TAGS_THAT_SHOW = frozenset(("trans", "translate", "l"))
_LONGEST = 5_000
_PREFIX = frozenset(("handlebars", "go"))


def read_template(text: str, dialect: str, *, strict: bool) -> ParsedTemplate:
    """Read a template; see `cxlint.templates.parse`."""
    if strict and dialect == "jinja":
        # brings in Jinja2, which is slow to import
        from cxlint.templates.syntax import check_jinja

        check_jinja(text)
    return _Reading(reserved_out(text), dialect).read()


class _Reading:
    """One pass over the tags of a text."""

    __slots__ = ("dialect", "mask", "nesting", "text")

    def __init__(self, text: str, dialect: str) -> None:
        self.text = text
        self.dialect = dialect
        self.mask = Mask(text, dialect)
        self.nesting = Nesting()

    def read(self) -> ParsedTemplate:
        text = self.text
        parts: list[str] = []
        at = 0
        for token in tokenize(text, self.dialect):
            parts.append(text[at : token.start])
            at = token.end
            statement = understand(text, token, self.dialect)
            if statement.role == PRINT:
                parts.append(self._print(token, statement))
            else:
                self.nesting.follow(statement, token)
                parts.append(CODE * (token.end - token.start))
        parts.append(text[at:])
        masked = blank_lines("".join(parts), text)
        slots = sorted(self.mask.slots, key=lambda slot: slot.start)
        conditionals = self.nesting.finish()
        loops = tuple(self.nesting.repeated)
        return ParsedTemplate(self.dialect, masked, tuple(slots), tuple(self.nesting.tags), conditionals, loops)

    def _print(self, token: Token, statement: Statement) -> str:
        lo, hi = statement.lo, statement.hi
        items = self._items(lo, hi, statement.keyword)
        if statement.keyword in _TAGS_THAT_SHOW:
            # what follows the text in such a tag is options
            items = items[:1]
        guards = Guards(self.nesting.conditions, self.nesting.loops)
        expression = self.text[lo:hi].strip()
        return self.mask.printed((token.start, token.end), expression, items, guards, self.nesting.here())

    def _items(self, lo: int, hi: int, keyword: str) -> Items:
        text, dialect = self.text, self.dialect
        if dialect == "placeholder":
            return (Value(lo, hi, _placeholder_name(text, lo, hi)),)
        if dialect == "message":
            return (_message_value(text, lo, hi),)
        simple = _SIMPLE.fullmatch(text, lo, hi)
        if simple is not None and simple[1].lower() not in _KEYWORDS:
            word = simple[1]
            return (Value(lo, hi, clean(word) if dialect in _PREFIX else word.lstrip("$@.")),)
        filtered = _FILTERED.fullmatch(text, lo, hi)
        if filtered is not None and filtered[2].lower() not in _MEANINGFUL and dialect not in _PREFIX:
            return (Value(*filtered.span(1), filtered[1], (filtered[2],)),)
        if hi - lo > _LONGEST:
            return (Value(lo, hi, ""),)
        if keyword == "l":
            shown = [a for a in read_arguments(text, lo, hi, dialect) if a.key in {"s", "text"}]
            return shown[0].items if shown else (Value(lo, hi, ""),)
        items = read_prefix(text, lo, hi) if dialect in _PREFIX else read_infix(text, lo, hi, dialect)
        return items or (() if _ENDING.search(text, lo, hi) else (Value(lo, hi, ""),))


def _message_value(text: str, lo: int, hi: int) -> Value:
    named = FORMATTED.match(text, lo, hi)
    if named is None or _BY_POSITION.fullmatch(text, lo, hi):
        return Value(lo, hi, "")
    name = "" if named[1].isdigit() else named[1].lstrip("@")
    return Value(lo, hi, name, tuple(word.strip() for word in (named[2] or "").split(",") if word.strip()))


def _placeholder_name(text: str, lo: int, hi: int) -> str:
    by_position = _BY_POSITION.fullmatch(text, lo, hi) and text[lo - 1] == "%" and text[lo - 2 : lo] != "%%"
    return "" if by_position else text[lo:hi].strip()
