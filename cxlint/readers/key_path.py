"""Where in a data file a value stands: "fees.0.amount", list items by number."""

from __future__ import annotations

DEEPEST = 200
"""Levels of nesting that a reader follows."""


class _Level:
    """A mapping or a list; `key` is the current key or item number."""

    __slots__ = ("at_key", "is_list", "key", "number", "prefix")

    def __init__(self, prefix: str, *, is_list: bool) -> None:
        self.prefix = prefix
        self.is_list = is_list
        self.number = 0
        self.key = "0" if is_list else ""
        self.at_key = not is_list


class KeyPath:
    """Follows a reader through the mappings and lists of a data file."""

    __slots__ = ("_levels",)

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    @property
    def depth(self) -> int:
        """How many mappings and lists are open."""
        return len(self._levels)

    @property
    def at_key(self) -> bool:
        """Whether a key is due next."""
        return bool(self._levels) and self._levels[-1].at_key

    @property
    def in_list(self) -> bool:
        """Whether the innermost level is a list."""
        return bool(self._levels) and self._levels[-1].is_list

    def __str__(self) -> str:
        if not self._levels:
            return ""
        level = self._levels[-1]
        return level.prefix + level.key

    def enter(self, *, is_list: bool) -> None:
        """Begin a mapping or a list."""
        self._levels.append(_Level(f"{self}." if self._levels else "", is_list=is_list))

    def leave(self) -> None:
        """End the innermost mapping or list, itself a value (in YAML perhaps a key) of the level around it."""
        self._levels.pop()
        if self.at_key:
            self.key("")
        else:
            self.value()

    def key(self, key: str) -> None:
        """Pass a key."""
        self._levels[-1].key = key
        self._levels[-1].at_key = False

    def name(self, key: str) -> None:
        """Name the next value of a level where keys may be left out, as in the arrays of PHP."""
        self._levels[-1].key = key

    def value(self) -> None:
        """Pass a value."""
        if not self._levels:
            return
        level = self._levels[-1]
        if level.is_list:
            level.number += 1
            level.key = str(level.number)
        else:
            level.at_key = True
