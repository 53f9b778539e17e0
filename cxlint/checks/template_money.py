"""Templates against the data files that hold their amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate.data_keys import timed
from cxlint.model.finding import Related
from cxlint.model.found import FoundAt
from cxlint.project.agreement import exact, shown
from cxlint.project.data_files import DataFiles, variable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.statements import KeyStated, ReadStated
    from cxlint.project.summary import FeeStated, Project, Summary

_PAGES = frozenset({"policy", "page", "schedule"})


def unknown_key(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC022: a template reads a value that its data file does not have, and so prints nothing."""
    for group in project.groups():
        files = DataFiles(group)
        for summary in group:
            for stated in summary.statements.reads:
                if not stated.read.guarded:
                    yield from _unknown(files, stated)


def _unknown(files: DataFiles, stated: ReadStated) -> Iterator[FoundAt]:
    read = stated.read
    where = near = ""
    if read.root == "data" and (missing := files.missing(read.path)) is not None:
        where, near = missing
    elif read.root == "page":
        name = read.path.split(".")[1]
        near = read.near or files.like(name)
        where = "the front matter" if near else ""
    if where:
        hint = f"; the nearest is '{near}'" if near else ""
        yield FoundAt(stated.place, read.path, {"variable": read.path, "file": where, "hint": hint})


def typed_amount(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC017: a template says in figures what a data file holds."""
    for group in project.groups():
        files = DataFiles(group)
        if not files:
            continue
        places = {(s.path, key.place[1]): key for s in group for key in s.statements.keys}
        owned = _owned(group)
        timers = _timers(group)
        for summary in group:
            if summary.statements.template:
                yield from _typed_fees(summary, owned, places)
                yield from _typed_times(summary, timers)


Owned = dict[tuple[object, ...], "list[tuple[Summary, FeeStated]]"]
Timers = dict[str, "dict[frozenset[str], list[tuple[str, KeyStated]]]"]


def _owned(group: list[Summary]) -> Owned:
    """The fees that data files hold, by name and amount."""
    found: Owned = {}
    for summary in group:
        if summary.statements.keys:
            for stated in summary.fees:
                if stated.fee.name and len(exact(stated.fee.amounts)) == 1:
                    found.setdefault(_worth(stated), []).append((summary, stated))
    return found


def _worth(stated: FeeStated) -> tuple[object, ...]:
    """What a fee on a page and one in a data file share when the page repeats it."""
    amount = exact(stated.fee.amounts)[0]
    return stated.fee.name, stated.fee.rest, amount.kind, round(amount.low, 2)


def _timers(group: list[Summary]) -> Timers:
    """The lengths of time that data files hold, by unit and words; of those with the same words two tell enough."""
    found: Timers = {}
    for summary in group:
        for key in summary.statements.keys:
            words, unit = timed(key.path)
            if unit and key.number is not None:
                alike = found.setdefault(unit, {}).setdefault(words, [])
                if len(alike) < 2:
                    alike.append((summary.path, key))
    return found


def _typed_fees(summary: Summary, owned: Owned, places: dict[tuple[str, int], KeyStated]) -> Iterator[FoundAt]:
    """Amounts of fees on pages; in messages every typed amount is TPL017 already."""
    if summary.kind not in _PAGES or summary.statements.keys:
        return
    for stated in summary.fees:
        amounts = exact(stated.fee.amounts)
        if len(amounts) != 1 or stated.fee.reach != "sentence" or stated.fee.source == "data":
            continue
        for other, held in owned.get(_worth(stated), ()):
            key = _key(places, other, held)
            if key is not None:
                values = {
                    "amount": shown(amounts[0]),
                    "source": other.path,
                    "value": shown(exact(held.fee.amounts)[0]),
                    "variable": variable(other.path, key.path),
                }
                yield FoundAt(stated.at.place, stated.at.excerpt, values, (Related(key.place, "held here"),))
                break


def _key(places: dict[tuple[str, int], KeyStated], other: Summary, held: FeeStated) -> KeyStated | None:
    """The key at the place of a fee of a data file that holds its amount."""
    first = held.at.place.line
    value = exact(held.fee.amounts)[0].low
    lines = (places.get((other.path, line)) for line in range(first, first + 5))
    return next((key for key in lines if key is not None and key.number == value), None)


def _typed_times(summary: Summary, timers: Timers) -> Iterator[FoundAt]:
    """Lengths of time beside the words of a key that holds one."""
    for stated in summary.statements.typed:
        typed = stated.typed
        alike = timers.get(typed.unit, {})
        matching = [held for words, found in alike.items() if words <= typed.near for held in found]
        if len(matching) != 1:
            continue
        path, key = matching[0]
        plural = "" if typed.number == 1 else "s"
        values = {
            "amount": f"{typed.number:g} {typed.unit}{plural}",
            "source": path,
            "value": f"{key.number:g}",
            "variable": variable(path, key.path),
        }
        yield FoundAt(stated.at.place, stated.at.excerpt, values, (Related(key.place, f"{key.number:g} here"),))
