"""What functions, filters and operators do to the things an expression prints."""

from __future__ import annotations

from typing import TypeAlias

from cxlint.templates.catalogue import (
    CONTEXT_FIRST,
    FALLBACK,
    FORMATTING,
    GETTEXT,
    KEYED,
    LABELLED,
    PLURAL,
    TRANSPARENT,
    is_text,
)
from cxlint.templates.items import (
    Argument,
    Arm,
    Choice,
    Item,
    Items,
    Text,
    Value,
    end_of,
    first_value,
    has_text,
    only_text,
    start_of,
)
from cxlint.templates.parsed import negate

Span: TypeAlias = tuple[int, int]


def literal(text: str, items: Items) -> str:
    """Put the literals of the items together."""
    return "".join(text[item.start : item.end] for item in items if isinstance(item, Text))


def written(text: str, start: int, end: int) -> str:
    """Quote a range of the source on one line."""
    return " ".join(text[start:end].split())


def choose(text: str, condition: str, yes: Items, no: Items, span: Span) -> Items:
    """Read `yes if condition else no`, in whichever order the two stand in the source."""
    start, end = span
    if not has_text(yes) and not has_text(no):
        value = first_value(yes) or first_value(no)
        return (value._replace(start=start, end=end),) if value else ()
    if only_text(no):
        yes = _falling_back(yes, literal(text, no))
    first = Arm(start_of(yes, start), condition, yes)
    second = Arm(start_of(no, end), negate(condition), no)
    arms = (first, second) if first.start <= second.start else (second, first)
    return (Choice(start, end, arms),)


def _falling_back(items: Items, words: str) -> Items:
    return tuple(item._replace(fallback=words) if isinstance(item, Value) else item for item in items)


def fall_back(text: str, items: Items, other: Items, condition: str, span: Span) -> Items:
    """Read `items or other`: the first that is there."""
    if only_text(items):
        return items
    if only_text(other) and not literal(text, other):
        return _falling_back(items, "")
    value = first_value(items)
    if has_text(other) or value is None:
        return choose(text, condition, items, other, span)
    return (value._replace(start=span[0], end=span[1]),)


def fill_in(items: Items, arguments: list[Argument]) -> Items:
    """Give literals the values for their placeholders."""
    values = tuple((a.key, v) for a in arguments if (v := first_value(a.items)) is not None)
    return tuple(item._replace(values=values) if isinstance(item, Text) else item for item in items)


def call(text: str, path: str, arguments: list[Argument], span: Span) -> Items:
    """Read `path(arguments)`."""
    function = path.rsplit(".", 1)[-1]
    shown = arguments[1:] if function in CONTEXT_FIRST else arguments
    if function in PLURAL:
        return _plural(text, function, shown, span)
    if function in GETTEXT or function in KEYED:
        return _translated(text, function, shown, span)
    if arguments and has_text(arguments[0].items):
        if function in FORMATTING:
            return fill_in(arguments[0].items, arguments[1:])
        if function in LABELLED:
            return arguments[0].items
    value = first_value(arguments[0].items) if arguments else None
    if value is not None and value.path and "." not in path:
        return (Value(*span, value.path, (*value.filters, function), value.fallback),)
    return (Value(*span, path),)


def _translated(text: str, function: str, shown: list[Argument], span: Span) -> Items:
    items = shown[0].items if shown else ()
    if only_text(items) and is_text(literal(text, items), function):
        return fill_in(items, shown[1:])
    if any(isinstance(item, Choice) for item in items):
        return items
    return (Value(*span, "", (function,)),)


def _plural(text: str, function: str, shown: list[Argument], span: Span) -> Items:
    if len(shown) < 2 or not (only_text(shown[0].items) and only_text(shown[1].items)):
        return (Value(*span, "", (function,)),)
    number = written(text, shown[2].start, shown[2].end) if len(shown) > 2 else "count"
    one, many = (fill_in(argument.items, shown[2:]) for argument in shown[:2])
    return choose(text, f"{number} == 1", one, many, span)


def apply_filter(text: str, items: Items, name: str, arguments: list[Argument], dialect: str) -> Items:
    """Read `items|name(arguments)`."""
    short = name.rsplit(".", 1)[-1].lower()
    span = start_of(items, 0), max([end_of(items, 0), *(a.end for a in arguments)])
    if only_text(items):
        return _filtered_text(text, items, name, arguments, span)
    if short in FALLBACK:
        return _defaulted(text, items, arguments, span)
    if short == "pluralize" and dialect == "django":
        # prints the ending of the word before it, or nothing
        return ()
    if short == "then" and len(arguments) == 2:
        condition = written(text, span[0], end_of(items, span[0]))
        return choose(text, condition, arguments[0].items, arguments[1].items, span)
    return tuple(_named(item, name) for item in items)


def _filtered_text(text: str, items: Items, name: str, arguments: list[Argument], span: Span) -> Items:
    short = name.rsplit(".", 1)[-1].lower()
    if name in KEYED:
        if is_text(literal(text, items), name):
            return fill_in(items, arguments)
    elif short in FORMATTING:
        return fill_in(items, arguments)
    elif short in TRANSPARENT or short in FALLBACK or name in GETTEXT:
        return items
    return (Value(*span, "", (name,)),)


def _defaulted(text: str, items: Items, arguments: list[Argument], span: Span) -> Items:
    value = first_value(items)
    other = arguments[0].items if arguments else (Text(span[1], span[1]),)
    condition = written(text, span[0], end_of(items, span[0]))
    if value is not None and value.path and not value.filters:
        condition = value.path
    return fall_back(text, items, other, condition, span)


def _named(item: Item, name: str) -> Item:
    if isinstance(item, Value):
        return item._replace(filters=(*item.filters, name))
    if isinstance(item, Choice):
        arms = tuple(arm._replace(items=tuple(_named(inner, name) for inner in arm.items)) for arm in item.arms)
        return item._replace(arms=arms)
    return item
