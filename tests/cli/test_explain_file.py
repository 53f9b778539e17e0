"""`cxlint explain --file`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cxlint.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

BILL = """{% extends 'frame.txt.j2' %}
{% block main %}
Hi {{ member.first_name | default('there') }},

We are sorry, your payment of {{ bill.total }} failed. Please pay by {{ due_date }}.

Kind regards,
{{ agent.name }}
{% endblock %}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a reminder, its layout and its subject."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    mails = tmp_path / "emails"
    mails.mkdir()
    (mails / "overdue.txt.j2").write_text(BILL)
    (mails / "overdue_subject.txt").write_text("A boat waits")
    (mails / "frame.txt.j2").write_text("{% block main %}{% endblock %}\n\nCall us on 020 7946 0321.")
    return tmp_path


def explained(capsys: pytest.CaptureFixture[str], path: str, *options: str) -> str:
    assert main(["explain", "--file", path, *options]) == 0
    return capsys.readouterr().out


def test_for_people(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = explained(capsys, "emails/overdue.txt.j2").splitlines()
    assert lines[0] == "emails/overdue.txt.j2"
    rows = {line[2:14].strip(): line[14:] for line in lines[1:] if line[2:14].strip()}
    assert rows["kind"] == "message, dunning (“overdue” in the file name)"
    assert rows["stage"] == "first (nothing says otherwise)"
    assert rows["news"] == "bad (“overdue” in the file name)"
    assert rows["audience"] == "customer"
    assert (rows["language"], rows["dialect"], rows["whole"]) == ("en", "jinja", "yes")
    assert rows["with"] == "emails/frame.txt.j2"
    assert rows["pair"] == "emails/overdue_subject.txt"
    assert rows["values"] == "3:4 member.first_name: name, else “there”"
    assert rows["closings"] == "7:1 Kind regards, {agent.name} (signed by: person)"
    assert (rows["apologies"], rows["deadlines"]) == ("5:8 sorry", "5:67 by {due_date}")


def test_for_machines(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(explained(capsys, "emails/overdue.txt.j2", "-f", "json"))
    assert (told["kind"], told["message"], told["stage"], told["polarity"]) == ("message", "dunning", "first", "bad")
    assert told["whole"] is True
    assert told["fragment"] is False
    assert told["neighbours"] == ["emails/frame.txt.j2"]
    assert told["slots"][1] == {"name": "bill.total", "kind": "money", "fallback": None, "line": 5, "column": 31}
    assert told["parts"]["apologies"] == [{"line": 5, "column": 8, "words": "sorry"}]


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("emails/frame.txt.j2", "no, a layout: the text of other files is put into it"),
        ("emails/overdue_subject.txt", "no, a fragment (it is a subject line)"),
        ("emails/lost.txt.j2", "not known (not found: foot.txt)"),
        ("emails/computed.txt.j2", "not known (not found: a name that only the program knows)"),
    ],
)
def test_what_is_no_whole_message(project: Path, capsys: pytest.CaptureFixture[str], path: str, whole: str) -> None:
    (project / "emails" / "lost.txt.j2").write_text("Hi {{ n }}, it left. {% include 'foot.txt' %}")
    (project / "emails" / "computed.txt.j2").write_text("Hi {{ n }}, it left. {% include foot %}")
    (project / "emails" / "overdue.txt.j2").unlink()
    assert f"  whole       {whole}" in explained(capsys, path).splitlines()


def test_a_part_of_another_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "emails" / "foot.txt.j2").write_text("Hi {{ name }}, it left.")
    (project / "emails" / "user.txt.j2").write_text("{% include 'foot.txt.j2' %}")
    assert "  whole       no, a fragment (emails/user.txt.j2 puts it in)" in explained(capsys, "emails/foot.txt.j2")


@pytest.mark.parametrize(
    ("comment", "configuration"),
    [("{# cxlint: kind=receipt stage=final audience=staff polarity=good #}", ""), ("", "receipt")],
)
def test_the_users_word(project: Path, capsys: pytest.CaptureFixture[str], comment: str, configuration: str) -> None:
    (project / "emails" / "overdue.txt.j2").write_text(comment + BILL)
    if configuration:
        (project / "cxlint.toml").write_text(
            '[kinds]\n"emails/over*" = "receipt"\n[audiences]\n"emails/over*" = "staff"\n'
            '[polarities]\n"emails/over*" = "good"\n'
        )
    out = explained(capsys, "emails/overdue.txt.j2")
    assert "message, receipt (you say so)" in out
    assert "good (you say so)" in out
    assert "staff (you say so)" in out


def test_other_documents(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "terms.md").write_text("Be kind.")
    out = explained(capsys, "terms.md")
    assert out.splitlines()[1] == "  kind        policy (“terms” in the file name)"


@pytest.mark.parametrize(
    "arguments", [[], ["FEE003", "--file", "terms.md"], ["--file", "a.md", "-f", "markdown"], ["--file", "none.md"]]
)
def test_wrong_use(project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(["explain", *arguments]) == 2
    assert capsys.readouterr().err
