"""What the words around an amount say about it."""

from __future__ import annotations

import pytest

from cxlint.amounts.money import find


@pytest.mark.parametrize(
    ("text", "bound", "is_open"),
    [
        ("a fee of $5", "", False),
        ("a fee of up to $5", "up-to", False),
        ("no more than $5 a visit", "up-to", False),
        ("not more than 5% of it", "up-to", False),
        ("a maximum charge of $30", "up-to", False),
        ("$40 max", "up-to", False),
        ("a charge (up to $5)", "up-to", False),
        ("at least 5% of it", "at-least", True),
        ("a minimum of $2", "at-least", True),
        ("$10 or more", "at-least", True),
        ("$25 minimum", "at-least", True),
        ("more than $100", "at-least", True),
        ("from $20 on", "from", True),
        ("prices start at €400", "from", True),
        ("$5 and up", "from", True),
        ("$10+", "from", True),
        ("from $5 to $10", "range", False),
    ],
)
def test_bound(text: str, bound: str, is_open: bool) -> None:
    (amount,) = find(text)
    assert (amount.bound, amount.high is None) == (bound, is_open)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("We take $5 once", ""),
        ("We take $5/mo", "per-month"),
        ("We take $5 a month", "per-month"),
        ("We take $9 monthly", "per-month"),
        ("We take £4.99pm", "per-month"),
        ("We take $10 (monthly)", "per-month"),
        ("We take 18% APR", "per-year"),
        ("We take 2% p.a. on top", "per-year"),
        ("We take 1.5% per annum", "per-year"),
        ("We take $95 annual fee", "per-year"),
        ("We take $20 per night", "per-night"),
        ("We take $20 each week", "per-week"),
        ("We take $20 per hour", "per-hour"),
        ("We take $140/each", "per-item:item"),
        ("We take $5 each", "per-item:item"),
        ("We take $3 per returned check", "per-item:returned check"),
        ("We take $10 per person, no less", "per-item:person"),
        ("We take $10 per guest and night", "per-item:guest"),
        ("We take $20 per 1,000 messages", "per-item:1,000 messages"),
        ("We take 1.5% interest per month", "per-month"),
        ("There is a monthly fee of $12", "per-month"),
        ("The annual percentage rate (APR) of 24.9%", "per-year"),
    ],
)
def test_period(text: str, period: str) -> None:
    assert find(text)[0].period == period


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("We charge 3%", ""),
        ("We charge 3% of the unpaid balance", "unpaid balance"),
        ("We charge 1.5% per month on the unpaid balance, daily", "unpaid balance"),
        ("We charge 1.5% interest per month on your balance", "balance"),
        ("We charge 5% of your order", "order"),
        ("We charge 3% of the total price of the ticket plus taxes", "total price of the ticket"),
        ("We charge 4% of the amount due if late", "amount due"),
    ],
)
def test_base(text: str, base: str) -> None:
    assert find(text)[0].base == base
