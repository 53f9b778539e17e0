"""One row a finding, for those who work through them in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cxlint.report import spreadsheet_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.finding import Finding
    from cxlint.report import ReportOptions, Result

COLUMNS = (
    "path", "place", "line", "column", "end_line", "end_column", "severity", "confidence", "code", "name", "message",
    "excerpt", "context", "suggestion", "related", "tags", "status", "reason", "fingerprint",
)  # fmt: skip


def write(result: Result, out: TextIO, options: ReportOptions) -> None:  # noqa: ARG001 -- as every format
    """Write a row of column names, then a row for each finding, suppressed ones included.

    `place` is what people look up: "3:14", or "Rates!B7" in a workbook, where line and column are empty.
    """
    import csv

    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(COLUMNS)
    for finding in result.findings:
        sheet.writerow([spreadsheet_cell(cell) for cell in _cells(finding)])


def _cells(finding: Finding) -> Iterator[str]:
    place = finding.place
    numbers = ("",) * 4 if place.label else tuple(map(str, place[1:5]))
    yield from (place.path, place.label or f"{place.line}:{place.column}", *numbers)
    yield from (finding.severity, finding.confidence, finding.code, finding.name, finding.message)
    yield from (finding.excerpt, finding.context, finding.suggestion)
    yield "; ".join(f"{related.place.shown} {related.message}" for related in finding.related)
    yield from (" ".join(finding.tags), finding.status, finding.reason, finding.fingerprint)
