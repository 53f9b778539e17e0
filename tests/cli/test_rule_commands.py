from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cxlint.__main__ import main

if TYPE_CHECKING:
    from tests.cli.conftest import FakeRunner


def test_explain_by_code_or_name(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "fee003"]) == 0
    text = capsys.readouterr().out
    main(["explain", "mandatory-fee-apart"])
    assert capsys.readouterr().out == text
    titles = [line for line in text.splitlines()[2:] if line and not line.startswith(" ")]
    assert titles == [
        "What it flags", "Why it harms the customer", "Ask yourself", "Bad", "Better", "Not flagged",
        "When it is fine", "How to suppress", "Law and sources",
    ]  # fmt: skip
    assert text.startswith("FEE003 mandatory-fee-apart\nwarning · high confidence · applies to policy · since 0.1\n")
    assert "  A booking fee applies.\n  (no amount)\n" in text
    assert "  [fees.csv]\n  fee,0\n" in text
    assert "cxlint: ignore[FEE003]" in text


def test_explain_in_other_formats(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "FEE003", "--output-format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert (data["code"], data["applies_to"], data["examples"][0]["bad"]) == ("FEE003", ["policy"], True)
    main(["explain", "FEE003", "-f", "markdown"])
    page = capsys.readouterr().out
    assert page.startswith("# mandatory-fee-apart (FEE003)\n")
    assert "## Why it harms the customer\n" in page
    assert "```text\nA booking fee applies.\n(no amount)\n```" in page


def test_explain_unknown(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "FEE0O3"]) == 2
    assert capsys.readouterr().err == "error: there is no rule FEE0O3\nhint: did you mean `FEE003`?\n"
    assert main(["explain", "zzz"]) == 2
    assert "`cxlint rules` lists them all" in capsys.readouterr().err


def test_the_programs_own_notices_are_explained_too(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "unused-suppression"]) == 0
    assert "CX101" in capsys.readouterr().out


def codes(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]]


def test_rules_table(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules"])
    table = capsys.readouterr().out.splitlines()
    assert table[0].split() == ["code", "name", "severity", "confidence", "check", "since"]
    assert "FEE003  mandatory-fee-apart" in "\n".join(table)
    main(["rules", "--family", "hos"])
    assert codes(capsys) == ["HOS004"]
    main(["rules", "--select", "tag:us-ftc,HOS"])
    assert codes(capsys) == ["FEE003", "HOS004"]
    main(["rules", "--preset", "default", "--select", "FEE,HOS"])
    assert codes(capsys) == ["FEE003"]
    main(["rules", "--family", "HOS", "-f", "json"])
    assert [rule["code"] for rule in json.loads(capsys.readouterr().out)] == ["HOS004"]
    assert main(["rules", "--family", "NOPE"]) == 2
    assert "families: CX, FEE, HOS" in capsys.readouterr().err
    assert main(["rules", "--select", "NOPE"]) == 2


class Failure(NamedTuple):
    where: str
    message: str


class Outcome(NamedTuple):
    examples: int
    failures: list[Failure]


def test_test(
    runner: FakeRunner, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    selftest = pytest.importorskip("cxlint.selftest")
    assert main(["test", "gone.yaml"]) == 2
    assert main(["test", "fee.md"]) == 2
    capsys.readouterr()
    open("FEE003.yaml", "w").close()
    monkeypatch.setattr(selftest, "run", lambda _ruleset, rules: Outcome(2 * len(rules), []))
    assert main(["test", "FEE003.yaml"]) == 0
    assert capsys.readouterr().out == "4 examples of 2 rules passed.\n"
    failed = [Failure("FEE003.yaml:7", "FEE003 does not find: a fee")]
    monkeypatch.setattr(selftest, "run", lambda _ruleset, _rules: Outcome(4, failed))
    assert main(["test", "."]) == 1
    assert capsys.readouterr().out == (
        "FEE003.yaml:7: FEE003 does not find: a fee\n1 failure in 4 examples of 2 rules.\n"
    )
