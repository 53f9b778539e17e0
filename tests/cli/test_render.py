"""`cxlint render`: messages as the customer sees them, and what the shell makes of it."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cxlint.__main__ import main

Capture = pytest.CaptureFixture[str]

_MAIL = """\
Subject: Your boat is ready, {{ guest.first_name }}

Dear {{ guest.first_name }},

your boat waits at pier {{ pier }}{% if deposit %}, and your deposit of €{{ deposit }} is safe{% endif %}.
"""


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    (tmp_path / "cxlint.toml").write_text("")
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails/boat.txt.j2").write_text(_MAIL, encoding="utf-8")
    (tmp_path / "mails/fine.html").write_text("<p>Hello {{ name|default:'there' }}!</p>{% load x %}", encoding="utf-8")
    (tmp_path / "mails/notes.md").write_text("No template.\n", encoding="utf-8")


def shown(capsys: Capture, *arguments: str, code: int = 1) -> list[dict[str, Any]]:
    assert main(["render", "-f", "json", *arguments]) == code
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    files: list[dict[str, Any]] = data["files"]
    return files


def test_the_text(capsys: Capture) -> None:
    assert main(["render", "mails/boat.txt.j2"]) == 1
    assert capsys.readouterr().out == (
        "mails/boat.txt.j2 typical: every value is there\n\n"
        "  Subject: Your boat is ready, Maya\n\n"
        "  Dear Maya,\n\n"
        "  your boat waits at pier [pier], and your deposit of €48.50 is safe.\n\n"
        "mails/boat.txt.j2 empty: every value is missing\n\n"
        "  Subject: Your boat is ready,\n\n"
        "  Dear ,\n\n"
        "  your boat waits at pier .\n\n"
        "  looks wrong:\n"
        '    mails/boat.txt.j2:1: "Your boat is ready,": a subject that breaks off: the value is missing\n'
        '    mails/boat.txt.j2:3: "Dear ,": greets nobody: the name is missing\n'
        '    mails/boat.txt.j2:5: "pier .": a blank before the mark: a word is missing\n\n'
        "mails/boat.txt.j2 worst: long names, nothing to pay, one of everything\n\n"
        "  Subject: Your boat is ready, Wilhelmina-Alexandra\n\n"
        "  Dear Wilhelmina-Alexandra,\n\n"
        "  your boat waits at pier [pier].\n\n"
        "3 things look wrong in 3 views of 1 template.\n"
    )


def test_quiet_says_only_what_looks_wrong(capsys: Capture) -> None:
    assert main(["render", "-q", "mails/boat.txt.j2"]) == 1
    assert [line.split(": ")[0] for line in capsys.readouterr().out.splitlines()] == [
        "mails/boat.txt.j2:1", "mails/boat.txt.j2:3", "mails/boat.txt.j2:5",
    ]  # fmt: skip


def test_colour_underlines_what_was_filled_in(capsys: Capture) -> None:
    main(["render", "--color", "always", "--case", "typical", "mails/boat.txt.j2"])
    assert "Dear \x1b[4mMaya\x1b[0m," in capsys.readouterr().out
    main(["render", "--case", "typical", "mails/boat.txt.j2"])
    assert "\x1b" not in capsys.readouterr().out


def test_json(capsys: Capture) -> None:
    (file,) = shown(capsys, "--case", "empty", "mails/boat.txt.j2")
    assert (file["path"], file["dialect"], file["format"]) == ("mails/boat.txt.j2", "jinja", "plain")
    (view,) = file["cases"]
    assert (view["case"], view["subject"], view["notes"]) == ("empty", "Your boat is ready,", [])
    assert view["looks_wrong"][1] == {
        "path": "mails/boat.txt.j2", "line": 3, "text": "Dear ,", "message": "greets nobody: the name is missing",
    }  # fmt: skip
    (file,) = shown(capsys, "--case", "typical", "mails/boat.txt.j2", code=0)
    (view,) = file["cases"]
    first = view["filled"][0]
    assert view["text"][first["start"] : first["end"]] == first["value"] == "Maya"
    assert (first["name"], first["kind"], first["line"]) == ("guest.first_name", "name", 1)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["mails/fine.html"], 0),
        (["mails/boat.txt.j2"], 1),
        (["mails/boat.txt.j2", "--exit-zero"], 0),
        (["mails/boat.txt.j2", "--case", "typical"], 0),
        (["mails/boat.txt.j2", "--set", "guest.first_name=Bo", "--set", "pier=3"], 0),
        (["mails"], 1),
        (["gone.txt"], 2),
        (["mails/boat.txt.j2", "--set", "x"], 2),
        (["mails/boat.txt.j2", "--data", "gone.yaml"], 2),
        (["mails/boat.txt.j2", "--subject", "gone.txt"], 2),
        (["mails/boat.txt.j2", "--case", "best"], 2),
        ([], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int, capsys: Capture) -> None:
    assert main(["render", *arguments]) == code
    captured = capsys.readouterr()
    assert bool(captured.err) is (code == 2)
    assert "Traceback" not in captured.err


def test_a_folder_shows_its_templates(capsys: Capture) -> None:
    assert [file["path"] for file in shown(capsys, "mails")] == ["mails/boat.txt.j2", "mails/fine.html"]


def test_a_folder_without_templates(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert main(["render", "none"]) == 0
    assert capsys.readouterr().err == "warning: no templates to show\n"


def test_data(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "ann.yaml").write_text("guest:\n  first_name: Ann\ndeposit: 20\n", encoding="utf-8")
    (file,) = shown(capsys, "--data", "ann.yaml", "--set", "pier=7", "mails/boat.txt.j2", code=0)
    texts = {view["text"] for view in file["cases"]}
    assert len(texts) == 1
    assert "your boat waits at pier 7, and your deposit of €20 is safe." in texts.pop()


def test_a_broken_template_does_not_stop_the_others(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "mails/a.txt.j2").write_text("Dear\n{% if x %}", encoding="utf-8")
    (tmp_path / "mails/b.txt.j2").write_text("Dear\n{{ x.__class__ }}", encoding="utf-8")
    (tmp_path / "mails/c.txt").write_bytes(b"\0\0\0")
    assert main(["render", "mails/a.txt.j2", "mails/b.txt.j2", "mails/c.txt", "mails/fine.html"]) == 2
    captured = capsys.readouterr()
    assert "Hello Maya Okafor!" in captured.out
    assert "error: mails/a.txt.j2:2:" in captured.err
    assert "never closed" in captured.err
    assert "error: mails/b.txt.j2:2:1: this template cannot be shown: it asks for __class__" in captured.err
    assert "error: mails/c.txt:1:1: looks like binary data" in captured.err


def test_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "<p>Dear {{ name }},</p>"
    for name, found in ((), "<stdin>"), (("--stdin-filename", "mails/x.html.twig"), "mails/x.html.twig"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        (file,) = shown(capsys, "--case", "empty", "-", *name)
        assert file["path"] == found
        assert file["cases"][0]["text"] == "Dear ,"


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("order_message.txt", "order_subject.txt"),
        ("order.html", "order_subject.txt"),
        ("order.txt.j2", "order.subject.txt.j2"),
        ("order/body.html", "order/subject.txt"),
        ("order/content.txt.j2", "order/subject.txt.j2"),
    ],
)
def test_the_subject_beside_the_message(body: str, subject: str, capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "order").mkdir()
    (tmp_path / body).write_text("Dear {{ name }}, {{ x }}\n", encoding="utf-8")
    (tmp_path / subject).write_text("Your order {{ order.id }}\n{{ x }}", encoding="utf-8")
    (tmp_path / "other_subject.txt").write_text("Another {{ x }}", encoding="utf-8")
    (file,) = shown(capsys, "--set", "x=", "--case", "typical", body, code=0)
    assert file["cases"][0]["subject"] == "Your order A-10482"
    (file,) = shown(capsys, "--set", "x=", "--case", "typical", "--subject", "other_subject.txt", body, code=0)
    assert file["cases"][0]["subject"] == "Another"


def test_a_workbook_is_no_template(capsys: Capture, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "rates.xlsx", "w") as book:
        book.writestr("x", "y")
    assert main(["render", "rates.xlsx"]) == 2
    assert "rates.xlsx" in capsys.readouterr().err


def test_control_characters_do_not_reach_the_terminal(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("Dear \x1b]0;x\x07{{ name }}\u202e, {% load \x1b %}", encoding="utf-8")
    main(["render", "evil.txt", "--set", "name=\x1b[31mAnn"])
    captured = capsys.readouterr()
    assert not {"\x1b", "\x07", "\u202e"} & set(captured.out + captured.err)


def test_jinja_is_not_loaded_for_other_languages(tmp_path: Path) -> None:
    (tmp_path / "a.liquid").write_text("Dear {{ name }},", encoding="utf-8")
    code = (
        "import sys; from cxlint.__main__ import main; main(['render', 'a.liquid']); sys.exit('jinja2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_the_page_shows_what_the_program_does(tmp_path: Path, capsys: Capture) -> None:
    page = (Path(__file__).parents[2] / "docs/render.md").read_text(encoding="utf-8")
    template, output = (re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("jinja", "text"))
    assert template
    assert output
    (tmp_path / "emails").mkdir()
    (tmp_path / "emails/bike.txt.j2").write_text(template[1], encoding="utf-8")
    main(["render", "emails/bike.txt.j2"])
    assert capsys.readouterr().out == output[1]
