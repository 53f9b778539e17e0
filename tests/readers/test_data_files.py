"""CSV and YAML."""

import pytest

from cxlint.errors import ReadError


def test_cells_with_their_headings(seen):
    found = seen.document("a.csv", 'Fee,"Note ""x"""\nLate,"$5,\nsoon"\n\n,"a ""b"" c"\n')
    assert [(found.block_text(b), b.label, tuple(b.cell)[:4]) for b in found.blocks] == [
        ("Fee", "", (0, 0, 0, True)), ('Note "x"', "", (0, 0, 1, True)), ("Late", "Fee", (0, 1, 0, False)),
        ("$5,\u2028soon", 'Note "x"', (0, 1, 1, False)), ('a "b" c', 'Note "x"', (0, 2, 1, False)),
    ]  # fmt: skip
    assert seen.place_of(found, '"b" c') == '""b"" c'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(seen, delimiter):
    text = "Fee|Amount|Note\nLate|$5|soon\nReturned|$9|x, y\n".replace("|", delimiter)
    if delimiter == ",":
        text = text.replace("x, y", '"x, y"')
    assert len(seen.document("a.csv", text).tables[0][2]) == 3


def test_a_table_without_headings(seen):
    found = seen.document("a.csv", "Late fee,$5\nReturned,$9\n")
    assert not any(b.cell.header for b in found.blocks)
    assert {b.label for b in found.blocks} == {""}


def test_an_open_quote_is_no_end(seen):
    assert seen.texts("a.csv", 'a,"b\nc,d\n') == ["a", '"b', "c", "d"]


def test_keys_are_labels(seen):
    found = seen.document("a.yml", "late_fee:\n  amount: 5\n  note: 'It''s due'\nlist:\n- one\n- two: x\n")
    assert [(b.label, found.block_text(b)) for b in found.blocks] == [
        ("late_fee.amount", "5"), ("late_fee.note", "It's due"), ("list.0", "one"), ("list.1.two", "x"),
    ]  # fmt: skip
    assert seen.place_of(found, "It's due") == "It''s due"


def test_block_scalars_keep_their_places(seen):
    text = "body: |\n  Dear you,\n\n  We charge a\n  fee.\nnote: >-\n  One\n  TWO\n"
    found = seen.document("a.yml", text)
    assert seen.texts("a.yml", text) == ["Dear you,", "We charge a fee.", "One TWO"]
    assert seen.place_of(found, "charge a fee") == "charge a\n  fee"


def test_escapes_and_astral_signs(seen):
    found = seen.document("a.yml", '\U0001f600: "caf\\u00e9\\nfee \\U0001F600"\nb: "\U0001f600 late"\n')
    assert seen.texts("a.yml", found.source.text) == ["café\u2028fee \U0001f600", "\U0001f600 late"]
    assert seen.place_of(found, "late") == "late"


def test_aliases_are_read_once(seen):
    assert seen.texts("a.yml", "a: &x fee\nb: *x\nc: [*x, *x]\n") == ["fee"]


def test_a_syntax_error_has_a_place(seen):
    with pytest.raises(ReadError) as caught:
        seen.document("a.yml", "a: 1\nb: [1, 2\nc: }\n")
    assert caught.value.line == 3


def test_template_tags_in_yaml(seen):
    assert seen.texts("a.yml", "subject: {{ name }}, your bill\n{% if x %}\nb: fee\n{% endif %}\n") == [
        "￼, your bill",
        "fee",
    ]


LAYOUTS = [
    # lists of maps: the items are told apart by their numbers
    ("- name: Late fee\n  amount: 5\n- name: Wire\n  amount: 9\n",
     [("0.name", "Late fee"), ("0.amount", "5"), ("1.name", "Wire"), ("1.amount", "9")]),
    ("fees:\n  - {name: Late, tiers: [5, 9]}\n",
     [("fees.0.name", "Late"), ("fees.0.tiers.0", "5"), ("fees.0.tiers.1", "9")]),
    # a table
    ("headers: [Fee, Amount]\nrows:\n- [Late, $5]\n- [Wire, $9]\n",
     [("headers.0", "Fee"), ("headers.1", "Amount"), ("rows.0.0", "Late"), ("rows.0.1", "$5"), ("rows.1.0", "Wire"),
      ("rows.1.1", "$9")]),
    # bare scalars, also of a document that is nothing else
    ("StandardFee: 450\nSeniorFee: '350'\n", [("StandardFee", "450"), ("SeniorFee", "350")]),
    ("Late fee $5\n", [("", "Late fee $5")]),
    # what is commented out is not charged
    ("late: 5\n# wire: 9\n#- name: Card\n", [("late", "5")]),
    ("fee:\n  note: >-\n    Due at\n    once.\n\n    Or later.\n  amount: 5\n",
     [("fee.note", "Due at once."), ("fee.note", "Or later."), ("fee.amount", "5")]),
    ("? [a, b]\n: 5\nwire: 9\n", [(".0", "a"), (".1", "b"), ("", "5"), ("wire", "9")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), LAYOUTS)
def test_layouts_of_yaml(seen, text, values):
    found = seen.document("fees.yml", text)
    assert [(b.label, found.block_text(b)) for b in found.blocks] == values
