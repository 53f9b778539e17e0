"""Clauses by which a paper that the customer has not read beats the one that she has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxlint.model.found import FoundAt
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.summary import Project

_CODES = r"(?:de|fr|es|it|nl|pt|pl|sv|da|fi|nb|cs|hu|ro|ja|zh|ko|tr)"
_LANGUAGE = rf"(?:^|/){_CODES}(?:[-_][a-z]{{2}})?/|[._-]{_CODES}\.[a-z0-9]+$"


def conflict_clause(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC013: a clause lets a paper win that no file of the project is called after, or one language over another."""
    for group in project.groups():
        clauses = [(s, stated) for s in group if s.asked for stated in s.papers.precedence]
        if not clauses:
            continue
        names = [_letters(f"{s.path} {s.papers.title}") for s in group]
        there = {winner for winner in {stated.clause.winner for _, stated in clauses} if _is_there(winner, names)}
        papers = sum(s.kind in ("policy", "schedule") for s in group)
        translated = any(compiled(_LANGUAGE).search(s.path.lower().replace("\\", "/")) for s in group)
        seen: set[tuple[str, str]] = set()
        for summary, stated in clauses:
            clause = stated.clause
            hidden = papers > 1 and not clause.linked and clause.winner not in there
            if (summary.path, clause.winner) in seen or not (clause.translation or hidden):
                continue
            seen.add((summary.path, clause.winner))
            values = {"winner": _called(clause.winner, translation=clause.translation), "why": _why(clause.translation)}
            severity = "info" if clause.translation and not translated else ""
            yield FoundAt(stated.at.place, stated.at.excerpt, values, severity=severity)


def _called(winner: str, *, translation: bool) -> str:
    return "one language" if translation else f"the {winner}"


def _why(translation: bool) -> str:
    return "it may not be the one that the customer can read" if translation else "no file here is called so"


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", text.lower()))


def _is_there(winner: str, names: list[str]) -> bool:
    words = [word.rstrip("s") for word in _letters(winner).split()]
    return any(all(word in name for word in words) for name in names)
