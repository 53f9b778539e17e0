"""`cxlint init`: what it proposes from what it sees, and what it never overwrites."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxlint.__main__ import main
from cxlint.cli.init_survey import globs
from cxlint.config.globs import matches
from cxlint.config.load import load

FILES = {
    "fees/fees.csv": "name,amount,unit\nLate fee,£8.00,per day\nCleaning fee,£12.00,per hire\n",
    "policies/terms.md": "# Terms and conditions\n\nThese terms are between you and Marlow Tools Ltd "
    '("Marlow", "we", "us"). All sales are final. You agree to these terms.\n',
    "policies/en/refunds.md": "# Refund policy\n\nYou can return anything within 30 days for a refund.\n",
    "emails/a.txt.j2": "Subject: Your invoice\n\nDear Customer,\n\nInvoice {{ number }} is due. Pay {{ total }}.\n",
    "emails/[slug].txt.j2": "Subject: Your order\n\nHi {{ name }},\n\nYour order {{ number }} has shipped.\n",
    "third_party/lib/terms.md": "# Terms\n\nAll sales are final.\n",
    "tests/fixtures/mail.txt": "Dear Customer,\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_what_it_proposes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 0
    out = capsys.readouterr().out
    config = load()
    assert config.path == "cxlint.toml"
    assert config.schedules == ("fees/fees.csv",)
    assert config.policies == ("policies/**/*.md",)
    assert config.templates == ("emails/*.txt.j2",)
    assert config.extend_exclude == ("/tests/fixtures/", "/third_party/")
    assert "Wrote cxlint.toml." in out
    assert "cxlint read 5 files:" in out
    assert "left out: third_party/ (others' texts, 1 file)" in out
    assert "cxlint baseline create" in out
    # what it says it reports is what a check reports
    found = next(line for line in out.splitlines() if line.startswith("Today it reports"))
    main(["check", "-f", "concise"])
    assert found.split()[3] == capsys.readouterr().out.splitlines()[-2].split()[1]


def test_what_is_commented_out_is_toml_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--dry-run"]) == 0
    text, told = capsys.readouterr()
    assert "cxlint read 5 files:" in told
    assert not Path("cxlint.toml").exists()
    rows = [row.removeprefix("# ") for row in text.splitlines() if row.startswith(('# "', "# [", "# company"))]
    proposed = tomllib.loads("\n".join(rows))
    assert proposed["company"] == ["Marlow"]
    assert proposed["kinds"]["emails/a.txt.j2"] == "invoice"


_RULE = """\
code: OWN001
name: boat-words
severity: warning
confidence: high
message: "'{match}' is a word of sailors."
why: Nobody ashore knows it.
mother: Would your mother know it?
effort: [conceptual]
suggest: Say it plainly.
find: [shipped]
examples:
  - bad: It has shipped.
  - good: It is on its way.
references: []
since: "0.1"
"""


def test_rules_of_the_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "rules").mkdir()
    (project / "rules" / "OWN001.yaml").write_text(_RULE)
    assert main(["init"]) == 0
    out = capsys.readouterr().out
    assert "own rules: rules\n" in out
    assert [Path(folder).name for folder in load().rules_dirs] == ["rules"]
    main(["check", "-f", "concise"])
    checked = capsys.readouterr().out
    assert "OWN001 'shipped'" in checked
    assert f"Today it reports {checked.splitlines()[-2].split()[1]} finding" in out


def test_rules_of_another_program(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "rules").mkdir()
    (project / "rules" / "OWN001.yaml").write_text(_RULE)
    (project / "rules" / "eval.yaml").write_text("rules:\n  - id: no-eval\n")
    assert main(["init", "--dry-run"]) == 0
    assert "rules-dirs" not in capsys.readouterr().out


def test_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert "Nothing to report today." in capsys.readouterr().out
    assert load().schedules == ()


TAKEN = [
    # the files that are there, the command line, the exit code
    ({"cxlint.toml": 'preset = "review"\n'}, "init", 2),
    ({"cxlint.toml": 'preset = "review"\n'}, "init --force", 0),
    ({"cxlint.toml": "broken ["}, "init --force", 0),
    ({".cxlint.toml": ""}, "init", 2),
    ({".cxlint.toml": ""}, "init --force", 2),
    ({"pyproject.toml": "[tool.cxlint]\n"}, "init", 2),
    ({"pyproject.toml": "[tool.cxlint]\n"}, "init --pyproject --force", 2),
    ({"pyproject.toml": "[tool.other]\nx = 1"}, "init --pyproject", 0),
    ({"pyproject.toml": "[tool.other]\n"}, "init", 0),
    ({"pyproject.toml": "[tool.other]\n", "cxlint.toml": ""}, "init --pyproject", 2),
    ({}, "init --pyproject", 2),
    ({"cxlint.toml": ""}, "init --dry-run", 0),
    ({"cxlint.toml": ""}, "init --stdout", 0),
]


@pytest.mark.parametrize(("files", "line", "code"), TAKEN)
def test_nothing_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], line: str, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(line.split()) == code
    changed = [name for name, text in files.items() if (tmp_path / name).read_text(encoding="utf-8") != text]
    assert changed == (["pyproject.toml"] if code == 0 and "--pyproject" in line else []) or "--force" in line
    if "--pyproject" in line and code == 0:
        data = tomllib.loads((tmp_path / "pyproject.toml").read_text(encoding="utf-8"))
        assert data["tool"]["other"] == {"x": 1}
        assert "cxlint" in data["tool"]
        assert load().path == "pyproject.toml"


GLOBS = [
    ("m/a.md m/b.md", "m/a.md m/b.md m/c.txt", ["m/*.md"]),
    ("m/a.md m/b.md", "m/a.md m/b.md m/c.md", ["m/a.md", "m/b.md"]),
    ("m/en/a.md m/de/a.md", "m/en/a.md m/de/a.md", ["m/**/*.md"]),
    ("m/en/a.md m/en/b.md m/de/a.md", "m/en/a.md m/en/b.md m/de/a.md m/fr/a.md", ["m/de/a.md", "m/en/*.md"]),
    ("a.md b.md", "a.md b.md", ["./a.md", "./b.md"]),
    ("m/a.html.j2 m/b.txt.j2", "m/a.html.j2 m/b.txt.j2", ["m/a.html.j2", "m/b.txt.j2"]),
    ("m/[a].md", "m/[a].md", ["m/?a?.md"]),
    ("m/LICENSE", "m/LICENSE", ["m/LICENSE"]),
    ("", "a.md", []),
]


@pytest.mark.parametrize(("wanted", "files", "expected"), GLOBS)
def test_globs(wanted: str, files: str, expected: list[str]) -> None:
    assert globs(wanted.split(), files.split()) == expected


_parts = st.tuples(st.lists(st.sampled_from(["a/", "b/"]), max_size=3).map("".join), st.sampled_from("abc"))
_paths = st.lists(
    st.builds("{0[0]}{0[1]}{1}".format, _parts, st.sampled_from([".md", ".txt"])), max_size=12, unique=True
)


# a busy machine draws slowly
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files=_paths, data=st.data())
def test_globs_cover_what_is_wanted_and_little_else(files: list[str], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.sampled_from(files), unique=True)) if files else []
    covered = {path for path in files if matches(path, globs(wanted, files))}
    assert covered >= set(wanted)
    assert len(covered) <= len(wanted) / 0.9
