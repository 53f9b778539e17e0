"""The file of a baseline: what is written is read again, a difference is small, and trouble has a way out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlint.baseline import Entry, read, write
from cxlint.baseline.file import lines
from cxlint.errors import ConfigError

ONE = Entry("a/terms.md", "FEE003", "A fee applies.", "00aa", ("0001", "0002"), "agreed in May")
TWO = Entry("a/terms.md", "FEE005", "Fees “may” apply — always.", "00bb")
THREE = Entry("b.md", "FEE003", "A fee applies.", "00cc")

_texts = st.text(st.characters(exclude_categories=()), max_size=30)
_entries = st.builds(
    Entry,
    _texts.filter(bool),
    _texts.filter(bool),
    _texts,
    st.text("0123456789abcdef", min_size=4, max_size=4),
    st.lists(st.text("01ab", min_size=1, max_size=4), max_size=3).map(tuple),
    _texts,
)


@given(entries=st.lists(_entries, max_size=6, unique_by=lambda entry: entry.fingerprint))
def test_what_is_written_is_read_again(tmp_path_factory, entries):
    path = str(tmp_path_factory.mktemp("b") / "baseline.json")
    write(path, entries)
    assert read(path) == sorted(entries)


def test_one_entry_a_line_sorted_however_they_come(tmp_path):
    path = tmp_path / "b.json"
    write(str(path), [THREE, ONE, TWO])
    first = path.read_text(encoding="utf-8")
    write(str(path), [TWO, ONE, THREE])
    assert path.read_text(encoding="utf-8") == first
    rows = [row for row in first.splitlines() if "fingerprint" in row]
    assert [json.loads(row.strip().removesuffix(","))["fingerprint"] for row in rows] == ["00aa", "00bb", "00cc"]
    assert "“may” apply —" in rows[1]
    assert "sides" not in rows[1]
    assert "reason" not in rows[1]
    assert lines(str(path)) == {"00aa": 5, "00bb": 6, "00cc": 7}
    assert list(tmp_path.iterdir()) == [path]


def test_an_entry_more_is_a_line_more(tmp_path):
    path = tmp_path / "b.json"
    write(str(path), [ONE, THREE])
    before = path.read_text(encoding="utf-8").splitlines()
    write(str(path), [ONE, TWO, THREE])
    after = path.read_text(encoding="utf-8").splitlines()
    assert [row for row in after if row not in before] == [row for row in after if "00bb" in row]
    assert [row for row in before if row not in after] == []


def test_an_empty_one(tmp_path):
    path = str(tmp_path / "b.json")
    write(path, [])
    assert read(path) == []


HEAD = '{"version": 1, "findings": ['
BROKEN = [
    ("", "not valid JSON", "restore it from git"),
    ("{}", "this is no baseline of cxlint", "restore it from git"),
    ("[]", "this is no baseline of cxlint", "restore it from git"),
    ('{"version": 2, "findings": []}', "version 2, newer than this cxlint reads", "update cxlint"),
    ('{"version": "x", "findings": []}', "version x", "restore it from git"),
    (HEAD + "1]}", "entry 1 of this baseline is no object", "restore"),
    (HEAD + '{"path": "a", "rule": "b"}]}', "entry 1 of this baseline lacks `fingerprint`", "restore"),
    (HEAD + '{"path": "", "rule": "b", "fingerprint": "c"}]}', "lacks `path`", "restore"),
    (HEAD + '{"path": "a", "rule": "b", "fingerprint": "c", "text": 1}]}', "must be strings", "restore"),
    (HEAD + '{"path": "a", "rule": "b", "fingerprint": "c", "sides": "d"}]}', "list of strings", "restore"),
    (HEAD + "\n<<<<<<< HEAD\n=======\n>>>>>>> x\n]}", "marks of a merge conflict", "`cxlint baseline prune`"),
    ("[" * 200_000, "", "restore"),
]


@pytest.mark.parametrize(("text", "message", "hint"), BROKEN)
def test_a_broken_file_says_what_to_do(tmp_path, text, message, hint):
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read(str(path))
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert "b.json" in caught.value.where


def test_no_file_and_no_text(tmp_path):
    with pytest.raises(ConfigError, match="no such baseline"):
        read(str(tmp_path / "gone.json"))
    (tmp_path / "b.json").write_bytes(b"\xff\xfe{")
    with pytest.raises(ConfigError, match="UTF-8"):
        read(str(tmp_path / "b.json"))
    with pytest.raises(ConfigError, match="cannot be written"):
        write(str(tmp_path / "no" / "b.json"), [])


def test_a_conflict_is_merged_from_both_sides(tmp_path):
    path = tmp_path / "b.json"
    write(str(path), [ONE, TWO, THREE])
    rows = path.read_text(encoding="utf-8").splitlines()
    rows[5:6] = ["<<<<<<< HEAD", rows[5], "=======", ">>>>>>> other"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert read(str(path), merging=True) == [ONE, TWO, THREE]
    rows[5] = rows[5] + "\n    {broken}"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 7"):
        read(str(path), merging=True)


def test_equal_entries_are_one(tmp_path):
    """As a union merge leaves them; a reason is not lost."""
    path = tmp_path / "b.json"
    rows = [json.dumps({**THREE._asdict(), "reason": reason}) for reason in ("", "agreed")]
    path.write_text(HEAD + ",".join(rows) + "]}", encoding="utf-8")
    assert read(str(path)) == [THREE._replace(reason="agreed")]
