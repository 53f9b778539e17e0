from __future__ import annotations

import re

import pytest

from cxlint.amounts import sources


@pytest.mark.parametrize("name", ["NUMBER", "MONEY", "PERCENT", "AMOUNT", "DURATION", "DATE"])
def test_no_groups(name: str) -> None:
    assert re.compile(getattr(sources, name)).groups == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("NUMBER", text) for text in ("12", "1,200.50", "twenty-five", "one hundred and twenty", "one and a half")),
        *(("MONEY", text) for text in ("$5", "us$35", "$1,234.56", "35 usd", "usd 35.00", "€9,99", "9,99 €", "£4.99")),
        *(
            ("MONEY", text)
            for text in ("fifty dollars", "50 cents", "12p", "$2 million", "$5-10", "$\ufffc", "\ufffc usd")
        ),
        *(
            ("MONEY", text)
            for text in (
                "one hundred and twenty dollars",
                "$25-$40",
                "rs. 500",
                "30 u.s. dollars",
                "50-dollar",
            )
        ),
        *(("PERCENT", text) for text in ("5%", "2.5 %", "3-5%", "3 to 5%", "ten percent", "10 per cent", "\ufffc%")),
        *(("AMOUNT", text) for text in ("5%", "$5")),
        *(("DURATION", text) for text in ("30 days", "thirty (30) days", "1-3 business days", "a month", "12-month")),
        *(
            ("DURATION", text)
            for text in ("two weeks", "thirty (30) calendar days", "one and a half years", "5 to 7 days")
        ),
        *(("DATE", text) for text in ("2026-03-01", "1 march 2026", "march 1st, 2026", "01/03/2026", "may 2026")),
    ],
)
def test_matches(name: str, text: str) -> None:
    assert re.fullmatch(getattr(sources, name), text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("MONEY", "50"),
        ("MONEY", "$"),
        ("PERCENT", "5"),
        ("DURATION", "days"),
        ("DURATION", "30 daybreaks"),
        ("DATE", "may"),
    ],
)
def test_does_not_match(name: str, text: str) -> None:
    assert not re.fullmatch(getattr(sources, name), text)
