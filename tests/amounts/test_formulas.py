from __future__ import annotations

import pytest

from cxlint.amounts.formulas import formulas
from cxlint.amounts.free import free_words
from cxlint.amounts.written import words_and_figures


@pytest.mark.parametrize(
    ("text", "op", "values"),
    [
        ("You pay the greater of $15 or 3% of it.", "greater", [15, 3]),
        ("You pay $50 or 3 % of the bill, whichever is greater.", "greater", [50, 3]),
        ("You pay a 5% or $20.00 late fee, which ever is less.", "lesser", [5, 20]),
        ("You pay the lesser of either (i) 5% of the rent or (ii) $20.", "lesser", [5, 20]),
        ("You pay the higher of (a) $75.00 or (b) what our bank asks.", "greater", [75]),
        ("You pay 2.9% + $0.30 a card.", "plus", [2.9, 0.3]),
        ("You pay 5% of the order total plus $1.", "plus", [5, 1]),
        ("You pay 3% and a flat fee of 20¢.", "plus", [3, 0.2]),
    ],
)
def test_formula(text: str, op: str, values: list[float]) -> None:
    (formula,) = formulas(text)
    assert formula.op == op
    assert [part.low for part in formula.parts] == values
    assert formula.start <= formula.parts[0].start
    assert formula.parts[-1].end <= formula.end


@pytest.mark.parametrize("text", ["You pay $5 and $10.", "You pay $5. You also pay 3%.", "A greater number pays $5."])
def test_no_formula(text: str) -> None:
    assert formulas(text) == []


def test_formula_is_offset() -> None:
    text = "Never mind. You pay 5% plus $1."
    (formula,) = formulas(text, 12)
    assert text[formula.start : formula.end] == "5% plus $1"


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
    ],
)
def test_words_and_figures(text: str, words: float, figures: float, currency: str | None) -> None:
    (written,) = words_and_figures(text)
    assert written[2:] == (words, figures, currency)
    assert written.disagree == (words != figures)


@pytest.mark.parametrize("text", ["fifty (see below)", "the fee (50)", "no brackets, fifty 50", "()", "(one)"])
def test_not_written_twice(text: str) -> None:
    assert words_and_figures(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Returns are free of charge.", ["free of charge"]),
        ("We waived it at no extra cost.", ["waived", "at no extra cost"]),
        ("Nil", ["Nil"]),
        ("Feel free to call our toll-free line.", []),
        ("The fee will not be waived.", []),
        ("You hold it free from defects.", []),
    ],
)
def test_free_words(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in free_words(text)] == words
