"""The ledger of fees, for people and for programs: one module a format, with `write(ledger, out, options)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from cxlint.project.ledger import Ledger
    from cxlint.report import ReportOptions

FORMATS = {
    "text": "cxlint.report.ledgers.text",
    "markdown": "cxlint.report.ledgers.markdown",
    "csv": "cxlint.report.ledgers.csv",
    "json": "cxlint.report.ledgers.json",
}
"""Module of each format."""


def write(format_name: str, ledger: Ledger, out: TextIO, options: ReportOptions) -> None:
    """Write a ledger in one of `FORMATS`."""
    from importlib import import_module

    import_module(FORMATS[format_name]).write(ledger, out, options)
