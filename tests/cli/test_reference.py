"""`cxlint docs build`: pages that hold together, and say what the program says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cxlint.__main__ import main
from cxlint.cli.explain import inline
from cxlint.cli.reference import FAMILIES
from cxlint.cli.rules import all_rules

if TYPE_CHECKING:
    from pathlib import Path

    from cxlint.rulebook import RuleSet

_SELECTED = "FEE002,TRM006,DOC001,IMP001,HOS001,EFF002,TPL001,CX101,SHED001"
_OWN = """\
code: SHED001
name: come-whenever
severity: info
confidence: high
message: "'{match}' | nobody *knows* when."
why: The shed may be shut.
mother: Would you send her there?
effort: [time]
suggest: Say until when it is <open>.
find: ["come whenever"]
examples:
  - bad: "Come whenever you like: {{ it_is }} ```open```."
    marks: ["Come whenever"]
  - good: Come before six.
references: []
since: "0.1"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "SHED001.yaml").write_text(_OWN)
    (tmp_path / "cxlint.toml").write_text('rules-dirs = ["rules"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def built(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_pages(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "build", "made/rules", "--select", _SELECTED]) == 0
    assert capsys.readouterr().out == "9 rules in made/rules: 10 pages written.\n"
    pages = built(project / "made" / "rules")
    assert set(pages) == {"index.md", *(f"{code}.md" for code in _SELECTED.split(","))}
    assert re.findall(r"^## (\w+)", pages["index.md"], re.MULTILINE) == [*FAMILIES, "SHED"]

    # the same as `explain`, with what a run says about each bad example behind it
    main(["explain", "HOS001", "-f", "markdown"])
    explained = capsys.readouterr().out.rstrip("\n")
    page = pages["HOS001.md"]
    rest = re.sub(r"```text\n\w+\[HOS001\]:.*?```\n\n", "", page, flags=re.DOTALL)
    assert explained in rest
    assert page.count("error[HOS001]: ") == explained.partition("## Better")[0].count("```text") == 3
    assert "1 | Hi {{ name }}, you have failed to settle invoice 1042." in page

    for name, text in pages.items():
        prose = re.sub(r"^(`{3,})text\n.*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\(([^)]+)\)", prose):
            file, _, anchor = target.partition("#")
            assert (file or name) in pages, (name, target)
            headings = re.findall(r"^#+ (.+)$", pages[file or name], re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert not anchor or anchor in slugs, (name, target)


def test_texts_stay_as_they_are_written(project: Path) -> None:
    main(["docs", "build", "made", "--select", "SHED001"])
    pages = built(project / "made")
    assert "| '{match}' \\| nobody \\*knows\\* when. |\n" in pages["index.md"]
    assert "Say until when it is \\<open\\>." in pages["SHED001.md"]
    assert "\n````text\nCome whenever you like: {{ it_is }} ```open```.\n````\n" in pages["SHED001.md"]
    assert "info[SHED001]: 'Come whenever' | nobody *knows* when." in pages["SHED001.md"]
    assert inline("a_b `c_d` <e>") == "a\\_b `c_d` \\<e\\>"


def test_building_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build = ["docs", "build", "made", "--select"]
    main([*build, "HOS001,CX101"])
    (project / "made" / "notes.md").write_text("Ours.\n")
    (project / "made" / "CX101.md").write_text((project / "made" / "CX101.md").read_text() + "changed\n")
    before = built(project / "made")
    capsys.readouterr()

    assert main([*build, "HOS001,SHED001", "--check"]) == 1
    told = capsys.readouterr().out.replace("\\", "/").splitlines()
    assert told == [
        "made/index.md is not current", "made/SHED001.md is not current", "made/CX101.md is of a rule that is gone",
    ]  # fmt: skip
    assert built(project / "made") == before

    assert main([*build, "HOS001,SHED001"]) == 0
    assert capsys.readouterr().out == "2 rules in made: 2 pages written, 1 page removed.\n"
    assert set(built(project / "made")) == {"HOS001.md", "SHED001.md", "index.md", "notes.md"}
    assert built(project / "made")["HOS001.md"] == before["HOS001.md"]
    assert main([*build, "HOS001,SHED001", "--check"]) == 0


def test_what_it_does_not_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "docs").mkdir()
    (project / "docs" / "index.md").write_text("Ours.\n")
    assert main(["docs", "build", "docs", "--select", "CX101"]) == 2
    assert "was not made by `cxlint docs build`" in capsys.readouterr().err
    assert built(project / "docs") == {"index.md": "Ours.\n"}
    assert main(["docs", "build", "new", "--select", "NOPE"]) == 2
    assert not (project / "new").exists()
    (project / "file").write_text("")
    assert main(["docs", "build", "file/below", "--select", "CX101"]) == 2
    assert "cannot write to" in capsys.readouterr().err


def test_every_family_has_a_title(ruleset: RuleSet, project: Path) -> None:
    (project / "cxlint.toml").unlink()
    assert {rule.family for rule in all_rules().values()} == set(FAMILIES)
