"""Filters, tests and functions of a Jinja template while it is shown: Jinja's own in a harness, and stand-ins."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.filters import FILTERS
from markupsafe import Markup

from cxlint.preview.jinja.marks import without
from cxlint.preview.jinja.standin import StandIn
from cxlint.templates.catalogue import GETTEXT, KEYED, PLURAL, is_text
from cxlint.templates.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context

    from cxlint.preview.jinja.budget import Budget
    from cxlint.preview.jinja.standin import Stage

_ON_TEXT = frozenset(
    "upper lower title capitalize trim striptags truncate wordwrap center indent replace urlize urlencode xmlattr "
    "filesizeformat wordcount tojson".split()
)
_UNCHANGED = frozenset("round float abs random sum pprint".split())
_UNMARKED = frozenset("urlencode tojson length count wordcount int float round title capitalize truncate".split())
_INSERT = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%%|%[sd]")


class Filters:
    """Makes the filters of one rendering."""

    def __init__(self, stage: Stage, budget: Budget) -> None:
        self._stage = stage
        self._budget = budget

    def known(self) -> dict[str, Callable[..., Any]]:
        """Jinja's filters, harnessed."""
        left_out = ("attr", "pprint", "xmlattr")
        found = {name: self._harness(name, func) for name, func in FILTERS.items() if name not in left_out}
        found["attr"] = pass_context(lambda context, value, name: context.environment.getattr(value, str(name)))
        found["intcomma"] = self._harness("intcomma", lambda value: value)
        return found

    def unknown(self, name: str) -> Callable[..., Any]:
        """A filter that the project defines somewhere."""
        kind = kind_of("", (name,))

        def run(value: Any, *arguments: Any, **_named: Any) -> Any:
            self._budget.step()
            if isinstance(value, StandIn):
                return value.filtered(name)
            if kind == "money" and isinstance(value, int | float):
                return self._stage.money(value)
            if name in GETTEXT | KEYED and isinstance(value, str):
                return value if is_text(value, name) else f"[{value}]"
            given = next((each for each in arguments if isinstance(each, StandIn)), None)
            return given.filtered(name) if given is not None and not isinstance(value, str) else value

        return run

    def _harness(self, name: str, func: Callable[..., Any]) -> Callable[..., Any]:
        passes = getattr(getattr(func, "jinja_pass_arg", None), "name", "")
        budget = self._budget

        @pass_context
        def run(context: Context, value: Any, *arguments: Any, **named: Any) -> Any:
            budget.step()
            self._allow(name, value, (*arguments, *named.values()))
            first = {"context": (context,), "eval_context": (context.eval_ctx,), "environment": (context.environment,)}
            given = first.get(passes, ())
            if isinstance(value, StandIn):
                return self._on_stand_in(name, partial(func, *given), value, arguments, named)
            if name in _UNMARKED and isinstance(value, str):
                value = type(value)(without(value))
            result = func(*given, value, *arguments, **named)
            budget.weigh(result)
            return result

        return run

    def _on_stand_in(
        self, name: str, func: Callable[..., Any], value: StandIn, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> Any:
        if name in _UNCHANGED:
            return value
        if name == "items":
            return [(member, member) for member in value]
        try:
            if name in _ON_TEXT:
                result = func(value.plain(), *arguments, **named)
                return value.but(written=str(result)) if isinstance(result, str) else result
            return func(value, *arguments, **named)
        except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError):
            # what works on real values need not on a stand-in
            return value

    def _allow(self, name: str, value: Any, arguments: tuple[Any, ...]) -> None:
        budget = self._budget
        budget.weigh(value, *arguments)
        budget.small(*arguments)
        if name == "format":
            budget.pattern(value)
        elif name == "replace" and len(arguments) > 1:
            budget.product(str(value), arguments[0], arguments[1])
        elif name == "join" and isinstance(value, list | tuple):
            budget.join(arguments[0] if arguments else "", list(value))
        elif name in ("indent", "wordwrap"):
            widths = [
                abs(each) if isinstance(each, int) else len(each) for each in arguments if isinstance(each, int | str)
            ]
            budget.product(str(value), "\n", " " * max(widths, default=0))


class Gettext:
    """Translates nothing, and fills in what the texts leave open."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def functions(self) -> dict[str, Callable[..., Any]]:
        """The functions by name."""
        single = dict.fromkeys(sorted(GETTEXT - {"pgettext", "dgettext", "tprintf"}), self.text)
        plural = dict.fromkeys(sorted(PLURAL - {"npgettext", "dngettext"}), self.plural)
        return {**single, **plural, "pgettext": self.in_context, "npgettext": self.plural_in_context}

    def text(self, text: Any, *arguments: Any, **named: Any) -> Any:
        """The text itself, with its blanks filled."""
        return self._filled(text, arguments, named) if arguments or named else text

    def plural(self, one: Any, many: Any, number: Any = 2, *arguments: Any, **named: Any) -> Any:
        """The one or the other of two texts."""
        chosen = one if number == 1 else many
        return self._filled(chosen, arguments or (number,), {"n": number, "num": number, **named})

    def in_context(self, _context: Any, text: Any, **named: Any) -> Any:
        """A text whose context is not shown."""
        return self.text(text, **named)

    def plural_in_context(self, _context: Any, one: Any, many: Any, number: Any = 2, **named: Any) -> Any:
        """One of two texts whose context is not shown."""
        return self.plural(one, many, number, **named)

    def _filled(self, text: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        if not isinstance(text, str):
            return text
        ordered = iter(arguments)
        by_number = {str(i): value for i, value in enumerate(arguments)}

        def insert(match: re.Match[str]) -> str:
            name = match[1] or match[2]
            if match[0] == "%%":
                return "%"
            value = {**by_number, **named}.get(name, match[0]) if name else next(ordered, match[0])
            self._budget.step()
            self._budget.weigh(value)
            return str(value)

        made = _INSERT.sub(insert, text)
        self._budget.weigh(made)
        return Markup(made) if isinstance(text, Markup) else made  # noqa: S704 -- the template's own markup
