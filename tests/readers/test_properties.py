"""Whatever the text: no exception, and every letter of the document leads back to the same letter of the file."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.errors import ReadError
from cxlint.model.document import SLOT
from cxlint.model.source import Source
from cxlint.readers import FORMATS, read
from cxlint.readers.assemble import assemble
from cxlint.readers.draft import Draft, Piece, Reading

NAMES = {"markdown": "a.md", "html": "a.html", "plain": "a.txt", "csv": "a.csv", "yaml": "a.yml", "json": "a.json",
    "eml": "a.eml", "catalogue": "en.arb", "po": "a.po", "properties": "a.properties", "php_array": "lang/a.php",
    "xml_catalogue": "strings.xml", "apple_strings": "a.strings",
}  # fmt: skip
BITS = [
    "fee", "Late fee", "é", "\U0001f600", "日本", " ", "  ", "\n", "\r\n", "\r", "\n\n", "\t", "\xa0", "\xad",
    "\u200b", "\ufeff", "\u2028", "\ufffc", "\x00", "\x01", "\x02", "\x03", "&amp;", "&nbsp;", "&", "&#233;",
    "&shy;", "<", ">", "<p>", "</p>", "<table>", "<tr>", "<td>", "<th colspan=2>", "<td rowspan='3'>", "</table>",
    "<br>", "<li>", "<ul>", "</ul>", "<small>", "</small>", "<sup>1</sup>", "<a href='x'>", "</a>", "<!--", "-->",
    "<div hidden>", "</div>", "<title>", '<img alt="a &lt; b">', "<script>", "</script>", "<details>", "# ", "## ",
    "- ", "1. ", "* ", "> ", "| ", "|--|--|", "```", "    ", "**", "_", "`", "[", "](u)", "![", "[^1]", "[^1]: ",
    "---", "===", "+++", ",", ";", '"', '""', "'", ":", ": ", "key: ", "{", "}", "[", "]", "|\n  ", ">\n  ", "\\n",
    "\\u00e9", "\\", "*", "\u2020", "$19*", "title: x\n", "{{ x }}", "{% if a %}", "{% else %}", "{% endif %}",
    "{{ x or 'friend' }}", "Subject: ", "-- \n", "FEES", "1.1 ", "Section 2 ", "?", "!",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(BITS), max_size=40).map("".join) | st.text(max_size=60)


def check_map(document):
    text, file = document.text, document.source.text
    for i, character in enumerate(text):
        if character.isalnum():
            start, end = document.to_source(i, i + 1)
            piece = file[start:end]
            assert piece == character or (len(piece) > 1 and piece[0] in "&\\"), (i, character, piece)
        elif character == SLOT:
            start, end = document.to_source(i, i + 1)
            assert i in document.slot_positions
            assert document.slot_positions[i].start == start
            assert start < end <= document.slot_positions[i].end
    for position in document.slot_positions:
        assert text[position] == SLOT


def check_shape(document):
    at = 0
    for index, block in enumerate(document.blocks):
        assert block.index == index
        assert block.start == at
        assert block.end > block.start
        assert document.text[block.end] == "\n"
        inside = document.block_text(block)
        assert inside == inside.strip()
        assert "\n" not in inside
        assert "  " not in inside
        assert -1 <= block.heading < index
        assert -1 <= block.alternative_of < index
        at = block.end + 1
    assert at == len(document.text)
    for link in document.links:
        assert document.block_at(link.start) is document.block_at(link.end - 1)
    assert document.origin.starts == sorted(document.origin.starts)


@pytest.mark.parametrize("format_name", [name for name in FORMATS if name != "xlsx"])
@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_reads_and_maps(format_name, text):
    for dialect in ("", "jinja"):
        try:
            document = read(Source(NAMES[format_name], text), format=format_name, dialect=dialect)
        except ReadError:
            assert format_name in ("yaml", "json", "catalogue")
            continue
        check_shape(document)
        check_map(document)


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=6))
@settings(max_examples=100, deadline=None)
def test_pieces_of_any_kind(parts):
    source = "".join(text for text, _ in parts)
    draft = Draft("paragraph")
    at = 0
    for text, whole in parts:
        draft.pieces.append(Piece("Ω" if whole and len(text) > 1 else text, at, at + len(text)))
        at += len(text)
    document = assemble(Source("a.txt", source), Reading([draft], {}), None)
    check_shape(document)
    for i, character in enumerate(document.text):
        if character.isalnum() and character != "Ω":
            start, end = document.to_source(i, i + 1)
            assert source[start:end] == character


LINE = "We may charge you a fee of $25 when you pay late. " * 10_000


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", LINE),
        ("a.html", "<p>" + LINE),
        ("a.html", LINE.replace("fee", "<b>fee</b>")),
        ("a.txt", LINE),
        ("a.csv", LINE.replace("late.", "late,")),
        ("a.csv", '"' + LINE),
        ("a.yml", f'key: "{LINE}"'),
        ("a.json", f'{{"key": "{LINE}"}}'),
        ("a.json", '["fee", ' * 50_000),
        ("a.json", '{"a": "\\u00e9 fee"} ' * 2),
        ("a.json", "[" + '"\\n fee", ' * 50_000),
        ("a.csv", '"a\n' * 50_000),
        ("a.csv", '"" ,' * 100_000),
        ("a.csv", "$2,838," * 100_000),
        ("a.html", "<td><table>" * 20_000),
        ("a.html", "<div>" * 50_000 + "</p>" * 50_000),
        ("a.html", '<a ="' * 100_000),
        ("a.md", "[a](" * 50_000),
        ("a.yml", "[" * 50_000),
        ("a.txt", "\x01" * 500_000),
        ("a.txt", "- " * 500_000),
        ("a.po", 'msgid "x y"\nmsgstr "' + LINE + '"\n'),
        ("a.po", '"' * 1_000_000),
        ("a.properties", "a = " + LINE),
        ("a.properties", "\\" * 1_000_000),
        ("lang/a.php", "<?php " + "/* x */ ;" * 100_000 + "return ["),
        ("lang/a.php", "<?php return [" + "/* " * 300_000),
        ("lang/a.php", "<?php return ['a' => 'x', " * 50_000),
        ("locales/en.json", '{"a": "' + "{n, plural, one {" * 50_000 + '"}'),
        ("locales/en.yml", "\n" * 5_000 + "x: y"),
        ("strings.xml", "<!-- " * 300_000),
        ("strings.xml", '<string name="a">' * 50_000),
        ("a.xlf", "<unit><source>" * 50_000),
        ("a.strings", "/* " * 300_000),
        ("a.strings", '"a" = ' * 200_000),
        ("a.eml", "Subject: " + "=?utf-8?q?a?= " * 50_000),
        ("a.eml", "Subject: x\n " * 100_000),
        ("a.eml", "Content-Type: multipart/mixed; boundary=a\n\n" + "--a\n" * 100_000),
        ("a.eml", "Content-Transfer-Encoding: base64\n\n" + "aGVsbG8g" * 20_000),
        ("a.md", "```{note}\n" * 50_000),
    ],
)
def test_half_a_megabyte_on_one_line(path, text):
    started = time.process_time()
    try:
        read(Source(path, text), dialect="")
    except ReadError:
        assert path in ("a.yml", "a.json")
    assert time.process_time() - started < 15
