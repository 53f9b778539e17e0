"""Everything about time in one place: lengths and dates."""

from __future__ import annotations

from cxlint.amounts.dates import Date, dates
from cxlint.amounts.durations import Duration, durations

__all__ = ["Date", "Duration", "dates", "durations"]
