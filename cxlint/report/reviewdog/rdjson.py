"""All diagnostics for reviewdog as one object."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cxlint.report.reviewdog import SOURCE, diagnostics

if TYPE_CHECKING:
    from cxlint.report import ReportOptions, Result


def write(result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write an object of the message `DiagnosticResult`."""
    import json

    report = {"source": SOURCE, "diagnostics": list(diagnostics(result, options))}
    out.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
