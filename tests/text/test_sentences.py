from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.text.sentences import split


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["We charge $5.00 per day.", "Late fees apply."],
        ["Mr. Brook owes us No. 4.", "He pays late."],
        ["See e.g. Section 4.2.", "You agree to it."],
        ["1. Fees are due.", "2. Fees vary."],
        ["(a) Fees are due.", "(b) Fees vary."],
        ["We may: (a) charge you; (b) bill you; or (c) do both.", "Then we stop."],
        ["J. R. Brook signed it.", "OK."],
        ["THE FEE IS DUE.", "NO REFUNDS.", "SEE SEC. 4."],
        ["Ask Acme Inc. Customer Care.", "We pay Acme Inc.", "The rest is yours."],
        ["Call us by 5 p.m.", "We answer at 6 p.m. Eastern.", "Really?!", "Yes!"],
        ['He said "Stop."', "Then he left… and came back.", "End"],
        ["Bring cash, cards etc.", "Fees apply."],
        ["Visit shop.example.", "Then go."],
        ["It costs approx. 5 dollars.", "30 days later it ends."],
        ["We sell Vitamin C.", "You buy it.", "So do I.", "And so on."],
        ["It was said.[12]", "Next one."],
        ["The fee is \ufffc.", "\ufffc is your name."],
        ["Is it due?", "No.", "Fine."],
    ],
)
def test_split(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear Ann,\u2028We write.\u2028and go on", ["Dear Ann,", "We write.\u2028and go on"]),
        ("Fee: $5\nPay now", ["Fee: $5", "Pay now"]),
        ("Fee: $5\nper day", ["Fee: $5\nper day"]),
        ("Fees\u2028• late", ["Fees", "• late"]),
        ("Fees\u2028\ufffc each", ["Fees", "\ufffc each"]),
        ("a line\u2028(see below)", ["a line\u2028(see below)"]),
        ("a line;\u2028(see below)", ["a line;", "(see below)"]),
        ("Due in Jan.\u2028Fees apply", ["Due in Jan.", "Fees apply"]),
        ("", []),
        (" \u2028 ", []),
    ],
)
def test_line_breaks(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_range() -> None:
    text = "Not this. But this. And that. Not this"
    assert [text[start:end] for start, end in split(text, 9, 30)] == ["But this.", "And that."]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([".", "!", "…", " ", "A", "b", "5", "No", "e.g", "(", "\u2028", "\n", "\ufffc", '"', "[1]"])
    )
)
def test_nothing_is_lost(parts: list[str]) -> None:
    text = "".join(parts)
    at = 0
    for start, end in split(text, 0, len(text)):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize("unit", [".", ". ", "A. ", "1. ", "\n", "\u2028(", "no. ", "x. y ", "... A ", '."', " "])
def test_cost_is_linear(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    began = time.process_time()
    split(text, 0, len(text))
    assert time.process_time() - began < 5
