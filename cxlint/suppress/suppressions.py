"""Suppressions applied to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.config.model import ALL
from cxlint.config.notices import NOTICES
from cxlint.config.schema import nearest
from cxlint.model.finding import Finding, Place
from cxlint.model.given import Given

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cxlint.model.rule import Rule
    from cxlint.model.source import Source

DISABLE = "disable"
FILE = "file-ignore"


class Entry(NamedTuple):
    """One code of one suppression: the lines it covers (1-based, inclusive) and where it is written."""

    verb: str
    code: str
    text: str
    reason: str
    first: int
    last: int
    place: Place


class Suppressions:
    """What the comments of one file accept.

    `given` is what they say the document is. `entries` are the suppressions, one a code;
    `problems` are findings about comments that cannot be used as they stand.
    """

    __slots__ = ("_source", "entries", "given", "problems")

    def __init__(self, source: Source) -> None:
        self._source = source
        self.given = Given()
        self.entries: list[Entry] = []
        self.problems: list[Finding] = []

    def apply(
        self, findings: Iterable[Finding], rules: Mapping[str, Rule], ran: Collection[str] | None = None
    ) -> list[Finding]:
        """Mark what is suppressed, and add notices (CX101 to CX104) about the suppressions themselves.

        `rules` are all rules by code, so that names and unknown codes are told apart. `ran` are the codes
        that were looked for in this run (default: all): a suppression of any other is not called unused.
        Pure: call it once, with all findings of the file.
        """
        if not self.entries and not self.problems:
            return list(findings)
        names = {rule.name: rule.code for rule in (*rules.values(), *NOTICES.values())}
        by_code: dict[str, list[int]] = {}
        for i, entry in enumerate(self.entries):
            by_code.setdefault(names.get(entry.code, entry.code), []).append(i)
        used: set[int] = set()
        result = []
        for finding in findings:
            hits = [i for i in by_code.get(finding.code, ()) if self._covers(self.entries[i], finding)]
            used.update(hits)
            if hits and finding.status == "open":
                finding = finding._replace(status="suppressed", reason=self.entries[hits[0]].reason)
            result.append(finding)
        known = {*rules, *NOTICES}
        notices = list(self.problems)
        for code, indexes in by_code.items():
            for i in indexes:
                if code not in known:
                    notices.append(self._unknown(self.entries[i], rules))
                elif i not in used and (ran is None or code in ran):
                    notices.append(self._unused(self.entries[i]))
        return result + _numbered(notices)

    def _covers(self, entry: Entry, finding: Finding) -> bool:
        place = finding.place
        if place.line > entry.last or place.end_line < entry.first:
            return False
        if not entry.text:
            return True
        wanted = folded(entry.text)
        return wanted in folded(finding.excerpt) or wanted in folded(self._source.between(place))

    def _unknown(self, entry: Entry, rules: Mapping[str, Rule]) -> Finding:
        known = (*rules.values(), *NOTICES.values())
        if entry.code == ALL or any(rule.family == entry.code for rule in known):
            message = f"{entry.code} is no rule: a comment names each rule that it is for."
            return notice("CX104", message, entry.place, entry.code)
        hint = nearest(entry.code, [name for rule in known for name in (rule.code, rule.name)])
        message = f"There is no rule {entry.code}" + (f"; {hint}" if hint else ".")
        return notice("CX104", message, entry.place, entry.code)

    def _unused(self, entry: Entry) -> Finding:
        where = {FILE: "in this file", DISABLE: "between here and the end of its range"}.get(entry.verb, "here")
        what = f"{entry.code} “{entry.text}”" if entry.text else entry.code
        return notice("CX101", f"Nothing {where} is found by {what}: this suppression is unused.", entry.place, what)


def notice(code: str, message: str, place: Place, excerpt: str) -> Finding:
    """A notice of the program itself about what it read at a place."""
    rule = NOTICES[code]
    return Finding(
        code, rule.name, rule.severity, rule.confidence, message, place, excerpt, suggestion=rule.suggest
    )  # fmt: skip


def _numbered(notices: list[Finding]) -> list[Finding]:
    """The notices in order of place, equal ones told apart by their ordinal."""
    seen: dict[tuple[str, str], int] = {}

    def ordinal(finding: Finding) -> int:
        key = (finding.code, finding.excerpt)
        seen[key] = seen.get(key, -1) + 1
        return seen[key]

    return [finding._replace(ordinal=ordinal(finding)) for finding in sorted(notices, key=Finding.sort_key)]


def folded(text: str) -> str:
    """A text as suppressions compare it: small letters, plain apostrophes, single spaces."""
    return " ".join(text.casefold().replace("’", "'").split())
