from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.text.excerpt import ELLIPSIS, display_width, harmless, window

LINE = "You will pay a late fee of $5 whenever a payment arrives later than the day that we named in the bill."


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("", 0),
        ("手数料", 6),
        ("e\u0301", 1),
        ("👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("👍🏽", 2),
        ("é–", 2),
    ],
)
def test_display_width(text: str, width: int) -> None:
    assert display_width(text) == width


def test_short_line_is_whole() -> None:
    assert window("\tWe charge a fee.", 11, 16, 60) == ("We charge a fee.", 10, 15)


def test_long_line_is_cut_at_words() -> None:
    at = LINE.index("late fee")
    text, start, end = window(LINE, at, at + 8, 40)
    assert text == "You will pay a late fee of $5 whenever…"
    assert text[start:end] == "late fee"


def test_middle_has_ellipsis_on_both_sides() -> None:
    at = LINE.index("arrives")
    text, start, end = window(LINE, at, at + 7, 40)
    assert text.startswith(ELLIPSIS)
    assert text.endswith(ELLIPSIS)
    assert text[start:end] == "arrives"


def test_wide_characters_move_the_caret() -> None:
    assert window("手数料 fee", 4, 7, 60) == ("手数料 fee", 7, 10)


def test_controls_are_harmless() -> None:
    text, start, end = window("a\x1b[31mred\u202e", 0, 1, 60)
    assert text == "a\u241b[31mred\ufffd"
    assert (start, end) == (0, 1)


def test_tabs_are_spaces() -> None:
    assert harmless("a\tb") == "a b"


def test_empty_range_has_a_caret() -> None:
    assert window("abc", 3, 3, 20) == ("abc", 3, 4)


def test_range_wider_than_window_shows_its_beginning() -> None:
    text, start, end = window("fee " * 100, 0, 400, 30)
    assert text.startswith("fee fee")
    assert (start, end) == (0, display_width(text) - 1)


def test_huge_line() -> None:
    line = "word " * 1_000_000
    text, _, _ = window(line, 2_500_000, 2_500_004, 80)
    assert display_width(text) <= 80


@settings(max_examples=300, deadline=None)
@given(
    line=st.text(alphabet=st.sampled_from("ab  \t手👩\u200d\u0301\ufe0f\x1b\u202e…"), max_size=120),
    start=st.integers(0, 130),
    length=st.integers(0, 130),
    width=st.integers(8, 60),
)
def test_fits(line: str, start: int, length: int, width: int) -> None:
    text, first, last = window(line, start, start + length, width)
    assert display_width(text) <= width
    assert 0 <= first < last <= max(width, 1) + 1
    assert "\x1b" not in text
