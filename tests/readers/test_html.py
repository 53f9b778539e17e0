"""HTML: blocks, tables and layout, small print, hidden text, attributes."""

import pytest

from cxlint.model.document import Cell
from cxlint.readers.html_lexer import tokens


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a<b>c</b>", ["", "b", "", "b"]),
        ('<a title="x > y">z', ["a", ""]),
        ("<a title=x'>y'", ["a", ""]),
        ("1 < 2 & 3", ["", "", "", "", ""]),
        ("<!-- <p> -->x<!--", [""]),
        ("<script>if (a<b) '</p>'</script>x", ["script", "script", ""]),
        ("&amp;&#x20AC;&nope;", ["", "", ""]),
        ("<p", ["p"]),
    ],
)
def test_tokens(text, names):
    assert [name for *_, name in tokens(text, 0, len(text))] == names


def test_inline_tags_do_not_cut_sentences(seen):
    found = seen.document("a.html", "<p>A&nbsp;fee of\n <b>$5</b>&mdash;or\tmore.</p>")
    assert found.text == "A fee of $5—or more.\n"
    assert seen.place_of(found, "$5—or more") == "$5</b>&mdash;or\tmore"


def test_breaks(seen):
    assert seen.texts("a.html", "<p>One<br>two<br/>\n<br>three") == ["One\u2028two", "three"]


def test_optional_end_tags(seen):
    assert seen.roles("a.html", "<p>a<p>b<ul><li>c<li>d</ul>e") == [
        ("paragraph", "a"), ("paragraph", "b"), ("item", "c"), ("item", "d"), ("paragraph", "e"),
    ]  # fmt: skip


def test_data_table_with_spans(seen):
    found = seen.document(
        "a.html",
        "<table><tr><th>Fee<th colspan=2>Amount</tr><tr><td rowspan=2>Late<td>$5<td><p>a day</p></tr>"
        "<tr><td>$6<td>b</table>",
    )
    assert [(found.block_text(b), b.cell) for b in found.blocks] == [
        ("Fee", Cell(0, 0, 0, True)), ("Amount", Cell(0, 0, 1, True)), ("Late", Cell(0, 1, 0, False)),
        ("$5", Cell(0, 1, 1, False)), ("a day", Cell(0, 1, 2, False)), ("$6", Cell(0, 2, 1, False)),
        ("b", Cell(0, 2, 2, False)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td><h1>Hello</h1><p>We wrote</p></td><td>x</td></tr></table>",
        "<table><tr><td>Hello</td></tr><tr><td>We wrote</td></tr></table>",
        '<table role="presentation"><tr><td>Hello</td><td>We wrote</td></tr></table>',
        "<table><tr><td><ul><li>Hello</ul></td><td>We wrote</td></tr></table>",
    ],
)
def test_layout_tables(seen, text):
    found = seen.document("a.html", text)
    assert found.tables == []
    assert not any(b.cell or b.role == "cell" for b in found.blocks)


def test_nested_tables(seen):
    found = seen.document(
        "a.html",
        "<table><tr><td>Hi<td><table><tr><td>Fee<td>$5</table></td></tr></table><table><tr><td>a<td>b</table>",
    )
    assert [(b.role, b.cell) for b in found.blocks] == [
        ("paragraph", None), ("cell", Cell(0, 0, 0, False)), ("cell", Cell(0, 0, 1, False)),
        ("cell", Cell(1, 0, 0, False)), ("cell", Cell(1, 0, 1, False)),
    ]  # fmt: skip


def test_small_and_hidden(seen):
    text = (
        '<p class="fine-print">a</p><p style="font-size: 9px">b</p><p style="display:none">c</p><p hidden>d</p>'
        "<div style='font-size:0px'><p>e</p><p style='font-size:14px'>f</p></div>"
        "<details><summary>g</summary>h</details>"
        "<body class=legal><p>i</p><font size=1>j</font>"
    )
    assert seen.low("a.html", text) == [
        ("small", "a"), ("small", "b"), ("hidden", "c"), ("hidden", "d"), ("hidden", "e"), ("body", "f"), ("body", "g"),
        ("collapsed", "h"), ("body", "i"), ("small", "j"),
    ]  # fmt: skip


def test_a_small_unit_stays_in_its_sentence(seen):
    assert seen.low("a.html", "<p>$9<small>/month</small> for you</p>") == [("body", "$9/month for you")]


def test_head_preheader_and_buttons(seen):
    text = (
        "<head><title>Your bill</title><style>p{}</style></head>"
        "<div class=preheader style='display:none'>Due soon&zwnj;&nbsp;</div>"
        "<!--[if mso]><p>old</p><![endif]--><p>Go <a class='btn' href='/{{ id }}'>Pay now</a></p><button>Later</button>"
        "<input type=submit value='No, thanks'><input placeholder=Name>"
    )
    assert seen.roles("a.html", text, dialect="") == [
        ("subject", "Your bill"), ("preheader", "Due soon"), ("paragraph", "Go"), ("button", "Pay now"),
        ("button", "Later"),
        ("button", "No, thanks"), ("attribute", "Name"),
    ]  # fmt: skip
    assert seen.document("a.html", text).links[0].target == "/{{ id }}"


def test_attributes_are_exact(seen):
    found = seen.document("a.html", '<img src=x alt="Fees &amp; more"><p title="Tip">x</p>')
    assert seen.place_of(found, "Fees & more") == "Fees &amp; more"
    assert [b.prominence for b in found.blocks] == ["title", "title", "body"]


def test_footnote_marks(seen):
    found = seen.document(
        "a.html", "<p>$19<sup>1</sup> for 5 m<sup>2</sup>, the 1<sup>st</sup></p><small>1. Plus tax, always.</small>"
    )
    assert found.blocks[0].markers == ("1",)
    assert found.block_text(found.blocks[0]) == "$19 for 5 m2, the 1st"
    assert (found.blocks[1].role, found.blocks[1].label, found.blocks[1].prominence) == ("footnote", "1", "small")


def test_a_note_that_begins_with_its_mark(seen):
    found = seen.document("a.html", "<p><sup>*</sup> Plus tax</p>")
    assert (found.blocks[0].role, found.blocks[0].label, found.text) == ("footnote", "*", "Plus tax\n")


def test_mjml(seen):
    text = (
        "<mjml><mj-head><mj-title>Bill</mj-title><mj-preview>Due</mj-preview><mj-style>a{}</mj-style></mj-head><mj-body>"
        "<mj-text font-size='9px'>Tiny</mj-text><mj-image src='x' alt='Logo' />"
        "<mj-button href='u'>Pay</mj-button></mj-body></mjml>"
    )
    assert seen.roles("a.mjml", text) == [
        ("subject", "Bill"), ("preheader", "Due"), ("paragraph", "Tiny"), ("attribute", "Logo"), ("button", "Pay"),
    ]  # fmt: skip
