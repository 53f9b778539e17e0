"""Sums that a template works out, and the lines that show what is in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.lines import path_words
from cxlint.templates.kinds import kind_of
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Slot, Template


class Total(NamedTuple):
    """A printed sum: the position of its slot in the text, the slot, and the variables that are added up.

    `named` tells that the sum is known by the name of the variable only (`total_with_fee`).
    """

    position: int
    slot: Slot
    parts: tuple[str, ...]
    named: bool = False


_STEP = r"(?:(?:\.|->|::|\?\.)\w++|\[['\"]\w++['\"]\])"
_VARIABLE = rf"[@$]?[A-Za-z_]\w*+{_STEP}*(?!{_STEP}| ?\()"
_FALLBACK = r"\b(?:or|\?\?|\|\|) ?['\"]?0(?:\.0+)?['\"]?|(?:\?\?|\|\|) ?0(?:\.0+)?|\| ?default:? ?\(? ?0(?:\.0+)? ?\)?"
_UNCLEAR = r"['\"?%<>]|\b(?:if|unless|then|else|and|not)\b"
_FILTER = r"\| ?(plus|add) ?[:(] ?([@$]?[A-Za-z_][\w.]*)"
_LIST_SUM = r"\[([^\[\]]+)\]\.sum\b"
_HELPER = r"^\(? ?(?:add|sum|plus|math_add) ((?:[@$]?[A-Za-z_][\w.]* ?){2,})\)?$"
_SETTING = frozenset({"set", "assign", "var"})
_WITH = frozenset({"with", "incl", "including", "plus"})
_TAXES = frozenset({"tax", "taxes", "vat", "gst", "all", "currency", "symbol", "discount", "items"})
_NO_NUMBERS = frozenset({"name", "link", "contact", "date"})
_SUMS = frozenset("total grandtotal due payable pay topay amount balance sum price owed".split())


def variables(expression: str) -> list[str]:
    """The variables of an expression, written with dots: `order['fee']` is order.fee."""
    return [_dotted(name) for name in compiled(_VARIABLE).findall(expression)]


def _dotted(name: str) -> str:
    name = compiled(r"\[['\"](\w+)['\"]\]").sub(r".\1", name)
    return compiled(r"->|::|\?\.").sub(".", name.lstrip("@$"))


def find(facts: Facts) -> list[Total]:
    """The sums that a template prints, in order: each tag once, whatever readings its block has."""
    document = facts.document
    if document.template is None:
        return []
    settings = _settings(document.template)
    found: list[Total] = []
    seen: set[int] = set()
    for position, slot in sorted(document.slot_positions.items()):
        if slot.start in seen:
            continue
        seen.add(slot.start)
        parts = addends(settings.get(slot.path, slot.expression))
        if len(parts) > 1 and _is_money(slot, parts):
            found.append(Total(position, slot, parts))
        elif with_part := _named_part(slot):
            found.append(Total(position, slot, (with_part,), named=True))
    return found


def _settings(template: Template) -> dict[str, str]:
    """What each variable was set to; a variable that is set twice depends on the way through the template."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for tag in template.tags:
        if tag.keyword in _SETTING:
            name, sign, value = tag.argument.partition("=")
            name = name.strip()
            if sign and name in found:
                twice.add(name)
            found[name] = value.strip()
    return {name: value for name, value in found.items() if name not in twice}


def addends(expression: str) -> tuple[str, ...]:
    """The variables that an expression adds up; none when it does anything else."""
    text = _dotted(compiled(_FALLBACK).sub(" ", expression))
    if (listed := compiled(_LIST_SUM).search(text)) is not None:
        return tuple(variables(listed[1]))
    if (helper := compiled(_HELPER).match(text.strip())) is not None:
        return tuple(variables(helper[1]))
    added = [_dotted(match[2]) for match in compiled(_FILTER).finditer(text)]
    head = text.partition("|")[0]
    if compiled(_UNCLEAR).search(head) or not ("+" in head or added):
        return ()
    terms: list[str] = []
    for sign, term in compiled(r"(^|[+-])([^+-]*)").findall(head):
        names = variables(term)
        if sign != "-" and len(names) == 1 and not compiled(r"[*/]").search(term):
            terms += names
    return (*terms, *added)


def _is_money(slot: Slot, parts: tuple[str, ...]) -> bool:
    kinds = [kind_of(part, ()) for part in parts]
    if _NO_NUMBERS & set(kinds) or slot.kind in _NO_NUMBERS:
        return False
    return slot.kind == "money" or "money" in kinds


def _named_part(slot: Slot) -> str:
    """What a variable such as `total_with_handling` says is in it."""
    words = path_words(slot.path.rpartition(".")[2])
    at = next((i for i, word in enumerate(words) if word in _WITH), 0)
    rest = words[at + 1 :]
    if not at or not rest or not _SUMS & set(words[:at]) or _TAXES & set(rest):
        return ""
    return "_".join(rest)


class Lines:
    """The values that a template shows in lines of their own, outside its sums."""

    def __init__(self, facts: Facts, totals: list[Total]) -> None:
        sums = {total.slot.start for total in totals}
        self._shown: dict[tuple[str, ...], dict[Shown, None]] = {}
        self._known: dict[str, list[Shown]] = {}
        for slot in facts.document.slot_positions.values():
            if slot.start not in sums:
                for name in {slot.path, *variables(slot.expression)} - {""}:
                    shown = Shown(name, slot.conditions, slot.loops)
                    self._shown.setdefault(_last(name), {})[shown] = None

    def of(self, part: str) -> list[Shown]:
        """Where a part of a sum is shown, under its full name or its last one; each combination of conditions once."""
        known = self._known.get(part)
        if known is None:
            likely = self._shown.get(_last(part), {})
            known = self._known[part] = [shown for shown in likely if _one_name(shown.name, part)]
        return known


class Shown(NamedTuple):
    """A variable that is printed, with the conditions and loops it stands under."""

    name: str
    conditions: tuple[str, ...]
    loops: tuple[str, ...]


def _last(path: str) -> tuple[str, ...]:
    return path_words(path.rpartition(".")[2])


def _one_name(one: str, other: str) -> bool:
    """Whether two paths with the same last part may be one variable: `fee` and `order.fee`, not `tax.fee`."""
    return "." not in one or "." not in other or one.split(".")[-2:] == other.split(".")[-2:]


def asks_for(condition: str, part: str) -> bool:
    """Whether a condition only asks whether a part is there: `fee`, `order.has_fee`, `fee > 0`, not `fee > 50`."""
    last = {_singular(word) for word in path_words(part.rpartition(".")[2])}
    asked = {_singular(word) for word in path_words(condition)}
    return last <= asked and re.search(r"[<>]=? ?[1-9]", condition) is None


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
