"""Words and contacts that two files of one company give differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.model.found import FoundAt
from cxlint.project.agreement import related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.statements import DefinitionStated, RouteStated
    from cxlint.project.summary import Project, Summary
Item = tuple["Summary", "RouteStated"]


def defined_term_drift(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC020: a term that two files define with another length of time, sum or days of the week."""
    for group in project.groups():
        by_term: dict[tuple[str, str], list[tuple[Summary, DefinitionStated]]] = {}
        for summary in group:
            for stated in summary.statements.definitions:
                by_term.setdefault((stated.definition.term, stated.definition.kind), []).append((summary, stated))
        for found in by_term.values():
            yield from _drift(found)


def _drift(found: list[tuple[Summary, DefinitionStated]]) -> Iterator[FoundAt]:
    """Each file against the first one: only definitions that say one thing of a kind can be held against each other."""
    files: dict[str, list[tuple[Summary, DefinitionStated]]] = {}
    for item in found:
        files.setdefault(item[0].path, []).append(item)
    plain = [items[0] for items in files.values() if len({s.definition.value for _, s in items}) == 1]
    if len(plain) < 2:
        return
    base_summary, base = plain[0]
    for summary, stated in plain[1:]:
        if stated.definition.value == base.definition.value or _siblings(summary.path, base_summary.path):
            continue
        (one, first), (two, second) = ((summary, stated), (base_summary, base))
        if not one.asked:
            (one, first), (two, second) = ((base_summary, base), (summary, stated))
        yield FoundAt(
            first.at.place,
            first.at.excerpt,
            {
                "term": first.definition.term,
                "a": first.definition.words,
                "b": second.definition.words,
                "other": two.path,
            },
            related(second.at, f"{second.definition.words} here"),
        )


def _siblings(one: str, other: str) -> bool:
    """Whether two files have the same name in two folders: the same paper for two products or places."""
    a, b = one.replace("\\", "/").rpartition("/"), other.replace("\\", "/").rpartition("/")
    return a[2] == b[2] and a[0] != b[0]


def contact_conflict(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC009: for one task, two files name two addresses, two numbers, or one only a way that the other lacks."""
    for group in project.groups():
        by_task: dict[tuple[str, frozenset[str]], list[Item]] = {}
        tasks = {
            stated.route.task
            for summary in group
            for stated in summary.statements.routes
            if stated.route.channel != "hours"
        }
        for summary in group:
            for stated in summary.statements.routes:
                task = _task(stated, tasks)
                by_task.setdefault((task, stated.route.scope), []).append((summary, stated))
        for found in by_task.values():
            yield from _conflicts(found)


def _task(stated: RouteStated, tasks: set[str]) -> str:
    """What a route is for; "cancel" alone means the one thing that the company's papers let people cancel."""
    route = stated.route
    if route.channel == "hours":
        return _called(stated)
    special = [task for task in tasks if task.startswith(f"{route.task} ")]
    return special[0] if len(special) == 1 else route.task


def _called(stated: RouteStated) -> str:
    """A task in words; hours are those of calling a number."""
    route = stated.route
    return f"call {route.task}" if route.channel == "hours" else route.task


def _conflicts(found: list[Item]) -> Iterator[FoundAt]:
    files: dict[str, list[Item]] = {}
    for item in found:
        files.setdefault(item[0].path, []).append(item)
    first, *others = files.values()
    for items in others:
        pair = _differing(first, items)
        if pair is None or _siblings(first[0][0].path, items[0][0].path):
            continue
        (two, second), (one, stated) = pair
        if not one.asked:
            (one, stated), (two, second) = (two, second), (one, stated)
        yield FoundAt(
            stated.at.place,
            stated.at.excerpt,
            {
                "task": _called(stated),
                "a": _words(stated),
                "b": _words(second),
                "other": two.path,
            },
            related(second.at, f"{_words(second)} here"),
        )


def _words(stated: RouteStated) -> str:
    route = stated.route
    return f"{route.value} only" if route.channel == "only" else route.value


def _differing(ones: list[Item], twos: list[Item]) -> tuple[Item, Item] | None:
    """A route of each file that the other does not have, when neither has both."""
    for channel in ("e-mail", "phone", "hours"):
        a, b = _of(ones, channel), _of(twos, channel)
        if a and b and not _values(a) & _values(b):
            if channel == "e-mail" and not _one_company(a, b):
                continue
            if channel == "phone" and len(_values(a)) + len(_values(b)) > 2:
                continue
            return a[0], b[0]
    return _only(ones, twos) or _only(twos, ones, swapped=True)


def _only(ones: list[Item], twos: list[Item], *, swapped: bool = False) -> tuple[Item, Item] | None:
    """A file that allows one channel, and another that offers only other ones."""
    for item in _of(ones, "only"):
        offered = [other for other in twos if other[1].route.channel in ("e-mail", "phone")]
        if offered and all(other[1].route.channel != item[1].route.value for other in offered):
            return (offered[0], item) if swapped else (item, offered[0])
    return None


def _of(items: list[Item], channel: str) -> list[Item]:
    return [item for item in items if item[1].route.channel == channel]


def _values(items: list[Item]) -> set[str]:
    return {item[1].route.value for item in items}


def _one_company(ones: list[Item], twos: list[Item]) -> bool:
    """Whether addresses belong to one company: the last two parts of their domains are the same."""
    ends = [{value.rpartition("@")[2].rsplit(".", 2)[-2] for value in _values(items)} for items in (ones, twos)]
    return bool(ends[0] & ends[1])
