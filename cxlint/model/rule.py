"""A rule as its YAML file states it."""

from __future__ import annotations

from typing import Any, NamedTuple


class Example(NamedTuple):
    """A tested example: one text, or several files by name (`files`).

    `bad` examples must be found (at `marks`, when given), good ones must stay silent. `path` is the name under which
    the text is read, so that its format and kind are guessed as in life.
    """

    bad: bool
    text: str
    marks: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    path: str = ""
    because: str = ""
    line: int = 0


class Rule(NamedTuple):
    """One rule.

    `severity` is error, warning or info; `confidence` high, medium or low (low: review preset only). `applies_to`
    lists document and message kinds (empty: all). `find`, `unless` and `needs` hold patterns by scope, `check` names
    the code that looks instead, `options` configure it.
    """

    code: str
    name: str
    severity: str
    confidence: str
    message: str
    why: str
    mother: str
    suggest: str
    path: str
    applies_to: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    effort: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    fine_when: str = ""
    check: str = ""
    options: dict[str, Any] = {}  # noqa: RUF012 -- a default that nobody writes to
    examples: tuple[Example, ...] = ()
    since: str = ""
    status: str = "stable"

    @property
    def family(self) -> str:
        """The letters of the code: FEE, TRM, DOC, IMP, HOS, EFF, TPL or CX."""
        return self.code.rstrip("0123456789")
