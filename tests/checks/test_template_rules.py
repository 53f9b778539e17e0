"""The rules of templates TPL009 to TPL040, beyond their examples: branches, parts that are elsewhere, sequences."""

from __future__ import annotations

import time

import pytest

from cxlint.engine import Engine
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.selftest import lint_files


@pytest.fixture(scope="module")
def lint(ruleset):
    engines: dict[str, Engine] = {}

    def find(code: str, text: str, path: str = "emails/message.txt.j2"):
        engine = engines.setdefault(code, Engine(ruleset, [code]))
        linted = engine.lint(read(Source(path, text)))
        assert linted.failures == []
        return linted.findings

    return find


_LACKING = {
    "TPL030": (
        "emails/payment-reminder.txt.j2",
        "Hello {{ name }},\n\nyour invoice {{ no }} over {{ total }} is overdue.",
    ),
    "TPL031": ("emails/order.txt.j2", "Hello {{ name }},\n\nthank you for your order {{ no }}, it is a good lamp."),
    "TPL032": ("emails/plan.txt.j2", "Hello {{ name }},\n\nyour plan is now active, and the card was charged."),
    "TPL033": (
        "emails/bye.txt.j2",
        "Hello {{ name }},\n\nyour subscription has been cancelled. We will miss you here.",
    ),
    "TPL034": ("emails/refund.txt.j2", "Hello {{ name }},\n\nyour refund has been processed by our desk."),
    "TPL035": ("emails/news.txt.j2", "Hello {{ name }},\n\nwe are aligning our tariffs with those of the region."),
    "TPL036": ("emails/shop.txt.j2", "Hello {{ name }},\n\nwe have disabled your shop this morning."),
    "TPL038": ("emails/ticket.txt.j2", "Hello {{ name }},\n\nthank you for contacting us. We read all that comes in."),
}


@pytest.mark.parametrize("code", sorted(_LACKING))
def test_nothing_is_missing_where_another_file_may_say_it(lint, code: str) -> None:
    path, text = _LACKING[code]
    assert len(lint(code, text, path)) == 1
    assert lint(code, f"{text}\n{{% include 'more.txt' %}}", path) == []
    assert lint(code, f"{{% extends 'layout.txt' %}}\n{text}", path) == []
    assert lint(code, text, path.replace("emails/", "emails/_")) == []
    assert lint(code, text.replace("Hello {{ name }}", "Hello admins"), path.replace("emails/", "emails/staff/")) == []


@pytest.mark.parametrize(
    ("code", "text", "path"),
    [
        (
            "TPL022",
            "Betreff: Rechnung\n\nHallo {{ name }},\n\nIhre invoice ist da, und die Lampe ist nicht das.",
            "de/invoice.txt.j2",
        ),
        (
            "TPL034",
            "Bonjour {{ name }},\n\nvotre refund has been processed, et la vie est belle pour vous.",
            "fr/refund.txt.j2",
        ),
    ],
)
def test_other_languages_are_asked_for_nothing(lint, code: str, text: str, path: str) -> None:
    assert lint(code, text, f"emails/{path}") == []


_BRANCHES = """Hello {{ name }},

{% if closed %}
Your workspace {{ workspace }} is now locked.
{% else %}
Your workspace is open, because invoice {{ number }} was paid. Visit it here: {{ url }}
{% endif %}
"""


def test_what_another_branch_says_does_not_help(lint) -> None:
    (finding,) = lint("TPL036", _BRANCHES)
    assert finding.place.line == 4
    assert finding.context == "only when `closed`"
    assert "why" in finding.message
    assert (
        lint(
            "TPL036",
            _BRANCHES.replace("{% endif %}", "{% endif %}\n\nIt is so because of {{ reason }}. Pay: {{ url }}"),
        )
        == []
    )


_CHOICES = """Hello {{ name }},

{% if state == 'open' %}
Your workspace is open, because invoice {{ number }} was paid. Visit it here: {{ url }}
{% elif state == 'new' %}
Ring us at {{ phone }}.
{% else %}
Your workspace {{ workspace }} is now locked.
{% endif %}
"""


def test_an_else_shuts_out_all_the_branches_before_it(lint) -> None:
    (finding,) = lint("TPL036", _CHOICES)
    assert finding.place.line == 8
    assert "why" in finding.message


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("We have refunded {{ amount }} to your card. It takes five days to arrive.", None),
        ("We have refunded {{ amount }} to your card.", "low"),
        ("We have refunded {{ amount }} for the lamp.", "medium"),
        ("We have refunded the lamp.", "high"),
        ("If it breaks, we have refunded lamps before.", None),
    ],
)
def test_a_refund_lacks_more_or_less(lint, text: str, confidence: str | None) -> None:
    found = lint("TPL034", f"Hello {{{{ name }}}},\n\n{text}", "emails/refund.txt.j2")
    assert [finding.confidence for finding in found] == ([confidence] if confidence else [])


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.txt.j2", "Sum: {{ price | money }}. Total: {{ total }}", ["medium"]),
        ("a.txt.j2", "Total: {{ total }}", ["low"]),
        ("a.txt.j2", "Total: {{ total }} and {{ balance }}", ["low"]),
        ("a.txt.j2", "Total: {{ total_cents }}", ["medium"]),
        ("a.txt.j2", "{% set total = sum | money %}Sum: {{ price | money }}. Total: {{ total }}", []),
        ("a.txt.j2", "Sum: {{ price | money }} for {{ total }} lessons", []),
        ("a.hbs", "<p>Total: {{total}}</p>", []),
        ("a.txt.j2", "All amounts are in euros. Sum: {{ price | money }}. Total: {{ total }}", []),
    ],
)
def test_a_sum_wants_its_currency(lint, path: str, text: str, expected: list[str]) -> None:
    assert [finding.confidence for finding in lint("TPL011", text, f"emails/{path}")] == expected


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("a.liquid", "<p>By {{ due | date: '%m/%d/%y' }}</p>", True),
        ("a.liquid", "<p>By {{ due | date: '%A %m/%d/%y' }}</p>", False),
        ("a.liquid", "<p>By {{ due | date: '%B %-d' }}</p>", False),
        ("a.hbs", '<p>By {{formatDate due "MM/DD/YYYY"}}</p>', True),
        ("a.hbs", '<p>By {{formatDate due "D MMMM YYYY"}}</p>', False),
        ("a.html.erb", '<p>By <%= @due.strftime("%s") %></p>', True),
        ("a.txt.j2", "Case #{{ '%d: %s' | format(number, title) }}", False),
        ("a.html.j2", '<a href="/day-{{ due.isoformat() }}">the day</a> <p>day-{{ due.isoformat() }}</p>', False),
    ],
)
def test_a_date_wants_a_month_in_words(lint, path: str, text: str, found: bool) -> None:
    assert bool(lint("TPL012", text, f"emails/{path}")) is found


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("Notification", True),
        ("[Harbour Books] Invoice", True),
        ("Update from {{ shop_name }}", True),
        ("Re: [#{{ ticket.id }}]", True),
        ("Invoice {{ number }}", False),
        ("Your lamp has left", False),
        ("Invoice for the garden", False),
    ],
)
def test_subjects(lint, subject: str, found: bool) -> None:
    text = f"Subject: {subject}\n\nHello {{{{ name }}}}, the lamp is here."
    assert bool(lint("TPL021", text)) is found


def test_a_fee_that_the_words_name_is_not_folded_in(lint) -> None:
    folded = "{% set total = fare + booking_fee %}\nYour tickets are ready.\n\n"
    assert len(lint("TPL009", folded + "Total: {{ total }}")) == 1
    assert lint("TPL009", folded + "Total with booking: {{ total }}") == []
    assert lint("TPL009", folded + "Total: {{ total }}\n{% include 'lines.txt' %}") == []


def test_each_optional_reason_is_reported_once(lint) -> None:
    text = "Your booking was cancelled.\n\n{% if reason %}\nWhy: {{ reason }}, again: {{ reason }}\n{% endif %}\n"
    assert len(lint("TPL023", text)) == 1


def test_a_colder_branch_is_marked_in_the_file(lint) -> None:
    text = (
        "<p>About your seat</p>{% if ok %}<p>Welcome, {{ name }}! Thank you for asking; please come at nine, and ring "
        "Anna at the door.</p>{% else %}\n  <p>Request refused.</p>\n{% endif %}"
    )
    (finding,) = lint("TPL024", text, "emails/seat.html.j2")
    assert (finding.place.line, finding.place.column, finding.place.end_column) == (2, 6, 22)
    assert finding.excerpt == "Request refused."


def test_a_choice_inside_a_tag_is_no_branch_of_the_text(lint) -> None:
    text = (
        '<p {% if ok %}title="Welcome, {{ name }}, thank you for coming, please sit down and ring the bell twice"'
        '{% else %}title="Request refused."{% endif %}>Hello</p>'
    )
    assert lint("TPL024", text, "emails/seat.html.j2") == []


def test_an_image_is_marked_where_it_stands(lint) -> None:
    text = '<p>Hello {{ name }},</p>\n<a href="{{ pay_url }}">\n<img src="pay.png"></a>'
    (finding,) = lint("TPL040", text, "emails/bill.html.j2")
    assert (finding.place.line, finding.place.column, finding.excerpt) == (3, 1, '<img src="pay.png">')


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ('<img src="spacer.gif">', False),
        ('<img src="pay.png" width="1" height="1">', False),
        ('<img src="logo.png">', False),
        ('<img src="pay.png" alt="Pay">', False),
        ('<img src="pay.png" alt=" ">', True),
    ],
)
def test_images_that_say_nothing(lint, tag: str, found: bool) -> None:
    text = f'<p>Hello {{{{ name }}}}, here is the bill for the pool.</p><a href="{{{{ pay_url }}}}">{tag}</a>'
    assert bool(lint("TPL040", text, "emails/bill.html.j2")) is found


_FIRST = """Hello {{ name }},

invoice {{ number }} is overdue. Please pay {{ total }} by transfer, and ring {{ phone }} if it is wrong.
"""


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("first-overdue.txt.j2", "second-overdue.txt.j2"), ["emails/second-overdue.txt.j2"]),
        (
            ("overdue_1.txt.j2", "overdue_2.txt.j2", "overdue_3.txt.j2"),
            ["emails/overdue_2.txt.j2", "emails/overdue_3.txt.j2"],
        ),
        (("level1/overdue.txt.j2", "level2/overdue.txt.j2"), ["emails/level2/overdue.txt.j2"]),
        (("first-overdue.txt.j2", "second-overdue.html.j2"), []),
        (("overdue-boats.txt.j2", "overdue-cars.txt.j2"), []),
    ],
)
def test_sequences_are_told_by_their_names(ruleset, names: tuple[str, ...], found: list[str]) -> None:
    engine = Engine(ruleset, ["TPL025"])
    findings, _, failures = lint_files(engine, [(f"emails/{name}", _FIRST) for name in names])
    assert failures == []
    assert [finding.place.path for finding in findings] == found


def test_a_reminder_names_the_one_it_repeats(ruleset) -> None:
    engine = Engine(ruleset, ["TPL025"])
    (finding,), _, _ = lint_files(engine, [("emails/overdue_1.txt.j2", _FIRST), ("emails/overdue_2.txt.j2", _FIRST)])
    assert finding.related[0].place.path == "emails/overdue_1.txt.j2"
    assert "100%" in finding.message


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("TPL021", "[ ][ ][ ]"),
        ("TPL023", "{% if a.reason %}\nWhy: {{ a.reason }}\n{% endif %}\n"),
        ("TPL024", "{% if ok %}\nWelcome and thanks\n{% else %}\nRequest refused\n{% endif %}\n"),
        ("TPL028", "<small>It renews after 30 days.</small>"),
        ("TPL036", "your account your account "),
        ("TPL040", "<a href='{{ pay }}'><img src='x'>"),
    ],
)
def test_long_templates_take_no_longer_than_their_length(ruleset, code: str, unit: str) -> None:
    engine = Engine(ruleset, [code])
    text = "Subject: " + unit * (40 if code == "TPL021" else 300) + "\n\nYour booking was cancelled, {{ name }}."
    document = read(Source("emails/a.html.j2", text))
    start = time.process_time()
    assert engine.lint(document).failures == []
    assert time.process_time() - start < 2
