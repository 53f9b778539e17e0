"""A rule as its YAML file states it."""

from __future__ import annotations

from typing import Any, NamedTuple


class Example(NamedTuple):
    """A tested example: one text, or several files by name (`files`).

    `bad` examples must be found (at `marks`, when given), good ones must stay silent. `path` is the name under which
    the text is read, so that its format and kind are guessed as in life. `fixed` is the text after the rule's fix.
    """

    bad: bool
    text: str
    marks: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    path: str = ""
    because: str = ""
    line: int = 0
    fixed: str | None = None


class RawPattern(NamedTuple):
    """A regular expression over folded text, and literals of which one occurs in every match."""

    pattern: str
    literals: tuple[str, ...]


class Rewording(NamedTuple):
    """Phrases, folded, and what to write instead; an empty replacement leaves them out.

    `safe` says that none of them changes what the text means.
    """

    safe: bool
    replace: tuple[tuple[str, str], ...]


class Rule(NamedTuple):
    """One rule.

    `severity` is error, warning or info; `confidence` high, medium or low (low: review preset only). `applies_to`
    lists document and message kinds (empty: all). A rule looks with patterns (`find`, `regex`) or names a `check`, the
    code that looks instead, with its `options`. `unless` and `needs` map a scope (sentence, paragraph, section,
    heading, document) to patterns that silence a match or that it requires; `unsure` to those that leave it with low
    confidence. `roles` are the block roles looked at
    (empty: all), `skip_roles` those left out. `effort` says what it costs the customer, `quality` which qualities of a
    service suffer. `fix` is the word table by which some matches are repaired.
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
    find: tuple[str, ...] = ()
    regex: tuple[RawPattern, ...] = ()
    unless: dict[str, tuple[str, ...]] = {}  # noqa: RUF012 -- a default that nobody writes to
    needs: dict[str, tuple[str, ...]] = {}  # noqa: RUF012
    unsure: dict[str, tuple[str, ...]] = {}  # noqa: RUF012
    check: str = ""
    options: dict[str, Any] = {}  # noqa: RUF012
    applies_to: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    skip_roles: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    effort: tuple[str, ...] = ()
    quality: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    fine_when: str = ""
    examples: tuple[Example, ...] = ()
    since: str = ""
    status: str = "stable"
    fix: Rewording | None = None

    @property
    def family(self) -> str:
        """The letters of the code: FEE, TRM, DOC, IMP, HOS, EFF, TPL or CX."""
        return self.code.rstrip("0123456789")
