"""Annotations on GitHub: workflow commands that a step prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cxlint.model.finding import SEVERITIES
from cxlint.report import hint, host_path, open_findings, remarks, summary
from cxlint.text.excerpt import harmless

if TYPE_CHECKING:
    from cxlint.model.finding import Finding
    from cxlint.report import ReportOptions, Result

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_SHOWN = 10
"""Annotations of one severity that GitHub shows for a step."""


def write(result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write a command for each failure and open finding, the most serious first, then the summary for the log."""
    findings = sorted(open_findings(result), key=lambda finding: -SEVERITIES.index(finding.severity))
    out.writelines(f"::error title=cxlint::{_data(harmless(failure))}\n" for failure in result.failures)
    out.writelines(_command(finding, options) for finding in findings)
    if options.quiet:
        return
    out.write(summary(result) + "\n")
    if any(sum(finding.severity == severity for finding in findings) > _SHOWN for severity in SEVERITIES):
        out.write(f"GitHub annotates only {_SHOWN} places of a severity for a step; this log has them all.\n")
    if advice := hint(result):
        out.write(advice + "\n")


def _command(finding: Finding, options: ReportOptions) -> str:
    place = finding.place
    properties = {"file": host_path(place.path, options)}
    if not place.label:
        properties["line"] = str(place.line)
        properties["endLine"] = str(place.end_line)
        if place.line == place.end_line:  # GitHub takes columns for one line only
            properties["col"] = str(place.column)
            properties["endColumn"] = str(place.end_column)
    properties["title"] = f"{finding.code} {finding.name}"
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    # the log shows the message without the properties
    lines = [f"{place.shown}: {finding.code} {finding.message}", *remarks(finding)]
    message = "\n".join(map(harmless, lines))
    return f"::{_COMMANDS[finding.severity]} {given}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(harmless(text)).replace(":", "%3A").replace(",", "%2C")
