"""One JSON object a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from cxlint.report import ReportOptions, Result


def write(result: Result, out: TextIO, options: ReportOptions) -> None:  # noqa: ARG001 -- as every format
    """Write each finding as an object with the keys of `Finding.as_dict`."""
    from json import JSONEncoder

    encode = JSONEncoder(ensure_ascii=False).encode
    out.writelines(encode(finding.as_dict()) + "\n" for finding in result.findings)
