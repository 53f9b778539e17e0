"""Numbers given in words and in figures."""

from __future__ import annotations

import pytest

from cxlint.amounts.written import words_and_figures


@pytest.mark.parametrize(
    ("text", "words", "figures", "currency"),
    [
        ("pay FIFTY DOLLARS ($50) now", 50, 50, "USD"),
        ("pay $250 (two hundred fifty dollars) now", 250, 250, "USD"),
        ("pay One Hundred and 50/100 Dollars ($100.50) now", 100.5, 100.5, "USD"),
        ("within thirty (30) days", 30, 30, None),
        ("within 30 (thirty) days", 30, 30, None),
        ("within thirty (45) days", 30, 45, None),
        ("at three percent (3.5%)", 3, 3.5, None),
        ("at one and one-half percent (1.5%)", 1.5, 1.5, None),
        ("at ten (10%) percent", 10, 10, None),
        ("at 0.05% (zero point five percent)", 0.5, 0.05, None),
        ("at 2.5% (two point five percent)", 2.5, 2.5, None),
    ],
)
def test_words_and_figures(text: str, words: float, figures: float, currency: str | None) -> None:
    (written,) = words_and_figures(text)
    assert written[2:] == (words, figures, currency)
    assert written.disagree == (words != figures)


@pytest.mark.parametrize("text", ["fifty (see below)", "the fee (50)", "no brackets, fifty 50", "()", "(one)"])
def test_not_written_twice(text: str) -> None:
    assert words_and_figures(text) == []
