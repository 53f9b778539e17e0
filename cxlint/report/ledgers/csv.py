"""The ledger as a sheet, one row a statement, for those who work through it in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cxlint.report import spreadsheet_cell
from cxlint.report.ledgers.json import readable
from cxlint.report.ledgers.words import all_terms, charge_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.charges import Statement
    from cxlint.project.ledger import Entry, Ledger
    from cxlint.report import ReportOptions

COLUMNS = (
    "part", "fee", "key", "group", "status", "says", "charge", "low", "high", "kind", "currency", "bound", "period",
    "base", "label", "variant", "when", "terms", "prominence", "conditions", "variable", "value", "path", "line",
    "column", "place", "excerpt", "findings",
)  # fmt: skip


def write(ledger: Ledger, out: TextIO, options: ReportOptions) -> None:  # noqa: ARG001 -- as every format
    """Write a row of column names, then a row for each statement; `low` to `base` are those of its first amount."""
    import csv

    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(COLUMNS)
    for part, entries in (("fee", ledger.fees), ("other", ledger.others), ("price", ledger.prices)):
        for entry in entries:
            for one, terms in zip(entry.statements, all_terms(entry), strict=True):
                sheet.writerow([spreadsheet_cell(cell) for cell in _cells(part, entry, one, terms)])


def _cells(part: str, entry: Entry, one: Statement, terms: str) -> Iterator[str]:
    place = one.place
    yield from (part, entry.name, entry.key, entry.group, entry.status, one.says, charge_words(one))
    yield from _figures(one)
    yield from (one.label, " ".join(sorted(one.variant)), one.stated.fee.terms.when, terms, one.how)
    yield from (" and ".join(one.stated.conditions), one.variable, one.value)
    yield from (place.path, str(place.line), str(place.column), place.label, readable(one))
    yield " ".join(dict.fromkeys(finding.code for finding in entry.findings))


def _figures(one: Statement) -> tuple[str, ...]:
    amounts = one.amounts if one.says == "amount" else []
    if not amounts:
        return ("",) * 7
    first = amounts[0]
    high = "" if first.high is None else f"{first.high:.10g}"
    return f"{first.low:.10g}", high, first.kind, first.currency or "", first.bound, first.period, first.base
