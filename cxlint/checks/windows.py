"""Periods of one company held against each other: one right, one length of time."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.model.found import FoundAt
from cxlint.project.agreement import related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.summary import Project, Summary, WindowStated

_RIGHTS = {
    "refund": "time to ask for a refund",
    "withdrawal": "time to change one's mind",
    "cancel-notice": "notice to cancel",
    "price-notice": "notice of a price change",
    "terms-notice": "notice of new terms",
    "termination-notice": "notice before the contract is ended",
    "dispute": "time to dispute a bill",
    "retention": "time until data is deleted",
    "grace": "time before a late fee",
}
_STARTS = {"bill": "the date of the bill", "receipt": "receipt", "purchase": "the purchase"}
_PLAIN = 5
"""A sentence with more words of its own than this has conditions of its own."""


class _At(NamedTuple):
    summary: Summary
    window: WindowStated


def window_conflict(project: Project, options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC001, DOC002: one right, two periods, in two files or in one. Option `topics`: the rights to compare."""
    for group in project.groups():
        for topic in options["topics"]:
            found = [_At(s, w) for s in group for w in s.windows if w.topic == topic]
            yield from _between_files(found)
            yield from _inside_files(found)


def _between_files(found: list[_At]) -> Iterator[FoundAt]:
    """Each file against the longest window of the others: the one that the customer will count on."""
    by_scope: dict[frozenset[str], list[_At]] = {}
    for one in found:
        by_scope.setdefault(one.window.scope, []).append(one)
    for alike in by_scope.values():
        yield from _alike(alike)


def _alike(alike: list[_At]) -> Iterator[FoundAt]:
    reported: set[str] = set()
    stated: dict[float, set[str]] = {}
    for at in alike:
        stated.setdefault(at.window.days, set()).add(at.summary.path)
    if len(stated) == 1:
        yield from _starts_differ(alike)
        return
    longest_first = sorted(alike, key=lambda at: -at.window.days)
    # a file that says what another one says, and something else too, speaks of a special case
    settled = {one.summary.path for one in alike if _agreed(one, stated)}
    alone = [one for one in alike if one.summary.path not in settled]
    paths = {one.summary.path for one in alone}
    for one in alone:
        path = one.summary.path
        others = (other for other in longest_first if other.summary.path != path)
        other = next((other for other in others if _comparable(one.window, other.window)), None)
        if other is None or path in reported:
            continue
        # said once for a pair: in the file with the shorter period, which is the one to mend
        both = one.summary.asked and other.summary.asked and other.summary.path in paths
        if both and one.window.days > other.window.days:
            continue
        reported.add(path)
        yield _found(one, other)


def _agreed(one: _At, stated: dict[float, set[str]]) -> bool:
    """Whether another file states the same period."""
    return any(paths != {one.summary.path} for days, paths in stated.items() if _same(days, one.window.days))


def _comparable(one: WindowStated, other: WindowStated) -> bool:
    """Whether two sentences may speak of the same case: one of them is plain, or they use the same words."""
    plain = min(len(one.about), len(other.about)) <= _PLAIN
    return plain or len(one.about & other.about) * 2 >= len(one.about | other.about)


def _inside_files(found: list[_At]) -> Iterator[FoundAt]:
    """Two plain windows in two parts of one file."""
    by_file: dict[str, list[_At]] = {}
    for one in found:
        if len(one.window.about) <= _PLAIN:
            by_file.setdefault(one.summary.path, []).append(one)
    for windows in by_file.values():
        days: dict[float, _At] = {}
        for one in windows:
            days.setdefault(one.window.days, one)
        for one, other in combinations(days.values(), 2):
            apart = one.window.group != other.window.group and one.window.scope == other.window.scope
            if apart and not _same(one.window.days, other.window.days) and one.summary.asked:
                short, long = sorted((one, other), key=lambda at: at.window.days)
                yield _found(short, long)
                break


def _starts_differ(alike: list[_At]) -> Iterator[FoundAt]:
    """As many days, counted from two events: the bill's date and its receipt."""
    by_start: dict[str, _At] = {}
    for one in alike:
        if one.window.anchor and one.window.topic in ("dispute", "refund"):
            by_start.setdefault(one.window.anchor, one)
    if len(by_start) != 2:
        return
    one, other = by_start.values()
    if not one.summary.asked:
        one, other = other, one
    if one.summary.asked:
        yield _found(one, other, f" from {_STARTS[one.window.anchor]}", f" from {_STARTS[other.window.anchor]}")


def _same(one: float, other: float) -> bool:
    """Whether two lengths mean the same: a month may be 28 to 31 days, four weeks are a month to most people."""
    return abs(one - other) < 1 if min(one, other) < 28 else abs(one - other) <= min(one, other) * 0.07


def _found(one: _At, other: _At, since: str = "", other_since: str = "") -> FoundAt:
    if not one.summary.asked:
        one, other, since, other_since = other, one, other_since, since
    inside = one.summary.path == other.summary.path
    where = f"line {other.window.at.place.line}" if inside else other.summary.path
    a, b = one.window.words + since, other.window.words + other_since
    return FoundAt(
        one.window.at.place,
        one.window.at.excerpt,
        {"a": a, "b": b, "other": where, "right": _RIGHTS[one.window.topic]},
        related(other.window.at, f"{b} here"),
        confidence="medium" if inside or since else "",
        severity="warning" if since else "",
    )


def grace_conflict(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC008: a message that charges before the days of grace are over, or two grace periods for one fee."""
    for group in project.groups():
        graces = [_At(s, w) for s in group for w in s.windows if w.topic == "grace"]
        for one in _between_files(graces):
            yield one._replace(
                values=_grace_values(f"{one.values['a']} of grace", one.values["b"], one.values["other"])
            )
        # with several periods for several groups of customers, a message may be for any of them
        if graces and len({at.window.days for at in graces}) == 1:
            yield from _charged_early(group, graces[0])


def _grace_values(what: str, grace: str, other: str) -> dict[str, str]:
    return {"what": what, "b": grace, "other": other}


def _charged_early(group: list[Summary], grace: _At) -> Iterator[FoundAt]:
    for summary in group:
        for step in summary.papers.steps:
            if step.day > grace.window.days or summary.path == grace.summary.path:
                continue
            what = f"{step.what} on day {step.day:g}"
            at, other_path, other_at = step.at, grace.summary.path, grace.window.at
            if not summary.asked:
                at, other_path, other_at = other_at, summary.path, at
            yield FoundAt(
                at.place,
                at.excerpt,
                _grace_values(what, grace.window.words, other_path),
                related(other_at, f"{grace.window.words} of grace here" if summary.asked else f"{what} here"),
            )
