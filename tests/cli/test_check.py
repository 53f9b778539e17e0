from __future__ import annotations

import io
import json
import os
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from cxlint.__main__ import main
from cxlint.errors import RuleError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import FakeRunner


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("check fine.md", 0),
        ("check fee.md", 1),
        ("check fee.md --exit-zero", 0),
        ("check fee.md --fail-on error", 0),
        ("check fee.md --fail-on never", 0),
        ("check final.md", 0),
        ("check final.md --preset review", 1),
        ("check final.md --select HOS004 --fail-on error", 1),
        ("check accepted.md", 0),
        ("check accepted.md --no-suppressions", 1),
        ("check fee.md --min-severity error", 0),
        ("check gone.md", 2),
        ("check --nonsense", 2),
        ("check --select NOPE fee.md", 2),
        ("nonsense", 2),
        ("--version", 0),
        ("--help", 0),
    ],
)
def test_exit_codes(runner: FakeRunner, line: str, code: int) -> None:
    assert main(line.split()) == code


def test_findings_on_stdout_the_rest_on_stderr(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "fee.md", "-f", "jsonl", "-v"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(row)["code"] for row in out.splitlines()] == ["FEE003"]
    assert "skipped b.bin: looks like binary data" in err
    assert "configuration: none" in err


def test_the_files_that_would_be_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("terms.md", "fees.csv", "drafts.md", "logo.png"):
        (tmp_path / name).write_bytes(b"\0")  # none of them is read
    (tmp_path / "cxlint.toml").write_text('extend-exclude = ["drafts.md"]\n')
    assert main(["check", "--show-files"]) == 0
    assert capsys.readouterr() == ("fees.csv\nterms.md\n", "")
    assert main(["check", "--show-files", "-v", "logo.png", "terms.md"]) == 0
    assert capsys.readouterr() == ("terms.md\n", "skipped logo.png: no reader for this kind of file\n")


def test_a_configuration_that_is_not_used_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("shop/terms/a.md", "bank/b.md", "shop/cxlint.toml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    note = f"note: {os.path.join('shop', 'cxlint.toml')} was not used: a run has one configuration, and "
    assert main(["check"]) == 0
    assert capsys.readouterr().err == f"{note}there is none above all that is checked\n"
    (tmp_path / "cxlint.toml").write_text("")
    assert main(["check"]) == 0
    assert capsys.readouterr().err == f"{note}that is cxlint.toml\n"
    assert main(["check", "--config", ".", "shop/terms/a.md"]) == 0
    assert capsys.readouterr().err == f"{note}that is cxlint.toml\n"
    for told in (["check", "shop"], ["check", "bank"], ["check", "--quiet"], ["check", "--isolated"]):
        assert main(told) == 0
        assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no folder in use")
def test_a_folder_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert main(["check"]) == 2
    assert capsys.readouterr().err == "error: the current folder is no longer there\n"


def test_a_command_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chek"]) == 2
    assert "No such command 'chek': did you mean `check`?" in capsys.readouterr().err


def test_a_named_file_that_is_not_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("fees.pdf", "a.py", "b.py", "c.py"):
        (tmp_path / name).write_bytes(b"x")
    assert main(["check", "fees.pdf", "a.py", "b.py", "c.py", "--isolated"]) == 0
    err = capsys.readouterr().err
    assert "note: fees.pdf was not read: a PDF: save its text as .txt or .md" in err
    assert "note: b.py was not read: no reader for this kind of file\nnote: 1 more was not read; --verbose" in err
    assert main(["check", "fees.pdf", "--isolated", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    (tmp_path / "cxlint.toml").write_text('exclude = ["*.pdf"]\n')
    assert main(["check", "fees.pdf", "--force-exclude"]) == 0
    assert capsys.readouterr().err == "warning: no files to check\n"


def test_full_report_gives_reasons_from_the_rules(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "fee.md"])
    out = capsys.readouterr().out
    assert "1 | A fee applies." in out
    assert "= why: The customer sees one price and pays another." in out
    assert "Found 1 finding (1 warning) in 1 file." in out


def test_a_missing_path_stops_before_anything_is_read(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "fee.md", "gone.md", "away/"]) == 2
    assert capsys.readouterr() == ("", "error: there is no such file or folder: gone.md, away/\n")
    assert runner.paths == []


def test_standard_input(
    runner: FakeRunner, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("Eine fee für €5\n".encode())))
    assert main(["check", "-", "--stdin-filename", "mail/a.md"]) == 1
    assert runner.paths == []
    assert runner.given["stdin"][0] == "mail/a.md"
    assert "1 | Eine fee für €5" in capsys.readouterr().out


def test_default_path(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check"])
    assert runner.paths == ["."]
    assert "warning: no files to check" in capsys.readouterr().err


def test_command_line_over_configuration(runner: FakeRunner, tmp_path: Path) -> None:
    (tmp_path / "cxlint.toml").write_text(
        'preset = "review"\nselect = ["HOS"]\nextend-select = ["tag:us-ftc"]\nignore = ["FEE003", "HOS"]\n'
        'fail-on = "error"\n[rules.FEE003]\nseverity = "error"\n'
    )
    main(["check", "fine.md"])
    config = runner.config
    assert config is not None
    assert (config.preset, config.select, config.ignore) == ("review", ("HOS",), ("FEE003", "HOS"))
    main(
        [
            "check",
            "fine.md",
            "--select",
            "FEE003",
            "--ignore",
            "HOS004",
            "--preset",
            "strict",
            "--force-exclude",
        ]
    )
    config = runner.config
    assert (config.preset, config.select, config.ignore) == ("strict", ("FEE003",), ("HOS", "HOS004"))
    assert (config.extend_select, config.fail_on, config.force_exclude) == ((), "error", True)
    assert main(["check", "fee.md", "--select", "FEE003"]) == 1
    main(["check", "fine.md", "--isolated"])
    assert runner.config is not None
    assert runner.config.preset == "default"


def test_configuration_errors_show_the_place(
    runner: FakeRunner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cxlint.toml").write_text('selct = ["FEE"]\n')
    assert main(["check", "fee.md"]) == 2
    assert capsys.readouterr().err == (
        'error: cxlint.toml:1:1: unknown key `selct`\n  |\n1 | selct = ["FEE"]\n  | ^^^^^\n'
        "hint: did you mean `select`?\n"
    )


def test_statistics(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "fee.md", "--statistics"]) == 1
    assert capsys.readouterr().out.startswith("1  FEE003  warning  mandatory-fee-apart\n")


def test_rules_that_crash_are_named(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    runner.failures = ["FEE003 failed on fee.md: ZeroDivisionError"]
    assert main(["check", "fine.md", "--exit-zero"]) == 2
    assert "error: FEE003 failed on fee.md" in capsys.readouterr().err


def test_expected_errors_are_two_lines(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    runner.error = RuleError("unknown word set <fe>", where="FEE003.yaml:7:9", hint="did you mean <fee>?")
    assert main(["check", "fine.md"]) == 2
    assert capsys.readouterr().err == ("error: FEE003.yaml:7:9: unknown word set <fe>\nhint: did you mean <fee>?\n")


def test_unexpected_errors_have_no_traceback_unless_asked(
    runner: FakeRunner, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runner.error = ValueError("odd\nvalue")
    assert main(["check", "fine.md"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("error: cxlint itself failed: ValueError: odd value (conftest.py:")
    assert "CXLINT_DEBUG=1" in err
    monkeypatch.setenv("CXLINT_DEBUG", "1")
    with pytest.raises(ValueError, match="odd"):
        main(["check", "fine.md"])


@pytest.mark.parametrize("line", ["check fine.md", "check -qv fine.md"])
def test_interrupt(runner: FakeRunner, line: str) -> None:
    runner.error = KeyboardInterrupt()
    assert main(line.split()) == 130


def test_a_path_for_a_command(runner: FakeRunner, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fee.md"]) == 2
    assert "cxlint check fee.md" in capsys.readouterr().err
