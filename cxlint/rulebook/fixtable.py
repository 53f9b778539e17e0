"""The `fix` of a rule file: a table of phrases and what to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxlint.errors import RuleError
from cxlint.model.rule import Rewording
from cxlint.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.rulebook.located import Located


def check(located: Located, value: Any) -> None:
    """Raises RuleError for a value of `fix` that is no table of phrases."""
    hint = "fix: {safe: true, replace: {prior to: before}}"
    if not isinstance(value, dict) or set(value) != {"safe", "replace"}:
        raise RuleError("a fix has 'safe' and 'replace'", where=located.where(("fix",)), hint=hint)
    if not isinstance(value["safe"], bool):
        raise RuleError("'safe' is true or false", where=located.where(("fix", "safe")))
    table = value["replace"]
    texts = isinstance(table, dict) and all(isinstance(text, str) for pair in table.items() for text in pair)
    if not texts or not table:
        raise RuleError("'replace' maps phrases to texts", where=located.where(("fix", "replace")), hint=hint)
    known = expression(table)
    for phrase, new in table.items():
        where = located.where(("fix", "replace", phrase, ""))
        if not phrase or phrase != " ".join(fold(phrase).split()):
            raise RuleError(f"'{phrase}' must be in lower case, with plain quotes and single spaces", where=where)
        if new != new.strip():
            raise RuleError(f"'{new}' begins or ends with white space", where=where)
        if known.search(fold(new)):
            raise RuleError(f"'{new}' holds a phrase of the table", where=where, hint="the fix would never end")


def rewording(value: dict[str, Any]) -> Rewording:
    """The table of a checked `fix`."""
    return Rewording(value["safe"], tuple(value["replace"].items()))


def expression(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of some phrases in folded text where whole words stand, the longest first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(_bounded(phrase) for phrase in longest_first))


def _bounded(phrase: str) -> str:
    """The phrase as an expression that matches no part of a word, nor of one with a hyphen or an apostrophe."""
    before = r"(?<![\w'-])" if phrase[0].isalnum() else ""
    after = r"(?![\w-]|'\w)" if phrase[-1].isalnum() else ""
    return before + re.escape(phrase) + after
