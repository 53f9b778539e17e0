"""The report for leads, for people and programs: one module a format, with `write(overview, trend, out, options)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from cxlint.journey.overview import Overview
    from cxlint.journey.record import Trend
    from cxlint.report import ReportOptions

FORMATS = {
    "text": "cxlint.report.overviews.text",
    "markdown": "cxlint.report.overviews.markdown",
    "json": "cxlint.report.overviews.json",
}
"""Module of each format."""


def write(format_name: str, overview: Overview, trend: Trend | None, out: TextIO, options: ReportOptions) -> None:
    """Write an overview in one of `FORMATS`, with how it has changed, where that is known."""
    from importlib import import_module

    import_module(FORMATS[format_name]).write(overview, trend, out, options)
