"""Blocks, paragraphs and sections, and the way back to the source."""

import pytest

from cxlint.model.document import Block, Cell, Document, OriginMap
from cxlint.model.finding import Finding, Place
from cxlint.model.source import Source

# (role, level, cell) of a small policy; every block's text is one letter
LAYOUT = [
    ("a", "paragraph", 0, None),
    ("B", "heading", 1, None),
    ("c", "paragraph", 0, None),
    ("d", "item", 0, None),
    ("e", "item", 0, None),
    ("F", "heading", 2, None),
    ("g", "cell", 0, Cell(0, 0, 0, header=True)),
    ("h", "cell", 0, Cell(0, 0, 1, header=True)),
    ("i", "cell", 0, Cell(0, 1, 0, header=False)),
    ("j", "cell", 0, Cell(0, 1, 1, header=False)),
    ("k", "cell", 0, Cell(1, 1, 0, header=False)),
    ("L", "heading", 2, None),
    ("m", "item", 0, None),
    ("N", "heading", 1, None),
    ("o", "paragraph", 0, None),
]


@pytest.fixture(scope="module")
def policy():
    blocks, above = [], []
    for index, (_, role, level, cell) in enumerate(LAYOUT):
        block = Block(index, role, index * 2, index * 2 + 1)
        block.level, block.cell = level, cell
        if role == "heading":
            while above and above[-1].level >= level:
                above.pop()
        block.heading = above[-1].index if above else -1
        if role == "heading":
            above.append(block)
        blocks.append(block)
    text = "".join(letter + "\n" for letter, *_ in LAYOUT)
    origin = OriginMap()
    origin.add(0, 0, len(text))
    return Document(Source("a.md", text), text, blocks, origin)


def letters(document, span):
    return document.text[slice(*span)].replace("\n", "")


def block(document, letter):
    return next(b for b in document.blocks if document.block_text(b) == letter)


@pytest.mark.parametrize(
    ("letter", "together"),
    [
        ("a", "a"),
        ("B", "B"),
        ("c", "c"),
        # a list reads together with the paragraph that leads to it
        ("d", "cde"),
        ("e", "cde"),
        # a list without one stands alone
        ("m", "m"),
        ("g", "gh"),
        ("j", "ij"),
        ("k", "k"),
    ],
)
def test_paragraphs(policy, letter, together):
    assert letters(policy, policy.paragraph(block(policy, letter))) == together


@pytest.mark.parametrize(
    ("letter", "together"),
    [
        ("a", "a"),
        ("B", "BcdeFghijkLm"),
        ("c", "BcdeFghijkLm"),
        ("F", "Fghijk"),
        ("h", "Fghijk"),
        ("m", "Lm"),
        ("N", "No"),
        ("o", "No"),
    ],
)
def test_sections(policy, letter, together):
    assert letters(policy, policy.section(block(policy, letter))) == together


@pytest.mark.parametrize(
    ("letter", "trail"), [("a", ""), ("B", ""), ("c", "B"), ("F", "B"), ("j", "BF"), ("m", "BL"), ("o", "N")]
)
def test_headings_above(policy, letter, trail):
    assert "".join(policy.block_text(b) for b in policy.trail(block(policy, letter))) == trail


@pytest.mark.parametrize(("position", "letter"), [(0, "a"), (1, "a"), (2, "B"), (29, "o"), (999, "o"), (-5, "a")])
def test_block_at(policy, position, letter):
    assert policy.block_text(policy.block_at(position)) == letter


# the source `Fee&amp;tax <b>now</b>` reads "Fee&tax now"; "&amp;" counts as a whole
SEGMENTS = [(0, 0, 3), (3, 3, 5), (4, 8, 4), (8, 15, 3)]


@pytest.fixture(scope="module")
def markup():
    origin = OriginMap()
    for segment in SEGMENTS:
        origin.add(*segment)
    return origin


@pytest.mark.parametrize(
    ("start", "end", "source"),
    [
        (0, 3, "Fee"),
        (1, 2, "e"),
        (3, 4, "&amp;"),
        (2, 4, "e&amp;"),
        (4, 7, "tax"),
        (0, 11, "Fee&amp;tax <b>now"),
        (8, 11, "now"),
        (9, 10, "o"),
    ],
)
def test_origins(markup, start, end, source):
    assert "Fee&amp;tax <b>now</b>"[markup.start(start) : markup.end(end)] == source


def test_an_empty_map_leads_to_the_start():
    origin = OriginMap()
    assert (origin.start(7), origin.end(7)) == (0, 0)


def test_a_range_never_ends_before_it_starts():
    origin = OriginMap()
    origin.add(0, 10, 5)
    origin.add(6, 0, 5)
    document = Document(Source("a.md", " " * 20), "later\nfirst\n", [Block(0, "paragraph", 0, 5)], origin)
    assert document.to_source(0, 11) == (10, 10)


FINDING = Finding("FEE001", "n", "warning", "high", "m", Place("a.md", 3, 1, 3, 9), "A  late fee\nmay apply")


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"place": Place("a.md", 30, 7, 30, 15)}, True),
        ({"excerpt": "a late FEE may apply"}, True),
        ({"message": "another"}, True),
        ({"severity": "error", "confidence": "low"}, True),
        ({"place": Place("b.md", 3, 1, 3, 9)}, False),
        ({"code": "FEE002"}, False),
        ({"excerpt": "A late fee applies"}, False),
        ({"ordinal": 1}, False),
    ],
)
def test_fingerprints(change, same):
    assert (FINDING._replace(**change).fingerprint == FINDING.fingerprint) is same


def test_fingerprints_know_one_separator():
    there = FINDING._replace(place=Place("mail\\a.md", 1, 1, 1, 2))
    here = FINDING._replace(place=Place("mail/a.md", 1, 1, 1, 2))
    assert there.fingerprint == here.fingerprint
