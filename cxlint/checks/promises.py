"""Windows and promises of one company held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.model.found import FoundAt
from cxlint.project.agreement import related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.summary import Project, Summary, WindowStated


def window_conflict(project: Project, options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC001, DOC002: one right, two periods. Option `topics`: the windows to compare."""
    topics = options["topics"]
    for group in project.groups():
        for topic in topics:
            found = [(s, w) for s in group for w in s.windows if w.topic == topic]
            yield from _windows(topic, found)


_ACTS = {
    "refund": "refund",
    "cancel-notice": "cancel",
    "price-notice": "change prices",
    "terms-notice": "change the terms",
    "termination-notice": "end the contract",
}


def _windows(topic: str, found: list[tuple[Summary, WindowStated]]) -> Iterator[FoundAt]:
    """Each file against the longest window of the others: the one that the customer will count on."""
    reported: set[str] = set()
    for summary, window in found:
        others = [(s, w) for s, w in found if s.path != summary.path and w.scope == window.scope]
        if not others or summary.path in reported:
            continue
        if any(abs(w.days - window.days) < 1 for _, w in others):
            continue
        other_summary, other = max(others, key=lambda item: item[1].days)
        # said once for a pair: in the file with the shorter period, which is the one to mend
        if window.days > other.days and summary.asked and other_summary.asked:
            continue
        reported.add(summary.path)
        if not summary.asked:
            summary, window, other_summary, other = other_summary, other, summary, window
        yield FoundAt(
            window.at.place,
            window.at.excerpt,
            {"a": window.words, "b": other.words, "other": other_summary.path, "act": _ACTS.get(topic, topic)},
            related(other.at, f"{other.words} here"),
        )


def broken_promise(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC007: one file promises what another takes back."""
    for group in project.groups():
        for summary in group:
            seen: set[str] = set()
            for promise in summary.promises:
                if not promise.kept or promise.topic in seen or promise.topic == "free-plan":
                    continue
                limits = [
                    (s, p)
                    for s in group
                    for p in s.promises
                    if p.topic == promise.topic and not p.kept and s is not summary
                ]
                if not limits:
                    continue
                seen.add(promise.topic)
                other, limit = limits[0]
                yield FoundAt(
                    promise.at.place,
                    promise.at.excerpt,
                    {"claim": promise.words, "limit": limit.words, "policy": other.path},
                    related(limit.at, f"'{limit.words}' here"),
                )
