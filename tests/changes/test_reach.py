"""How far a change reaches: lines, paragraphs, rows, files, and the other side of a disagreement."""

import pytest

from cxlint.changes import Changed, Reach
from cxlint.changes.touched import WHOLE, Touched, key
from cxlint.model.finding import Finding, Place, Related, whole_file

TEXT = """\
# Fees

A late fee applies
when you pay after
the due date.

* We may charge more.
* You may leave
  when you like.

| fee | amount |
|---|---|
| late | £5 |
| early | £6 |
"""
PAGE = "<p>A late\nfee applies.</p><p>Pay\nnow.</p>\n"


def finding(path, line, *, code="TST001", related=()):
    return Finding(code, "n", "warning", "high", "m", Place(path, line, 1, line, 4), related=related)


def line(number):
    return Touched(((number, number),))


REACHES = [
    # file, changed, line of the finding, then: by lines, by paragraphs, by files
    ("a.md", line(3), 3, (True, True, True)),
    ("a.md", line(3), 5, (False, True, True)),
    ("a.md", Touched((), (4,)), 3, (False, True, True)),
    ("a.md", Touched((), (5,)), 3, (False, False, True)),
    ("a.md", line(1), 3, (False, False, True)),
    ("a.md", line(8), 7, (False, False, True)),
    ("a.md", line(9), 8, (False, True, True)),
    ("a.md", line(13), 14, (False, False, True)),
    ("a.md", WHOLE, 3, (True, True, True)),
    ("p.html", line(1), 2, (False, True, True)),
    ("p.html", line(3), 1, (False, False, True)),
    ("a.md", None, 3, (False, False, False)),
]


@pytest.mark.parametrize(("path", "touched", "at", "reached"), REACHES)
def test_scopes(tmp_path, monkeypatch, path, touched, at, reached):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "p.html").write_text(PAGE, encoding="utf-8")
    changed = Changed({key(path): touched} if touched else {key("other.md"): WHOLE}, "x")
    concerned = tuple(Reach(changed, scope).concerns(finding(path, at)) for scope in ("lines", "paragraphs", "files"))
    assert concerned == reached


def test_either_side_of_a_disagreement(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "fees.md"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    reach = Reach(Changed({key("fees.md"): line(13)}, "x"))
    schedule = Place("fees.md", 13, 3, 13, 7)
    assert reach.concerns(finding("a.md", 3, related=(Related(schedule, "£5 here"),)))
    assert not reach.concerns(finding("a.md", 3, related=(Related(schedule._replace(line=3, end_line=3), "here"),)))


def test_what_a_file_lacks(tmp_path, monkeypatch):
    """ "No schedule lists it": a row may have gone from anywhere in the schedule; one that was added is no reason."""
    monkeypatch.chdir(tmp_path)
    unlisted = finding("a.md", 3, related=(Related(whole_file("fees.md"), "the fees you publish"),))
    for touched, concerned in ((line(13), False), (Touched((), (12,)), True), (WHOLE, True)):
        assert Reach(Changed({key("fees.md"): touched}, "x")).concerns(unlisted) == concerned
    assert Reach(Changed({key("fees.md"): line(13)}, "x"), "files").concerns(unlisted)


def test_what_cannot_be_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_bytes(b"\0\0")
    reach = Reach(Changed({key("a.md"): line(9)}, "x"))
    assert reach.concerns(finding("a.md", 1, code="CX001"))
    assert not reach.concerns(finding("a.md", 1))


def test_standard_input_stands_for_its_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    reach = Reach(Changed({key("a.md"): line(4)}, "x"), given={"a.md": TEXT.encode()})
    assert [f.place.line for f in reach.select([finding("a.md", 1), finding("a.md", 3)])] == [3]
