"""Reads expressions of languages that put the function first: Handlebars, Mustache and Go templates."""

from __future__ import annotations

import re

from cxlint.templates.calls import call, fall_back
from cxlint.templates.catalogue import FALLBACK, FORMATTING, GETTEXT, KEYED, LABELLED, PLURAL, TRANSPARENT
from cxlint.templates.items import Argument, Arm, Choice, Items, Text, Value, first_value, has_text, only_text
from cxlint.templates.parsed import negate

_LEXER = re.compile(
    r"""(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+"|'[^'\\]*+(?:\\.[^'\\]*+)*+'|`[^`]*+`)
      | (?P<key>[\w-]+=)
      | (?P<word>[^\s()|"'`=]+)
      | (?P<mark>[()|="'`])""",
    re.VERBOSE | re.DOTALL,
)
_SHOWING = GETTEXT | KEYED | PLURAL | FORMATTING | LABELLED
_DEEPEST = 24


def read_prefix(text: str, lo: int, hi: int) -> Items:
    """Read a command such as `currency order.total` or `.Name | default "there"`."""
    return _Reader(text, lo, hi).pipeline(0)


def clean(word: str) -> str:
    """Name the path of a word, without what only says where to look: `../order.id`, `$.Name`, `this.x`."""
    return word.lstrip("$@./&").removeprefix("this.")


class _Reader:
    __slots__ = ("at", "hi", "text", "words")

    def __init__(self, text: str, lo: int, hi: int) -> None:
        self.text = text
        self.hi = hi
        self.words = list(_LEXER.finditer(text, lo, hi))
        self.at = 0

    def pipeline(self, depth: int) -> Items:
        """Commands joined by `|`, up to a closing bracket or the end."""
        start = self._here()
        arguments = self._command(depth)
        items = self._result(arguments, start)
        while self.at < len(self.words) and self.words[self.at][0] == "|":
            end = self._behind()
            self.at += 1
            arguments = self._command(depth)
            if len(arguments) == 1 and has_text(items) and self._shows_as_is(arguments[0]):
                continue
            if items and arguments:
                piped = Argument("", items, start, end)
                items = self._result([*arguments, piped], start)
        return items

    def _shows_as_is(self, function: Argument) -> bool:
        return self.text[function.start : function.end].lower() in TRANSPARENT

    def _here(self) -> int:
        return self.words[self.at].start() if self.at < len(self.words) else self.hi

    def _behind(self) -> int:
        return self.words[self.at - 1].end() if self.at else self._here()

    def _command(self, depth: int) -> list[Argument]:
        found: list[Argument] = []
        key = ""
        while self.at < len(self.words):
            word = self.words[self.at]
            if word[0] in {"|", ")"}:
                break
            self.at += 1
            start, end = word.span()
            if word.lastgroup == "key":
                key = word[0][:-1]
                continue
            if word.lastgroup == "string":
                items: Items = (Text(start + 1, end - 1),)
            elif word[0] == "(" and depth < _DEEPEST:
                items = self.pipeline(depth + 1)
                end = self.hi
                if self.at < len(self.words):
                    # the bracket that closes it
                    self.at += 1
                    end = min(self._behind(), self.hi)
            elif word.lastgroup == "word":
                items = (Value(start, end, "" if word[0].isdigit() else clean(word[0])),)
            else:
                continue
            found.append(Argument(key, items, start, end))
            key = ""
        return found

    def _result(self, arguments: list[Argument], start: int) -> Items:
        if not arguments:
            return ()
        head, rest = arguments[0], arguments[1:]
        if not rest or not (isinstance(head.items[0], Value) if head.items else False):
            return head.items
        function = self.text[head.start : head.end]
        end = self._behind()
        short = function.rsplit(".", 1)[-1]
        if short.lower() in FALLBACK:
            return self._fallback(rest, start, end)
        if short in _SHOWING:
            return call(self.text, short, rest, (start, end))
        return self._helped(function, rest, start, end)

    def _helped(self, function: str, rest: list[Argument], start: int, end: int) -> Items:
        choice = next((a.items for a in rest if a.items and isinstance(a.items[0], Choice)), None)
        if choice is not None:
            return choice
        value = next((v for a in rest if not a.key and (v := first_value(a.items)) is not None), None)
        value = value or next((v for a in rest if (v := first_value(a.items)) is not None), None)
        if value is None or function.startswith("."):
            return (Value(start, end, clean(function)),)
        return (Value(start, end, value.path, (*value.filters, function), value.fallback),)

    def _fallback(self, arguments: list[Argument], start: int, end: int) -> Items:
        values = [a for a in arguments if not only_text(a.items)]
        texts = [a for a in arguments if only_text(a.items)]
        if not values or not texts:
            return (values or texts)[0].items
        value, other = values[0], texts[0]
        condition = " ".join(self.text[value.start : value.end].split())
        if value.start < other.start or has_text(value.items):
            return fall_back(self.text, value.items, other.items, condition, (start, end))
        # sprig writes the fallback first: default "there" .Name
        found = first_value(value.items)
        words = "".join(self.text[i.start : i.end] for i in other.items)
        if found is None or not words:
            return (found._replace(start=start, end=end, fallback=words),) if found else ()
        shown = Arm(value.start, condition, (found._replace(fallback=words),))
        return (Choice(start, end, (Arm(other.start, negate(condition), other.items), shown)),)
