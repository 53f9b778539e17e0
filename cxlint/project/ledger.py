"""The ledger of a project: every fee once, with all the places that name it and how they stand to one another.

Nothing is compared here a second time: whether places disagree, or an amount is missing, is what the checks found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.project.agreement import is_authority, shown
from cxlint.project.charges import Statement, key_of, says, stands_alone
from cxlint.project.data_files import DataFiles
from cxlint.project.evidence import Evidence
from cxlint.project.titles import plan_title, title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.model.finding import Finding, Place
    from cxlint.project.summary import Project, Summary

DISAGREES = "disagrees"
NO_AMOUNT = "no amount"
HIDDEN = "hidden"
NOT_LISTED = "not in the schedule"
ONLY_LISTED = "only in the schedule"
AGREES = "agrees"
VARIES = "varies"
ONE_PLACE = "one place"
PRINTED = "printed"
LEFT_OPEN = "left open"
NOT_CHARGED = "not charged"

STATUSES = (
    DISAGREES, NO_AMOUNT, HIDDEN, NOT_LISTED, ONLY_LISTED, AGREES, VARIES, ONE_PLACE, PRINTED, LEFT_OPEN, NOT_CHARGED
)  # fmt: skip
"""What can be said of an entry; the first five are problems, the worst first.

"varies": the amounts differ with plan, place or event, and no two were found to contradict. "one place": all amounts
stand in one file. "printed": a template fills the amount in. "left open": no place gives an amount, and no check asks
for one. "not charged": the project only says that there is no such fee.
"""

PROBLEMS = frozenset(STATUSES[:5])

_BY_CODE = {
    "FEE002": DISAGREES, "FEE040": DISAGREES, "FEE035": DISAGREES, "DOC004": DISAGREES, "DOC005": DISAGREES,
    "DOC006": DISAGREES, "DOC010": DISAGREES, "DOC021": DISAGREES, "FEE003": NO_AMOUNT, "FEE042": NO_AMOUNT,
    "FEE006": HIDDEN, "DOC016": HIDDEN, "FEE001": NOT_LISTED, "DOC003": ONLY_LISTED,
}  # fmt: skip


class Entry(NamedTuple):
    """A fee, or the price of a plan.

    `name` is for people ("Late fee"), `key` for programs ("late"); `group` the folder of the company it belongs to,
    where a project holds several. `findings` are those at its places, those that make its status first.
    """

    name: str
    key: str
    group: str
    status: str
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def decisive(self) -> list[Finding]:
        """The findings that make the status."""
        return [finding for finding in self.findings if _BY_CODE.get(finding.code) == self.status]


class Ledger(NamedTuple):
    """All entries, problems first, then by name. `files` counts the files that name a fee, `read` those read."""

    fees: tuple[Entry, ...]
    others: tuple[Entry, ...]
    prices: tuple[Entry, ...]
    files: int
    read: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.fees or self.others or self.prices)

    def counts(self) -> dict[str, int]:
        """How many of the company's own fees have each status, in the order of `STATUSES`."""
        return {status: sum(entry.status == status for entry in self.fees) for status in STATUSES}


def build(project: Project, findings: Iterable[Finding], *, only: str = "") -> Ledger:
    """The ledger of a project with the findings of its run; with `only`, what one file names."""
    evidence = Evidence(finding for finding in findings if finding.status == "open")
    fees: list[Entry] = []
    others: list[Entry] = []
    prices: list[Entry] = []
    groups = project.groups()
    for group in groups:
        label = _folder(group) if len(groups) > 1 else ""
        charged, by_others = _gathered(group)
        fees += _entries(charged, label, evidence)
        others += _entries(by_others, label, None)
        prices += _entries(_prices(group), label, evidence, plans=True)
    own, foreign, plans = (tuple(sorted(_naming(part, only), key=_order)) for part in (fees, others, prices))
    files = {one.place.path for entry in own or foreign for one in entry.statements}
    return Ledger(own, foreign, plans, len(files), sum(map(len, groups)))


def _naming(entries: list[Entry], only: str) -> list[Entry]:
    if not only:
        return entries
    return [entry for entry in entries if any(one.place.path == only for one in entry.statements)]


def _order(entry: Entry) -> tuple[str, int, str, str]:
    rank = STATUSES.index(entry.status) if entry.status in PROBLEMS else len(PROBLEMS)
    return entry.group, rank, entry.name.lower(), entry.key


def _folder(group: list[Summary]) -> str:
    return group[0].path.replace("\\", "/").rpartition("/")[0] or "."


_Gathered = dict[str, list[Statement]]


def _gathered(group: list[Summary]) -> tuple[_Gathered, _Gathered]:
    """The statements of a company's fees by key: its own, and those of others."""
    files = DataFiles(group)
    amounts = _amounts_by_place(group)
    own: _Gathered = {}
    foreign: _Gathered = {}
    for summary in group:
        seen: set[Place] = set()
        for stated in summary.fees:
            key = key_of(stated)
            # several readings of one template block share their places
            if not key or stated.at.place in seen:
                continue
            seen.add(stated.at.place)
            statement = Statement(stated, says(stated), summary.kind, is_authority(summary, stated))
            statement = _resolved(statement, files, amounts)
            (foreign if stated.fee.foreign or stated.fee.terms.payee else own).setdefault(key, []).append(statement)
    return own, foreign


def _amounts_by_place(group: list[Summary]) -> dict[tuple[str, int], str]:
    """What the lines of data files say, as people write it."""
    return {
        (stated.at.place.path, stated.at.place.line): shown(stated.fee.amounts[0])
        for summary in group
        for stated in summary.fees
        if stated.fee.source == "data" and len(stated.fee.amounts) == 1
    }


def _resolved(statement: Statement, files: DataFiles, amounts: dict[tuple[str, int], str]) -> Statement:
    """With the value that the variable of a template reads, where a data file of the project has it."""
    variable = statement.variable
    key = files.find(variable) if variable and files else None
    if key is None:
        return statement
    number = f"{key.number:g}" if key.number is not None else ""
    return statement._replace(value=amounts.get((key.place.path, key.place.line), number))


def _prices(group: list[Summary]) -> _Gathered:
    found: _Gathered = {}
    for summary in group:
        for price in summary.prices:
            found.setdefault(price.plan, []).append(Statement.of_price(price, summary.kind))
    return found


def _entries(gathered: _Gathered, group: str, evidence: Evidence | None, *, plans: bool = False) -> list[Entry]:
    """The entries of statements by key; without evidence, those of third parties, of whom nothing is asked."""
    found = []
    for key, statements in gathered.items():
        findings = evidence.at([one.place for one in statements]) if evidence else []
        decisive = [finding for finding in findings if finding.code in _BY_CODE]
        if decisive or any(map(stands_alone, statements)):
            name = plan_title(key) if plans else title(key, statements)
            status = _status(statements, findings)
            findings.sort(key=lambda finding: (_BY_CODE.get(finding.code) != status, finding.sort_key()))
            found.append(Entry(name, key, group, status, tuple(statements), tuple(findings)))
    return found


def _status(statements: list[Statement], findings: list[Finding]) -> str:
    found = {_BY_CODE[finding.code] for finding in findings if finding.code in _BY_CODE}
    for status in STATUSES:
        if status in found:
            return status
    said = [one for one in statements if one.says == "amount"]
    if not said:
        return _without_amount(statements)
    places: dict[object, set[object]] = {}
    for one in said:
        places.setdefault(one.worth, set()).add(one.place[:2])
    if any(len(several) > 1 for several in places.values()):
        return AGREES
    if any(one.says == "printed" and one.value for one in statements):
        return AGREES
    return VARIES if len({one.place.path for one in said}) > 1 else ONE_PLACE


def _without_amount(statements: list[Statement]) -> str:
    said = {one.says for one in statements}
    if "printed" in said:
        # what a template reads from the data of the project cannot differ from it
        return AGREES if all(one.value for one in statements if one.says == "printed") else PRINTED
    return NOT_CHARGED if "none" in said and "owed" not in said else LEFT_OPEN
