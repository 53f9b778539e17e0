"""Findings under the name of their file, for people with many of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from cxlint.report import advice, mark, open_findings, paint, summary
from cxlint.text.excerpt import display_width, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.finding import Finding
    from cxlint.report import ReportOptions, Result


def write(result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write each file with its open findings in columns: place, severity, code, message; then the summary."""
    for path, findings in groupby(open_findings(result), lambda finding: finding.place.path):
        out.write(paint(harmless(path), "bold", options) + "\n")
        out.writelines(_rows(list(findings), options))
        out.write("\n")
    if options.quiet:
        return
    out.write(summary(result) + "\n")
    out.writelines(line + "\n" for line in advice(result))


def _rows(findings: list[Finding], options: ReportOptions) -> Iterator[str]:
    places = [harmless(finding.place.label or f"{finding.place.line}:{finding.place.column}") for finding in findings]
    width = max(map(display_width, places))
    codes = max(len(finding.code) for finding in findings)
    for place, finding in zip(places, findings, strict=True):
        severity = paint(f"{finding.severity:7}", finding.severity, options)
        gap = " " * (width - display_width(place))
        yield f"  {place}{gap}  {severity}  {finding.code:{codes}}{mark(finding)}  {harmless(finding.message)}\n"
