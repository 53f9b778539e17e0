"""The report of Checkstyle, which many review tools and CI servers read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from cxlint.report import lead, open_findings, remarks
from cxlint.text.excerpt import harmless

if TYPE_CHECKING:
    from cxlint.report import ReportOptions, Result

_FORMAT_VERSION = "4.3"


def write(result: Result, out: TextIO, options: ReportOptions) -> None:  # noqa: ARG001 -- as every format
    """Write an element for each file, with one for each of its open findings."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element("checkstyle", version=_FORMAT_VERSION)
    for path, findings in groupby(open_findings(result), lambda finding: finding.place.path):
        file = SubElement(root, "file", name=harmless(path))
        for finding in findings:
            place = finding.place
            # a line is required; where it means nothing, the message names the place
            where = {"line": "1"} if place.label else {"line": str(place.line), "column": str(place.column)}
            message = harmless(" ".join([lead(finding), *remarks(finding)]))
            source = f"cxlint.{finding.code}"
            SubElement(file, "error", where, severity=finding.severity, message=message, source=source)
    indent(root)
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n')
