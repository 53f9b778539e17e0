"""Terms that need more than a phrase: two sides held against each other, and what is told where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxlint.engine import Engine
from cxlint.selftest import lint_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.model.finding import Finding
    from cxlint.rulebook import RuleSet

    Lint = Callable[..., list[Finding]]


@pytest.fixture(scope="module")
def lint(ruleset: RuleSet) -> Lint:
    """The findings of one rule in a text."""
    engines: dict[str, Engine] = {}

    def find(code: str, text: str, path: str = "policies/terms.md") -> list[Finding]:
        engine = engines.setdefault(code, Engine(ruleset, [code]))
        findings, _, failures = lint_files(engine, [(path, text)])
        assert failures == []
        return findings

    return find


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Overdue sums bear interest of 2% a month.", True),
        ("Overdue sums bear interest of 1% a month.", False),
        ("Overdue sums bear interest of 0.1% per day.", True),
        ("Overdue sums bear interest of 8% a year.", False),
        ("We pay interest of 3% a month on overdue refunds.", False),
        ("A breach of this clause costs a contractual penalty of $900.", True),
        ("A breach of this clause costs a contractual penalty of $90.", False),
        ("A breach of this law can bring a fine of $9,000.", False),
        ("The Gold plan costs $30 a month. The late fee is $45.", True),
        ("The Gold plan costs $30 a month. The late fee is $5.", False),
    ],
)
def test_penalties_out_of_proportion(lint: Lint, text: str, found: bool) -> None:
    assert bool(lint("TRM106", text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We may terminate the contract with 14 days' notice. You may terminate it with 60 days' notice.", True),
        ("We may terminate the contract with 60 days' notice. You may terminate it with 14 days' notice.", False),
        ("We may terminate the contract with 14 days' notice. You may terminate it with 15 days' notice.", False),
        (
            "If you breach it, we may terminate the contract with 7 days' notice. You may end it on 60 days' notice.",
            False,
        ),
        ("Either party may terminate the contract with 30 days' notice.", False),
        ("You may not cancel before the end of the first year. We can terminate the contract at will.", True),
        ("You may not cancel a booking before noon. We can terminate the contract at will.", False),
    ],
)
def test_exits_of_the_two_sides(lint: Lint, text: str, found: bool) -> None:
    assert bool(lint("TRM107", text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Invoices are due within 5 days. Refunds may take up to 60 days.", True),
        ("Invoices are due within 30 days. Refunds may take up to 60 days.", False),
        ("Invoices are due within 5 days. Refunds may take up to 8 days.", False),
        ("You must reply within 2 days. We will answer within 6 weeks.", True),
        ("You must reply to a copyright notice within 2 days. We will answer within 6 weeks.", False),
        ("You have to ask for a refund within 5 days. We refund within 30 days.", False),
    ],
)
def test_time_of_the_two_sides(lint: Lint, text: str, found: bool) -> None:
    assert bool(lint("TRM213", text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our Guest Rules are available upon request and part of this contract.", True),
        ("We send a copy of the Guest Rules on request, free of charge.", False),
        ("See [opening hours](hours.md).\n\nYou agree to comply with our Pool Rules.", True),
        ("See [opening hours](hours.md).\n\nYou agree to comply with our Pool Rules, attached below.", False),
        ("See our [Pool Rules](pool.md).\n\nYou agree to comply with our Pool Rules.", False),
        ("See [opening hours](hours.md).\n\nYou agree to comply with the Export Rules.", False),
        ("You agree to comply with our Pool Rules.", False),
    ],
)
def test_papers_that_nobody_can_open(lint: Lint, text: str, found: bool) -> None:
    assert bool(lint("TRM110", text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We will refund the fare.", True),
        ("We will refund the fare at once.", False),
        ("We will refund the fare.\n\nAllow 5 days for your refund.", False),
        ("We will reimburse the filing fee of an arbitration.", False),
        ("Refunds are not made.", False),
    ],
)
def test_refunds_without_a_day(lint: Lint, text: str, found: bool) -> None:
    assert bool(lint("TRM207", text)) is found


def test_a_vague_refund_is_shown_before_a_plain_one(lint: Lint) -> None:
    found = lint("TRM207", "We will refund the fare.\n\nRefunds are paid in due course.")
    assert [finding.place.line for finding in found] == [3]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You can return a lamp within 7 days of delivery.", True),
        ("You can return a lamp within 14 days of delivery.", False),
        ("You can return fresh flowers within 7 days of delivery.", False),
        ("Tell us about missing parts within 48 hours.", True),
        ("Tell us about missing parts within 10 days.", False),
        ("We replace missing parts within 48 hours.", False),
        ("Damage to a rented room must be reported within 24 hours.", False),
    ],
)
def test_short_windows(lint: Lint, text: str, found: bool) -> None:
    assert bool(lint("TRM208", text)) is found


@pytest.mark.parametrize(
    ("claim", "limit", "found"),
    [
        ("Unlimited storage", "Storage is limited to 500 GB.", True),
        ("Unlimited calls", "Calls come under our fair use rule.", True),
        ("Unlimited calls", "Data is limited to 5 GB.", False),
        ("Unlimited storage of up to 500 GB", "Storage is limited to 500 GB.", False),
        ("No unlimited storage", "Storage is limited to 500 GB.", False),
        ("Points never expire", "Points lapse after a year.", True),
        ("Guaranteed delivery", "Delivery times are estimates.", True),
        ("Guaranteed delivery", "Delivery is free.", False),
    ],
)
def test_promises_undone_below(lint: Lint, claim: str, limit: str, found: bool) -> None:
    text = f"# Box\n\n{claim}\n\n## One\n\nHere.\n\n## Two\n\nThere.\n\n{limit}\n"
    assert bool(lint("TRM218", text, "pages/box.md")) is found


@pytest.mark.parametrize(
    ("heading", "term", "found"),
    [
        ("General", "The minimum term is 12 months.", True),
        ("General", "There is no minimum term.", False),
        ("Your contract", "The minimum term is 12 months.", False),
        ("Miscellaneous", "An early termination fee of $80 is due.", True),
        ("Miscellaneous", "An early termination fee may be due.", False),
    ],
)
def test_money_terms_at_the_bottom(lint: Lint, heading: str, term: str, found: bool) -> None:
    filling = "We clean the halls every morning before you come. " * 30
    assert bool(lint("TRM220", f"# Rules\n\n{filling}\n\n## {heading}\n\n{term}\n")) is found
