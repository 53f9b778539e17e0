"""HTML, text and subject of one message, by their paths."""

from __future__ import annotations

import pytest

from cxlint.annotate.pairs import belong, is_subject, part


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mail/bill.html", "mail/bill.txt"),
        ("mail/bill.html.j2", "mail/bill.txt.j2"),
        ("mail/bill.mjml", "mail/bill.txt"),
        ("mail/bill-html.j2", "mail/bill-plain.j2"),
        ("mail/bill_html.hbs", "mail/bill_text.hbs"),
        ("mail/bill.html", "mail/bill-plain.txt"),
        ("mail/bill/body.html.erb", "mail/bill/body.text.erb"),
        ("mail/bill/html.hbs", "mail/bill/text.hbs"),
        ("mail/html/bill.html", "mail/text/bill.txt"),
        ("html/bill.hbs.html", "text/bill.hbs.txt"),
        ("mail/bill_body.txt", "mail/bill_subject.txt"),
        ("mail/bill_message.txt", "mail/bill_subject.txt"),
        ("mail/bill.html.twig", "mail/bill.subject.twig"),
        ("mail/bill/email.body.gotmpl", "mail/bill/email.body.plaintext.gotmpl"),
        ("mail/bill/email.body.gotmpl", "mail/bill/email.subject.gotmpl"),
        ("mail/Bill.html", "mail/bill.txt"),
    ],
)
def test_parts_of_one_message(one: str, other: str) -> None:
    assert belong(part(one), part(other))
    assert belong(part(other), part(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mail/bill.html", "mail/bills.txt"),
        ("mail/bill.html", "mail/bill.html"),
        ("mail/bill.html", "letters/bill.txt"),
        ("mail/bill.md", "mail/bill.txt"),
        ("mail/bill_message.html", "mail/bill.txt"),
        ("mail/order_subject.txt", "mail/bill_body.txt"),
    ],
)
def test_parts_of_two_messages(one: str, other: str) -> None:
    assert not belong(part(one), part(other))


@pytest.mark.parametrize(
    ("path", "subject"),
    [("mail/bill_subject.txt", True), ("mail/bill/subject.txt.j2", True), ("mail/subject_to_change.txt", False)],
)
def test_a_subject_line_in_a_file_of_its_own(path: str, subject: bool) -> None:
    assert is_subject(path) is subject
