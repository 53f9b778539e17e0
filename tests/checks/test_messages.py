"""Structural checks of messages, beyond the examples of their rules."""

from __future__ import annotations

import pytest

from cxlint.engine import Engine
from cxlint.model.source import Source
from cxlint.readers import read


@pytest.fixture(scope="module")
def codes_in(ruleset):
    engines: dict[str, Engine] = {}

    def find(code: str, text: str, path: str = "emails/message.txt.j2") -> list[tuple[int, str]]:
        engine = engines.setdefault(code, Engine(ruleset, [code]))
        linted = engine.lint(read(Source(path, text)))
        assert linted.failures == []
        return [(finding.place.line, finding.confidence) for finding in linted.findings]

    return find


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("emails/a.erb", '<p>Dear <%= @c.first_name || "you" %>,</p>', False),
        ("emails/a.erb", '<p>Dear <%= @c.first_name.presence || "you" %>,</p>', False),
        ("emails/a.erb", "<p>Dear <%= @c.first_name %>,</p>", True),
        ("emails/a.blade.php", '<p>Hi {{ $user->name ?? "there" }},</p>', False),
        ("emails/a.blade.php", "<p>Hi {{ $user->name }},</p>", True),
        ("emails/a.liquid", "<p>Hi {{ customer.first_name | default: 'there' }},</p>", False),
        ("emails/a.liquid", "<p>Hi {{ customer.first_name }},</p>", True),
        ("emails/a.hbs", "<p>Hi{{#if name}} {{name}}{{/if}},</p>", False),
        ("emails/a.html.twig", "<p>{% if user.name %}Hi {{ user.name }},{% else %}Hi,{% endif %}</p>", False),
        (
            "emails/a.html.twig",
            "<p>{% if lang %}Hi {{ user.name }},{% else %}Hola {{ user.name }},{% endif %}</p>",
            True,
        ),
        ("emails/a.gotmpl", "Hi {{ .User.Name }},\n\nIt left.", True),
        ("emails/a.tpl", "<p>Dear {$client_first_name},</p>", True),
    ],
)
def test_fallbacks_in_several_languages(codes_in, path: str, text: str, found: bool) -> None:
    assert bool(codes_in("TPL001", text, path)) is found


def test_missing_parts_stay_silent_for_fragments(codes_in) -> None:
    bill = "Hello {{ name }},\n\nyou owe us {{ total }} for the rowing lessons of this summer."
    assert codes_in("TPL004", bill) == [(1, "medium")]
    assert codes_in("TPL004", bill, "emails/_bill.txt.j2") == []
    assert codes_in("TPL004", bill + "\n{% include 'footer.txt' %}") == []


def test_what_is_missing_is_reported_at_the_greeting(codes_in) -> None:
    text = "Subject: Your card\n\nHello {{ name }},\n\nyour card was declined and we could not charge it."
    assert codes_in("TPL004", text) == [(3, "medium")]


def test_a_sample_link_counts_as_contact(codes_in) -> None:
    text = '<p>Hi {{name}}, your card was declined today.</p><p><a href="#">Contact us</a></p>'
    assert codes_in("TPL004", text, "emails/a.hbs") == []


def test_each_reading_of_the_signature(codes_in) -> None:
    text = "It left.\n\n{% if a %}Regards,\nThe Team{% else %}Regards,\n{{ agent.name }}{% endif %}"
    assert len(codes_in("IMP014", text)) == 1


@pytest.mark.parametrize(("count", "confidence"), [(1, "high"), (4, "low")])
def test_a_kit_of_fill_in_marks(codes_in, count: int, confidence: str) -> None:
    text = "Hello {{ name }}.\n\n" + "\n\n".join(["We at [Company Name] thank you."] * count)
    assert codes_in("TPL018", text) == [(3, confidence)]


def test_capitals_in_terms_are_for_review(codes_in) -> None:
    shouted = "THE SERVICE IS SOLD WITHOUT ANY WARRANTY AND THE COMPANY WILL NOT PAY FOR LOST SUMMERS."
    text = f"# Terms of service\n\n{shouted}\n"
    assert codes_in("HOS025", text, "policies/terms.md") == [(3, "low")]


@pytest.mark.parametrize(
    ("path", "found"),
    [("emails/reminder-1.txt.j2", True), ("emails/first_notice.txt.j2", True), ("emails/reminder-3.txt.j2", False)],
)
def test_threats_depend_on_the_stage(codes_in, path: str, found: bool) -> None:
    text = "Hello {{ name }}, your bill {{ number }} is unpaid. We may suspend your account."
    assert bool(codes_in("HOS008", text, path)) is found


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("emails/invoice.html.j2", True),
        ("campaigns/spring.html.j2", False),
        ("newsletters/2024-05/spring.html.j2", False),
    ],
)
def test_one_off_mail_may_have_dates(codes_in, path: str, found: bool) -> None:
    text = "<p>Hello {{ name }}, your invoice is due on 3 May 2024.</p>"
    assert bool(codes_in("TPL016", text, path)) is found


def test_a_status_that_is_compared_with_constants(codes_in) -> None:
    raw = "Hello {{ name }}, your order is {{ order.status }}."
    assert codes_in("TPL013", raw) == [(1, "low")]
    assert codes_in("TPL013", raw + "{% if order.status == 'ON_HOLD' %} Ring us.{% endif %}") == [(1, "medium")]


def test_a_refusal_in_one_branch(codes_in) -> None:
    text = (
        "{% if refused %}\n<p>Your claim was rejected.</p>\n{% else %}\n"
        "<p>You can collect the money here: {{ url }}</p>\n{% endif %}"
    )
    assert codes_in("HOS018", text, "emails/claim.html.j2") == [(2, "medium")]
