"""The four formats of the ledger, over a small project that has one fee of each kind."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cxlint import runner
from cxlint.amounts.amount import MONEY, PERCENT, Amount
from cxlint.annotate.fees import Formula
from cxlint.config.load import load
from cxlint.project.ledger import build
from cxlint.report import ReportOptions, ledgers
from cxlint.report.ledgers.words import amount_words, formula_words
from cxlint.text.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxlint.project.ledger import Ledger
    from cxlint.rulebook import RuleSet

GOLDEN = Path(__file__).parent / "golden"
PROJECT = Path(__file__).parent.parent / "projects" / "bike-hire"
CODES = ("FEE001", "FEE002", "FEE003", "FEE006", "DOC003", "DOC006")
"""Only these rules, so that a new rule does not change what is tested here."""


@pytest.fixture(scope="module")
def ledger(ruleset: RuleSet) -> Iterator[Ledger]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PROJECT)
        result = runner.run(["."], load(".")._replace(preset="review", select=CODES), ruleset)
        yield build(result.project, result.findings)


def written(name: str, ledger: Ledger, **options: int) -> str:
    out = io.StringIO()
    ledgers.write(name, ledger, out, ReportOptions(**options))
    return out.getvalue()


@pytest.mark.parametrize("name", ledgers.FORMATS)
def test_golden(name: str, ledger: Ledger, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"ledger-{name}.txt", written(name, ledger))


def test_golden_narrow(ledger: Ledger, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "ledger-text-narrow.txt", written("text", ledger, width=80))


@pytest.mark.parametrize("width", [20, 60, 80, 100, 140, 200])
def test_no_line_is_wider_than_the_terminal(ledger: Ledger, width: int) -> None:
    assert max(map(len, written("text", ledger, width=width).splitlines())) <= max(60, min(width, 140))


def test_colour_adds_nothing_but_colour(ledger: Ledger) -> None:
    coloured = written("text", ledger, color=True)
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == written("text", ledger)


def test_an_output_without_our_signs_gets_plain_ones(ledger: Ledger) -> None:
    data = io.BytesIO()
    out = io.TextIOWrapper(data, encoding="cp1252")
    ledgers.write("text", ledger, out, ReportOptions())
    out.flush()
    assert "\nx Late return fee" in data.getvalue().decode("cp1252")


def test_every_format_tells_the_same(ledger: Ledger) -> None:
    data = json.loads(written("json", ledger))
    rows = list(csv.DictReader(io.StringIO(written("csv", ledger))))
    entries = [*data["fees"], *data["charged_by_others"], *data["prices"]]
    assert sum(len(entry["statements"]) for entry in entries) == len(rows)
    assert {entry["name"] for entry in entries} == {row["fee"] for row in rows}
    assert sum(data["counts"].values()) == len(data["fees"])
    for text in (written("text", ledger), written("markdown", ledger)):
        assert all(entry["name"] in text and entry["status"] in text for entry in entries)


def test_a_document_speaks_neither_to_the_terminal_nor_to_the_spreadsheet(ledger: Ledger) -> None:
    entry = ledger.fees[0]
    stated = entry.statements[0].stated
    place = stated.at.place._replace(path="=cmd|\x1b[31m.md")
    evil = entry.statements[0]._replace(stated=stated._replace(at=stated.at._replace(place=place)))
    changed = ledger._replace(fees=(entry._replace(name="=1+1 \x1b[0m|", statements=(evil,)),))
    assert "\x1b" not in written("text", changed)
    assert "\x1b" not in written("markdown", changed)
    assert "\\|" in written("markdown", changed)
    row = next(csv.DictReader(io.StringIO(written("csv", changed))))
    assert row["fee"].startswith("'=")
    assert row["path"].startswith("'=")


def money(low: float, bound: str = "", **more: object) -> Amount:
    return Amount(0, 0, MONEY, low, low, "USD", bound)._replace(**more)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (money(15), "$15"),
        (money(0), "free"),
        (money(15, "up-to", period="per-month"), "up to $15 a month"),
        (money(5, "at-least"), "at least $5"),
        (money(5, "range", high=10.0, period="per-day"), "$5 to $10 a day"),
        (Amount(0, 0, PERCENT, 5, 5, None, base="overdue amount"), "5 % of the overdue amount"),
        (Amount(0, 0, PERCENT, 5, 5, None, base="any unpaid rent"), "5 % of any unpaid rent"),
    ],
)
def test_amounts_in_words(amount: Amount, words: str) -> None:
    assert amount_words(amount) == words


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (Formula("greater", (money(15), money(20))), "the greater of $15 and $20"),
        (Formula("lesser", (money(15),)), "the lesser of $15 and another sum"),
        (Formula("plus", (money(15), money(2, period="per-day"))), "$15 plus $2 a day"),
        (Formula("declining", (money(30), money(10))), "falling: $30, $10"),
        (Formula("remaining"), "all payments left to the end of the term"),
    ],
)
def test_formulas_in_words(formula: Formula, words: str) -> None:
    assert formula_words(formula) == words


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 5, [""]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("a/long/path.md:12", 8, ["a/long/", "path.md:", "12"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("of 20 % more", 8, ["of 20 %", "more"]),
        ("is {{ a.b }} here", 10, ["is", "{{ a.b }}", "here"]),
        ("漢字漢字", 4, ["漢字", "漢字"]),
    ],
)
def test_wrapping_loses_nothing(text: str, width: int, rows: list[str]) -> None:
    assert wrapped(text, width) == rows
