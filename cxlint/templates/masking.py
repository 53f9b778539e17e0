"""Writes the mask of a template: as long as the source, with values and code in place of the tags."""

from __future__ import annotations

import re
from functools import lru_cache

from cxlint.model.document import Slot
from cxlint.templates.items import Choice, Item, Items, Text, Value
from cxlint.templates.kinds import kind_of
from cxlint.templates.parsed import Branch, Conditional

VALUE = "\x01"
REST = "\x02"
CODE = "\x03"

_INSERT = re.compile(
    r"%\((?P<a>\w+)\)[sd]|%\{(?P<b>[\w.]+)\}|[#$]\{(?P<c>[\w.@]+)[^{}]*\}|\{(?P<d>[A-Za-z_][\w.]*|\d?)\}|%(?:(?P<e>\d)\$)?[sd](?!\w)"
)
_PHP_INSERT = r"\{\$(?P<g>\w+)[^{}]{0,80}\}|\$(?P<h>[a-zA-Z_]\w*)(?:->\w+|\[[^\]\n]{1,40}\])?"
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ALONE = re.compile(r"(?:\A|(?<=[\r\n]))[ \t]*\x03[\s\x03]*(?=[\r\n]|\Z)")
_BLANK = re.compile(r"[\s\x03]*")
_NO_BREAK = re.compile(r"[^\r\n]")
_RUNS_ON = re.compile(r"(?:[,\x01\x02]|[a-z]|[A-Z][a-z]+[a-z])[ \t\x03]*\Z")


class Guards:
    """What a tag stands under."""

    __slots__ = ("conditions", "loops")

    def __init__(self, conditions: tuple[str, ...], loops: tuple[str, ...]) -> None:
        self.conditions = conditions
        self.loops = loops


class Mask:
    """Masks tags one by one, collecting slots on the way."""

    __slots__ = ("_dialect", "_expression", "_guards", "slots", "text")

    def __init__(self, text: str, dialect: str) -> None:
        self.text = text
        self._dialect = dialect
        self.slots: list[Slot] = []
        self._expression = ""
        self._guards = Guards((), ())

    def printed(
        self, span: tuple[int, int], expression: str, items: Items, guards: Guards, choices: list[Conditional]
    ) -> str:
        """Mask a tag that prints `items`; conditionals inside the expression are added to `choices`."""
        self._expression = expression
        self._guards = guards
        return self._spread(items, span[0], span[1], span[1], choices)

    def _spread(self, items: Items, lo: int, hi: int, end: int, choices: list[Conditional]) -> str:
        if len(items) == 1 and isinstance(items[0], Value):
            return self._value(items[0], lo, hi, end, self._expression)
        if len(items) == 1 and isinstance(items[0], Choice):
            return self._choice(items[0], lo, hi, end, choices)
        parts: list[str] = []
        at = lo
        for item in items:
            if item.start < at or item.end > hi:
                continue
            parts.append(CODE * (item.start - at))
            parts.append(self._one(item, choices))
            at = item.end
        parts.append(CODE * (hi - at))
        return "".join(parts)

    def _one(self, item: Item, choices: list[Conditional]) -> str:
        if isinstance(item, Text):
            return self._literal(item)
        if isinstance(item, Choice):
            return self._choice(item, item.start, item.end, item.end, choices)
        return self._value(item, item.start, item.end, item.end, self.text[item.start : item.end])

    def _value(self, value: Value, lo: int, hi: int, end: int, expression: str) -> str:
        if hi <= lo:
            return ""
        kind = kind_of(value.path, value.filters)
        guards = self._guards
        self.slots.append(
            Slot(
                lo,
                end,
                expression,
                value.path,
                value.filters,
                value.fallback,
                guards.conditions,
                guards.loops,
                kind,
            )
        )
        return VALUE + REST * (hi - lo - 1)

    def _choice(self, choice: Choice, lo: int, hi: int, end: int, choices: list[Conditional]) -> str:
        cuts = [lo, *(min(max(arm.start, lo), hi) for arm in choice.arms[1:]), hi]
        parts: list[str] = []
        branches: list[Branch] = []
        for i, arm in enumerate(choice.arms):
            inner: list[Conditional] = []
            parts.append(self._spread(arm.items, cuts[i], cuts[i + 1], end if i == 0 else cuts[i + 1], inner))
            branches.append(Branch(cuts[i], cuts[i + 1], arm.condition, tuple(inner)))
        choices.append(Conditional(lo, hi, tuple(branches)))
        return "".join(parts)

    def _literal(self, item: Text) -> str:
        literal = self.text[item.start : item.end]
        if "\n" in literal or "\r" in literal:
            literal = literal.replace("\n", " ").replace("\r", " ")
        if "\\" in literal:
            literal = _ESCAPE.sub(_unescaped, literal)
        if "%" not in literal and "{" not in literal and "$" not in literal and not item.values:
            return literal
        given = {key.strip("%:@!{}"): value for key, value in item.values}
        positional = [value for key, value in item.values if not key]
        given.update((str(i), value) for i, value in enumerate(positional, 1 if "$" in literal else 0))
        ordered = iter(positional)
        parts: list[str] = []
        at = 0
        for match in self._inserts(item).finditer(literal):
            name = next((group for group in match.groups() if group), "").lstrip("$")
            value = given.get(name) if name else next(ordered, None)
            value = value or Value(0, 0, "" if name.isdigit() else name.lstrip("@"))
            start, end = item.start + match.start(), item.start + match.end()
            parts.append(literal[at : match.start()])
            parts.append(self._value(value, start, end, end, self.text[start:end]))
            at = match.end()
        return "".join(parts) + literal[at:]

    def _inserts(self, item: Text) -> re.Pattern[str]:
        """What is filled in within a literal: the values it is given, by name, and what its language fills in."""
        pattern = _INSERT.pattern
        names = [re.escape(key.strip("%:@!{}")) for key, _ in item.values if key.strip("%:@!{}")]
        if names:
            pattern += rf"|[%:@!](?P<f>{'|'.join(sorted(names, key=len, reverse=True))})\b%?"
        if self._dialect == "twig":
            pattern += r"|%(?P<i>[a-z_][\w.]{0,40})%"
        if self._dialect in ("php", "blade") and self.text[item.start - 1 : item.start] == '"':
            pattern += rf"|{_PHP_INSERT}"
        return compiled(pattern)


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled once."""
    return re.compile(pattern)


def _unescaped(match: re.Match[str]) -> str:
    return "  " if match[1] in "nrt\n" else CODE + match[1]


def blank_lines(masked: str, text: str) -> str:
    """Turn lines that hold nothing but code into blank lines, as the author sees them.

    A table and a sentence that run on across such a line are not cut.
    """
    if CODE not in masked:
        return masked
    parts: list[str] = []
    at = 0
    for match in _ALONE.finditer(masked):
        start, end = match.span()
        if not _runs_through(masked, start, end):
            parts.append(masked[at:start])
            parts.append(_NO_BREAK.sub(" ", text[start:end]))
            at = end
    parts.append(masked[at:])
    return "".join(parts)


def _runs_through(masked: str, start: int, end: int) -> bool:
    last = start - 1
    while last >= 0 and masked[last] in " \t\r\n":
        last -= 1
    if last < 0:
        return False
    line = masked.rfind("\n", 0, last) + 1
    if masked[line : line + 200].lstrip(" \t" + CODE).startswith("|"):
        return True
    blank = _BLANK.match(masked, end)
    following = masked[blank.end() : blank.end() + 1] if blank else ""
    return following.islower() and _RUNS_ON.search(masked[max(line, last - 80) : last + 1]) is not None
