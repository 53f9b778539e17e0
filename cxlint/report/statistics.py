"""How often each rule was found, instead of the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cxlint.report import open_findings, paint, summary

if TYPE_CHECKING:
    from cxlint.report import ReportOptions, Result


def write(result: Result, out: TextIO, options: ReportOptions, format_name: str) -> None:
    """Write the rules found, the most frequent first: a table, or JSON for the formats that are JSON."""
    tally: dict[tuple[str, str, str], int] = {}
    for finding in open_findings(result):
        key = finding.code, finding.name, finding.severity
        tally[key] = tally.get(key, 0) + 1
    rows = sorted(tally.items(), key=lambda row: (-row[1], row[0]))
    if format_name in ("json", "jsonl"):
        import json

        objects = [{"code": c, "name": n, "severity": s, "count": number} for (c, n, s), number in rows]
        if format_name == "json":
            out.write(json.dumps(objects, indent=2) + "\n")
        else:
            out.writelines(json.dumps(row) + "\n" for row in objects)
        return
    digits = len(str(rows[0][1])) if rows else 1
    out.writelines(
        f"{number:{digits}}  {paint(f'{code:7}', severity, options)} {severity:8} {name}\n"
        for (code, name, severity), number in rows
    )
    if not options.quiet:
        out.write(summary(result) + "\n")
