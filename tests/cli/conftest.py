"""A runner that finds one thing for each word it knows, and two rules to go with it."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import cxlint
from cxlint import rulebook
from cxlint.model.finding import Finding, Place
from cxlint.model.rule import Example, Rule
from cxlint.model.source import decode
from cxlint.project.summary import Project

if TYPE_CHECKING:
    from cxlint.config.model import Config

FEE = Rule(
    code="FEE003",
    name="mandatory-fee-apart",
    severity="warning",
    confidence="high",
    message="'{match}' is not in the price.",
    why="The customer sees one price and pays another.",
    mother="Would you quote your mother a price that she cannot pay?",
    suggest="Give the full price first.",
    path="FEE003.yaml",
    applies_to=frozenset({"policy"}),
    tags=("us-ftc",),
    references=("16 CFR 464",),
    fine_when="The fee is for an extra that the customer asked for.",
    examples=(
        Example(bad=True, text="A booking fee applies.", because="no amount"),
        Example(bad=False, text="", files=(("a.md", "All in: £84.50."), ("fees.csv", "fee,0"))),
    ),
    since="0.1",
)
HOS = FEE._replace(
    code="HOS004",
    name="final-notice",
    severity="error",
    confidence="low",
    tags=(),
    references=(),
    check="tone",
)


class Rules(NamedTuple):
    rules: list[Rule]

    @property
    def by_code(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self.rules}


class Run(NamedTuple):
    findings: list[Finding]
    files: int
    skipped: list[tuple[str, str]]
    failures: list[str]
    checked: tuple[str, ...] = ()
    project: Project = Project()
    ran: frozenset[str] = frozenset({"FEE003", "HOS004"})
    whole: bool = False


class FakeRunner(ModuleType):
    """Stands in for cxlint.runner and remembers how it was called."""

    def __init__(self) -> None:
        super().__init__("cxlint.runner")
        self.paths: list[str] = []
        self.config: Config | None = None
        self.given: dict[str, Any] = {}
        self.failures: list[str] = []
        self.error: BaseException | None = None

    def run(self, paths: list[str], config: Config, ruleset: Rules, **given: Any) -> Run:
        self.paths, self.config, self.given = paths, config, given
        if self.error:
            raise self.error
        texts = []
        for path in paths:
            if path.endswith(".md"):
                with open(path, "rb") as stream:
                    texts.append(decode(path, stream.read()))
        if given.get("stdin"):
            texts.append(decode(*given["stdin"]))
        findings = []
        for source in texts:
            for word, rule in (("fee", FEE), ("final", HOS)):
                at = source.text.find(word)
                if at >= 0:
                    place = Place(source.path, *source.place(at), *source.place(at + len(word)))
                    found = Finding(rule.code, rule.name, rule.severity, rule.confidence, f"'{word}'", place)
                    accepted = "accepted" in source.text
                    findings.append(found._replace(status="suppressed", reason="r") if accepted else found)
        return Run(
            findings, len(texts), [("b.bin", "looks like binary data")], self.failures, tuple(s.path for s in texts)
        )


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> FakeRunner:
    """The fake runner and rules, in an empty folder."""
    fake = FakeRunner()
    monkeypatch.setitem(sys.modules, "cxlint.runner", fake)
    monkeypatch.setattr(cxlint, "runner", fake, raising=False)
    monkeypatch.setattr(rulebook, "load", lambda *_args, **_given: Rules([FEE, HOS]))
    monkeypatch.setattr(rulebook, "examples_of", lambda rule: rule)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fee.md").write_text("A fee applies.\n")
    (tmp_path / "final.md").write_text("This is final.\n")
    (tmp_path / "fine.md").write_text("All is well.\n")
    (tmp_path / "accepted.md").write_text("An accepted fee.\n")
    return fake
