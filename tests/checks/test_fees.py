"""Structural checks about money, beyond the examples of their rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxlint.engine import Engine
from cxlint.model.source import Source
from cxlint.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.rulebook import RuleSet

    Messages = Callable[..., list[str]]


@pytest.fixture(scope="module")
def messages(ruleset: RuleSet) -> Messages:
    """The messages that one rule has for a text."""
    engines: dict[str, Engine] = {}

    def find(code: str, text: str, path: str = "policies/terms.md") -> list[str]:
        engine = engines.setdefault(code, Engine(ruleset, [code]))
        linted = engine.lint(read(Source(path, text)))
        assert linted.failures == []
        return [finding.message for finding in linted.findings]

    return find


def table(*rows: str) -> str:
    """A Markdown table: the first row is its head."""
    head, *body = [f"| {row} |" for row in rows]
    rule = "|" + "---|" * (head.count("|") - 1)
    return "\n".join([head, rule, *body]) + "\n"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("Item | Amount", "Rent | 900", "Water | 40", "Total | 940"), False),
        (("Item | Amount", "Rent | 900", "Water | 40", "Total | 950"), True),
        (("Item | Amount", "Rent | $1,900.00", "Water | $40.50", "Total due | $1,940.50"), False),
        (("Item | Amount", "Rent | 900", "Discount | 90", "Total | 810"), False),
        (("Item | Amount", "Rent | 900", "Discount | -90", "Total | 810"), False),
        (("Item | Amount", "Desk | 100", "Chair | 50", "VAT included | 25", "Total | 150"), False),
        (("Item | Amount", "Desk | 100", "Chair | 50", "Subtotal | 150", "Tax | 30", "Total | 180"), False),
        (("Item | Amount", "Desk | 100", "Chair | 50", "Subtotal | 160", "Tax | 30", "Total | 190"), True),
        (("Item | Amount", "Desk | 10", "Chair | 5", "Total | 15", "Cup | 3", "Pan | 4", "Total | 7"), False),
        (("Item | Amount", "Desk | 10", "Chair | 5", "Total | 15", "Cup | 3", "Grand total | 18"), False),
        (("Item | Amount", "Desk | 10-20", "Chair | 5", "Total | 40"), False),
        (("Item | Amount", "Desk | included", "Chair | 5", "Cup | 6", "Total | 11"), False),
        (("Item | Quantity", "Desk | 1", "Chair | 5", "Total | 9"), False),
        (("Plan | Price", "Basic | $10", "Pro | $20"), False),
    ],
)
def test_totals(messages: Messages, rows: tuple[str, ...], found: bool) -> None:
    assert bool(messages("FEE012", table(*rows), "invoice.md")) is found


def test_the_wrong_total_names_both_sums(messages: Messages) -> None:
    text = table("Item | Amount", "Rent | 900", "Water | 40.50", "Total | 950")
    assert messages("FEE012", text) == ["The rows add up to 940.50 but the total says 950; a line is missing or wrong."]


def test_a_template_that_computes_its_total_is_left_alone(messages: Messages) -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{{{{ inv.{name} }}}}</td></tr>" for name in ("rent", "water", "total"))
    assert messages("FEE012", f"<table>{rows}</table>", "emails/invoice.html.j2") == []


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("Misc.", True),
        ("Other charges", True),
        ("Taxes & fees", True),
        ("Admin fee", True),
        ("Service charge", False),
        ("Late fee", False),
        ("Other: two keys", False),
    ],
)
def test_names_of_lines(messages: Messages, label: str, found: bool) -> None:
    text = table("Item | Amount", "Rent | $900", f"{label} | $14.20")
    assert bool(messages("FEE016", text, "invoice.md")) is found


def test_a_line_without_an_amount_needs_no_name(messages: Messages) -> None:
    assert messages("FEE016", table("Topic | Page", "Other | 12", "Fees | 14")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Only $19 a month†\n\n† plus $35 activation", True),
        ("Only $19 a month† plus $35 activation\n\n† The $35 activation fee is charged once.", False),
        ("Only $19 a month†\n\n† Prices in US dollars. A $2 difference comes from rounding.", False),
        ("Only $19 a month†\n\n† There is no $5 charge for this.", False),
        ("Our name is a pun†\n\n† A $3 charge is added to each pun.", False),
    ],
)
def test_fees_in_notes(messages: Messages, text: str, found: bool) -> None:
    assert bool(messages("FEE006", text, "pages/plans.md")) is found


def test_a_fee_in_a_title_says_where_it_was_found(messages: Messages) -> None:
    text = '<p>Book for $20.</p><a href="/b" title="A $2 booking fee is added">Book</a>'
    (message,) = messages("FEE006", text, "pages/book.html")
    assert message.startswith("$2 stands only in a title")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We charge interest on overdue invoices.", True),
        ("Payment is due within 30 days. Overdue amounts bear interest.", True),
        ("If payment is more than 10 days late, a late fee of $5 applies.", False),
        ("You agree to pay all fees when due.", False),
        ("We may close your account for non-payment of fees.", False),
        ("We will pay you interest if we are late with payments.", False),
        ("You have no interest in overdue books.", False),
    ],
)
def test_late_charges(messages: Messages, text: str, found: bool) -> None:
    assert bool(messages("FEE013", text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Late payments bear interest at 2% a month or the highest rate permitted by law.", True),
        ("Overdue books cost a fine of 10p per day, up to £5.", False),
        ("A penalty of $10 applies.", False),
        ("Hire costs $10 per day.", False),
    ],
)
def test_penalties_that_repeat(messages: Messages, text: str, found: bool) -> None:
    assert bool(messages("FEE014", text)) is found


def test_what_a_dormancy_fee_lacks(messages: Messages) -> None:
    (message,) = messages("FEE022", "After 18 months of inactivity we charge a fee of $2 until the balance is zero.")
    assert message.endswith("missing here: a notice before it.")


def test_the_exception_may_stand_elsewhere_in_the_section(messages: Messages) -> None:
    fee = "## Returns\n\nWe keep a restocking fee of 10%.\n\n"
    assert messages("FEE024", fee + "Faulty goods go back free.\n") == []
    assert messages("FEE024", fee + "## Warranty\n\nFaulty goods are repaired.\n") != []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It renews yearly unless you cancel 45 days before the end.", True),
        ("It renews yearly unless you cancel one month before the end.", False),
        ("It renews yearly. We will e-mail you 60 days before it renews so that you can cancel.", False),
        ("It renews for 12 months at a time; cancel in your account.", False),
    ],
)
def test_deadlines_before_renewal(messages: Messages, text: str, found: bool) -> None:
    assert bool(messages("TRM109", text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Charges not disputed within 14 days of the bill are final.", True),
        ("Charges not disputed within 90 days of the bill are final.", False),
        ("Tell us within 14 days if you object to a change of these terms.", False),
        ("We will answer a billing dispute within 14 days.", False),
    ],
)
def test_deadlines_for_questions(messages: Messages, text: str, found: bool) -> None:
    assert bool(messages("TRM212", text)) is found


def test_numbers_written_twice(messages: Messages) -> None:
    assert messages("FEE035", "Give us sixty (90) days and pay fifty dollars ($50).") == [
        "The words say 60, the figures say 90."
    ]
