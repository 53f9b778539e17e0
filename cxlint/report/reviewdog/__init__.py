"""Diagnostics for reviewdog: its format, as one object (`rdjson`) or one a line (`rdjsonl`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.readers.again import Texts
from cxlint.report import lead, open_findings, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.finding import Finding, Place
    from cxlint.report import ReportOptions, Result

SOURCE = {"name": "cxlint"}
_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def diagnostics(result: Result, options: ReportOptions) -> Iterator[dict[str, Any]]:
    """The open findings as objects of the message `Diagnostic`."""
    texts = Texts(options.sources)
    return (_diagnostic(finding, texts) for finding in open_findings(result))


def _diagnostic(finding: Finding, texts: Texts) -> dict[str, Any]:
    # the message becomes a comment, which is Markdown: paragraphs
    diagnostic: dict[str, Any] = {
        "message": "\n\n".join([lead(finding), *remarks(finding)]),
        "location": _location(finding.place, texts),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }
    if finding.related:
        diagnostic["related_locations"] = [
            {"message": related.message, "location": _location(related.place, texts)} for related in finding.related
        ]
    if finding.fix:
        diagnostic["suggestions"] = [
            {"range": _location(edit.place, texts)["range"], "text": edit.content} for edit in finding.fix.edits
        ]
    return diagnostic


def _location(place: Place, texts: Texts) -> dict[str, Any]:
    """The path and, where lines mean something, the range."""
    if place.label:
        return {"path": place.path}
    start = _position(place.path, place.line, place.column, texts)
    end = _position(place.path, place.end_line, place.end_column, texts)
    return {"path": place.path, "range": {"start": start, "end": end}}


def _position(path: str, line: int, column: int, texts: Texts) -> dict[str, int]:
    """A position whose column counts bytes of UTF-8; without one where the line cannot be read any more."""
    text = texts.line(path, line)
    if text is None:
        return {"line": line}
    return {"line": line, "column": len(text[: column - 1].encode("utf-8", "surrogatepass")) + 1}
