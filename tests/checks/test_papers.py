"""Papers held against each other: periods, promises, references, ages, precedence, promised messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxlint.engine import Engine
from cxlint.selftest import lint_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.rulebook import RuleSet

    Findings = Callable[[str, dict[str, str]], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def found(ruleset: RuleSet) -> Findings:
    """The file and the message of each finding of one rule in a project."""
    engines: dict[str, Engine] = {}

    def find(code: str, files: dict[str, str]) -> list[tuple[str, str]]:
        engine = engines.setdefault(code, Engine(ruleset, [code]))
        findings, _, failures = lint_files(engine, files.items())
        assert failures == []
        return [(finding.place.path, finding.message) for finding in findings]

    return find


def hello(text: str) -> str:
    return f"Hello {{{{ name }}}},\n\n{text}\n"


def test_the_shorter_period_is_the_one_to_mend(found: Findings) -> None:
    files = {"a.md": "You may return items within 10 days.", "b.md": "You may return items within 20 days."}
    assert found("DOC001", files) == [("a.md", "The time to ask for a refund is 10 days here and 20 days in b.md.")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("You may return items within 30 days.", "You may return items within one month."),
        ("You may return items within 30 days.", "We refund you within 14 days."),
        ("You may return items within 30 days.", "Gift cards may be returned within 14 days."),
        (
            "You may return items within 30 days.",
            "You may return items within 30 days. You may return caps for 9 days.",
        ),
        ("Cancel within 2 days of purchase.", "You may cancel with 30 days' notice."),
        ("Return the modem within 10 days of cancellation.", "You may return items within 30 days."),
    ],
)
def test_periods_of_different_things(found: Findings, one: str, other: str) -> None:
    files = {"a.md": one, "b.md": other}
    assert found("DOC001", files) == found("DOC002", files) == []


def test_as_many_days_from_two_events(found: Findings) -> None:
    text = (
        "# Bills\n\nYou must dispute a charge within 60 days of the date of the bill.\n\n"
        "# Errors\n\nBilling errors must be reported within 60 days of receiving the bill.\n"
    )
    ((_, message),) = found("DOC002", {"policies/terms.md": text})
    assert message.endswith("is 60 days from the date of the bill here and 60 days from receipt in line 7.")


def test_steps_of_one_section_are_no_conflict(found: Findings) -> None:
    text = "# Returns\n\nYou may return items within 30 days. You may return items within 60 days."
    assert found("DOC001", {"policies/terms.md": text}) == []


@pytest.mark.parametrize(
    ("name", "text", "early"),
    [
        ("overdue_day3", "We have added a late fee of $5.", True),
        ("overdue_day10", "We have added a late fee of $5.", True),
        ("overdue_day11", "We have added a late fee of $5.", False),
        ("overdue_day3", "We will add a late fee of $5.", False),
        ("overdue", "Your bill is 4 days overdue and a late fee of $5 was added.", True),
        ("overdue", "{% if bill.days_overdue >= 11 %}A late fee of $5 was added.{% endif %}", False),
        ("overdue", "{% if bill.days_overdue >= 2 %}A late fee of $5 was added.{% endif %}", True),
        ("due_in_3_days", "A late fee of $5 was added.", False),
        ("overdue_day3", "Your account has been suspended.", True),
    ],
)
def test_charged_within_the_days_of_grace(found: Findings, name: str, text: str, early: bool) -> None:
    files = {"policies/pay.md": "There is a grace period of 10 days.", f"emails/{name}.txt.j2": hello(text)}
    assert bool(found("DOC008", files)) is early


@pytest.mark.parametrize(
    ("promise", "limit", "broken"),
    [
        ("Cancel any time.", "The minimum term is 12 months.", True),
        ("Cancel any time?", "The minimum term is 12 months.", False),
        ("Cancel any time.", "The annual plan has a minimum term of 12 months.", False),
        ("Annual plan: cancel any time.", "The annual plan has a minimum term of 12 months.", True),
        ("We make no commitment.", "The minimum term is 12 months.", False),
        ("You will receive a full refund of your ticket.", "Tickets are non-refundable.", True),
        ("You will receive a full refund of your ticket if we cancel.", "Tickets are non-refundable.", False),
        ("You will receive a full refund of your ticket.", "Deposits are non-refundable.", False),
        ("You can transfer your ticket.", "Tickets are non-transferable.", True),
    ],
)
def test_promises(found: Findings, promise: str, limit: str, broken: bool) -> None:
    assert bool(found("DOC007", {"pages/a.md": promise, "policies/b.md": limit})) is broken


def sections(text: str) -> str:
    return "".join(f"# {number}. Part\n\nWords.\n\n" for number in range(1, 6)) + text


@pytest.mark.parametrize(
    ("text", "dangling"),
    [
        ("See section 7.", True),
        ("See section 5.", False),
        ("See section 7 of the Consumer Act.", False),
        ("See sections 7(a) and 9 of the Code.", False),
        ("See our Privacy Policy, section 9.", False),
        ("See section 7, section 8 and section 9.", False),
        ("The list is in Annex B.", True),
        ("The list is in Annex B to the Loans Act.", False),
        ("The list is in [Annex B](annex.pdf).", False),
        ("Annex B: the list\n\nThe list is in Annex B.", False),
    ],
)
def test_references(found: Findings, text: str, dangling: bool) -> None:
    assert bool(found("DOC011", {"policies/terms.md": sections(text)})) is dangling


@pytest.mark.parametrize(
    ("target", "dangling"), [("fees.md#late", False), ("fees.md#early", True), ("other.md#early", False)]
)
def test_links_to_other_files(found: Findings, target: str, dangling: bool) -> None:
    files = {"policies/terms.md": f"See [fees]({target}).", "policies/fees.md": "# Fees\n\n## Late\n\nWords."}
    assert bool(found("DOC011", files)) is dangling


@pytest.mark.parametrize(
    ("schedule", "stale"),
    [
        ("# Prices 2024\n", True),
        ("# Prices for 2026\n", False),
        ("# Price list\n\nEffective from 1 May 2021\n", True),
        ("# Price list\n\nEffective from 1 May 2025\n", False),
        ("# Price list\n\nFounded in 1999.\n", False),
    ],
)
def test_old_prices(found: Findings, schedule: str, stale: bool) -> None:
    files = {"policies/terms.md": "Last updated: 3 March 2026\n\nSee our price list.", "prices.md": schedule}
    assert bool(found("DOC012", files)) is stale


@pytest.mark.parametrize(
    ("text", "trap"),
    [
        ("If the terms conflict with the Trade Code, the Trade Code prevails.", True),
        ("If the terms conflict with the Trade Code, whichever is better for you prevails.", False),
        ("If the terms conflict with the Price Rules, the Price Rules prevail.", False),
        ("If the terms conflict with the [Trade Code](https://e.example/c), the Trade Code prevails.", False),
        ("If a translation differs, the German version is binding.", True),
        ("The German version prevails.", False),
    ],
)
def test_precedence(found: Findings, text: str, trap: bool) -> None:
    files = {"policies/terms.md": text, "policies/price-rules.md": "# Price rules\n\nWe sell at the price shown."}
    assert bool(found("DOC013", files)) is trap


@pytest.mark.parametrize(
    ("templates", "missing"),
    [
        (("welcome", "receipt", "shipped"), True),
        (("welcome", "receipt", "renewal"), False),
        (("welcome", "receipt", "announcement"), False),
        (("welcome", "receipt"), False),
    ],
)
def test_promised_messages(found: Findings, templates: tuple[str, ...], missing: bool) -> None:
    files = {f"emails/{name}.txt.j2": hello("Here is what we have for you.") for name in templates}
    files["policies/terms.md"] = "We will notify you before your plan renews."
    assert bool(found("DOC018", files)) is missing


@pytest.mark.parametrize(
    ("name", "text", "missing"),
    [
        ("renewal", "your plan renews on {{ date }}. You can cancel until then.", "the price"),
        ("renewal", "your plan renews on {{ date }} for {{ price }}. You can cancel until then.", ""),
        ("renewal", "your plan has been renewed. Thank you for {{ price }}.", ""),
        ("trial_ends", "your trial ends soon.", "what it costs then, the date or how to cancel"),
        ("trial_ends", "your trial ends in 3 days. Choose a plan to keep your work.", ""),
        ("prices", "our prices change on 1 May: $12 in place of $10.", "how to leave"),
        ("suspended", "your account has been suspended. Call 020 7946 0000.", "why"),
        ("suspended", "your account was closed as you asked. Come back whenever you like: {{ signup_link }}", ""),
        ("shipped", "your parcel is on its way.", ""),
    ],
)
def test_what_a_message_must_tell(found: Findings, name: str, text: str, missing: str) -> None:
    findings = found("DOC019", {f"emails/{name}.txt.j2": hello(text)})
    assert [message.partition("does not say ")[2] for _, message in findings] == ([f"{missing}."] if missing else [])


def test_parts_of_messages_are_not_judged(found: Findings) -> None:
    assert found("DOC019", {"emails/_trial_ends.txt.j2": hello("your trial ends soon.")}) == []
    assert found("DOC019", {"emails/trial_ends.txt.j2": hello("your trial ends soon. {% include 'plan.txt' %}")}) == []
