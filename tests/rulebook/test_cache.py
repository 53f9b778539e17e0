"""Compiled rules on disk: the same rules come back, and nothing that goes wrong is an error."""

import os
import time

import pytest

from cxlint import rulebook
from cxlint.rulebook import cache

RULE = """\
code: TST001
name: odd-rule
severity: warning
confidence: high
applies-to: [policy]
message: m
why: w
mother: q
effort: [time]
suggest: s
find: ["late {money}", "<dear-noun> ... cost"]
regex: [{pattern: "ab+", literals: [ab]}]
unless: {sentence: ["<dear-noun> once"]}
needs: {document: ["fee"]}
options: {most: 3}
examples: [{bad: b}]
references: []
since: "0.1"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of own rules, and an empty cache."""
    (tmp_path / "own" / "words").mkdir(parents=True)
    (tmp_path / "own" / "TST001.yaml").write_text(RULE)
    (tmp_path / "own" / "words" / "w.yaml").write_text("dear-noun: [dear, costly]\n")
    monkeypatch.setenv("CXLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(rulebook, "RULES", str(tmp_path / "none"))  # the built-in rules take their time
    return tmp_path


def stored(folder):
    return sorted((folder / "cache").glob("*"))


def own(ruleset):
    return ruleset.find("tst001")


def test_what_is_read_back_is_what_was_written(folder, monkeypatch):
    first = rulebook.load([str(folder / "own")])
    assert len(stored(folder)) == 1
    monkeypatch.setattr(rulebook, "compile_rules", None)  # no second compilation
    again = rulebook.load([str(folder / "own")])
    assert [rule._replace(examples=()) for rule in first.rules] == again.rules
    for field in ("patterns", "literals", "literal_factors", "context", "anchors", "words"):
        assert getattr(first, field) == getattr(again, field), field
    assert own(again).applies_to == {"policy"}
    assert [e.text for e in rulebook.examples_of(own(again)).examples] == ["b"]


def test_a_change_of_rules_or_words_makes_a_new_entry(folder):
    rulebook.load([str(folder / "own")])
    (folder / "own" / "TST001.yaml").write_text(RULE.replace("odd-rule", "even-rule"))
    assert own(rulebook.load([str(folder / "own")])).name == "even-rule"
    (folder / "own" / "words" / "w.yaml").write_text("dear-noun: [pricey]\n")
    assert rulebook.load([str(folder / "own")]).words["dear-noun"] == ("pricey",)
    assert len(stored(folder)) == 3


@pytest.mark.parametrize("junk", [b"", b"junk", b"\xff" * 50, b"N", b"[", b"T", b"T" * 50], ids=repr)
def test_a_damaged_entry_is_written_anew(folder, junk):
    rulebook.load([str(folder / "own")])
    (entry,) = stored(folder)
    whole = cache.read(entry.stem.removeprefix("rules-"))
    assert whole is not None
    entry.write_bytes(junk)
    assert own(rulebook.load([str(folder / "own")])).name == "odd-rule"
    assert cache.read(entry.stem.removeprefix("rules-")) == whole


def test_half_an_entry_is_written_anew(folder):
    rulebook.load([str(folder / "own")])
    (entry,) = stored(folder)
    whole = cache.read(entry.stem.removeprefix("rules-"))
    assert whole is not None
    entry.write_bytes(entry.read_bytes()[:5000])
    assert own(rulebook.load([str(folder / "own")])).name == "odd-rule"
    assert cache.read(entry.stem.removeprefix("rules-")) == whole


@pytest.mark.skipif(os.name == "nt", reason="Windows has rights of its own")
def test_an_entry_that_somebody_else_may_write_is_not_read(folder, monkeypatch):
    rulebook.load([str(folder / "own")])
    (entry,) = stored(folder)
    assert entry.stat().st_mode & 0o777 == 0o600
    assert cache.read(entry.stem.removeprefix("rules-")) is not None
    entry.chmod(0o622)
    assert cache.read(entry.stem.removeprefix("rules-")) is None
    entry.chmod(0o600)
    monkeypatch.setattr(os, "getuid", lambda: entry.stat().st_uid + 1)
    assert cache.read(entry.stem.removeprefix("rules-")) is None


def test_a_cache_that_cannot_be_written(folder):
    (folder / "cache").write_text("a file where the folder should be")
    assert own(rulebook.load([str(folder / "own")])).name == "odd-rule"


def test_without_a_cache_nothing_is_written(folder):
    assert own(rulebook.load([str(folder / "own")], use_cache=False)).name == "odd-rule"
    assert not (folder / "cache").exists()


def test_old_entries_go(folder):
    (folder / "cache").mkdir()
    old, recent, other = (folder / "cache" / name for name in ("rules-old.bin", "rules-new.bin", "notes.txt"))
    long_ago = time.time() - 100 * 86400
    for file, when in ((old, long_ago), (recent, time.time()), (other, long_ago)):
        file.write_bytes(b"x")
        os.utime(file, (when, when))
    rulebook.load([str(folder / "own")])
    assert (old.exists(), recent.exists(), other.exists()) == (False, True, True)


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"CXLINT_CACHE_DIR": "here", "XDG_CACHE_HOME": "there"}, "here"),
        ({"XDG_CACHE_HOME": "there"}, os.path.join("there", "cxlint")),
        ({"HOME": "home"}, os.path.join("home", ".cache", "cxlint")),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has folders of its own")
def test_where_the_cache_is(monkeypatch, variables, folder):
    for name in ("CXLINT_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache.folder() == folder
