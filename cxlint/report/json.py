"""All findings as one JSON list."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from cxlint.report import ReportOptions, Result


def write(result: Result, out: TextIO, options: ReportOptions) -> None:  # noqa: ARG001 -- as every format
    """Write a list of objects with the keys of `Finding.as_dict`."""
    import json

    json.dump([finding.as_dict() for finding in result.findings], out, ensure_ascii=False, indent=2)
    out.write("\n")
