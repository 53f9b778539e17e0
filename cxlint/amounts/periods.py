"""Everything about time in one place: lengths, how often, deadlines, dates."""

from __future__ import annotations

from cxlint.amounts.dates import Date, dates
from cxlint.amounts.deadlines import Deadline, deadlines
from cxlint.amounts.durations import Duration, durations
from cxlint.amounts.frequencies import Frequency, frequencies

__all__ = ["Date", "Deadline", "Duration", "Frequency", "dates", "deadlines", "durations", "frequencies"]
