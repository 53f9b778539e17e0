"""What an expression prints: literal text, values, and choices between them, with source ranges."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Value(NamedTuple):
    """Something filled in: `path` is the variable (empty: none), `filters` are in order of application."""

    start: int
    end: int
    path: str
    filters: tuple[str, ...] = ()
    fallback: str | None = None


class Text(NamedTuple):
    """A literal that is shown; the range excludes its quotes.

    `values` fill the placeholders in it (`%s`, `{name}`): pairs of a name (empty: by position) and the value.
    """

    start: int
    end: int
    values: tuple[tuple[str, Value], ...] = ()


class Arm(NamedTuple):
    """One outcome of a choice: what it prints, from where on it owns the source, and when it is chosen."""

    start: int
    condition: str
    items: tuple[Item, ...]


class Choice(NamedTuple):
    """One of several outcomes, in source order."""

    start: int
    end: int
    arms: tuple[Arm, ...]


Item: TypeAlias = "Text | Value | Choice"
Items: TypeAlias = tuple[Item, ...]


class Argument(NamedTuple):
    """An argument of a call or a filter: `key` is its name when it has one."""

    key: str
    items: Items
    start: int
    end: int


def only_text(items: Items) -> bool:
    """Whether the items print literal text and nothing else."""
    return bool(items) and all(isinstance(item, Text) for item in items)


def has_text(items: Items) -> bool:
    """Whether any of the items shows a literal."""
    return any(isinstance(item, Text) or (isinstance(item, Choice) and _choice_has_text(item)) for item in items)


def _choice_has_text(choice: Choice) -> bool:
    return any(has_text(arm.items) for arm in choice.arms)


def first_value(items: Items) -> Value | None:
    """Find the first value among the items, looking into choices."""
    for item in items:
        if isinstance(item, Value):
            return item
        if isinstance(item, Choice):
            for arm in item.arms:
                found = first_value(arm.items)
                if found is not None:
                    return found
    return None


def end_of(items: Items, default: int) -> int:
    """Where the last item ends, or `default` when there is none."""
    return items[-1].end if items else default


def start_of(items: Items, default: int) -> int:
    """Where the first item starts, or `default` when there is none."""
    return items[0].start if items else default
