"""The text that patterns run on: as long as the document's, names and values as marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlint.annotate.actors import Actors
from cxlint.annotate.folding import folded
from cxlint.model.source import Source
from cxlint.readers import read

NOBODY = Actors((), ())


@pytest.mark.parametrize(
    ("text", "actors", "expected"),
    [
        ("Pay “NOW”", NOBODY, 'pay "now"\n'),
        ("Corvid pays", Actors(("Corvid",), ()), "\x10\x10\x10\x10\x10\x10 pays\n"),
        ("The Hirer pays", Actors((), ("Hirer",)), "the \x11\x11\x11\x11\x11 pays\n"),
        ("Corvid Sound, Corvid", Actors(("Corvid Sound", "Corvid"), ()), "\x10" * 12 + ", " + "\x10" * 6 + "\n"),
    ],
)
def test_marks_for_names(text, actors, expected):
    assert folded(read(Source("a.txt", text)), actors) == expected


def test_marks_for_values():
    text = "{{ first_name }} {{ amount_due }} {{ due_date }} {{ pay_url }} {{ support_email }} {{ x }}"
    assert folded(read(Source("a.txt.j2", text)), NOBODY) == "\x12 \x13 \x14 \x15 \x16 \ufffc\n"


@given(st.text(max_size=60))
def test_the_length_never_changes(text):
    document = read(Source("a.txt", text))
    assert len(folded(document, Actors(("Ab",), ("Ba",)))) == len(document.text)
