"""JSON: every value at its place, and where a broken file breaks."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.errors import ReadError
from cxlint.model.source import Source
from cxlint.readers import read

VALUES = [
    ('{"fees": [{"name": "Late fee", "amount": "10.00"}, {"amount": 5.5}]}',
     [("fees.0.name", "Late fee"), ("fees.0.amount", "10.00"), ("fees.1.amount", "5.5")]),
    ('{"a": {}, "b": [], "c": [[1, [2]], {}, 3]}', [("c.0.0", "1"), ("c.0.1.0", "2"), ("c.2", "3")]),
    ('{"on": true, "off": false, "none": null, "rate": -4.37e-05}',
     [("on", "true"), ("off", "false"), ("rate", "-4.37e-05")]),
    ('{"empty": "", "blank": "  ", "x": "y"}', [("x", "y")]),
    ('"alone"', [("", "alone")]),
    ('// a comment\n{"a": /* here */ 1}\n', [("a", "1")]),
    ('\ufeff{"k\\u00e9y": "a\\nb \\"c\\" \\/ \\u00a35 \\ud83d\\ude00 \\ud83d"}',
     [("kéy", 'a\u2028b "c" / £5 \U0001f600 \ufffd')]),
    ('{"text": "Dear {{ name }}, pay {{ amount }}."}', [("text", "Dear \ufffc, pay \ufffc.")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), VALUES)
def test_values_and_their_paths(seen, text, values):
    found = seen.document("fees.json", text)
    assert [(b.label, found.block_text(b)) for b in found.blocks] == values
    assert {b.role for b in found.blocks} == {"value"}


BROKEN = [
    ("", 1, 1, "a value"),
    ('{"a": 1,\n "b" 2}', 2, 6, "`:`"),
    ('{"a": 1\n "b": 2}', 2, 2, "`,` or `}`"),
    ("[1, 2\n", 2, 1, "`,` or `]`"),
    ("[1, ]", 1, 5, "a value"),
    ('{"a": 1, }', 1, 10, "a key"),
    ("{'a': 1}", 1, 2, "a key"),
    ('{"a": "open\n}', 1, 7, "a value"),
    ('{"a": 01}', 1, 7, "a value"),
    ('{"a": yes}', 1, 7, "a value"),
    ('{"a": "\\q"}', 1, 8, "`\\q` means nothing"),
    ("[1] [2]", 1, 5, "the end"),
    ("[}", 1, 2, "a value or `]`"),
    ("[" * 300, 1, 201, "too deeply"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), BROKEN)
def test_a_syntax_error_says_what_was_expected(seen, text, line, column, words):
    with pytest.raises(ReadError) as caught:
        seen.document("fees.json", text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("text", "hint"), [("[1, ]", "comma"), ('["a\n"]', "not closed"), ("['a']", "double quotes"), ("[1", "too early")]
)
def test_a_syntax_error_says_what_to_do(seen, text, hint):
    with pytest.raises(ReadError) as caught:
        seen.document("fees.json", text)
    assert hint in caught.value.hint


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab .:é日", max_size=5), inner, max_size=4),
    max_leaves=12,
)


def leaves(tree, path=()):
    """All values but null with their paths, in order."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, (*path, key))
    elif isinstance(tree, list):
        for i, value in enumerate(tree):
            yield from leaves(value, (*path, str(i)))
    elif tree is not None:
        yield ".".join(path), tree


@given(tree=TREES, indent=st.sampled_from([None, 2]), ascii_only=st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_json_is_read_where_it_stands(tree, indent, ascii_only):
    text = json.dumps(tree, indent=indent, ensure_ascii=ascii_only)
    found = read(Source("a.json", text), dialect="")
    expected = list(leaves(tree))
    at = 0
    for block in found.blocks:
        while expected[at][0] != block.label or not alike(expected[at][1], found.block_text(block)):
            at += 1  # one that is blank leaves no block
        start, end = found.to_source(block.start, block.end)
        written = text[start:end]
        if not isinstance(expected[at][1], str):
            assert json.loads(written) == expected[at][1]
        else:
            assert text.rfind('"', 0, start) >= 0
        at += 1
    for i, sign in enumerate(found.text):
        if sign.isalnum():
            start, end = found.to_source(i, i + 1)
            assert text[start:end] == sign or text[start] == "\\"


def alike(value, text):
    """Whether a block holds a value, white space and invisible signs apart."""
    if isinstance(value, str):
        return [c for c in value if c.isalnum()] == [c for c in text if c.isalnum()]
    return json.loads(text) == value


@pytest.mark.parametrize("text", ['{"a": 1', '["x", ', "[" * 150, '{"a": "b"', "nul", '{"a": tru}'])
def test_a_file_cut_short_is_an_error_not_a_crash(text):
    for end in range(len(text) + 1):
        with pytest.raises(ReadError):
            read(Source("a.json", text[:end]), dialect="")
