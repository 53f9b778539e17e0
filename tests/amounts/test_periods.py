from __future__ import annotations

import pytest

from cxlint.amounts.periods import dates, deadlines, durations, frequencies


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
    ("text", "words", "period"),
    [
        ("billed monthly in advance", "monthly", "per-month"),
        ("billed per month in advance", "per month", "per-month"),
        ("billed every two weeks", "every two weeks", "per-2-weeks"),
        ("billed every 30 days", "every 30 days", "per-30-days"),
        ("billed $5 a month", "a month", "per-month"),
        ("billed once a year", "once a year", "per-year"),
        ("billed quarterly", "quarterly", "per-quarter"),
        ("billed semi-annually", "semi-annually", "per-6-months"),
        ("billed per annum", "per annum", "per-year"),
    ],
)
def test_frequency(text: str, words: str, period: str) -> None:
    (found,) = frequencies(text)
    assert (text[found.start : found.end], found.period) == (words, period)


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


@pytest.mark.parametrize(
    ("text", "relation", "anchor", "side"),
    [
        (
            "Write within 30 days of receipt of the invoice, or pay",
            "within",
            "receipt of the invoice",
            "after",
        ),
        ("Give at least thirty (30) days' prior written notice", "at-least", "notice", "before"),
        ("Write no later than 7 days after the event", "no-later-than", "event", "after"),
        ("Cancel 14 days before the renewal date, please", "before", "renewal date", "before"),
        ("Cancel at least 60 days prior to the end of the term", "at-least", "end of the term", "before"),
        ("After 90 days we delete it", "after", "", "after"),
        ("Call 24 hours in advance", "before", "", "before"),
        ("Answered within 5 business days", "within", "", ""),
        ("Valid 30 days from purchase", "after", "purchase", "after"),
    ],
)
def test_deadline(text: str, relation: str, anchor: str, side: str) -> None:
    (found,) = deadlines(text)
    assert (found.relation, found.anchor, found.side) == (relation, anchor, side)
    assert found.start <= found.duration.start < found.duration.end <= found.end


@pytest.mark.parametrize("text", ["The term is 12 months.", "for 12 months", "6 months of service"])
def test_no_deadline(text: str) -> None:
    assert deadlines(text) == []
