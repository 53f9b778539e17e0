from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlint.text.normalize import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ABC d", "abc d"),
        ("Don’t “shout”", 'don\'t "shout"'),
        ("5–10 — 3−2", "5-10 - 3-2"),
        ("a\u00a0b\u2009c\u2028d", "a b c d"),
        ("İstanbul", "istanbul"),
        ("Dear \ufffc", "dear \ufffc"),
        ("ÄÖÜ", "äöü"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_length_is_kept(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
