"""Finding literals: the library and the fallback agree with each other and with the plain search."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from cxlint.matching import literals

WORDS = st.lists(st.text("abé ", min_size=1, max_size=5), min_size=1, max_size=8, unique=True)


def plainly(words, text):
    found = []
    for index, word in enumerate(words):
        at = text.find(word)
        while at >= 0:
            found.append((index, at, at + len(word)))
            at = text.find(word, at + 1)
    return sorted(found)


@given(WORDS, st.text("abé c\n", max_size=40))
def test_all_occurrences_are_found(words, text):
    expected = plainly(words, text)
    assert sorted(literals.finder(words)(text)) == expected
    assert sorted(literals.fallback(words)(text)) == expected


@given(WORDS, st.text("ab", max_size=30))
def test_occurrences_come_in_the_order_in_which_they_end(words, text):
    for find in (literals.finder(words), literals.fallback(words)):
        ends = [end for _, _, end in find(text)]
        assert ends == sorted(ends)


def test_offsets_are_characters():
    find = literals.finder(["fee", "€"])
    assert list(find("🙂 é fee €5")) == [(0, 4, 7), (1, 8, 9)]


def test_no_literals():
    assert list(literals.finder([])("any text")) == []


def test_without_the_library_the_fallback_is_used(monkeypatch):
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    assert list(literals.finder(["late", "ate"])("late")) == [(0, 0, 4), (1, 1, 4)]
