"""Every way of writing an amount that we know, and what looks like one and is none."""

from __future__ import annotations

import math

import pytest

from cxlint.amounts.money import Amount, find
from cxlint.text.normalize import fold


def money(low: float, currency: str | None, high: float | None = None) -> tuple[str, float, float, str | None]:
    return ("money", low, low if high is None else high, currency)


def percent(low: float, high: float | None = None) -> tuple[str, float, float, None]:
    return ("percent", low, low if high is None else high, None)


NOTATIONS = [
    ("Deliveries cost US$35 today", [money(35, "USD")]),
    ("Deliveries cost 35 USD today", [money(35, "USD")]),
    ("A deposit of $1,234.56 is held", [money(1234.56, "USD")]),
    ("Wir halten 1.234,56 EUR zurück", [money(1234.56, "EUR")]),
    ("A surcharge of 2.5% is added", [percent(2.5)]),
    ("2.5% or $10, whichever is greater", [percent(2.5), money(10, "USD")]),
    ("You lose up to 15% of it", [percent(15)]),
    ("Cleaning runs $25-$40 a room", [money(25, "USD", 40)]),
    ("The plan is £0 for students", [money(0, "GBP")]),
    ("Replacement keys cost thirty-five dollars", [money(35, "USD")]),
    ("Texts cost 12p each", [money(0.12, "GBP")]),
    ("A duplicate bill is Rs. 500", [money(500, "INR")]),
    ("Parking is A$ 5 per month", [money(5, "AUD")]),
    ("Shipping is €9,99 here", [money(9.99, "EUR")]),
    ("Shipping is 9,99 € here", [money(9.99, "EUR")]),
    ("Rent of EUR 1 234,56 is due", [money(1234.56, "EUR")]),
    ("Rent of CHF 1'234.50 is due", [money(1234.5, "CHF")]),
    ("Boxes cost ¥1,000 here", [money(1000, "JPY")]),
    ("Boxes cost 1,000 yen here", [money(1000, "JPY")]),
    ("A bond of ₹1,00,000 applies", [money(100000, "INR")]),
    ("Setup is $1.5k here", [money(1500, "USD")]),
    ("Cover ends at $2 million", [money(2e6, "USD")]),
    ("Cover ends at £1.2m here", [money(1.2e6, "GBP")]),
    ("Bags cost C$20 each way", [money(20, "CAD")]),
    ("Bags cost CA$20.00 each way", [money(20, "CAD")]),
    ("Cards cost HK$100 to replace", [money(100, "HKD")]),
    ("Cards cost NZ$ 15 to replace", [money(15, "NZD")]),
    ("A multa é R$ 1.000,00 hoje", [money(1000, "BRL")]),
    ("The reminder is kr 199 here", [money(199, None)]),
    ("The reminder is 199 SEK here", [money(199, "SEK")]),
    ("Stamps cost $.99 here", [money(0.99, "USD")]),
    ("Stamps cost 99¢ here", [money(0.99, "USD")]),
    ("Stamps cost 50 cents here", [money(0.5, "USD")]),
    ("Stamps cost 25 pence here", [money(0.25, "GBP")]),
    ("A lost card is one hundred dollars", [money(100, "USD")]),
    ("A lost card is one hundred and twenty dollars", [money(120, "USD")]),
    ("We keep ten percent of it", [percent(10)]),
    ("We keep 10 per cent of it", [percent(10)]),
    ("Interest is 1.5% per month", [percent(1.5)]),
    ("Interest is 18% APR", [percent(18)]),
    ("Expect between $5 and $10 more", [money(5, "USD", 10)]),
    ("Expect $5 to $10 more", [money(5, "USD", 10)]),
    ("Expect $5–10 more", [money(5, "USD", 10)]),
    ("Expect 3-5% more", [percent(3, 5)]),
    ("Expect 3% to 5% more", [percent(3, 5)]),
    ("Cards cost 2.9% + $0.30 here", [percent(2.9), money(0.3, "USD")]),
    ("Cards cost 2.9% + 30¢ here", [percent(2.9), money(0.3, "USD")]),
    ("You owe the greater of $15 or 3%", [money(15, "USD"), percent(3)]),
    ("You owe $35.00 USD now", [money(35, "USD")]),
    ("You owe USD 35.00 now", [money(35, "USD")]),
    ("There is a $29 late fee", [money(29, "USD")]),
    ("There is a late fee of $29.", [money(29, "USD")]),
    ("Hosting is $1,000.00/yr now", [money(1000, "USD")]),
    ("Insurance is £4.99pm extra", [money(4.99, "GBP")]),
    ("Insurance is GBP4.99 extra", [money(4.99, "GBP")]),
    ("We add $0.05 per $100 moved", [money(0.05, "USD"), money(100, "USD")]),
    ("We add a minimum of $2", [money(2, "USD")]),
    ("We add a charge (USD 10)", [money(10, "USD")]),
    ("Adjustment: -$5.00 today", [money(-5, "USD")]),
    ("A network fee of 0.25 BTC", [money(0.25, "BTC")]),
    ("It costs 30 U.S. dollars", [money(30, "USD")]),
    ("It costs ten Canadian dollars", [money(10, "CAD")]),
    ("It costs $600.00 - $2,000.00", [money(600, "USD", 2000)]),
    ("It costs €80 – €120", [money(80, "EUR", 120)]),
    ("It costs USD $175,00", [money(175, "USD")]),
    ("It costs Rs 5,999 + GST", [money(5999, "INR")]),
    ("It costs 4.5$ now", [money(4.5, "USD")]),
    ("It costs 35,00 EUR now", [money(35, "EUR")]),
    ("It costs SR. 12.50 now", [money(12.5, "SAR")]),
    ("It costs TRY 50 now", [money(50, "TRY")]),
    ("It costs 10 000 SEK now", [money(10000, "SEK")]),
    ("It costs five to ten percent", [percent(5, 10)]),
    ("It costs 1 1/2% monthly", [percent(1.5)]),
    ("It costs £1–2 million", [money(1e6, "GBP", 2e6)]),
    ("It costs fifty dollars ($50)", [money(50, "USD")]),
    ("It costs fifty (50) dollars", [money(50, "USD")]),
    ("It costs $250 (two hundred fifty dollars)", [money(250, "USD")]),
    ("It costs three (3%) percent", [percent(3)]),
    ("It costs one-half of one percent (0.5%)", [percent(0.5)]),
    ("It costs fifty and 25/100 dollars", [money(50.25, "USD")]),
    ("It costs a 50-dollar fee", [money(50, "USD")]),
    ("It costs 30c per call", [money(0.3, None)]),
    ("Pay us $5 now", [money(5, "USD")]),
    ("Columns 12 300 5% end", [percent(5)]),
    ("It costs 8% (eight percent) or more", [percent(8)]),
    ("It costs £7 (seven pounds, in coins)", [money(7, "GBP")]),
    ("It costs 15 (fifteen) percent", [percent(15)]),
    ("It costs 0.75% (zero point seven five percent)", [percent(0.75)]),
    ("It costs two point twenty five percent", [percent(2.25)]),
    ("It costs three percent (3%) to six percent (6%)", [percent(3, 6)]),
    ("It costs five thousand Canadian dollars ($5,000)", [money(5000, "CAD")]),
    ("It costs ninety dollars (us $90.00)", [money(90, "USD")]),
    ("It costs four dollars and thirty cents", [money(4.3, "USD")]),
    ("It costs 12 pounds 40 pence", [money(12.4, "GBP")]),
    ("It costs $12 and 40 cents more by card", [money(12, "USD"), money(0.4, "USD")]),
    ("It costs $1.5 to $2 million", [money(1.5e6, "USD", 2e6)]),
    ("It costs $300 to $2 million", [money(300, "USD", 2e6)]),
    ("It costs $65.00 (NZD)", [money(65, "NZD")]),
    ("It costs €-12 now", [money(-12, "EUR")]),
    ("It costs 40 bps on top", [percent(0.4)]),
    ("It costs twenty basis points", [percent(0.2)]),
    ("It costs 35c/min abroad", [money(0.35, None)]),
    ("It costs R 2 750,00 now", [money(2750, "ZAR")]),
    ("It costs Rp 25.000 now", [money(25000, "IDR")]),
    ("It costs CHF 3 mio now", [money(3e6, "CHF")]),
    ("We keep half of your deposit", [percent(50)]),
    ("We keep half the rent", [percent(50)]),
    ("We keep two thirds of the yearly fee", [percent(66.6666666667)]),
    ("We keep one-quarter of the price", [percent(25)]),
    ("We keep 1/12th of the annual charge", [percent(8.3333333333)]),
]

NO_AMOUNTS = [
    "See Section 4.2(a) of this policy",
    "We have done this since 2019",
    "Tell us within 30 days",
    "You are over 18 years of age",
    "Install version 2.5 first",
    "Please call 1-800-555-0199",
    "Because of COVID-19 we close",
    "We offer 24/7 support",
    "As Article 13 demands",
    "Turn to page 12 now",
    "From May 15, 2024 on",
    "The variable is called $variable",
    "You earn 100 points",
    "Streams come in 1080p and 720p",
    "Luggage weighing up to 50 pounds flies along",
    "We try 50 times before we stop",
    "We answer until 11p.m. on weekdays",
    "See https://shop.example/?q=%E2%95%9C",
    "Hundreds of dollars could be at stake",
    "The recent center accents",
    "Under 22 C.F.R. 121.10 you may not export it",
    "As articles 7:12p and 13p of the code say",
    "text.replace(x, $1.trim())",
    "A cake of 3 pounds of flour",
    "Several hundred dollars were at stake",
    "It costs $8,0000 now",
    "On behalf of the fee payer",
    "A third of our customers pay by card",
    "Half of the fee period is over",
    "The quarter of the fees, 3/4 of the house",
]


def facts(amount: Amount) -> tuple[str, float, float | None, str | None]:
    high = amount.low if amount.bound in {"from", "at-least"} else amount.high
    return (amount.kind, amount.low, high, amount.currency)


@pytest.mark.parametrize(("text", "expected"), NOTATIONS)
def test_notation(text: str, expected: list[tuple[str, float, float, str | None]]) -> None:
    assert [facts(amount) for amount in find(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"), [case for case in NOTATIONS if not {"TRY", "R"} & {*case[0].split()} and "–" not in case[0]]
)
def test_notation_in_folded_text(text: str, expected: list[tuple[str, float, float, str | None]]) -> None:
    assert [facts(amount) for amount in find(fold(text))][-1] == expected[-1]


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_no_amount(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", NO_AMOUNTS[:13])
def test_folded_text_without_amount(text: str) -> None:
    assert find(fold(text)) == []


@pytest.mark.parametrize(
    ("text", "kind", "currency"),
    [
        ("Your fee is $\ufffc today", "money", "USD"),
        ("Your fee is €\ufffc today", "money", "EUR"),
        ("Your fee is \ufffc USD today", "money", "USD"),
        ("Your fee is \ufffc dollars today", "money", "USD"),
        ("Your fee is \ufffc% today", "percent", None),
    ],
)
def test_template_slot(text: str, kind: str, currency: str | None) -> None:
    (amount,) = find(text)
    assert (amount.kind, amount.currency, amount.slot) == (kind, currency, True)
    assert math.isnan(amount.low)


@pytest.mark.parametrize(
    "text",
    [
        "Dear \ufffc, your order \ufffc is late",
        "Name: \ufffc\u2028% if x",
        "\ufffc % endif",
        "\ufffc $(document)",
        "\ufffc%%NAME%%",
    ],
)
def test_slot_without_currency_is_no_amount(text: str) -> None:
    assert find(text) == []


def test_range_is_offset() -> None:
    text = "Ignore $1. The fee is $25 here. Ignore $3."
    (amount,) = find(text, 11, 32)
    assert text[amount.start : amount.end] == "$25"


def test_span_covers_words_and_figures() -> None:
    text = "You pay FIFTY DOLLARS ($50) each time"
    (amount,) = find(text)
    assert text[amount.start : amount.end] == "FIFTY DOLLARS ($50)"
    assert amount.written
