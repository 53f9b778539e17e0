"""`cxlint baseline` on real texts."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from cxlint.__main__ import main
from cxlint.baseline import read

BASELINE = ".cxlint-baseline.json"
TERMS = (
    "# Terms\n\n1.1 All sales are final.\n\n1.2 Additional charges may apply.\n\n1.3 Additional charges may apply.\n"
)
POLICIES = {
    "policies/returns.md": "# Returns\n\nYou can return anything within 30 days of delivery for a full refund.\n",
    "policies/faq.md": "# Questions\n\nYou can return anything within 14 days of delivery for a full refund.\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policies").mkdir()
    (tmp_path / "cxlint.toml").write_text("", encoding="utf-8")
    (tmp_path / "policies" / "terms.md").write_text(TERMS, encoding="utf-8")
    return tmp_path


def check(*arguments: str) -> int:
    return main(["check", "-f", "concise", *arguments])


def test_from_switching_it_on_to_the_last_finding(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms = project / "policies" / "terms.md"
    assert check() == 1
    assert main(["baseline", "create", "--reason", "legacy, see LEG-12"]) == 0
    known = read(BASELINE)
    assert {entry.reason for entry in known} == {"legacy, see LEG-12"}
    assert f"{BASELINE} accepts {len(known)} findings in 1 file for now." in capsys.readouterr().out
    assert (check(), check("policies/terms.md", "--fail-on-stale")) == (0, 0)
    # a clause more: the others are renumbered, move down, and stay known
    more = TERMS.replace("1.3", "1.4").replace("1.2", "1.3").replace("1.3 Add", "1.2 Bring a bag.\n\n1.3 Add", 1)
    terms.write_text(more, encoding="utf-8")
    assert check("--fail-on-stale") == 0
    # a third time the same is new
    terms.write_text(more + "\n1.5 Additional charges may apply.\n", encoding="utf-8")
    capsys.readouterr()
    assert check() == 1
    assert ":11:" in capsys.readouterr().out
    # it is repaired, and an old one with it
    terms.write_text(more.replace("1.1 All sales are final.", "1.1 You can return it."), encoding="utf-8")
    assert (check(), check("--fail-on-stale")) == (0, 1)
    assert main(["baseline", "prune", "--dry-run"]) == 0
    assert read(BASELINE) == known
    assert main(["baseline", "prune"]) == 0
    out = capsys.readouterr().out
    assert "Would remove 1 finding:" in out
    assert "Removed 1 finding:\n  policies/terms.md: TRM2" in out
    assert check("--fail-on-stale") == 0
    assert main(["baseline", "prune"]) == 0
    assert "is up to date: it accepts" in capsys.readouterr().out
    terms.write_text("# Terms\n", encoding="utf-8")
    assert main(["baseline", "prune", "-q"]) == 0
    assert read(BASELINE) == []
    assert check("--fail-on-stale") == 0


def test_update_adds_and_follows(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "create"]) == 0
    before = read(BASELINE)
    (project / "policies" / "terms.md").rename(project / "policies" / "conditions.md")
    (project / "policies" / "more.md").write_text("# Rules\n\nAll sales are final.\n", encoding="utf-8")
    assert check("policies/conditions.md") == 0
    capsys.readouterr()
    assert main(["baseline", "update", "--reason", "later"]) == 0
    out = capsys.readouterr().out
    assert "Renamed 1 file:\n  policies/terms.md is now policies/conditions.md\n" in out
    assert "Added 1 finding:\n  policies/more.md: TRM2" in out
    after = read(BASELINE)
    assert {(entry.path, entry.reason) for entry in after} == {
        ("policies/conditions.md", ""),
        ("policies/more.md", "later"),
    }
    assert len(after) == len(before) + 1
    assert check("--fail-on-stale") == 0


def test_part_by_part(project: Path) -> None:
    """One family after the other, one folder after the other: what was not asked for stays."""
    assert main(["baseline", "create", "--select", "FEE"]) == 0
    fees = read(BASELINE)
    assert {entry.rule[:3] for entry in fees} == {"FEE"}
    (project / "more.md").write_text("# Rules\n\nAll sales are final.\n", encoding="utf-8")
    assert main(["baseline", "update", "more.md"]) == 0
    assert [entry for entry in read(BASELINE) if entry.path != "more.md"] == fees
    assert main(["baseline", "prune", "--select", "TRM"]) == 0
    assert len(read(BASELINE)) == len(fees) + 1
    assert main(["baseline", "create"]) == 2
    assert main(["baseline", "create", "--force"]) == 0
    assert len(read(BASELINE)) > len(fees) + 1


def test_a_disagreement_is_hidden_at_either_side(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """pre-commit names any of the files; the run over all reports it at one of them."""
    for name, text in POLICIES.items():
        (project / name).write_text(text, encoding="utf-8")
    assert main(["baseline", "create", "--select", "DOC"]) == 0
    assert [len(entry.sides) for entry in read(BASELINE)] in ([2], [2, 2])
    for name in POLICIES:
        assert check(name, "--select", "DOC", "--fail-on-stale") == 0
        assert check(name, "--select", "DOC", "--no-baseline") == 1
    assert check("--select", "DOC", "--fail-on-stale") == 0
    # one side is mended: only the run over all can tell
    (project / "policies/faq.md").write_text(POLICIES["policies/returns.md"], encoding="utf-8")
    for name in POLICIES:
        assert check(name, "--select", "DOC", "--fail-on-stale") == 0
    assert check("--select", "DOC", "--fail-on-stale") == 1


def test_a_merge_conflict_is_solved_by_prune(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "create"]) == 0
    known = read(BASELINE)
    rows = Path(BASELINE).read_text(encoding="utf-8").splitlines()
    rows[4:5] = ["<<<<<<< HEAD", rows[4], "=======", rows[4].replace(known[0].fingerprint, "0" * 16), ">>>>>>> x"]
    Path(BASELINE).write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert check() == 2
    assert "`cxlint baseline prune` takes the entries of both sides" in capsys.readouterr().err
    assert main(["baseline", "prune"]) == 0
    assert read(BASELINE) == known


def test_without_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration, no repository: the baseline lies where it was made, and holds from there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "terms.md").write_text(TERMS, encoding="utf-8")
    (tmp_path / "top.md").write_text(TERMS, encoding="utf-8")
    assert main(["baseline", "create"]) == 0
    assert [check(*paths, "--fail-on-stale") for paths in ([], ["sub"], ["sub/terms.md"], ["top.md"])] == [0, 0, 0, 0]
    # another folder is none of its business
    (tmp_path / "cxlint.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "sub")
    assert check("../top.md") == 0
    (tmp_path / "sub" / ".git").mkdir()
    assert check("terms.md") == 1
    assert main(["baseline", "prune", "gone"]) == 2


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_stats(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["baseline", "stats"]) == 2
    assert main(["baseline", "create", "--reason", "legacy"]) == 0
    capsys.readouterr()
    assert main(["baseline", "stats"]) == 0
    out = capsys.readouterr().out
    number = len(read(BASELINE))
    assert out.startswith(f"{BASELINE} accepts {number} findings in 1 file.\n\nBy rule\n")
    assert "\nBy file\n" in out
    assert "  legacy\n" in out
    assert "git does not know this file" in out
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2020-01-01T00:00:00Z")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    assert main(["baseline", "stats"]) == 0
    out = capsys.readouterr().out
    assert f"\nBy age\n  {number}  more than a year\nThe oldest has been there for " in out
    assert main(["baseline", "stats", "-f", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["findings"] == number == sum(row["count"] for row in data["rules"])
    assert data["oldest_days"] > 2000
    assert main(["baseline", "prune", "-q"]) == 0
