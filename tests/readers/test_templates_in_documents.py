"""Slots, conditions, and the readings of a block with a condition in it."""

import pytest

from cxlint.errors import ReadError
from cxlint.model.document import Slot
from cxlint.model.source import Source
from cxlint.readers import can_read
from cxlint.readers.alternatives import choices, conditions_around, without
from cxlint.readers.assemble import assemble
from cxlint.readers.draft import Draft, Piece, Reading
from cxlint.templates import Branch, Conditional, ParsedTemplate


def between(text, start, end):
    """The range of `text` between two signs, each of which stands in it once."""
    return text.index(start) + 1, text.index(end)


def made(masked, conditionals=(), slots=()):
    draft = Draft("paragraph")
    draft.pieces = [Piece(masked, 0, len(masked))]
    parsed = ParsedTemplate("jinja", masked, tuple(slots), (), tuple(conditionals))
    return assemble(Source("a.txt", masked), Reading([draft], {}), parsed)


def test_slots_stand_in_the_text():
    found = made("Dear \x01\x02\x02\x02,", slots=[Slot(5, 9, "name", "name")])
    assert found.text == "Dear \ufffc,\n"
    assert found.slot_positions[5].path == "name"
    assert found.to_source(5, 6) == (5, 9)
    assert found.to_source(5, 7) == (5, 10)


def test_a_slot_at_the_end_is_whole():
    found = made("Hi \x01\x02", slots=[Slot(3, 5, "x", "x")])
    assert found.to_source(0, 4) == (0, 5)


def test_mask_characters_without_a_slot_vanish():
    assert made("a\x01\x02 b\x03\x03c").text == "a bc\n"


TEXT = "You \x03will not\x03may\x03 be charged\x03 twice\x03."
A, B, C, D, E = (i for i, sign in enumerate(TEXT) if sign == "\x03")
FIRST = Conditional(A, C + 1, (Branch(A + 1, B, "vip"), Branch(B + 1, C, "not vip")))
SECOND = Conditional(D, E + 1, (Branch(D + 1, E, "late"), Branch(E, E, "not late")))


def test_one_block_for_each_reading():
    found = made(TEXT, [FIRST, SECOND])
    assert [(found.block_text(b), b.alternative_of, b.conditions) for b in found.blocks] == [
        ("You will not be charged twice.", -1, ()),
        ("You may be charged.", 0, ("not vip", "not late")),
    ]
    second = found.blocks[1]
    assert found.to_source(second.start + 4, second.start + 7) == (B + 1, C)


def test_equal_readings_are_written_once():
    text = "We \x03may\x03may\x03 charge"
    a, b, c = (i for i, sign in enumerate(text) if sign == "\x03")
    found = made(text, [Conditional(a, c + 1, (Branch(a + 1, b, "x"), Branch(b + 1, c, "not x")))])
    assert [found.block_text(b) for b in found.blocks] == ["We may charge"]


def test_nested_branches_are_all_read():
    inner = Conditional(10, 30, (Branch(11, 19, "b"), Branch(20, 29, "not b")))
    outer = Conditional(0, 50, (Branch(1, 35, "a", (inner,)), Branch(36, 49, "not a")))
    assert [c.conditions for c in choices([outer])] == [["a", "b"], ["a", "not b"], ["not a"]]
    assert [c.left_out for c in choices([outer])] == [[(20, 29), (36, 49)], [(11, 19), (36, 49)], [(1, 35)]]


def test_conditions_around_a_block():
    inner = Conditional(10, 30, (Branch(11, 19, "b"), Branch(20, 29, "not b")))
    outer = Conditional(0, 50, (Branch(1, 35, "a", (inner,)), Branch(36, 49, "not a")))
    assert conditions_around([outer], 12, 18) == (("a", "b"), [])
    assert conditions_around([outer], 12, 25) == (("a",), [inner])
    assert conditions_around([outer], 60, 70) == ((), [])


def test_pieces_without_ranges():
    pieces = [Piece("abcdef", 0, 6), Piece("&", 6, 11), Piece("xyz", 11, 14)]
    kept, indexes = without(pieces, [(1, 3), (5, 12)])
    assert kept == [Piece("a", 0, 1), Piece("de", 3, 5), Piece("yz", 12, 14)]
    assert indexes == [0, 2, 2, 3]


def test_many_branches_are_capped():
    branches = tuple(Branch(i * 10 + 1, i * 10 + 9, f"c{i}") for i in range(40))
    assert len(choices([Conditional(0, 400, branches)])) == 12


def test_links_keep_their_words_in_every_reading(seen):
    text = "<p>{% if a %}Read{% else %}See{% endif %} the <a href='{{ url }}'>fee list</a> now.</p>"
    found = seen.document("a.html.j2", text)
    assert [(found.text[a.start : a.end], a.target) for a in found.links] == [("fee list", "{{ url }}")] * 2


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.txt.j2", "Dear {{ name }},\n\nPay now.", ["Dear \ufffc,", "Pay now."]),
        ("a.md", "- {{ fee }} [here]({{ url }})", ["\ufffc here"]),
        ("a.md.j2", "{% for f in fees %}- {{ f }} due\n{% endfor %}", ["\ufffc due"]),
        ("a.md.j2", "| Fee |\n|---|\n{% for f in fees %}\n| {{ f }} |\n{% endfor %}\n", ["Fee", "\ufffc"]),
        ("mail.j2", "<p>Dear {{ name }}</p>", ["Dear \ufffc"]),
        ("a.html", "<p {% if x %}class='x'{% endif %}>A {{ fee }}</p>", ["A \ufffc"]),
        ("a.html", '<img alt="Fee {{ x }}">', ["Fee \ufffc"]),
    ],
)
def test_formats_with_tags(seen, path, text, expected):
    assert seen.texts(path, text) == expected


def test_conditions_over_whole_blocks(seen):
    found = seen.document("a.html", "{% if order.late %}<p>You are late.</p>{% endif %}<p>Bye</p>")
    assert [b.conditions for b in found.blocks] == [("order.late",), ()]
    assert found.template.dialect == "jinja"


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("a.md", True), ("x/terms.md.j2", True), ("Mail.HTML", True), ("welcome.html.erb", True), ("mail.hbs", True),
        ("order.shipped.liquid", True), ("a.yaml", True), ("prices.tsv", True), ("app.js.erb", False),
        ("nginx.conf.j2", False),
        ("a.py", False), ("README", False), (".md", False), ("a.zip", False), ("a.eml", True),
        ("messages.po", True), ("app.properties", True),
    ],
)  # fmt: skip
def test_names_that_can_be_read(path, known):
    assert can_read(path) is known


def test_an_unknown_format(seen):
    with pytest.raises(ReadError):
        seen.document("a.md", "x", format="word")


def test_a_format_given_by_name(seen):
    assert seen.texts("-", "<p>x</p>", format="html") == ["x"]
    assert seen.texts("-", "<p>x</p>") == ["x"]
    assert seen.texts("-", "a < b") == ["a < b"]
