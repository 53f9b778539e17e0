"""The ledger as Markdown tables, for a pull request or a wiki."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cxlint.project.ledger import PROBLEMS
from cxlint.report.ledgers.rows import position, rows
from cxlint.report.ledgers.words import headlines
from cxlint.text.excerpt import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.project.ledger import Entry, Ledger
    from cxlint.report import ReportOptions

_MOST_FINDINGS = 3


def write(ledger: Ledger, out: TextIO, options: ReportOptions) -> None:  # noqa: ARG001 -- as every format
    """Write a heading with the counts, what is wrong as a list, and a table of every fee."""
    out.write("# Fee ledger\n\n")
    if ledger.empty:
        out.write(f"No fees found; {ledger.read} files read.\n")
        return
    out.write("  \n".join(headlines(ledger)) + "\n")
    wrong = [entry for entry in (*ledger.fees, *ledger.prices) if entry.status in PROBLEMS]
    if wrong:
        out.write("\n## To decide\n\n")
        out.writelines(line for entry in wrong for line in _problem(entry))
    parts = (("Fees", ledger.fees), ("Charged by others", ledger.others), ("Prices", ledger.prices))
    for name, entries in parts:
        if entries:
            out.write(f"\n## {name}\n\n")
            out.writelines(_table(entries))


def _problem(entry: Entry) -> Iterator[str]:
    yield f"- **{_cell(entry.name)}**: {entry.status}\n"
    for finding in entry.decisive[:_MOST_FINDINGS]:
        at = _code(f"{finding.place.path}:{position(finding.place)}")
        yield f"  - {at}: {_cell(finding.message)} ({finding.code})\n"
    more = len(entry.decisive) - _MOST_FINDINGS
    if more > 0:
        yield f"  - and {more} more\n"


def _table(entries: Sequence[Entry]) -> Iterator[str]:
    yield "| Fee | Status | Amount | Where | How | Terms |\n|---|---|---|---|---|---|\n"
    for entry in entries:
        name, status = f"**{_cell(entry.name)}**", entry.status
        status = f"**{status}**" if status in PROBLEMS else status
        for row in rows(entry):
            amount = _code(row.amount) if row.amount.startswith("{{") else _cell(row.amount)
            yield f"| {name} | {status} | {amount} | {_code(row.where)} | {row.how} | {_cell(row.terms)} |\n"
            name = status = ""


def _cell(text: str) -> str:
    """Words of a document as plain text in a table."""
    plain = harmless(text).replace("\\", "\\\\")
    for sign in "|*_`<[":
        plain = plain.replace(sign, f"\\{sign}")
    return plain


def _code(text: str) -> str:
    return "`" + harmless(text).replace("`", "'").replace("|", "\\|") + "`"
