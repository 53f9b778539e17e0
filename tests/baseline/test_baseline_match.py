"""Findings held against a baseline: what stays hidden whatever else changes, what is stale, what moved."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.baseline import Sides, match
from cxlint.baseline.entries import entry_of, inside
from cxlint.config.load import load
from cxlint.model.finding import Finding, Place, Related
from cxlint.model.rule import Rule
from cxlint.rulebook.ruleset import compile_rules
from cxlint.runner import run

BLANK = dict.fromkeys(("name", "message", "why", "mother", "suggest", "path"), "")
LATE = Rule(**{**BLANK, "code": "TST001", "severity": "warning", "confidence": "high"}, find=("late fee",))
SORRY = LATE._replace(code="TST002", find=("sorry if",))


@pytest.fixture(scope="module")
def rules():
    return compile_rules([LATE, SORRY], {}, {})


def found(words, path="a.md", code="TST001", ordinal=0, line=1, related=()):
    place = Place(path, line, 1, line, 5)
    places = tuple(Related(Place(other, 1, 1, 1, 5), "there") for other in related)
    return Finding(code, "n", "warning", "high", "m", place, words, related=places, ordinal=ordinal)


def held(entries, findings, root=".", judged=lambda _entry: True):
    return match(entries, findings, os.path.abspath(root), judged, Sides(os.path.abspath(root)))


def entries_of(findings, root="."):
    sides = Sides(os.path.abspath(root))
    return sorted(entry_of(f, inside(f.place.path, os.path.abspath(root)), sides.of(f)) for f in findings)


def statuses(matched):
    return [finding.status for finding in matched.findings]


BASE = [found("A late fee applies.")]
HIDDEN = [
    ("the same", found("A late fee applies."), True),
    ("moved down", found("A late fee applies.", line=40), True),
    ("reflowed, in capitals", found("A late  FEE\napplies."), True),
    ("renumbered", found("4.2 A late fee applies."), True),
    ("in a list", found("(b) A late fee applies."), True),
    ("a second time", found("A late fee applies.", ordinal=1), False),
    ("edited", found("A late fee of £5 applies."), False),
    ("by another rule", found("A late fee applies.", code="TST002"), False),
    ("in another file", found("A late fee applies.", path="b.md"), False),
]


@pytest.mark.parametrize(("finding", "hidden"), [case[1:] for case in HIDDEN], ids=[case[0] for case in HIDDEN])
def test_what_is_hidden(tmp_path, monkeypatch, finding, hidden):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").touch()
    matched = held(entries_of(BASE), [finding])
    assert statuses(matched) == ["baselined" if hidden else "open"]
    assert bool(matched.kept) == hidden
    assert bool(matched.stale) != hidden


def test_the_reason_is_told_and_the_folder_does_not_matter(tmp_path, monkeypatch):
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)
    (entry,) = entries_of([found("A late fee applies.", path="sub/a.md")])
    monkeypatch.chdir(tmp_path / "sub")
    matched = held([entry._replace(reason="agreed")], [found("A late fee applies.")], root=str(tmp_path))
    assert [(f.status, f.reason) for f in matched.findings] == [("baselined", "agreed")]


def test_what_the_run_did_not_look_for_is_not_stale(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").touch()
    matched = held(entries_of(BASE), [], judged=lambda _entry: False)
    assert (matched.stale, matched.kept) == ([], entries_of(BASE))


def test_a_suppressed_finding_needs_no_entry(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").touch()
    matched = held(entries_of(BASE), [BASE[0]._replace(status="suppressed", reason="r")])
    assert statuses(matched) == ["suppressed"]
    assert matched.stale == entries_of(BASE)


OLD = [found(f"Late fee {n}.", path="old.md") for n in "abcd"]
RENAMED = [
    # what the new file holds, and whether it is taken for the old one
    ("abcd", True),
    ("abcdx", True),
    ("ab", True),
    ("a", False),
    ("x", False),
]


@pytest.mark.parametrize(("letters", "followed"), RENAMED)
def test_a_renamed_file_is_followed(tmp_path, monkeypatch, letters, followed):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "new.md").touch()
    new = [found(f"Late fee {n}.", path="new.md") for n in letters]
    # even a run that looked at nothing else knows that a file is gone
    matched = held(entries_of(OLD), new, judged=lambda _entry: False)
    shared = [n for n in letters if n in "abcd"] if followed else []
    assert statuses(matched) == ["baselined" if n in shared else "open" for n in letters]
    assert matched.renamed == ({"old.md": "new.md"} if followed else {})
    assert len(matched.stale) == 4 - len(shared)
    assert [new for _, new in matched.moved] == entries_of(f for f in new if f.status and f.excerpt[9] in shared)


def test_each_file_has_one_successor(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "keep.md").touch()
    baseline = entries_of([*OLD, found("Late fee a.", path="keep.md")])
    copies = [f._replace(place=f.place._replace(path=p)) for p in ("one.md", "two.md") for f in OLD]
    matched = held(baseline, copies)
    assert statuses(matched) == ["baselined"] * 4 + ["open"] * 4
    # a file that the baseline knows by its own name is nobody's successor
    matched = held(baseline, [found(f"Late fee {n}.", path="keep.md") for n in "abcd"])
    assert statuses(matched) == ["baselined", "open", "open", "open"]


def test_a_disagreement_is_known_at_both_sides(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, words in (("a.md", "five days"), ("b.md", "nine days"), ("c.md", "four days")):
        (tmp_path / name).write_text(words, encoding="utf-8")
    here = found("five days", path="a.md", related=["b.md"])
    there = found("nine days", path="b.md", related=["a.md"])
    other = found("four days", path="c.md", related=["a.md"])
    baseline = entries_of([here])
    subset = held(baseline, [there], judged=lambda _entry: False)
    assert statuses(subset) == ["baselined"]
    assert (subset.kept, subset.stale, subset.moved) == (baseline, [], [])
    # seen by a run over all, the entry goes where the finding is now
    assert held(baseline, [there]).moved == [(baseline[0], entries_of([there])[0])]
    assert statuses(held(baseline, [other])) == ["open"]
    assert statuses(held(baseline, [there._replace(code="TST009")])) == ["open"]
    (tmp_path / "b.md").write_text("zero days", encoding="utf-8")
    assert statuses(held(baseline, [there])) == ["open"]


def test_catalogues_hold_copies_of_one_message(tmp_path, monkeypatch):
    """A run over all catalogues reports the first; a hook may name another one."""
    monkeypatch.chdir(tmp_path)
    for name in ("de.po", "fr.po", "a.md"):
        (tmp_path / name).touch()
    baseline = entries_of([found("A late fee.", path="de.po")])
    copy = found("A late fee.", path="fr.po")
    subset = held(baseline, [copy], judged=lambda _entry: False)
    assert (statuses(subset), subset.moved, subset.kept) == (["baselined"], [], baseline)
    assert held(baseline, [copy]).moved == [(baseline[0], entries_of([copy])[0])]
    others = [found("Another late fee.", path="fr.po"), found("A late fee.", path="a.md")]
    assert statuses(held(baseline, others)) == ["open", "open"]


def test_the_other_side_has_other_words_now(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("five days", encoding="utf-8")
    (tmp_path / "b.md").write_text("nine days", encoding="utf-8")
    here = found("five days", path="a.md", related=["b.md"])
    before = entries_of([here])
    (tmp_path / "b.md").write_text("zero days", encoding="utf-8")
    after = entries_of([here])
    root = os.path.abspath(".")
    for whole, refresh, moved in ((True, True, [(before[0], after[0])]), (True, False, []), (False, True, [])):
        matched = match(before, [here], root, lambda _entry, whole=whole: whole, Sides(root), refresh=refresh)
        assert (statuses(matched), matched.moved, matched.stale) == (["baselined"], moved, [])


FILLERS = ["The shed opens at nine.", "Bring a bag.", "Bikes stand behind the house.", "## Keys", "* one\n* two"]
PARTS = ["A late fee applies.", "We are sorry if that hurts.", "1. A late fee is due.\n2. Tea is free.", "A late fee."]
_blocks = st.lists(st.sampled_from(PARTS), min_size=1, max_size=6)


def lint(rules, text):
    return run([], load(isolated=True), rules, stdin=("terms.md", text.encode())).findings


@settings(max_examples=60, deadline=None)
@given(blocks=_blocks, data=st.data())
def test_unrelated_text_never_changes_what_is_hidden(rules, blocks, data):
    before = lint(rules, "\n\n".join(blocks))
    known = data.draw(st.lists(st.sampled_from(before), unique=True), label="in the baseline")
    baseline = entries_of(known)
    edited = []
    for block in blocks:
        edited += data.draw(st.lists(st.sampled_from(FILLERS), max_size=2), label="inserted")
        edited.append(block.replace(" ", data.draw(st.sampled_from([" ", "\n", "  "]), label="reflowed"), 1))
    after = lint(rules, "\n\n".join([*edited, *data.draw(st.lists(st.sampled_from(FILLERS), max_size=2))]))
    matched = match(baseline, after, os.path.abspath("."), lambda _entry: True, Sides(os.path.abspath(".")))
    hidden = sorted((f.code, f.words, f.ordinal) for f in matched.findings if f.status == "baselined")
    assert hidden == sorted((f.code, f.words, f.ordinal) for f in known)
    assert matched.stale == []
