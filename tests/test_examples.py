"""The example repository: what newcomers see first."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cxlint import runner
from cxlint.__main__ import main
from cxlint.config.load import load
from cxlint.config.select import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxlint.model.finding import Finding
    from cxlint.rulebook import RuleSet
    from cxlint.runner import RunResult

_ROOT = Path(__file__).parent.parent
_README = _ROOT / "README.md"
_FAMILIES = {"FEE", "TRM", "DOC", "IMP", "HOS", "EFF", "TPL"}
_EXEMPLARY = ("policies/refunds.md", "emails/reminder-kind.txt.j2", "README.md")

_EXCERPT = re.compile(r"(?<=<!-- excerpt: begin -->\n).*?(?=<!-- excerpt: end -->)", re.DOTALL)
_QUOTED = (
    "examples/emails/invoice.html.j2 FEE001",
    "examples/policies/terms.md FEE002",
    "examples/emails/reminder-1.txt.j2 HOS008",
)
"""The findings that the README shows, by file and rule."""


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_ROOT)


@pytest.fixture(scope="module")
def result(ruleset: RuleSet) -> Iterator[RunResult]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(_ROOT)
        config = load("examples")
        found = runner.run(["examples"], config, ruleset)
        yield found._replace(findings=settled(found.findings, ruleset.by_code, config))


def _open(result: RunResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.status == "open"]


def test_every_file_is_read_and_no_rule_fails(result: RunResult) -> None:
    assert result.failures == []
    assert [finding for finding in result.findings if finding.code.startswith("CX")] == []
    texts = [path for path in (_ROOT / "examples").rglob("*") if path.is_file() and path.suffix != ".toml"]
    assert result.files == len(texts)


def test_every_family_finds_something(result: RunResult) -> None:
    families = Counter(finding.code[:3] for finding in _open(result))
    assert set(families) == _FAMILIES
    assert min(families.values()) >= 3


def test_there_is_enough_to_see_and_not_too_much(result: RunResult) -> None:
    assert 35 <= len(_open(result)) <= 90


@pytest.mark.parametrize(
    ("code", "path", "other"),
    [
        ("FEE001", "emails/invoice.html.j2", "fees/fee-schedule.csv"),
        ("FEE002", "policies/terms.md", "fees/fee-schedule.csv"),
        ("FEE002", "emails/invoice.html.j2", "fees/fee-schedule.csv"),
        ("DOC001", "emails/welcome.html.j2", "policies/refunds.md"),
        ("DOC002", "policies/cancellation.md", "policies/terms.md"),
        ("DOC006", "pages/pricing.html", "fees/plans.yaml"),
        ("DOC007", "pages/pricing.html", "fees/fee-schedule.csv"),
    ],
)
def test_documents_that_disagree(result: RunResult, code: str, path: str, other: str) -> None:
    places = {
        related.place.path
        for finding in _open(result)
        if finding.code == code and finding.place.path == f"examples/{path}"
        for related in finding.related
    }
    assert f"examples/{other}" in places


def test_the_fee_that_only_the_invoice_knows(result: RunResult) -> None:
    found = [finding for finding in _open(result) if finding.code == "FEE001"]
    assert [finding.place.path for finding in found] == ["examples/emails/invoice.html.j2"]


@pytest.mark.parametrize("name", _EXEMPLARY)
def test_nothing_to_say_about_the_good_ones(result: RunResult, name: str) -> None:
    assert (_ROOT / "examples" / name).exists()
    assert [finding for finding in result.findings if finding.place.path == f"examples/{name}"] == []


def test_one_wording_is_accepted_with_its_reason(result: RunResult) -> None:
    accepted = [finding for finding in result.findings if finding.status == "suppressed"]
    assert [finding.code for finding in accepted] == ["FEE038"]
    assert accepted[0].reason.startswith("The formula is on every quote")


def test_one_template_alone_is_held_against_the_schedule(ruleset: RuleSet) -> None:
    alone = runner.run(["examples/emails/invoice.html.j2"], load("examples/emails"), ruleset)
    assert {"FEE001", "FEE002"} <= {finding.code for finding in alone.findings}


def test_the_readme_shows_what_the_program_prints(
    capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    assert main(["check", "examples", "--no-progress"]) == 1
    printed = capsys.readouterr().out
    shown = [next(filter(None, (_block(printed, *quoted.split()),)), "") for quoted in _QUOTED]
    assert all(shown)
    excerpt = "\n```text\n" + "\n".join(shown) + "\n" + _summary(printed) + "```\n\n"
    golden(_README, _EXCERPT.sub(lambda _: excerpt, _README.read_text(encoding="utf-8")))


def _block(printed: str, path: str, code: str) -> str:
    """The report of the first finding of a rule in a file."""
    for block in re.split(r"\n\n(?=\w+\[)", printed):
        if re.match(rf"\w+\[{code}\]", block) and f"--> {path}:" in block:
            return block.split("\n\n")[0].rstrip() + "\n"
    return ""


def _summary(printed: str) -> str:
    found = re.search(r"^Found .*\n", printed, re.MULTILINE)
    return found[0] if found else ""


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs"])
def test_our_own_words_follow_our_own_rules(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    # the other families find what these pages quote
    main(["check", name, "--isolated", "--select", "TRM,IMP,HOS,EFF", "-f", "concise", "-q"])
    assert capsys.readouterr().out == ""
