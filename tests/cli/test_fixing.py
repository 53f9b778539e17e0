"""`cxlint check --fix` and `--diff`, on real files."""

from __future__ import annotations

import io
import os
import stat
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from cxlint.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

STIFF = "Hello Ana,\n\nplease note that the gate shuts at ten. You can call prior to noon.\n"
PLAIN = "Hello Ana,\n\nthe gate shuts at ten. You can call before noon.\n"
UNSAFE = "Hello Ana,\n\nour records indicate that a payment for the boat is late.\n"
ONLY = ["--isolated", "--select", "IMP033,IMP022,CX"]


@pytest.fixture
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mails" / "gate.txt"
    path.parent.mkdir()
    path.write_bytes(STIFF.encode())
    return path


@pytest.mark.parametrize(
    ("options", "after", "code"),
    [
        ("--fix", PLAIN, 0),
        ("--fix --exit-zero", PLAIN, 0),
        ("--diff", STIFF, 1),
        ("--fix --diff", STIFF, 1),
        ("--diff --exit-zero", STIFF, 0),
        ("", STIFF, 0),
        ("--unsafe-fixes", STIFF, 2),
    ],
)
def test_what_is_written(mail: Path, options: str, after: str, code: int) -> None:
    assert main(["check", "mails/gate.txt", *ONLY, *options.split()]) == code
    assert mail.read_bytes().decode() == after


def test_fixing_only(mail: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mail.write_text(STIFF + "\n" + UNSAFE)
    assert main(["check", "mails", *ONLY, "--fix-only", "--fail-on", "info"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Fixed 2 findings in 1 file:\n")
    assert mail.read_text() == PLAIN + "\n" + UNSAFE
    assert main(["check", "mails", *ONLY, "--fix-only", "--unsafe-fixes"]) == 0
    assert "records" not in mail.read_text()


def test_what_is_left_is_reported(mail: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mail.write_text(STIFF + "\n" + UNSAFE)
    assert main(["check", "mails", *ONLY, "--fix", "-f", "concise", "--fail-on", "info"]) == 1
    out, err = capsys.readouterr()
    assert [row.split()[1] for row in out.splitlines()[:1]] == ["IMP022"]
    assert "1 fixable with `--fix --unsafe-fixes`." in out
    assert err.splitlines()[:2] == [
        "Fixed 2 findings in 1 file:",
        f"  {os.path.join('mails', 'gate.txt')}: 2 × IMP033 officialese",
    ]
    assert main(["check", "mails", *ONLY, "--fix", "--unsafe-fixes", "--fail-on", "info"]) == 0
    assert "a payment for the boat is late" in mail.read_text()
    assert "records" not in mail.read_text()


TWICE = STIFF + "\nPlease note that the shop shuts, too. Ring prior to noon.\n"
ONE_LEFT = STIFF + "\nThe shop shuts, too. Ring before noon.\n"


@pytest.mark.parametrize("how", ["baseline", "diff", "ignore"])
def test_what_is_accepted_stays(mail: Path, capsys: pytest.CaptureFixture[str], how: str) -> None:
    """What a run does not report, it does not rewrite."""
    only = ["--select", "IMP033"]
    if how == "baseline":
        assert main(["baseline", "create", *only]) == 0
        options = only
    elif how == "ignore":
        table = '[[ignore]]\nrule = "IMP033"\nreason = "x"\ntext = "{}"\n'
        settings = "".join(map(table.format, ("gate", "call")))
        (mail.parent.parent / "cxlint.toml").write_text(settings)
        options = only
    else:
        patch = mail.parent.parent / "a.diff"
        patch.write_text("--- a/mails/gate.txt\n+++ b/mails/gate.txt\n@@ -4,0 +5 @@\n+x\n")
        options = [*only, "--diff-file", "a.diff"]
    mail.write_text(TWICE)
    assert main(["check", ".", *options, "--fix"]) == 0
    assert mail.read_text() == ONE_LEFT
    assert "Fixed 2 findings in 1 file:" in capsys.readouterr().err


def test_the_diff(mail: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mail.write_text(STIFF.rstrip("\n"))
    main(["check", "mails/gate.txt", *ONLY, "--diff"])
    out, err = capsys.readouterr()
    assert out == (
        "--- mails/gate.txt\n+++ mails/gate.txt\n@@ -1,3 +1,3 @@\n Hello Ana,\n \n"
        "-please note that the gate shuts at ten. You can call prior to noon.\n\\ No newline at end of file\n"
        "+the gate shuts at ten. You can call before noon.\n\\ No newline at end of file\n"
    )
    assert err.startswith("Would fix 2 findings in 1 file:\n")


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_and_line_ends_stay(mail: Path, encoding: str, end: str) -> None:
    before, after = (("Für Ana – £5.\n\n" + text).replace("\n", end).encode(encoding) for text in (STIFF, PLAIN))
    mail.write_bytes(before)
    main(["check", "mails/gate.txt", *ONLY, "--fix"])
    assert mail.read_bytes() == after


NOT_WRITTEN = [
    ("gate.txt", STIFF.encode() + b"\x81\x8d"),
    ("gate.txt", b"<!-- cxlint: file-ignore[IMP033] the house style of the harbour -->\n" + STIFF.encode()),
    ("gate.txt.j2", STIFF.encode() + b"{% if %}\n"),
    ("gate.eml", b"Subject: Gate\nContent-Type: text/plain\n\n" + STIFF.encode()),
]


@pytest.mark.parametrize(("name", "data"), NOT_WRITTEN)
def test_in_doubt_a_file_stays(mail: Path, name: str, data: bytes) -> None:
    path = mail.with_name(name)
    path.write_bytes(data)
    main(["check", str(path), *ONLY, "--fix"])
    assert path.read_bytes() == data


HIDDEN = [
    ("the baseline", "--baseline old.json", ""),
    ("the configuration", "", "[[ignore]]\nrule = 'IMP033'\ntext = 'prior to noon'\nreason = 'so we say it'\n"),
    ("what did not change", "--diff-file new.diff", ""),
]
NEW = "You can also come prior to six.\n"


@pytest.mark.parametrize(("option", "config"), [row[1:] for row in HIDDEN], ids=[row[0] for row in HIDDEN])
def test_what_is_not_reported_is_not_fixed(mail: Path, option: str, config: str) -> None:
    mail.write_text("You can call prior to noon.\n")
    assert main(["baseline", "create", "mails", "--select", "IMP033", "--baseline", "old.json"]) == 0
    mail.write_text("You can call prior to noon.\n\n" + NEW)
    mail.parent.with_name("cxlint.toml").write_text(config)
    mail.parent.with_name("new.diff").write_text(
        "--- a/mails/gate.txt\n+++ b/mails/gate.txt\n@@ -1 +1,3 @@\n You can call prior to noon.\n+\n+" + NEW
    )
    assert main(["check", "mails", "--select", "IMP033", "--fix", *option.split()]) == 0
    assert mail.read_text() == "You can call prior to noon.\n\n" + NEW.replace("prior to", "before")


def test_rights_and_links_stay(mail: Path) -> None:
    mail.chmod(0o640)
    link = mail.with_name("link.txt")
    link.symlink_to(mail)
    assert main(["check", str(link), *ONLY, "--fix"]) == 0
    assert link.is_symlink()
    assert mail.read_text() == PLAIN
    assert stat.S_IMODE(mail.stat().st_mode) == 0o640
    assert sorted(path.name for path in mail.parent.iterdir()) == ["gate.txt", "link.txt"]


def test_a_file_that_cannot_be_written(
    mail: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert main(["check", "mails/gate.txt", *ONLY, "--fix"]) == 2
    assert "error: cannot write mails/gate.txt: it is read-only\n" in capsys.readouterr().err
    assert mail.read_text() == STIFF


def test_standard_input(mail: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO((STIFF + UNSAFE).encode())))
    options = ["--fix", "--stdin-filename", "mails/gate.txt", "--fail-on", "info"]
    assert main(["check", "-", *ONLY, *options]) == 1
    out, err = capfdbinary.readouterr()
    assert out.decode() == PLAIN + UNSAFE
    assert b"Fixed 2 findings" in err
    assert b"IMP022" in err
    assert mail.read_text() == STIFF


def test_explain_shows_the_fix(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "IMP007"]) == 0
    out = capsys.readouterr().out
    assert "Fix: safe\n  Please be advised that your plan renews in May.\n  -> Your plan renews in May.\n" in out
    assert main(["explain", "IMP022"]) == 0
    assert "Fix: unsafe\n" in capsys.readouterr().out
