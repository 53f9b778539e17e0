"""One case of one template: what its variables are worth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.preview.cases import EMPTY, TYPICAL, WORST
from cxlint.preview.given import ABSENT, printed, under
from cxlint.preview.values import CURRENCY, number_of, text_of, truth_of
from cxlint.templates.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_COUNTED = (".length", ".count", ".size")
_PART = re.compile(r"[^.\s\[\]\"'()>:?!&-]+")


def parts_of(path: str) -> list[str]:
    """The parts of a path, whatever joins them: `$order->lines[0].total`."""
    return [part.lstrip("$@") for part in _PART.findall(path) if part.strip("$@")]


class Scene:
    """The values in a case: `data` is what the user gives, everything else is invented.

    `variables` are the names that loops bind, each with the path it stands for and the value given for it.
    """

    __slots__ = ("_decided", "case", "data", "dialect", "variables")

    def __init__(self, case: str, data: Mapping[str, object], dialect: str) -> None:
        self.case = case
        self.data = data
        self.dialect = dialect
        self.variables: dict[str, tuple[str, object]] = {}
        self._decided: dict[str, str] = {}

    def given(self, path: str) -> object:
        """The value that the user gives for a path, or ABSENT."""
        parts = parts_of(path)
        if not parts:
            return ABSENT
        if parts[0] in self.variables:
            return under(self.variables[parts[0]][1], parts[1:])
        if "this" in self.variables:
            # names inside a loop of Handlebars or Go are those of the member
            found = under(self.variables["this"][1], parts)
            if found is not ABSENT:
                return found
        found = under(self.data, parts)
        return self.data.get(path, ABSENT) if found is ABSENT else found

    def full(self, path: str) -> str:
        """A path with the loop variable it begins with spelled out: `line.total` of `order.lines`."""
        first, dot, rest = path.partition(".")
        bound = self.variables.get(first.lstrip("$@"))
        return (f"{bound[0]}.{rest}" if dot else bound[0]) if bound and bound[0] else path

    def text(self, path: str, filters: tuple[str, ...] = ()) -> str:
        """What a variable prints; an empty string where it is missing."""
        value = self.given(path)
        kind = kind_of(path, filters)
        if value is ABSENT:
            decided = self._decided.get(path)
            return decided if decided is not None else text_of(self.full(path), kind, self.case)
        if kind == "money" and filters and isinstance(value, int | float) and not isinstance(value, bool):
            return f"{CURRENCY}{value:,.2f}"
        return printed(value, self.dialect)

    def number(self, path: str) -> float:
        """What a variable counts in a comparison."""
        value = self.given(path)
        if value is ABSENT and path.endswith(_COUNTED):
            value = self.given(path.rpartition(".")[0])
        if value is ABSENT:
            return number_of(self.full(path), kind_of(path, ()), self.case)
        if isinstance(value, list | dict):
            return len(value)
        try:
            return float(str(value))
        except ValueError:
            return 0

    def true(self, path: str) -> bool:
        """Whether a variable counts as true."""
        if path == "singular":
            return self.case == WORST
        value = self.given(path)
        return truth_of(self.full(path), kind_of(path, ()), self.case) if value is ABSENT else bool(value)

    def equals(self, path: str, literal: str) -> bool:
        """Whether a variable has a value; it takes the first one that a template asks for, and keeps it."""
        value = self.given(path)
        if value is not ABSENT:
            return str(value) == literal
        if self.case == EMPTY or not path:
            return False
        return self._decided.setdefault(path, literal) == literal

    def members(self, path: str) -> list[object]:
        """What a loop goes over: the members given, or two stand-ins (none in the empty case)."""
        value = self.given(path)
        if isinstance(value, list):
            return value[:100]
        if isinstance(value, dict):
            return list(value)[:100]
        if value is not ABSENT:
            return [value] if value else []
        return [] if self.case == EMPTY else [ABSENT, ABSENT] if self.case in (TYPICAL, WORST) else []
