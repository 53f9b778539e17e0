"""Matches found from the words they begin with are those that a search of the whole text finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlint.text.occurrences import matches, starts

PATTERNS = [
    (r"\bexit (?:fee|charge)s?\b", ("exit ",)),
    (r"\b(?:auto-?renew\w*|renews? automatically)\b", ("auto-renew", "autorenew", "renew")),
    (r"\bfee(?: fee)*\b", ("fee",)),
]
words = st.sampled_from(
    ["exit", "fee", "fees", "charge", "renew", "renews", "automatically", "auto-renews", "of", "_fee"]
)


@pytest.mark.parametrize(("pattern", "beginnings"), PATTERNS)
@given(text=st.lists(words, max_size=12).map(" ".join))
def test_matches_are_those_of_a_search(pattern, beginnings, text):
    regex = re.compile(pattern)
    assert [m.span() for m in matches(regex, text, beginnings)] == [m.span() for m in regex.finditer(text)]


def test_a_word_begins_where_no_letter_stands_before():
    assert starts("ban urban (ban) ban", ("ban",)) == [0, 11, 16]
