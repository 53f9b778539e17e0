"""Stand-ins: what the variables of a Jinja template are while it is shown. Imports Jinja2.

A template never reaches the attributes of these objects: the environment answers for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from jinja2 import Undefined
from markupsafe import Markup, escape

from cxlint.preview.cases import EMPTY
from cxlint.preview.given import ABSENT, printed
from cxlint.preview.values import CURRENCY
from cxlint.preview.written import Fill
from cxlint.templates.catalogue import GETTEXT, KEYED, is_text
from cxlint.templates.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.preview.jinja.marks import Marks
    from cxlint.preview.scene import Scene

_DEEPEST = 4
_KEEPS = frozenset(
    "strftime isoformat format date time astimezone strip replace encode decode localize normalize quantize copy all "
    "filter order_by select_related exclude distinct values first last to_string total_seconds __str__ join split "
    "one scalars sort reverse".split()
)
_CASING = {"upper": str.upper, "lower": str.lower, "title": str.title, "capitalize": str.capitalize}


class Stage:
    """What all stand-ins of one rendering share."""

    def __init__(self, scene: Scene, marks: Marks) -> None:
        self.scene = scene
        self.marks = marks

    def of(self, path: str, value: object = ABSENT, depth: int = 0) -> Any:
        """What stands for a variable: a given scalar as it is, everything else a stand-in."""
        if value is ABSENT:
            return (Missing if self.scene.case == EMPTY else StandIn).make(self, path, depth=depth)
        if isinstance(value, list):
            return [self.of(path, member, depth + 1) for member in value[:100]]
        if isinstance(value, dict | str):
            return StandIn.make(self, path, value=value, depth=depth)
        return value

    def money(self, value: float) -> str:
        """A given amount as a filter for money would write it."""
        return f"{CURRENCY}{value:,.2f}"


class StandIn:
    """A value that plays along with whatever a template does to it."""

    stage: Stage
    path: str
    kind: str
    value: object
    written: str | None
    depth: int
    parent: StandIn | None

    @classmethod
    def make(cls, stage: Stage, path: str, *, value: object = ABSENT, depth: int = 0) -> StandIn:
        """A stand-in for a path; `value` are the names inside it that the user gives."""
        made = cls.__new__(cls)
        made.stage, made.path, made.value, made.depth = stage, path, value, depth
        made.kind, made.written, made.parent = kind_of(path, ()), None, None
        return made

    def but(self, *, kind: str = "", written: str | None = None) -> StandIn:
        """The same value, shown in another way."""
        made = type(self).make(self.stage, self.path, value=self.value, depth=self.depth)
        made.kind, made.written = kind or self.kind, self.written if written is None else written
        return made

    # what the environment asks for in the name of the template

    def child(self, name: str) -> Any:
        """What a name inside this value stands for."""
        if isinstance(self.value, dict) and name in self.value:
            return self.stage.of(f"{self.path}.{name}", self.value[name], self.depth)
        made = self.stage.of(f"{self.path}.{name}", ABSENT, self.depth)
        made.parent = self
        return made

    def called(self, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """What a call of this value gives."""
        name = self.path.rpartition(".")[2]
        if "caller" in named and callable(named["caller"]):
            return named["caller"]()
        if self.parent is not None:
            if name == "get" and arguments and isinstance(arguments[0], str):
                return self.parent.child(arguments[0])
            if name in ("items", "iteritems"):
                return [(member, member) for member in self.parent]
            if name in _CASING:
                return self.parent.but(written=_CASING[name](self.parent.plain()))
            if name in _KEEPS:
                return self.parent.but(kind=kind_of("", (name,)))
        return self._of_function(name, arguments)

    def _of_function(self, name: str, arguments: tuple[Any, ...]) -> Any:
        first = arguments[0] if arguments else None
        if isinstance(first, str) and not isinstance(first, Markup) and name in GETTEXT | KEYED:
            return first if is_text(first, name) else f"[{first}]"
        if name == "len" and isinstance(first, StandIn):
            return len(first)
        kind = kind_of("", (name,))
        value = next((each for each in arguments if isinstance(each, StandIn)), None)
        if value is not None and self.parent is None:
            return value.but(kind=kind)
        if kind == "money" and isinstance(first, int | float):
            return self.stage.money(first)
        return self.but(kind=kind)

    def filtered(self, name: str) -> StandIn:
        """What a filter that nobody knows here makes of this value."""
        return self.but(kind=kind_of("", (name,)))

    def plain(self) -> str:
        """The text, without marks."""
        if self.written is not None:
            return self.written
        if self.value is not ABSENT:
            return printed(self.value, "jinja")
        scene = self.stage.scene
        from cxlint.preview.values import text_of

        return (
            scene.text(self.path) if self.kind == kind_of(self.path, ()) else text_of(self.path, self.kind, scene.case)
        )

    def number(self) -> float:
        """The number it stands for."""
        if isinstance(self.value, str):
            try:
                return float(self.value)
            except ValueError:
                return len(self.value)
        from cxlint.preview.values import number_of

        return number_of(self.path, self.kind, self.stage.scene.case)

    # what Python asks for

    def __str__(self) -> str:
        return self.stage.marks.filled(self.plain(), Fill(self.path, self.kind))

    __repr__ = __str__

    def __html__(self) -> str:
        return str(escape(str(self)))

    def __format__(self, spec: str) -> str:
        try:
            return format(self.number(), spec) if spec else str(self)
        except ValueError:
            return str(self)

    def __bool__(self) -> bool:
        return bool(self.value) if self.value is not ABSENT else self.stage.scene.true(self.path)

    def __len__(self) -> int:
        return len(self.value) if isinstance(self.value, str | dict) else 2 if self else 0

    def __iter__(self) -> Iterator[Any]:
        if isinstance(self.value, str | dict):
            yield from self.value
        elif self and self.depth < _DEEPEST:
            for _ in range(2):
                yield self.stage.of(self.path, ABSENT, self.depth + 1)

    def __getitem__(self, key: object) -> Any:
        if isinstance(self.value, str) and isinstance(key, int | slice):
            return self.value[key]
        return self.child(key) if isinstance(key, str) else self.but()

    def __contains__(self, _member: object) -> bool:
        return bool(self)

    def __hash__(self) -> int:
        return hash(self.path)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, StandIn):
            return self.path == other.path
        if isinstance(self.value, str):
            return self.value == other
        if isinstance(other, str):
            return self.stage.scene.equals(self.path, other)
        if other is None or isinstance(other, bool):
            return bool(self) is other
        return self.number() == other

    def __lt__(self, other: object) -> bool:
        return isinstance(other, int | float) and self.number() < other

    def __le__(self, other: object) -> bool:
        return isinstance(other, int | float) and self.number() <= other

    def __gt__(self, other: object) -> bool:
        return self.number() > other if isinstance(other, int | float) else bool(self)

    def __ge__(self, other: object) -> bool:
        return self.number() >= other if isinstance(other, int | float) else bool(self)

    def __int__(self) -> int:
        return int(self.number())

    __index__ = __int__

    def __float__(self) -> float:
        return float(self.number())

    def _same(self, *_others: object) -> StandIn:
        """Sums and products of a value are shown as the value."""
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _same
    __floordiv__ = __rfloordiv__ = __mod__ = __pow__ = __rpow__ = __neg__ = __pos__ = __abs__ = __round__ = _same


class Missing(StandIn, Undefined):  # type: ignore[misc]
    """A value that is missing: undefined for Jinja, and kind to what is done to it."""

    shared: ClassVar[Stage]

    def __init__(self, hint: str | None = None, obj: Any = None, name: Any = None, exc: Any = None) -> None:  # noqa: ARG002 -- the signature is Jinja's
        self.stage, self.path, self.value, self.depth = self.shared, str(name or ""), ABSENT, 0
        self.kind, self.written, self.parent = kind_of(self.path, ()), None, None

    def child(self, name: str) -> Any:
        """What is missing has nothing in it."""
        made = type(self).make(self.stage, f"{self.path}.{name}")
        made.parent = self
        return made

    def plain(self) -> str:
        """Nothing, except what was written for it."""
        return self.written or ""

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Undefined)

    __hash__ = StandIn.__hash__
