from __future__ import annotations

import pytest

from cxlint.amounts.periods import dates, durations


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "business", "days"),
    [
        ("Wait 30 days.", 30, 30, "day", False, 30),
        ("Wait thirty (30) days.", 30, 30, "day", False, 30),
        ("Wait 14 calendar days.", 14, 14, "day", False, 14),
        ("Wait two weeks.", 2, 2, "week", False, 14),
        ("Wait 1-3 business days.", 1, 3, "day", True, 4.2),
        ("Wait five to seven (5-7) working days.", 5, 7, "day", True, 9.8),
        ("Wait a month.", 1, 1, "month", False, 30),
        ("Wait 24 hours.", 24, 24, "hour", False, 1),
        ("A 12-month contract.", 12, 12, "month", False, 360),
        ("Wait half an hour.", 0.5, 0.5, "hour", False, 0.5 / 24),
        ("Wait one and a half years.", 1.5, 1.5, "year", False, 547.5),
        ("Wait 60 to 90 days.", 60, 90, "day", False, 90),
        ("Wait 1 year(s).", 1, 1, "year", False, 365),
        ("Wait a fortnight.", 2, 2, "week", False, 14),
        ("Wait one hundred and twenty days.", 120, 120, "day", False, 120),
    ],
)
def test_duration(text: str, low: float, high: float, unit: str, business: bool, days: float) -> None:
    (found,) = durations(text)
    assert found[2:6] == (low, high, unit, business)
    assert found.days == pytest.approx(days)


@pytest.mark.parametrize(
    "text",
    [
        "It is $5 a month",
        "Twice a year",
        "Over 18 years of age",
        "Per day",
        "On Monday and today",
        "In the year 2020",
    ],
)
def test_no_duration(text: str) -> None:
    assert durations(text) == []


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("on 1 March 2026 we", 2026, 3, 1),
        ("on 2026-03-01 we", 2026, 3, 1),
        ("on March 1st, 2026 we", 2026, 3, 1),
        ("on 25/12/2025 we", 2025, 12, 25),
        ("on 12/25/2025 we", 2025, 12, 25),
        ("on 31.12.2025 we", 2025, 12, 31),
        ("on Jan. 5, 2024 we", 2024, 1, 5),
        ("in May 2026 we", 2026, 5, None),
        ("on the 1st of May we", None, 5, 1),
        ("by may 5 we", None, 5, 5),
    ],
)
def test_date(text: str, year: int | None, month: int | None, day: int | None) -> None:
    (found,) = dates(text)
    assert found[2:5] == (year, month, day)
    assert not found.ambiguous


def test_ambiguous_date() -> None:
    (found,) = dates("on 01/03/2026 we")
    assert found[2:] == (2026, None, None, True)


@pytest.mark.parametrize(
    "text", ["you may 5 times", "call 1-800-555-0199", "Section 12.3.4", "on 2026-13-01", "march 4% up"]
)
def test_no_date(text: str) -> None:
    assert dates(text) == []
