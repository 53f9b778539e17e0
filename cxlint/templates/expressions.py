"""Reads infix expressions as far as prose needs: which value, which filters, which literals can be seen.

One grammar serves Jinja, Django, Twig, Liquid, Smarty, PHP, ERB, FreeMarker and Template Toolkit. It
accepts whatever it gets: what it does not understand is a value without a name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cxlint.templates.calls import apply_filter, call, choose, fall_back, fill_in
from cxlint.templates.items import Argument, Items, Text, Value, end_of, has_text, only_text, start_of
from cxlint.templates.parsed import negate

_LEXER = re.compile(
    r"""(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+"|'[^'\\]*+(?:\\.[^'\\]*+)*+')
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<name>[$@]*[^\W\d]\w*)
      | (?P<mark>\?\?|\?:|\?\.|\|\||&&|&\.|->|=>|::|===?|!==?|<=|>=|[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMPARING = _names("== != === !== < > <= >= in is eq ne gt lt gte lte ge le matches contains starts ends")
_COUNTING = _names("+ - * / % ..")
_STOPS = _names("if unless else and or in is not do end as")
_COLON_ARGUMENTS = frozenset({"django", "liquid", "smarty"})
_DOT_JOINS = frozenset({"php", "blade"})
_DEEPEST = 24


class _Word(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


_END = _Word("end", "", 0, 0)


def read_infix(text: str, lo: int, hi: int, dialect: str) -> Items:
    """Read what the expression between two offsets prints."""
    return _Reader(text, lo, hi, dialect).read()


def read_arguments(text: str, lo: int, hi: int, dialect: str) -> list[Argument]:
    """Read the arguments in a range, separated by commas or white space."""
    return _Reader(text, lo, hi, dialect).arguments("")


class _Reader:
    __slots__ = ("at", "depth", "dialect", "hi", "text", "words")

    def __init__(self, text: str, lo: int, hi: int, dialect: str) -> None:
        self.text = text
        self.dialect = dialect
        self.hi = hi
        self.words = [_Word(m.lastgroup or "", m[0], *m.span()) for m in _LEXER.finditer(text, lo, hi)]
        self.at = 0
        self.depth = 0

    def read(self) -> Items:
        return self.ternary() if self.words else ()

    # the stream

    def peek(self, ahead: int = 0) -> _Word:
        i = self.at + ahead
        return self.words[i] if i < len(self.words) else _END

    def here(self) -> int:
        return self.words[self.at].start if self.at < len(self.words) else self.hi

    def behind(self) -> int:
        # an expression that is cut off reads past its last word
        return self.words[min(self.at, len(self.words)) - 1].end if self.at and self.words else self.here()

    def accept(self, *texts: str) -> bool:
        word = self.peek()
        if word.text in texts and word.kind != "string" and word is not _END:
            self.at += 1
            return True
        return False

    def source(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())

    # the grammar, loosest first

    def ternary(self) -> Items:
        if self.depth >= _DEEPEST:
            start = self.here()
            self.at = len(self.words)
            return (Value(start, self.hi, ""),)
        self.depth += 1
        items = self._ternary()
        self.depth -= 1
        return items

    def _ternary(self) -> Items:
        start = self.here()
        items = self.either()
        end = self.behind()
        if self.accept("if", "IF", "unless", "UNLESS"):
            return self._guarded(items, start, end)
        if self.dialect != "freemarker" and self.peek().text == "?":
            self.at += 1
            condition = self.source(start, end)
            yes = self.ternary()
            no = self.ternary() if self.accept(":") else ()
            return choose(self.text, condition, yes, no, (start, self.behind()))
        return items

    def _guarded(self, items: Items, start: int, end: int) -> Items:
        unless = self.words[self.at - 1].text.lower() == "unless"
        asked = self.here()
        self.either()
        condition = self.source(asked, self.behind())
        if unless:
            condition = negate(condition)
        other = self.ternary() if self.accept("else") else ()
        return choose(self.text, condition, items, other, (start, max(end, self.behind())))

    def either(self) -> Items:
        start = self.here()
        items = self.both()
        while self.accept("or", "||", "??", "?:"):
            condition = self.source(start, end_of(items, start))
            other = self.both()
            items = fall_back(self.text, items, other, condition, (start, self.behind()))
        return items

    def both(self) -> Items:
        start = self.here()
        items = self.compared()
        while self.accept("and", "&&"):
            condition = self.source(start, self.words[self.at - 1].start)
            other = self.compared()
            if has_text(other):
                items = choose(self.text, condition, other, (), (start, self.behind()))
            else:
                items = (Value(start, self.behind(), ""),)
        return items

    def compared(self) -> Items:
        start = self.here()
        items = self.joined()
        while self.peek().text in _COMPARING and self.peek().kind != "string":
            self.at += 1
            while self.accept("not", "in", "defined", "with", "by"):
                pass
            self.joined()
            items = (Value(start, self.behind(), ""),)
        return items

    def joined(self) -> Items:
        start = self.here()
        items = self.prefixed()
        while True:
            mark = self.peek().text if self.peek().kind in {"mark", "name"} else ""
            if mark not in _COUNTING and not self._joins(mark):
                return items
            self.at += 1
            other = self.prefixed()
            if mark == "%" and only_text(items):
                items = fill_in(items, [Argument("", other, start_of(other, start), self.behind())])
            elif mark not in _COUNTING or (mark == "+" and (has_text(items) or has_text(other))):
                items += other
            else:
                first = items[0] if items and isinstance(items[0], Value) else None
                items = (Value(start, self.behind(), first.path if first else "", first.filters if first else ()),)

    def _joins(self, mark: str) -> bool:
        return mark == "~" or (mark == "." and self.dialect in _DOT_JOINS) or (mark == "_" and self.dialect == "tt")

    def prefixed(self) -> Items:
        start = self.here()
        if not self.accept("not", "!", "-", "NOT"):
            return self.postfixed()
        while self.accept("not", "!", "-", "NOT"):
            pass
        self.postfixed()
        return (Value(start, self.behind(), ""),)

    def primary(self) -> Items:
        word = self.peek()
        if word is _END:
            return ()
        self.at += 1
        if word.kind == "string":
            texts = [Text(word.start + 1, word.end - 1)]
            while self.peek().kind == "string":
                word = self.peek()
                texts.append(Text(word.start + 1, word.end - 1))
                self.at += 1
            return tuple(texts)
        if word.text == "(":
            items = self.ternary()
            self._skip_to(")")
            return items
        if word.text in {"[", "{"}:
            self._skip_to("]" if word.text == "[" else "}")
            return (Value(word.start, self.behind(), ""),)
        path = word.text.lstrip("$@") if word.kind == "name" else ""
        return (Value(word.start, word.end, path),)

    def postfixed(self) -> Items:
        start = self.here()
        items = self.primary()
        while self.at < len(self.words):
            word = self.peek()
            after = self._member(items, word, start)
            if after is None:
                after = self._filtered(items, word)
            if after is None:
                return items
            items = after
        return items

    def _member(self, items: Items, word: _Word, start: int) -> Items | None:
        """`.name`, `->name`, `[key]`, `(arguments)`; None where there is none."""
        item = items[0] if len(items) == 1 else None
        following = self.peek(1)
        dot = word.text in {"->", "&.", "?.", "::"} or (word.text == "." and self.dialect not in _DOT_JOINS)
        if dot and following.kind in {"name", "number"} and following.start == word.end:
            self.at += 2
            if not isinstance(item, Value):
                return self._method(items, following)
            path = _under(item.path, following.text.lstrip("$@"))
            return (item._replace(start=start, end=following.end, path=path),)
        if not isinstance(item, Value) or item.filters:
            return None
        if word.text == "[" and word.start == item.end:
            return self._subscript(item, following, start)
        called = word.text == "(" and item.path
        if not called and not self._commands(item, word):
            return None
        if called:
            self.at += 1
        arguments = self.arguments(")" if called else "")
        return call(self.text, item.path, arguments, (start, self.behind()))

    def _subscript(self, item: Value, key: _Word, start: int) -> Items:
        # nothing may follow a bracket that is left open
        self.at = min(self.at + 2, len(self.words))
        name = key.text.strip("\"'") if key.kind in {"string", "number"} else ""
        if key.text != "]":
            self._skip_to("]")
        return (Value(start, self.behind(), _under(item.path, name) if name else item.path),)

    def _method(self, items: Items, name: _Word) -> Items:
        arguments = self.arguments(")") if self.accept("(") else []
        return apply_filter(self.text, items, name.text, arguments, self.dialect)

    def _commands(self, item: Value, word: _Word) -> bool:
        """Whether a Ruby call without parentheses begins: `link_to "Pay now", url`."""
        if self.dialect != "erb" or not item.path or word.start == item.end:
            return False
        return word.kind == "string" or (word.kind == "name" and word.text not in _STOPS)

    def _filtered(self, items: Items, word: _Word) -> Items | None:
        """`|name`, `|name(arguments)`, `|name:argument`, FreeMarker's `?name` and `!default`; else None."""
        following = self.peek(1)
        free = self.dialect == "freemarker"
        if free and word.text == "!":
            self.at += 1
            other = self.primary() if self.peek().kind == "string" else ()
            default = [Argument("", other or (Text(word.end, word.end),), word.end, self.behind())]
            return apply_filter(self.text, items, "default", default, self.dialect)
        if following.kind != "name" or not (word.text == "|" or (free and word.text == "?")):
            return None
        self.at += 2
        name = following.text
        while self.peek().text == "." and self.peek(1).kind == "name":
            name += "." + self.peek(1).text
            self.at += 2
        arguments: list[Argument] = []
        if self.accept("("):
            arguments = self.arguments(")")
        elif self.dialect in _COLON_ARGUMENTS and self.accept(":"):
            arguments = self._colon_arguments()
        return apply_filter(self.text, items, name, arguments, self.dialect)

    # arguments

    def _colon_arguments(self) -> list[Argument]:
        found: list[Argument] = []
        while self.at < len(self.words):
            start = self.here()
            key = self._key()
            # a filter's argument ends at the next filter: only what binds tighter belongs to it
            items = self.primary()
            while self.peek().text in {".", "->"} and self.peek(1).kind == "name":
                self.at += 2
            if self.dialect == "smarty" or items:
                found.append(Argument(key, items, start, self.behind()))
            if not self.accept(",", ":"):
                break
        return found

    def _key(self) -> str:
        word, following = self.peek(), self.peek(1)
        if word.kind in {"name", "string"} and following.text in {"=", ":", "=>"} and following.kind == "mark":
            self.at += 2
            return word.text.strip("\"':$@")
        return ""

    def arguments(self, close: str) -> list[Argument]:
        """Arguments up to and including a closing bracket (empty: up to the end of the expression)."""
        found: list[Argument] = []
        while self.at < len(self.words):
            if close and self.accept(close):
                break
            before, start = self.at, self.here()
            key = self._key()
            items = self.ternary()
            found.append(Argument(key, items, start, self.behind()))
            if not self.accept(",") and self.at == before:
                self.at += 1
        return found

    def _skip_to(self, close: str) -> None:
        open_mark = {")": "(", "]": "[", "}": "{"}[close]
        level = 1
        while self.at < len(self.words) and level:
            word = self.words[self.at]
            self.at += 1
            if word.kind == "mark":
                level += (word.text == open_mark) - (word.text == close)


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
