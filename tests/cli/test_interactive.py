"""`cxlint check --interactive`: keys in, files and words out; twice on a pseudo terminal."""

from __future__ import annotations

import io
import json
import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cxlint.__main__ import main
from cxlint.cli import interactive
from cxlint.cli.asking import Question
from cxlint.model.finding import Edit, Finding, Fix, place_of
from cxlint.model.source import Source
from cxlint.report import ReportOptions
from cxlint.report.change import change
from cxlint.runner import fixing

if TYPE_CHECKING:
    from collections.abc import Callable

GATE = "Hello Ana,\n\nplease note that the gate shuts at ten. You can call prior to noon.\n"
BOAT = "Hello Ana,\n\nour records indicate that a payment for the boat is late.\n"
NOTE, CALL = ("please note that ", ""), ("prior to", "before")
BOAT_AFTER = BOAT.replace("our records indicate that ", "")
ONLY = ["--isolated", "--select", "IMP033,IMP022,CX", "--fail-on", "info"]
_ROOT = Path(__file__).parent.parent.parent


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        text = text.replace(old, new)
    return text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(GATE)
    (tmp_path / "b.txt").write_text(BOAT + GATE)
    return tmp_path


@pytest.fixture
def check(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the command at what looks like a terminal, where somebody types keys: ^ is Ctrl-C, $ Ctrl-D."""

    def run(keys: str, *options: str) -> int:
        typed = iter(keys)

        def key() -> str:
            char = next(typed)
            if char == "^":
                raise KeyboardInterrupt
            if char == "$":
                raise EOFError
            return char

        for stream in (sys.stdin, sys.stdout):
            monkeypatch.setattr(stream, "isatty", lambda: True)
        monkeypatch.setattr("click.getchar", key)
        code = main(["check", "-i", "--color", "never", *(options or ("a.txt", "b.txt", *ONLY))])
        assert not list(typed), "not all keys were asked for"
        return code

    return run


ALL_A = changed(GATE, NOTE, CALL)
ALL_B = BOAT_AFTER + ALL_A
SESSIONS = [
    # keys, a.txt, b.txt, exit code
    ("yyyyy", ALL_A, ALL_B, 0),
    ("nnnnn", GATE, BOAT + GATE, 1),
    ("ynynn", changed(GATE, NOTE), BOAT_AFTER + GATE, 1),
    ("nynyn", changed(GATE, CALL), BOAT + changed(GATE, NOTE), 1),
    ("ay", ALL_A, ALL_B, 0),
    ("dy", GATE, BOAT_AFTER + GATE, 1),
    ("na" + "n", changed(GATE, CALL), BOAT + ALL_A, 1),
    ("yfyf", changed(GATE, NOTE), BOAT_AFTER + GATE, 1),
    ("q", GATE, BOAT + GATE, 1),
    ("yyyq", ALL_A, BOAT_AFTER + GATE, 1),
    ("YN\rx?\nq", changed(GATE, NOTE), BOAT + GATE, 1),
    ("^", GATE, BOAT + GATE, 130),
    ("y^", GATE, BOAT + GATE, 130),
    ("yyy^", ALL_A, BOAT + GATE, 130),
    ("yyy$", ALL_A, BOAT + GATE, 130),
]


@pytest.mark.parametrize(("keys", "a", "b", "code"), SESSIONS)
def test_sessions(check: Callable[..., int], folder: Path, keys: str, a: str, b: str, code: int) -> None:
    assert check(keys) == code
    assert ((folder / "a.txt").read_text(), (folder / "b.txt").read_text()) == (a, b)
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt"]


SAID = [
    (
        "ynynn",
        "\nFixed 2 findings in 2 files:\n  a.txt: 1 × IMP033 officialese\n  b.txt: 1 × IMP022 records-indicate\n",
    ),
    ("ynynn", "\nFound 3 findings (3 info) in 2 files.\n"),
    ("q", "\nNothing was changed.\nFound 5 findings"),
    ("^", "\ninterrupted\nNothing was changed.\n"),
    ("y^", "\ninterrupted\nNot written: a.txt, where you had said yes to 1 fix.\n"),
    ("yyyy$", "\ninterrupted\nFixed 2 findings in 1 file:\n  a.txt: 2 × IMP033 officialese\n"),
    ("yyyy$", "\nNot written: b.txt, where you had said yes to 2 fixes.\n"),
]


@pytest.mark.parametrize(("keys", "said"), SAID)
def test_what_is_said_at_the_end(
    check: Callable[..., int], capsys: pytest.CaptureFixture[str], keys: str, said: str
) -> None:
    check(keys)
    assert said in capsys.readouterr().err


def test_what_has_no_fix_is_counted(
    check: Callable[..., int], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text(GATE + "\nFailure to pay will result in a claim.\n")
    assert check("nn", "a.txt", "--isolated", "--select", "IMP033,HOS006") == 1
    out, err = capsys.readouterr()
    assert "1 finding has no fix; `cxlint check` shows it.\n" in err
    assert "HOS006" not in out
    assert check("", "a.txt", "--isolated", "--select", "HOS006", "-q") == 1
    assert capsys.readouterr() == ("", "")
    assert check("", "a.txt", "--isolated", "--select", "HOS006") == 1
    assert capsys.readouterr().err.startswith("There is no fix to ask about.\nFound 1 finding")


@pytest.mark.parametrize("option", ["--baseline old.json", "--diff-file new.diff"])
def test_what_is_not_reported_is_not_asked_about(
    check: Callable[..., int], folder: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    mail = folder / "a.txt"
    mail.write_text("You can call prior to noon.\n\nYou can come prior to six.\n")
    assert main(["baseline", "create", "a.txt", "--select", "IMP033", "--baseline", "old.json"]) == 0
    both = mail.read_text() + "\nYou can go prior to ten.\n"
    mail.write_text("You must write prior to five.\n\n" + both)
    (folder / "new.diff").write_text(
        "--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,7 @@\n+You must write prior to five.\n+\n"
        " You can call prior to noon.\n \n You can come prior to six.\n+\n+You can go prior to ten.\n"
    )
    assert check("yy", "a.txt", "--select", "IMP033", *option.split()) == 0
    assert mail.read_text() == "You must write before five.\n\n" + both.replace("go prior to", "go before")
    assert "1 of 2, safe fix" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("keys", "changes"), [("yy", (NOTE, CALL)), ("ny", (CALL,)), ("nn", ())])
def test_all_other_bytes_stay(
    check: Callable[..., int], folder: Path, encoding: str, end: str, keys: str, changes: tuple[tuple[str, str], ...]
) -> None:
    before, after = (("Für £5.\n\n" + text).replace("\n", end) for text in (GATE, changed(GATE, *changes)))
    (folder / "a.txt").write_bytes(before.encode(encoding))
    check(keys, "a.txt", *ONLY)
    assert (folder / "a.txt").read_bytes() == after.encode(encoding)


NOT_ASKED = [
    (
        "gate.txt",
        GATE.encode() + b"\x81\x8d",
        "note: gate.txt: no fix is offered: it cannot be read to the end and back",
    ),
    ("gate.txt", b"<!-- cxlint: file-ignore[IMP033] the house style -->\n" + GATE.encode(), "There is no fix"),
    ("gate.txt.j2", GATE.encode() + b"{% if %}\n", "There is no fix to ask about."),
]


@pytest.mark.parametrize(("name", "data", "said"), NOT_ASKED)
def test_in_doubt_nobody_is_asked(
    check: Callable[..., int], folder: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, said: str
) -> None:
    (folder / name).write_bytes(data)
    check("nn", name, "a.txt", "--isolated", "--select", "IMP033", "--fail-on", "info")
    assert (folder / name).read_bytes() == data
    capsys.readouterr()
    check("", name, "--isolated", "--select", "IMP033")
    assert said in capsys.readouterr().err


def test_a_read_only_file_is_reported_before_anybody_is_asked(
    check: Callable[..., int], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fixing.Opened, "writable", lambda opened: opened.path != "a.txt")
    assert check("yyy") == 2
    out, err = capsys.readouterr()
    assert "error: cannot write a.txt: it is read-only\n" in err
    assert "1 of 3," in out
    assert (folder / "a.txt").read_text() == GATE
    assert (folder / "b.txt").read_text() == ALL_B


def test_a_file_that_changes_meanwhile_stays(
    check: Callable[..., int], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered = interactive.Terminal.__call__

    def edit(terminal: interactive.Terminal, question: Question) -> str:
        (folder / "a.txt").write_text("Dear Ana,\n\n" + GATE)
        return answered(terminal, question)

    monkeypatch.setattr(interactive.Terminal, "__call__", edit)
    assert check("yy", "a.txt", *ONLY) == 2
    assert "error: cannot write a.txt: it has changed meanwhile\n" in capsys.readouterr().err
    assert (folder / "a.txt").read_text() == "Dear Ana,\n\n" + GATE


REPORTS = [
    # options, what stands behind the last question, what stands in which file
    ("", "", ""),
    ("-f concise", "a.txt:3:1: IMP033 [*] 'please note that'", ""),
    ("--statistics", "IMP033", ""),
    ("-f json:left.json", "", '"line": 3'),
]


@pytest.mark.parametrize(("options", "shown", "stored"), REPORTS)
def test_reports_are_of_what_is_left(
    check: Callable[..., int],
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    options: str,
    shown: str,
    stored: str,
) -> None:
    assert check("ny", "a.txt", *ONLY, *options.split()) == 1
    behind = capsys.readouterr().out.rpartition("?] y\n")[2]
    assert shown in behind
    assert bool(shown) == bool(behind)
    assert (folder / "left.json").exists() == bool(stored)
    if stored:
        text = (folder / "left.json").read_text()
        assert stored in text
        assert [found["code"] for found in json.loads(text)] == ["IMP033"]


WRONG = [
    ("--fix", "--interactive asks about each fix, --fix asks nothing: give one of them"),
    ("--diff", "--interactive asks about each fix, --diff asks nothing: give one of them"),
    ("--unsafe-fixes", "--unsafe-fixes says nothing here\nhint: --interactive asks about safe and unsafe fixes"),
    ("-", "--interactive reads its answers from standard input"),
    ("--diff-file -", "--interactive reads its answers from standard input"),
    ("-f json", "a report as json would be mixed with its questions\nhint: -f json:FILE writes it to a file"),
    ("-f sarif:-", "a report as sarif would be mixed"),
    ("", "standard input is no terminal\nhint: --diff shows all fixes, --fix makes the safe ones"),
]


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_wrong_use(folder: Path, capsys: pytest.CaptureFixture[str], options: str, message: str) -> None:
    assert main(["check", "--interactive", "a.txt", *options.split()]) == 2
    out, err = capsys.readouterr()
    assert message in err
    assert out == ""


def test_output_that_is_no_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main(["check", "-i", "a.txt"]) == 2
    assert "standard output is no terminal" in capsys.readouterr().err


def question(text: str, words: str, content: str, applicability: str = "safe") -> Question:
    source = Source("a.txt", text)
    start = text.index(words)
    place = place_of(source, start, start + len(words))
    fix = Fix(applicability, "Do it.", (Edit(start, start + len(words), content, place),))
    return Question(Finding("X001", "x", "info", "high", "Mind this.", place, fix=fix), source, 3, 12)


def test_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    out = io.StringIO()
    keys = iter(["\x1b[A", "\r", "?", "yn"])
    ask = interactive.Terminal(out, ReportOptions(), lambda: next(keys))
    assert ask(question("We talk prior to noon.\n", "prior to", "before", "unsafe")) == "y"
    shown, *prompts = re.split(r"(?=3 of 12)", out.getvalue())
    assert shown == (
        "\ninfo[X001]: Mind this.  (x)\n --> a.txt:1:9\n  |\n1 | We talk prior to noon.\n  |         ^^^^^^^^\n  |\n"
        "  = fix: Do it. Read it again afterwards: it may say more,\n         or less.\n\n"
        "    - We talk prior to noon.\n    + We talk before noon.\n\n"
    )
    assert [prompt.splitlines()[0] for prompt in prompts] == [
        "3 of 12, unsafe fix: change it? [y,n,a,d,f,q,?] " + key for key in "??y"
    ]
    assert "\n  a  change it, and all that X001 finds from here on\n" in prompts[0]


def test_a_terminal_that_is_gone_is_the_end() -> None:
    with pytest.raises(EOFError):
        interactive.Terminal(io.StringIO(), ReportOptions(), lambda: "")(question("ab", "a", "c"))


CHANGES = [
    # text, words, content, width, rows with the words that are set off in «»
    ("a\nCall prior to noon.\nb", "prior to", "before", 60, ["- Call «prior to» noon.", "+ Call «before» noon."]),
    ("Please be so kind.\n", "Please be", "Be", 60, ["- «Please be» so kind.", "+ «Be» so kind."]),
    ("It is late, you know.\r\n", ", you know", "", 60, ["- It is late«, you know».", "+ It is late."]),
    ("Call prior\r\nto noon.\r\n", "prior\r\nto", "before", 60, [
        "- Call «prior»", "- «to» noon.", "+ Call «before» noon.",
    ]),
    ("Café 日本 prior to 日.", "prior to", "before", 60, ["- Café 日本 «prior to» 日.", "+ Café 日本 «before» 日."]),
    ("word " * 30 + "prior to" + " word" * 30, "prior to", "before", 30, [
        "- …word «prior to» word…", "+ …word «before» word…",
    ]),
    ("a\x1b[2J prior to", "prior to", "before", 60, ["- a␛[2J «prior to»", "+ a␛[2J «before»"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "content", "width", "rows"), CHANGES)
def test_before_and_after(text: str, words: str, content: str, width: int, rows: list[str]) -> None:
    asked = question(text, words, content)
    fix = asked.finding.fix
    assert fix
    plain = change(fix, asked.source, width, ReportOptions())
    assert plain.splitlines() == [re.sub("[«»]", "", row) for row in rows]
    painted = change(fix, asked.source, width, ReportOptions(color=True))
    marked = re.sub(r"\x1b\[7;3[12]m(.*?)\x1b\[0m", r"«\1»", painted)
    assert re.sub(r"\x1b\[\d*m", "", marked).splitlines() == rows


def on_a_terminal(folder: Path, keys: list[bytes], *options: str) -> tuple[str, int]:
    """What a real pseudo terminal shows when a key is pressed at each question, and the exit code."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "TERM": "xterm", "COLUMNS": "100"}
    command = [sys.executable, "-m", "cxlint", "check", "-i", *options]
    child = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment, start_new_session=True
    )
    os.close(theirs)
    shown, pressed, quiet_since = b"", 0, time.monotonic()
    give_up = quiet_since + 60
    while time.monotonic() < give_up:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                data = os.read(ours, 4096)
            except OSError:  # Linux says so that the other end is closed
                break
            if not data:
                break
            shown += data
            quiet_since = time.monotonic()
            continue
        waiting = min(shown.count(b",?]"), len(keys))
        # what comes before the terminal listens is thrown away: after a while without an echo, press again
        if waiting > pressed or (pressed and time.monotonic() > quiet_since + 2):
            pressed = waiting
            os.write(ours, keys[pressed - 1])
            quiet_since = time.monotonic()
    os.close(ours)
    return shown.decode().replace("\r\n", "\n"), child.wait(10)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(
    ("keys", "a", "code", "said"),
    [
        ([b"?", b"y", b"q"], changed(GATE, NOTE), 1, "Fixed 1 finding in 1 file:\n  a.txt: 1 × IMP033 officialese\n"),
        ([b"y", b"\x03"], GATE, 130, "interrupted\nNot written: a.txt, where you had said yes to 1 fix.\n"),
    ],
)
def test_on_a_real_terminal(folder: Path, keys: list[bytes], a: str, code: int, said: str) -> None:
    shown, exit_code = on_a_terminal(folder, keys, "a.txt", "--color", "never", *ONLY)
    assert said in shown
    assert "2 of 2, safe fix: change it? [y,n,a,d,f,q,?] " in shown
    assert (
        "    - the gate shuts at ten. You can call prior to noon.\n    + the gate shuts at ten. You can call before"
        in shown
    )
    assert exit_code == code
    assert (folder / "a.txt").read_text() == a
