"""Papers of one company that are not of one date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.model.found import FoundAt
from cxlint.project.agreement import related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.papers import VersionStated
    from cxlint.project.summary import Project, Summary

_DAYS_A_YEAR, _DAYS_A_MONTH = 365, 30.4


class _At(NamedTuple):
    summary: Summary
    stated: VersionStated


def stale_sibling(project: Project, options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC012: two dates or versions for one document, or a price list older than the terms that point to it.

    Option `days`: how much older than the terms a dated price list may be.
    """
    for group in project.groups():
        for summary in group:
            if summary.asked:
                yield from _inside(summary)
        terms = [at for at in map(_changed, group) if at is not None and at.summary.papers.names_prices]
        if terms:
            newest = max(terms, key=lambda at: at.stated.version.value)
            for summary in group:
                yield from _older(summary, newest, options["days"])


def _inside(summary: Summary) -> Iterator[FoundAt]:
    """The front matter against the text, and the top against the end."""
    reported: set[str] = set()
    for stated in summary.papers.versions:
        one = stated.version
        if one.what == "prices" or one.declared or one.what in reported:
            continue
        for other_stated in summary.papers.versions:
            other = other_stated.version
            first_and_last = one.what == "updated" and not one.early and other.early and not other.declared
            if other.what != one.what or not (other.declared or first_and_last) or not _differ(one.value, other.value):
                continue
            reported.add(one.what)
            where = "its front matter" if other.declared else f"line {other_stated.at.place.line}"
            yield _found(stated, other_stated, where)
            break


def _differ(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two dates or version numbers differ in what both of them say: "March 2026" may be 2026-03-04."""
    return any(a != b for a, b in zip(one, other, strict=False) if a and b)


def _changed(summary: Summary) -> _At | None:
    """The newest date on which a policy says that it was changed."""
    dated = [v for v in summary.papers.versions if v.version.what in ("updated", "effective")]
    if summary.kind not in ("policy", "page") or not dated:
        return None
    return _At(summary, max(dated, key=lambda v: v.version.value))


def _older(summary: Summary, terms: _At, days: int) -> Iterator[FoundAt]:
    for stated in summary.papers.versions:
        version = stated.version
        listed = version.what == "prices" or (summary.kind == "schedule" and version.what in ("updated", "effective"))
        if summary.path == terms.summary.path or not listed:
            continue
        # prices "for 2025" are over when the year is; a date in the past alone need not make them wrong
        allowed = 0 if version.what == "prices" else days
        if _days(terms.stated.version.value) - _days(version.value) <= allowed:
            continue
        if summary.asked:
            yield _found(stated, terms.stated, terms.summary.path)
        elif terms.summary.asked:
            yield _found(terms.stated, stated, summary.path)
        return


def _days(date: tuple[int, ...]) -> float:
    year, month, day = date
    return year * _DAYS_A_YEAR + month * _DAYS_A_MONTH + day


def _found(one: VersionStated, other: VersionStated, where: str) -> FoundAt:
    a, b = " ".join(one.version.words.split()), " ".join(other.version.words.split())
    return FoundAt(one.at.place, one.at.excerpt, {"a": a, "b": b, "other": where}, related(other.at, f"'{b}' here"))
