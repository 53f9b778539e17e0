"""The code quality report of a merge request on GitLab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from cxlint.report import host_path, lead, open_findings, remarks

if TYPE_CHECKING:
    from cxlint.model.finding import Finding
    from cxlint.report import ReportOptions, Result

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write a list of the open findings; no two have the same fingerprint, since GitLab would show one of them."""
    import json

    taken: set[str] = set()
    issues = [_issue(finding, options, taken) for finding in open_findings(result)]
    out.write(json.dumps(issues, ensure_ascii=False, indent=2) + "\n")


def _issue(finding: Finding, options: ReportOptions, taken: set[str]) -> dict[str, Any]:
    place = finding.place
    fingerprint, times = finding.fingerprint, 1
    while fingerprint in taken:
        times += 1
        fingerprint = f"{finding.fingerprint}-{times}"
    taken.add(fingerprint)
    begin, end = {"line": place.line, "column": place.column}, {"line": place.end_line, "column": place.end_column}
    if place.label:  # a line is required, and its description names the cell
        begin, end = {"line": 1, "column": 1}, {"line": 1, "column": 1}
    return {
        "check_name": finding.code,
        # GitLab shows the description alone
        "description": " ".join([f"{finding.code}: {lead(finding)}", *remarks(finding)]),
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": fingerprint,
        "location": {"path": host_path(place.path, options), "positions": {"begin": begin, "end": end}},
    }
