"""Rules of tone and effort, beyond the examples of their rules: who is asked, in which scope, how sure."""

from __future__ import annotations

import pytest

from cxlint.engine import Engine
from cxlint.model.source import Source
from cxlint.readers import read

PADDING = " We look after the boats, the oars and the path to the water, and the tea room is open until six."


@pytest.fixture(scope="module")
def found(ruleset):
    engines: dict[str, Engine] = {}

    def find(code: str, text: str, path: str = "emails/message.txt.j2") -> list[tuple[int, str, str]]:
        engine = engines.setdefault(code, Engine(ruleset, [code]))
        linted = engine.lint(read(Source(path, text)))
        assert linted.failures == []
        return [(finding.place.line, finding.confidence, finding.severity) for finding in linted.findings]

    return find


REFUSED = "Hello {{ name }},\n\nyour application for a mooring was rejected."
CLOSED = "Hello {{ name }},\n\nyour account has been closed for good."


@pytest.mark.parametrize(
    ("code", "text", "path"),
    [
        ("HOS019", REFUSED + "\n{% include 'why.txt' %}", "emails/message.txt.j2"),
        ("HOS019", REFUSED, "emails/_message.txt.j2"),
        ("HOS019", REFUSED, "emails/admin/message.txt.j2"),
        ("HOS019", REFUSED + " {{ rejection_reason }}", "emails/message.txt.j2"),
        ("HOS021", CLOSED + "\n{% include 'footer.txt' %}", "emails/message.txt.j2"),
        ("HOS021", CLOSED + "\n\nWrite to help@example.org.", "emails/message.txt.j2"),
        ("HOS021", "Hello team,\n\nthe customer has asked: your account has been closed.", "emails/message.txt.j2"),
        ("IMP024", "{% extends 'base.txt' %}{% block body %}" + PADDING * 4 + "{% endblock %}", "emails/a.txt.j2"),
        ("IMP026", "Hallo {{ name }},\n\n" + "wir haben das Boot nicht, und es ist nicht da. " * 20, "emails/a.txt.j2"),
        (
            "IMP032",
            "{% include 'head' %}Hello {{ name }}, ticket {{ ticket.id }}." + PADDING * 4,
            "emails/ticket.txt.j2",
        ),
        (
            "EFF015",
            "{% include 'a' %}Invoice {{ invoice.number }} is ready. Log in to your account.",
            "emails/invoice.txt.j2",
        ),
        ("EFF001", "{% include 'a' %}Hello {{ name }}, please call us on 0800 123 456.", "emails/a.txt.j2"),
        ("IMP005", "Hello admin,\n\nthe customer must be asked for a photo: {{ mail }}", "emails/a.txt.j2"),
        (
            "IMP037",
            "Bonjour {{ name }}, votre dossier est member_plan et nous vous écrivons demain.",
            "emails/a.txt.j2",
        ),
    ],
)
def test_fragments_staff_and_other_languages_are_left_alone(found, code: str, text: str, path: str) -> None:
    assert found(code, text, path) == []


def test_the_same_messages_are_found_when_they_are_whole(found) -> None:
    assert found("HOS019", REFUSED) == [(3, "medium", "warning")]
    assert found("HOS021", CLOSED) == [(3, "medium", "warning")]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Your line will be disconnected on {{ date }}.", "error"),
        (
            "Your line will be disconnected on {{ date }}.\n\nWhat is open from spring can be paid here: {{ url }}",
            "warning",
        ),
        ("Your line will be disconnected on {{ date }}.\n\n{{ pay_url }}", ""),
        ("Pay at {{ url }} by {{ date }}, or your line will be disconnected.", ""),
        ("Your account will be deleted in 30 days, as you asked.", ""),
        ("Your session will be closed soon.", ""),
        ("Bills that stay open are subject to collection. Nobody answers.", "error"),
        ("Your account will not be suspended.", ""),
    ],
)
def test_a_consequence_needs_a_way_out_beside_it(found, text: str, severity: str) -> None:
    hits = found("HOS039", f"Hello {{{{ name }}}},\n\nyour bill is open.\n\n{text}")
    assert [hit[2] for hit in hits] == ([severity] if severity else [])


def test_a_friendly_reminder_without_help_is_for_the_review_preset_only(found) -> None:
    friendly = "Hello {{ name }}, your bill of {{ total }} is past due. Pay here: {{ url }}"
    assert found("HOS040", friendly, "emails/reminder.txt.j2") == [(1, "low", "warning")]
    hard = friendly + " Otherwise your account will be suspended."
    assert found("HOS040", hard, "emails/reminder.txt.j2") == [(1, "medium", "warning")]
    assert found("HOS040", hard, "emails/final_notice.txt.j2") == [(1, "medium", "error")]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("<p class='text-danger'>Your bill is overdue.</p>", True),
        ('<td style="color: rgb(220, 20, 20)">Balance due: {{ total }}</td>', True),
        ("<td bgcolor='red'>Balance due: {{ total }}</td>", False),
        ("<p style='border-color:red'>Your bill is overdue.</p>", False),
        ("<p style='color:#cc0000'>Now open on Sundays.</p>", False),
        ("<p style='color:#336699'>Your bill is overdue.</p>", False),
    ],
)
def test_red_ink(found, text: str, is_found: bool) -> None:
    html = f"<p>Hello {{{{ name }}}}, this is for you.</p>{text}"
    assert bool(found("HOS028", html, "emails/reminder.html.j2")) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Hello {{ name }}, the state is now WAITING_FOR_YOU, as you can see.", True),
        ("Hello {{ name }}, see snake_case.txt or write to a_b@example.org, please.", False),
        ("Hello {{ name }}, use the address https://example.org/my_plan/here for that.", False),
        ("Hello {{ name }}, the mark is {member_plan} in our letters to you.", False),
        ("Hello customer_name, this is for you and for all of us.", False),
    ],
)
def test_names_of_the_program(found, text: str, is_found: bool) -> None:
    assert bool(found("IMP037", text)) is is_found


def test_a_survey_in_the_branch_of_good_news_is_fine(found) -> None:
    text = (
        "Hello {{ name }},\n\n{% if failed %}\nYour payment failed.\n{% else %}\nHow did we do? {{ url }}\n{% endif %}"
    )
    assert found("IMP030", text) == []
    assert found("IMP030", text.replace("{% else %}\n", "")) == [(5, "medium", "warning")]


def test_a_long_list_of_short_forms_takes_its_time_once(found) -> None:
    letters = "BCDFGHJKLM"
    words = " ".join(f"see {a}{b}{c} here." for a in letters for b in letters for c in letters)
    assert len(found("EFF012", f"Hello {{{{ name }}}}, {words}" * 20)) == 3


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Please do not reply to this e-mail.", True),
        ("Please do not reply to this e-mail.\n\nWrite to ana@example.org.", True),
        ("Please do not reply to this e-mail, write to ana@example.org.", False),
        ("Please do not reply with your password.", False),
    ],
)
def test_who_must_not_answer_is_told_whom_to_ask_in_the_same_paragraph(found, text: str, is_found: bool) -> None:
    assert bool(found("IMP038", f"Hello {{{{ name }}}}, your lesson is on Sunday.\n\n{text}")) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("you MUST bring your card.", True),
        ("this is NOT a bill, it is for you.", True),
        ("press NOW to begin, or write to us.", False),
        ("the ONLY Café is open for you.", True),
        ("the VAT of the IBAN is on the PDF.", False),
    ],
)
def test_a_word_in_capitals(found, text: str, is_found: bool) -> None:
    assert bool(found("HOS041", f"Hello {{{{ name }}}}, {text}")) is is_found


@pytest.mark.parametrize(
    "end", ["- The Acme Team", "With best regards,\nyour Acme team", "Yours,\n{{ app }} team", "Team Acme"]
)
def test_teams_that_sign_in_other_ways(found, end: str) -> None:
    text = f"Hello {{{{ name }}}},\n\nthe boat is in the hall, and you can come on {{{{ date }}}}.\n\n{end}\n"
    assert len(found("IMP014", text)) == 1
