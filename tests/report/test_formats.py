from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from cxlint import report
from cxlint.model.finding import Finding, Place, Related
from cxlint.model.rule import Rule
from cxlint.model.source import Source
from cxlint.report import ReportOptions, statistics

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"

TICKETS = Source(
    "policies/tickets.md",
    "# Tickets\n\nTickets from £80 for adults.\n\n"
    "You can pay by card or transfer, and we hold your seats for ten minutes when you book. "
    "A booking fee of £4.50 applies to every order and is not given back "
    "when the show moves to another day.\n\n"
    "\tNo refunds,\nwhatever happens.\n",
)
RATES = Source("fees.csv", "name,amount\nbooking fee,£5.00\n")
SOURCES = {source.path: source for source in (TICKETS, RATES)}


class Run(NamedTuple):
    findings: list[Finding]
    files: int = 2
    failures: tuple[str, ...] = ()


def place(source: Source, words: str) -> Place:
    at = source.text.index(words)
    return Place(source.path, *source.place(at), *source.place(at + len(words)))


def finding(code: str, name: str, severity: str, words: str, message: str, **more: Any) -> Finding:
    return Finding(code, name, severity, "high", message, place(TICKETS, words), excerpt=words, **more)


FINDINGS = [
    finding(
        "FEE003",
        "mandatory-fee-apart",
        "warning",
        "booking fee of £4.50",
        "'booking fee of £4.50' is not in the price the customer sees first.",
        context="only when `order.online`",
        tags=("us-ftc", "money:undisclosed_amount"),
        related=(
            Related(place(TICKETS, "£80"), "price shown here, without the fee"),
            Related(place(RATES, "£5.00"), "the schedule says £5.00"),
        ),
        suggestion='Give the full price first: "£84.50 including the £4.50 booking fee".',
    ),
    finding("TRM009", "no-refund", "error", "No refunds,\nwhatever happens", "Nothing is ever given back."),
    finding(
        "HOS004",
        "final-notice",
        "info",
        "hold your seats",
        "Suppressed, so shown to programs only.",
        status="suppressed",
        reason="required wording",
    ),
]
RULES = {
    "FEE003": Rule(
        code="FEE003",
        name="mandatory-fee-apart",
        severity="warning",
        confidence="high",
        message="",
        why="The customer sees £80 first and must pay £84.50: whoever compares prices compares "
        "the wrong one, and feels tricked at the till.",
        mother="Would you quote your mother a price that she cannot pay?",
        suggest="",
        path="",
    )
}


def written(name: str, run: Run, **options: Any) -> str:
    out = io.StringIO()
    report.write(name, run, out, ReportOptions(**{"rules": RULES, "sources": SOURCES, "width": 90, **options}))
    return out.getvalue()


@pytest.mark.parametrize("name", ["full", "concise", "json", "jsonl"])
def test_golden(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"{name}.txt", written(name, Run(FINDINGS)))


def test_golden_narrow(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "full-narrow.txt", written("full", Run(FINDINGS), width=44))


@pytest.mark.parametrize("name", ["full", "concise"])
def test_clean_and_quiet(name: str) -> None:
    assert written(name, Run([])) == "No findings in 2 files.\n"
    assert written(name, Run([], 1), quiet=True) == ""
    assert "1 suppressed" in written(name, Run(FINDINGS[2:]))
    assert "Found" not in written(name, Run(FINDINGS), quiet=True)


def test_programs_get_the_payload_only() -> None:
    assert json.loads(written("json", Run([]))) == []
    assert written("jsonl", Run([])) == ""
    rows = [json.loads(row) for row in written("jsonl", Run(FINDINGS)).splitlines()]
    assert rows == json.loads(written("json", Run(FINDINGS)))
    assert [row["status"] for row in rows] == ["open", "open", "suppressed"]
    assert rows[0]["related"][0]["message"] == "price shown here, without the fee"


def test_colour_adds_nothing_but_colour() -> None:
    import re

    for name in ("full", "concise"):
        coloured = written(name, Run(FINDINGS), color=True)
        assert "\x1b[1;33m" in coloured
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == written(name, Run(FINDINGS))


def test_a_document_cannot_speak_to_the_terminal() -> None:
    source = Source("a.md", "a \x1b[31mred\x1b[0m fee\u202e\n")
    bad = Finding("FEE001", "n", "info", "high", "'\x1b[31mred' \u202e", Place("a.md", 1, 3, 1, 10))
    for name in ("full", "concise"):
        text = written(name, Run([bad]), sources={"a.md": source})
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_sources_are_read_from_disk_and_may_be_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one fee\n")
    here = Finding("FEE001", "n", "info", "high", "m", Place(str(path), 1, 5, 1, 8))
    assert "1 | one fee" in written("full", Run([here]), width=120)
    gone = here._replace(place=here.place._replace(path=str(tmp_path / "gone.md")))
    assert "gone.md:1:5" in written("full", Run([gone]), width=120)


def test_a_giant_line_is_a_short_report() -> None:
    source = Source("a.md", "word " * 1_000_000 + "fee " + "word " * 1000)
    big = Finding("FEE001", "n", "info", "high", "m", place(source, "fee"))
    assert len(written("full", Run([big]), sources={"a.md": source})) < 600


def test_statistics(golden: Callable[[Path, str], None]) -> None:
    out = io.StringIO()
    run = Run([*FINDINGS, FINDINGS[0]])
    statistics.write(run, out, ReportOptions(), "full")
    golden(GOLDEN / "statistics.txt", out.getvalue())
    out = io.StringIO()
    statistics.write(run, out, ReportOptions(), "json")
    assert json.loads(out.getvalue())[0] == {
        "code": "FEE003", "name": "mandatory-fee-apart", "severity": "warning", "count": 2,
    }  # fmt: skip
