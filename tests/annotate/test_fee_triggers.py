"""What makes a fee due."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlint.annotate.fees import triggers


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("if you pay late", "late-payment"),
        ("a late fee", "late-payment"),
        ("when the rent is overdue", "late-payment"),
        ("returned cheque", "returned-payment"),
        ("cancellation without notice, or no-show", "no-show"),
        ("late return of a bike", "late-return"),
        ("when you pay by credit card", "card-payment"),
        ("for each paper statement", "paper"),
        ("early termination", "early-exit"),
        ("to replace a lost key", "replacement-lost"),
        ("calculated each month", ""),
        ("a change of name", ""),
    ],
)
def test_the_trigger_of_some_words(words, name):
    assert triggers.trigger(words) == name


@given(st.data())
def test_every_match_holds_a_stem(data):
    name = data.draw(st.sampled_from(sorted(triggers._TRIGGERS)))
    words = data.draw(st.from_regex(triggers._pattern(name)))
    assert any(stem in words for stem in triggers._TRIGGERS[name][0].split()), (name, words)
