"""One diagnostic for reviewdog a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cxlint.report.reviewdog import SOURCE, diagnostics

if TYPE_CHECKING:
    from cxlint.report import ReportOptions, Result


def write(result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write each open finding as an object of the message `Diagnostic`."""
    from json import JSONEncoder

    encode = JSONEncoder(ensure_ascii=False).encode
    out.writelines(encode({**diagnostic, "source": SOURCE}) + "\n" for diagnostic in diagnostics(result, options))
