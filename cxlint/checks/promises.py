"""What a company promises, held against what it takes back elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.model.found import FoundAt
from cxlint.project.agreement import distinct, related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.summary import Project, PromiseStated, Summary

_ABOUT_THINGS = frozenset({"refund", "transfer"})
"""Topics of which a company has several: the promise and the limit must be about the same thing."""

_INSIDE = frozenset({"cancel-any-time", "free-returns", "no-card-needed", "refund", "transfer"})
"""Topics on which a document may contradict itself: a fee that is named beside "no hidden fees" is not hidden."""


class _At(NamedTuple):
    summary: Summary
    promise: PromiseStated


def broken_promise(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC007: a promise that another place takes back, in another file or further down in the same one."""
    for group in project.groups():
        limits: dict[str, list[_At]] = {}
        for summary in group:
            for promise in summary.promises:
                if not promise.kept:
                    limits.setdefault(promise.topic, []).append(_At(summary, promise))
        different = {
            topic: distinct((_says(one.promise), one.summary.path, one) for one in found)
            for topic, found in limits.items()
        }
        for summary in group:
            yield from _broken(summary, different)


def _says(limit: PromiseStated) -> tuple[object, ...]:
    return limit.scope, limit.things, limit.conditional


def _broken(summary: Summary, limits: dict[str, list[_At]]) -> Iterator[FoundAt]:
    seen: set[str] = set()
    own = [_At(summary, limit) for limit in summary.promises if not limit.kept]
    for promise in summary.promises:
        if not promise.kept or promise.topic in seen or promise.topic == "free-plan" or promise.conditional:
            continue
        one = _At(summary, promise)
        inside = (other for other in own if other.promise.topic == promise.topic)
        # what the document itself takes back comes first
        limit = next((other for other in (*inside, *limits.get(promise.topic, ())) if _breaks(one, other)), None)
        if limit is None or not (summary.asked or limit.summary.asked):
            continue
        seen.add(promise.topic)
        here = limit.summary.path == summary.path
        yield _found(one, limit, f"line {limit.promise.at.place.line}" if here else limit.summary.path)


def _breaks(one: _At, limit: _At) -> bool:
    """Whether a limit is for everything that a promise is for."""
    promised, taken = one.promise, limit.promise
    if not taken.scope <= promised.scope or (taken.conditional and taken.topic in _ABOUT_THINGS):
        return False
    if promised.topic in _ABOUT_THINGS and not promised.things & taken.things:
        return False
    if limit.summary.path == one.summary.path:
        return promised.topic in _INSIDE and promised.group != taken.group
    return True


def _found(one: _At, limit: _At, where: str) -> FoundAt:
    promised, taken = one.promise, limit.promise
    values = {"claim": promised.words, "limit": taken.words, "policy": where}
    return FoundAt(promised.at.place, promised.at.excerpt, values, related(taken.at, f"'{taken.words}' here"))
