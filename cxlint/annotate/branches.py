"""The branches of a template as source ranges: what each prints, and whether a condition has an else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.templates import conditions_at, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.templates import Branch, Conditional, ParsedTemplate

_MARKUP = re.compile(r"<(?:style|script)\b[^<]*</(?:style|script)>|<!--[^>]*>|<[^<>]*>|&\w{2,8};", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z\x01][\w'\x02]*")


class Branches:
    """The conditions of one template, read again from its source: a Document keeps only what stands under them."""

    def __init__(self, facts: Facts) -> None:
        template = facts.document.template
        self._parsed: ParsedTemplate | None = None
        if template is not None and any(slot.conditions for slot in template.slots) | bool(template.tags):
            self._parsed = parse(facts.document.source.text, template.dialect, strict=False)

    def all(self) -> Iterator[Conditional]:
        """Every condition, the outer ones first."""
        waiting = list(self._parsed.conditionals) if self._parsed else []
        while waiting:
            one = waiting.pop()
            yield one
            waiting += [child for branch in one.branches for child in branch.children]

    def around(self, offset: int) -> Conditional | None:
        """The innermost condition with a branch around a source offset."""
        found = [one for one in self.all() if any(branch.start <= offset < branch.end for branch in one.branches)]
        return max(found, key=lambda one: one.start, default=None)

    def at(self, offset: int) -> tuple[str, ...]:
        """The conditions that a source offset stands under."""
        return conditions_at(self._parsed.conditionals, offset) if self._parsed else ()

    def text(self, branch: Branch) -> str:
        """What a branch prints, without markup: small letters, one mark for each value."""
        masked = self._parsed.masked if self._parsed else ""
        plain = _MARKUP.sub(" ", masked[branch.start : branch.end]).replace("\x02", "").replace("\x03", " ")
        return " ".join(plain.replace("\u2019", "'").lower().split())

    def in_markup(self, offset: int) -> bool:
        """Whether a source offset is inside an HTML tag, as in an attribute."""
        masked = self._parsed.masked if self._parsed else ""
        return masked.rfind("<", 0, offset) > masked.rfind(">", 0, offset)

    def shown(self, branch: Branch) -> tuple[int, int]:
        """The source range of a branch without white space, code and markup at its ends."""
        masked = self._parsed.masked if self._parsed else ""
        blank = _MARKUP.sub(lambda match: " " * len(match[0]), masked[branch.start : branch.end]).replace("\x03", " ")
        start = branch.start + len(blank) - len(blank.lstrip())
        return start, max(start, branch.start + len(blank.rstrip()))


def words(text: str) -> int:
    """How many words a text has; a value that is filled in counts as one."""
    return len(_WORD.findall(text))
