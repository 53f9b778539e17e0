"""The ledger of fees for the page, as `cxlint fees` has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.model.finding import Finding
    from cxlint.project.ledger import Entry
    from cxlint.project.summary import Project
    from cxlint.report.ledgers.rows import Row

MOST_ENTRIES = 400


class Fee(NamedTuple):
    """A fee with the rows that state it; `problem` says that somebody should look at it."""

    name: str
    group: str
    status: str
    problem: bool
    rows: tuple[Row, ...]


class Table(NamedTuple):
    """Fees of one sort, and how many more there are."""

    title: str
    fees: tuple[Fee, ...]
    left_out: int


class Fees(NamedTuple):
    """Sentences that sum the ledger up, and its tables."""

    headlines: tuple[str, ...]
    tables: tuple[Table, ...]


def fees_of(project: Project | None, findings: Sequence[Finding]) -> Fees:
    """The ledger of a run; nothing in it where no file names a fee."""
    if project is None:
        return Fees((), ())
    from cxlint.project.ledger import build
    from cxlint.report.ledgers.words import headlines

    ledger = build(project, findings)
    parts = (("Fees", ledger.fees), ("Charged by others", ledger.others), ("Prices", ledger.prices))
    return Fees(
        tuple(headlines(ledger)),
        tuple(
            Table(title, tuple(map(_fee, entries[:MOST_ENTRIES])), max(0, len(entries) - MOST_ENTRIES))
            for title, entries in parts
            if entries
        ),
    )


def _fee(entry: Entry) -> Fee:
    from cxlint.project.ledger import PROBLEMS
    from cxlint.report.ledgers.rows import rows

    return Fee(entry.name, entry.group, entry.status, entry.status in PROBLEMS, tuple(rows(entry)))
