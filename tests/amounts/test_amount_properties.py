"""What holds for every text, however odd."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.amounts.money import find
from cxlint.amounts.periods import dates, durations
from cxlint.amounts.written import words_and_figures

Finder = Callable[..., Sequence[Any]]
DISJOINT: list[Finder] = [find, dates, durations, words_and_figures]

_PARTS = [
    "$", "£", "€", "%", "¢", "5", "12.50", "1,234", "1 234,56", ".99", "½", " ", "-", "–", " to ", " and ", "(", ")",
    "fifty", "one hundred", "half", "and a half", "dollars", "percent", "per cent", "cents", "USD", "kr", "Rs.", "R",
    "p", "k", " million", "days", "a month", "business", "within", "of", "the greater of", "whichever is greater",
    "plus", "+", "up to", "from", "per", "/mo", "March", "may", "1st", "2026", "/", "\ufffc", ".", ",", "\n", "\u2028",
    "İ", "é", "no charge", "free", "waived", "18 years of age", "50/100", "us $", "1/12th", "point", "bps",
    " of the ", "fee", "not exceed ", "in no event ",
    "(ten) ", "R ", "C.F.",
]  # fmt: skip
texts = st.lists(st.sampled_from(_PARTS) | st.text(max_size=3), max_size=25).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda glue: glue.join(parts))
)


@pytest.mark.parametrize("finder", DISJOINT, ids=lambda finder: finder.__name__)
@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_spans_are_in_range_ordered_and_disjoint(finder: Finder, text: str) -> None:
    at = 0
    for found in finder(text):
        start, end = found[0], found[1]
        assert at <= start < end <= len(text)
        at = end


@settings(max_examples=100, deadline=None)
@given(before=texts, text=texts)
def test_a_range_is_read_like_a_text(before: str, text: str) -> None:
    offset = len(before)
    inside = [(one.start - offset, one.end - offset, one.kind) for one in find(before + text, offset)]
    assert inside == [(one.start, one.end, one.kind) for one in find(text)]


@pytest.mark.parametrize(
    "unit",
    ["$1 ", "$", "1,", "(", "one ", "fifty dollars ", "greater of $5 or 3% ", "5% plus ", "a", "1 234 ", ". ", "days ",
     "\ufffc", "thirty (30) days of ", "march 1 ", "9", "$1-1", "free ",
     "per ", "half ", "1/2 of the ", "in no event exceed ", "1 (ten", "$1 (cad", "not more than $1 "],
)  # fmt: skip
@pytest.mark.parametrize("finder", DISJOINT, ids=lambda finder: finder.__name__)
def test_cost_is_linear(finder: Finder, unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.process_time()
    finder(text)
    # quadratic cost would take minutes
    assert time.process_time() - began < 6
