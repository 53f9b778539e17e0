"""One line a finding, which editors and grep understand."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cxlint.report import advice, mark, open_findings, paint, summary
from cxlint.text.excerpt import harmless

if TYPE_CHECKING:
    from cxlint.report import ReportOptions, Result


def write(result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write `path:line:column: CODE message` for each open finding, then the summary.

    In a workbook the place is `path:Sheet!B7`.
    """
    for finding in open_findings(result):
        code = paint(finding.code, finding.severity, options)
        out.write(harmless(f"{finding.place.shown}: ") + code + mark(finding) + harmless(f" {finding.message}") + "\n")
    if options.quiet:
        return
    out.write(summary(result) + "\n")
    out.writelines(line + "\n" for line in advice(result))
