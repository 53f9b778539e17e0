"""Plain text: wrapped or not, headings, lists, mail parts."""

import pytest

WRAPPED = (
    "We will charge you a fee if your payment reaches us later than on the\n"
    "day that stands on your bill, unless you told us before that you could\n"
    "not pay.\n"
)


def test_wrapped_lines_join(seen):
    assert seen.texts("a.txt", WRAPPED) == [WRAPPED.replace("\n", " ").strip()]


def test_short_lines_stay_apart(seen):
    text = "1 Long Road\nSmall Town\nNowhere\n\nx"
    assert seen.texts("a.txt", text) == [
        "1 Long Road\u2028Small Town\u2028Nowhere",
        "x",
    ]


def test_one_paragraph_a_line(seen):
    line = "We charge a fee when you pay late. " * 5
    assert len(seen.texts("a.txt", f"{line}\n{line}\n{line}\n")) == 3


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("TERMS OF SERVICE\n\nwe charge.\n\nFEES\nwe do.\n", [(1, "TERMS OF SERVICE"), (2, "FEES")]),
        ("Our fees\n========\n\nwe charge.\n\nMore\n----\nwe do.\n", [(1, "Our fees"), (2, "More")]),
        ("1. Fees\n\nWe charge.\n\n2. Refunds\n\nWe refund.\n", [(2, "1. Fees"), (2, "2. Refunds")]),
        ("Section 4 Cancellation\nYou may cancel.\n", [(2, "Section 4 Cancellation")]),
        ("1. Fees\n1.1 We may charge you.\n", [(2, "1. Fees")]),
        ("Refund policy\n\nWe refund.\n", [(1, "Refund policy")]),
        ("Dear Ann\n\nWe wrote.\n", []),
        ("1. Bring the card\n2. Bring the bill\n", []),
    ],
)
def test_headings(seen, text, headings):
    found = seen.document("a.txt", text)
    assert [(b.level, found.block_text(b)) for b in found.blocks if b.role == "heading"] == headings


def test_items_and_clauses(seen):
    text = "We ask for:\n- your name\n  and address\n* a card\n(a) a bill\n1. more\n\n4.2 We may change it.\n"
    assert seen.roles("a.txt", text) == [
        ("paragraph", "We ask for:"), ("item", "your name and address"), ("item", "a card"), ("item", "a bill"),
        ("item", "more"), ("paragraph", "4.2 We may change it."),
    ]  # fmt: skip


def test_mail_parts(seen):
    text = "Subject: Your bill\n\nHello,\n\n> you wrote\n> this\n\n---------\nIt is due.\n-- \nThe team\n"
    assert seen.roles("a.txt", text) == [
        ("subject", "Your bill"), ("paragraph", "Hello,"), ("quote", "you wrote this"), ("paragraph", "It is due."),
        ("closing", "The team"),
    ]  # fmt: skip


def test_columns_stay_lines(seen):
    assert seen.texts("a.txt", "Late fee      $5\nReturned      $9\n") == ["Late fee $5\u2028Returned $9"]


def test_a_note(seen):
    found = seen.document("a.txt", "It costs $9 a month*.\n\n* Plus delivery.\n")
    assert found.blocks[0].markers == ("*",)
    assert (found.blocks[1].role, found.blocks[1].label) == ("footnote", "*")


def test_line_ends_and_odd_spaces(seen):
    found = seen.document("a.txt", "A late\u00a0fee\r\nof \u20095\u202f€ may co\u00adme\u200b.\r\n")
    assert found.text == "A late fee of 5 € may come.\n"
    assert seen.place_of(found, "fee of 5 €") == "fee\r\nof \u20095\u202f€"
    assert seen.place_of(found, "come") == "co\u00adme"
    assert seen.texts("a.txt", "One.\r\rTwo.") == ["One.", "Two."]


def test_a_value_alone_is_no_heading(seen):
    assert seen.roles("a.txt", "{{ name }}\n-------\n\nText.\n")[0] == ("paragraph", "\ufffc")
