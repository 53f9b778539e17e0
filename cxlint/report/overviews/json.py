"""An overview as JSON: `cxlint.journey.record` knows the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cxlint import __version__
from cxlint.journey.record import as_dict

if TYPE_CHECKING:
    from cxlint.journey.overview import Overview
    from cxlint.journey.record import Trend
    from cxlint.report import ReportOptions


def write(overview: Overview, trend: Trend | None, out: TextIO, _options: ReportOptions) -> None:
    """Write one object."""
    import json

    data = as_dict(overview, __version__)
    if trend is not None:
        data["since"] = {"name": trend.before.name, "gone": trend.gone, "new": trend.new}
    json.dump(data, out, ensure_ascii=False, indent=2)
    out.write("\n")
