"""Schedules through the whole program: rows that do not fit, which data files count, what is left out and why."""

import io
import os
from types import SimpleNamespace

import pytest

from cxlint import report
from cxlint.config.load import load
from cxlint.model.finding import Finding, place_of
from cxlint.model.source import Source
from cxlint.rulebook.ruleset import compile_rules
from cxlint.runner import run
from cxlint.runner.discover import discover
from cxlint.runner.evidence import evidence

ROWS = "Fee,Amount\nWire,$15\nCard,once,$6\nCopy,$5\nStop,$9\n"


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Writes files by path and text, in the folder that is current."""
    monkeypatch.chdir(tmp_path)

    def write(files):
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")

    return write


@pytest.fixture(scope="module")
def rules():
    """No rules: what is found are the program's own notices."""
    return compile_rules([], {"fee-noun": ("fee",)}, {"fee": ("fee",), "money": ("$",), "window": ("return",)})


def found(rules, paths=("fees.csv",), **settings):
    """Code, status and line of every finding."""
    result = run(list(paths), load()._replace(**settings), rules)
    return [(f.code, f.status, f.place.line) for f in result.findings]


def test_a_row_that_does_not_fit_is_a_finding(tree, rules):
    tree({"fees.csv": ROWS})
    [finding] = run(["fees.csv"], load(), rules).findings
    assert (finding.code, finding.name, finding.severity, finding.excerpt) == (
        "CX002", "malformed-row", "warning", "Card,once,$6",
    )  # fmt: skip
    assert (finding.place.line, finding.place.column, finding.place.end_column) == (3, 1, 13)
    assert "3 cells" in finding.message
    assert "quotes" in finding.suggestion


SILENCED = [
    ({"ignore": ("CX002",)}, []),
    ({"select": ("CX001",)}, []),
    ({"per_file_ignores": {"fees.csv": ("malformed-row",)}}, []),
    ({"select": ("CX002",)}, [("CX002", "open", 3)]),
]


@pytest.mark.parametrize(("settings", "left"), SILENCED)
def test_it_can_be_ignored(tree, rules, settings, left):
    tree({"fees.csv": ROWS})
    assert found(rules, **settings) == left


def test_it_can_be_suppressed(tree, rules):
    tree({"fees.csv": ROWS.replace("Card", "# cxlint: ignore[CX002] kept for the auditors\nCard")})
    assert found(rules) == [("CX002", "suppressed", 4)]
    tree({"fees.csv": "# cxlint: ignore[CX002] kept for the auditors\nFee,Amount\nWire,$15\n"})
    assert found(rules) == [("CX101", "open", 1)]


def test_equal_rows_are_told_apart(tree, rules):
    tree({"fees.csv": ROWS + "Card,once,$6\n"})
    first, second = run(["fees.csv"], load(), rules).findings
    assert first.fingerprint != second.fingerprint


def test_a_broken_file_is_not_a_crash(tree, rules):
    tree({"fees.json": '{"late": 5,,}', "fees.xlsx": "Fee,Amount\n"})
    assert found(rules, ["fees.json", "fees.xlsx"]) == [("CX001", "open", 1)] * 2


JSON = [
    ("data/fees.json", True),
    ("data/price_list.json", True),
    ("api/banking/products/basic.json", True),
    ("pricing/plans.json", True),
    ("package.json", False),
    ("pricing/package.json", False),
    ("pricing/tsconfig.build.json", False),
    ("fees.schema.json", False),
    ("locales/en.json", True),
    ("coffee.json", False),
]


@pytest.mark.parametrize(("path", "wanted"), JSON)
def test_json_files_of_a_folder_count_when_they_speak_of_money(tree, path, wanted):
    tree({path: "{}", "cxlint.toml": ""})
    assert bool(discover(["."], load()).paths) == wanted
    assert discover([path], load()).paths == [path]


@pytest.mark.parametrize("settings", [{"include": ("*.json",)}, {"schedules": ("locales/*",)}])
def test_json_files_that_the_configuration_names_count(tree, settings):
    tree({"locales/en.json": "{}", "cxlint.toml": ""})
    assert len(discover(["."], load()._replace(**settings)).paths) == 1


@pytest.mark.parametrize(
    ("path", "words"), [("fees.xls", ".xlsx"), ("FEES.ODS", ".csv"), ("terms.pdf", ".txt"), ("a.docx", ".html")]
)
def test_formats_that_are_not_read_say_what_to_do(tree, path, words):
    tree({path: "x"})
    [(_, reason)] = discover([path], load()).skipped
    assert words in reason


@pytest.mark.parametrize("path", ["fees.tsv", "data/fees.json", "prices.xlsx", "rates.csv"])
def test_schedules_of_any_format_are_evidence(tree, path):
    tree({path: "x", "mail.md": "x", "cxlint.toml": ""})
    assert evidence(["mail.md"], load()) == [path.replace("/", os.sep)]


def test_a_large_workbook_is_no_evidence(tree):
    tree({"fees.xlsx": "x" * 300_000, "fees.csv": "x" * 300_000, "cxlint.toml": ""})
    assert evidence([], load()) == ["fees.csv"]


class Addresses:
    """The row of a sheet for every line."""

    def at(self, offset):
        return f"Rates!A{10 + offset}"


@pytest.mark.parametrize(
    ("form", "rows"),
    [
        ("concise", ["rates.xlsx:Rates!A14: TST001 Too much."]),
        ("full", ["  --> rates.xlsx:Rates!A14", "14 | Late $5", "   |      ^^"]),
    ],
)
def test_a_place_in_a_sheet_is_reported_by_its_address(form, rows):
    source = Source("rates.xlsx", "Fee\nLate\t$5\n", Addresses())
    place = place_of(source, 9, 11)._replace(label="Rates!A14")
    result = SimpleNamespace(findings=[Finding("TST001", "x", "info", "high", "Too much.", place)], files=1)
    out = io.StringIO()
    report.write(form, result, out, report.ReportOptions(sources={source.path: source}, quiet=True))
    assert [row for row in out.getvalue().splitlines() if row in rows] == rows
