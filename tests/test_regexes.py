"""Expressions from the cache are the expressions that the compiler makes."""

import re
import subprocess
import sys

import pytest

from cxlint import cache, regexes

CASES = [
    (r"late (?P<what>fee|charge)s?\b", re.IGNORECASE, "A LATE Charge of $5"),
    (r"(a)|(?P<b>b)(?P<c>c)?", 0, "xbc"),
    (r"^b.*?$", re.MULTILINE | re.DOTALL, "a\nb\nc"),
    (r"[^\W\d_]++(?<!é)(?=\s)", 0, "café prix 12"),
    ("[\U00010000-\U00010005\U00010010].{0,3}?\U00018001", 0, "\U00010003oo\U00018001"),
    ("", 0, "anything"),
]


@pytest.fixture
def memory(monkeypatch, tmp_path):
    """An empty cache, and a process that has compiled nothing yet."""
    monkeypatch.setenv("CXLINT_CACHE_DIR", str(tmp_path))

    def anew():
        monkeypatch.setattr(regexes, "_memory", regexes._Memory())
        monkeypatch.setattr(regexes, "_new", [])
        regexes.compile.cache_clear()

    anew()
    yield anew
    regexes.compile.cache_clear()


def files(folder):
    return [file.name for file in folder.iterdir() if file.name.startswith("regexes-")]


def many(prefix):
    for number in range(regexes._ENOUGH):
        regexes.compile(f"{prefix}{number}")


@pytest.mark.parametrize(("pattern", "flags", "text"), CASES)
def test_what_comes_back_is_what_was_compiled(memory, monkeypatch, pattern, flags, text):
    many("filler")
    regexes.compile(pattern, flags)
    regexes.keep()
    memory()
    with monkeypatch.context() as patch:
        patch.setattr(regexes.re, "compile", None)  # no second compilation
        again = regexes.compile(pattern, flags)
    plain = re.compile(pattern, flags)
    for name in ("pattern", "flags", "groups", "groupindex"):
        assert getattr(again, name) == getattr(plain, name), name
    found = again.search(text)
    assert found is not None
    assert (found.span(), found.groups(), found.lastgroup) == (
        (one := plain.search(text)).span(),
        one.groups(),
        one.lastgroup,
    )
    assert again.sub("-", text) == plain.sub("-", text)


def test_a_few_new_expressions_are_not_worth_a_file(memory, tmp_path):
    regexes.compile("one")
    regexes.keep()
    assert files(tmp_path) == []


def test_what_was_kept_stays_when_more_is_kept(memory, monkeypatch):
    many("a")
    regexes.keep()
    memory()
    many("b")
    regexes.keep()
    memory()
    monkeypatch.setattr(regexes.re, "compile", None)
    many("a")
    many("b")


def test_expressions_made_of_a_documents_words_are_not_kept(memory, tmp_path):
    for number in range(2 * regexes._ENOUGH):
        regexes.temporary(f"name{number}")
    regexes.keep()
    assert files(tmp_path) == []


def test_without_the_cache_nothing_is_read_or_written(memory, monkeypatch, tmp_path):
    many("a")
    regexes.keep()
    (name,) = files(tmp_path)
    before = (tmp_path / name).read_bytes()
    memory()
    monkeypatch.setattr(cache, "read", None)
    regexes.forget()
    many("b")
    regexes.keep()
    assert (tmp_path / name).read_bytes() == before


@pytest.mark.parametrize("junk", [[], {("a0", 0): (b"\xff" * 8, 0, 0, {})}, {("a0", 0): None}], ids=repr)
def test_a_damaged_file_only_costs_time(memory, junk):
    cache.write(regexes._name(), junk)
    assert regexes.compile("a0").search("xa0y").span() == (1, 3)


def test_a_python_that_hides_its_compiler_costs_time_only(memory, monkeypatch, tmp_path):
    monkeypatch.setattr(regexes, "_code", None)
    many("a")
    regexes.keep()
    assert files(tmp_path) == []


def test_the_command_fills_the_cache_unless_told_not_to(tmp_path):
    (tmp_path / "terms.md").write_text("# Terms\n\nA late fee of $5 may apply.\n")
    cached = tmp_path / "cache"
    for more, there in ((["--no-cache"], False), ([], True)):
        command = [sys.executable, "-m", "cxlint", "check", "--isolated", "--exit-zero", *more, "terms.md"]
        environment = {"CXLINT_CACHE_DIR": str(cached), "PYTHONPATH": ":".join(sys.path), "PATH": ""}
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=environment)
        assert (cached.exists() and bool(files(cached))) == there
