"""Issues of a task in Azure Pipelines: logging commands that a step prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cxlint.model.finding import SEVERITIES
from cxlint.report import hint, host_path, lead, open_findings, remarks, summary
from cxlint.text.excerpt import harmless

if TYPE_CHECKING:
    from cxlint.model.finding import Finding
    from cxlint.report import ReportOptions, Result

_TYPES = {"error": "error", "warning": "warning", "info": "warning"}
_ESCAPES = {"%": "%AZP25", "\r": "%0D", "\n": "%0A", ";": "%3B", "]": "%5D"}
"""What the agent reads back; the first must come first."""


def write(result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write a command for each failure and open finding, the most serious first, then the summary for the log."""
    findings = sorted(open_findings(result), key=lambda finding: -SEVERITIES.index(finding.severity))
    out.writelines(f"##vso[task.logissue type=error]{_escaped([failure])}\n" for failure in result.failures)
    out.writelines(_command(finding, options) for finding in findings)
    if options.quiet:
        return
    out.write(summary(result) + "\n")
    if advice := hint(result):
        out.write(advice + "\n")


def _command(finding: Finding, options: ReportOptions) -> str:
    place = finding.place
    properties = {"type": _TYPES[finding.severity], "sourcepath": host_path(place.path, options)}
    if not place.label:
        properties["linenumber"] = str(place.line)
        properties["columnnumber"] = str(place.column)
    properties["code"] = finding.code
    given = "".join(f"{name}={_escaped([value])};" for name, value in properties.items())
    return f"##vso[task.logissue {given}]{_escaped([f'{lead(finding)} ({finding.name})', *remarks(finding)])}\n"


def _escaped(lines: list[str]) -> str:
    """Lines as one value; none of them can end the command or begin another."""
    text = "\n".join(map(harmless, lines)).replace("##vso[", "##vso [")
    for sign, code in _ESCAPES.items():
        text = text.replace(sign, code)
    return text
