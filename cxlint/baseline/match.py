"""Findings held against a baseline: which are in it, which entries are stale, which have moved with their file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from cxlint.baseline.entries import Entry, entry_of, inside
from cxlint.model.source import GETTEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cxlint.baseline.sides import Sides
    from cxlint.model.finding import Finding

_SHARE = 0.5
"""A file is taken for another under a new name when it has this share of its findings, as git does with lines."""


class Matched(NamedTuple):
    """The findings, those of the baseline marked, and what became of the entries.

    `kept` are entries whose finding is there, or that this run cannot judge. `stale` ones are no longer found. `moved`
    pairs an entry with the one that takes its place: its file has another name (`renamed` maps old to new names), or
    the other file of a disagreement has it now.
    """

    findings: list[Finding]
    kept: list[Entry]
    stale: list[Entry]
    moved: list[tuple[Entry, Entry]]
    renamed: dict[str, str]


def match(
    entries: list[Entry],
    findings: Iterable[Finding],
    root: str,
    judged: Callable[[Entry], bool],
    sides: Sides,
    *,
    refresh: bool = False,
) -> Matched:
    """Mark the open findings that are in the baseline.

    `root` is the folder of the baseline. `judged` says whether the run looked for what an entry accepts: only then it
    can be stale. An entry whose file is gone covers the same finding in a file that took its place. With `refresh`,
    entries whose other side has other words now count as moved, too.
    """
    matcher = _Matcher(entries, list(findings), root)
    matcher.by_fingerprint()
    matcher.by_catalogue(judged)
    matcher.by_new_name()
    matcher.by_sides(sides, judged)
    if refresh:
        matcher.refresh(sides, judged)
    return matcher.result(judged, sides)


class _Matcher:
    """The findings and entries, and which of them have met so far."""

    def __init__(self, entries: list[Entry], findings: list[Finding], root: str) -> None:
        self.entries = entries
        self.findings = findings
        self.root = root
        self.paths = {path: inside(path, root) for path in {finding.place.path for finding in findings}}
        self.found: dict[int, Entry] = {}
        """The entry of a finding, by the number of the finding."""
        self.gone: set[str] = set()
        """Files of the baseline that are no longer there."""
        self.renamed: dict[str, str] = {}
        self.turned: dict[Entry, int] = {}
        """Entries whose disagreement is reported at its other side, or with other words there, with the number of the
        finding."""

    def by_fingerprint(self) -> None:
        """Findings and entries that are the same to the letter."""
        known = {entry.fingerprint: entry for entry in self.entries}
        for i, finding in self._open():
            entry = known.get(finding.fingerprint_under(self._path(i))) if known else None
            if entry is not None:
                self.found[i] = entry

    def by_catalogue(self, judged: Callable[[Entry], bool]) -> None:
        """Messages of gettext catalogues: each catalogue has a copy, and a run reports the first that it meets."""
        known = {entry.fingerprint: entry for entry in self.entries if _is_catalogue(entry.path)}
        if not known:
            return
        met = set(self.found.values())
        homes = sorted({entry.path for entry in known.values()})
        for i, finding in self._open():
            if _is_catalogue(finding.place.path):
                marks = (finding.fingerprint_under(home) for home in homes)
                entry = next((known[mark] for mark in marks if mark in known), None)
                if entry is not None:
                    self.found[i] = entry
                    if entry not in met and judged(entry):
                        self.turned[entry] = i

    def by_new_name(self) -> None:
        """Entries of files that are gone, and the same findings in a file that the baseline does not know.

        Each file has one successor at most: the one that shares most with it, and at least half.
        """
        lost = self._lost()
        if not lost:
            return
        self.gone = set(lost)
        settled = {entry.path for entry in self.entries} - self.gone
        strays: dict[str, list[tuple[int, Finding]]] = {}
        for i, finding in self._open():
            if self._path(i) not in settled:
                strays.setdefault(self._path(i), []).append((i, finding))
        pairs = [
            (-len(shared), old, new, shared)
            for old, entries in lost.items()
            for new, found in strays.items()
            if len(shared := _shared(old, entries, found)) >= _SHARE * len(entries)
        ]
        for _, old, new, shared in sorted(pairs, key=lambda pair: pair[:3]):
            if old not in self.renamed and new not in self.renamed.values():
                self.renamed[old] = new
                self.found |= shared

    def by_sides(self, sides: Sides, judged: Callable[[Entry], bool]) -> None:
        """Disagreements of which the baseline knows all sides, whichever file they are reported at."""
        known: dict[str, set[str]] = {}
        for entry in self.entries:
            if entry.sides:
                known.setdefault(entry.rule, set()).update(entry.sides)
        if not known:
            return
        met = set(self.found.values())
        for i, finding in self._open():
            marks = sides.of(finding) if finding.code in known else ()
            if not marks or not known[finding.code].issuperset(marks):
                continue
            about = [e for e in self.entries if e.rule == finding.code and set(marks).intersection(e.sides)]
            # the entry that has lost its finding comes first: this is what became of it
            entry = min(about, key=lambda e: (e in met, len(set(marks) ^ set(e.sides)), e))
            if entry not in met and judged(entry):
                self.turned[entry] = i
            met.add(entry)
            self.found[i] = entry

    def refresh(self, sides: Sides, judged: Callable[[Entry], bool]) -> None:
        """Entries whose finding is the same to the letter, while the other side of the disagreement is not."""
        for i, entry in self.found.items():
            finding = self.findings[i]
            same = entry.sides and finding.fingerprint_under(self._path(i)) == entry.fingerprint
            if same and judged(entry) and sides.of(finding) != entry.sides:
                self.turned[entry] = i

    def result(self, judged: Callable[[Entry], bool], sides: Sides) -> Matched:
        """What all of this comes to."""
        moved = [(entry, self._anew(i, entry, sides)) for i, entry in self.found.items() if entry.path in self.renamed]
        moved += [(entry, self._anew(i, entry, sides)) for entry, i in self.turned.items()]
        met = set(self.found.values())
        stale = [entry for entry in self.entries if entry not in met and (entry.path in self.gone or judged(entry))]
        left = {entry for entry, _ in moved}.union(stale)
        for i, entry in self.found.items():
            self.findings[i] = self.findings[i]._replace(status="baselined", reason=entry.reason)
        kept = [entry for entry in self.entries if entry not in left]
        return Matched(self.findings, kept, stale, sorted(moved), self.renamed)

    def _open(self) -> list[tuple[int, Finding]]:
        """The open findings that have not met an entry yet."""
        return [(i, f) for i, f in enumerate(self.findings) if f.status == "open" and i not in self.found]

    def _path(self, i: int) -> str:
        return self.paths[self.findings[i].place.path]

    def _lost(self) -> dict[str, list[Entry]]:
        """The entries that met no finding and whose file is not there, by file."""
        met = set(self.found.values())
        missed: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry not in met:
                missed.setdefault(entry.path, []).append(entry)
        return {path: missed[path] for path in missed if not os.path.lexists(os.path.join(self.root, path))}

    def _anew(self, i: int, entry: Entry, sides: Sides) -> Entry:
        finding = self.findings[i]
        return entry_of(finding, self._path(i), sides.of(finding), entry.reason)


def _is_catalogue(path: str) -> bool:
    return path.lower().endswith(GETTEXT)


def _shared(old: str, entries: list[Entry], found: list[tuple[int, Finding]]) -> dict[int, Entry]:
    """The findings of a file that would be entries of another one, had they stood there, by their number."""
    by_print = {entry.fingerprint: entry for entry in entries}
    rules = {entry.rule for entry in entries}
    return {
        i: by_print[mark]
        for i, finding in found
        if finding.code in rules and (mark := finding.fingerprint_under(old)) in by_print
    }
