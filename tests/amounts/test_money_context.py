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
        ("not less than $30", "at-least", True),
        ("will never be less than 2%", "at-least", True),
        ("you will not pay more than $90", "up-to", False),
        ("shall not in any event exceed $100", "up-to", False),
        ("In no event will what we owe to you for everything together exceed the sum of $75", "up-to", False),
        ("This is no event. Claims that exceed $75", "at-least", True),
        ("in no case may it exceed, in the aggregate, fifty euros (€50)", "up-to", False),
        ("a balance greater than or equal to $3", "at-least", True),
        ("claims worth more than $300", "at-least", True),
        ("if you do not return it, more than $40", "at-least", True),
        ("limited to a total of 100%", "up-to", False),
        ("8% (eight percent) or more", "at-least", True),
        ("$20 or above", "at-least", True),
        ("$20 and under", "up-to", False),
        ("taken from the sum of $20", "", False),
        ("the maximum will be $60", "up-to", False),
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
        ("We take £5 p.c.m. on top", "per-month"),
        ("We take £5 p/w on top", "per-week"),
        ("We take $9 (per night)", "per-night"),
        ("We take a $9-a-day charge", "per-day"),
        ("We take $9*/month", "per-month"),
        ("We take £9 + VAT per month", "per-month"),
        ("We take £9 (incl. VAT) per year", "per-year"),
        ("We take $4 ea.", "per-item:item"),
        ("We take $40pp", "per-item:person"),
        ("The monthly uptime is less than 98%", ""),
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
        ("A fee of 6% of the bill applies", "bill"),
        ("We charge 4% of the amount due if late", "amount due"),
        ("We charge 2% per month (24% a year) on the unpaid sum", "unpaid sum"),
        ("We charge 2% commission on the sale", "sale"),
        ("We charge 2% of the first $500", ""),
        ("We promise 99% availability of the website", ""),
        ("We charge half the late rent", "late rent"),
    ],
)
def test_base(text: str, base: str) -> None:
    assert find(text)[0].base == base
