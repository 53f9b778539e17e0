"""The parts of a message, as they are found in several template languages."""

from __future__ import annotations

import pytest


@pytest.fixture
def parts_of(facts_of):
    def parts(text, path="emails/message.txt.j2"):
        return facts_of(path, text).parts

    return parts


@pytest.mark.parametrize(
    ("text", "path", "names"),
    [
        ("Dear {{ guest.first_name }},\n\nYour room is ready.", "emails/a.txt.j2", ["guest.first_name"]),
        ("<p>Hi {{name}},</p><p>It left.</p>", "emails/a.hbs", ["name"]),
        ("Hi <%= @member.first_name %>,\n\nSee you.", "app/views/a_mailer/b.text.erb", ["member.first_name"]),
        ("Dear <<borrowers.firstname>>,\n\n<<items.title>> is late.", "emails/a.txt", ["borrowers.firstname"]),
        ("${LABEL_HI} ${CUSTOMER_FIRSTNAME}\n\nIt left.", "emails/a.ftl", ["CUSTOMER_FIRSTNAME"]),
    ],
)
def test_a_greeting_prints_a_name(parts_of, text: str, path: str, names: list[str]) -> None:
    (greeting,) = parts_of(text, path).greetings
    assert [slot.path.lstrip("@") for slot in greeting.names] == names
    assert greeting.named
    assert not greeting.bare


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Hello,\n\nIt left.", True),
        ("Hi there!\n\nIt left.", True),
        ("Good morning,\n\nIt left.", True),
        ("Dear Anna,\n\nIt left.", False),
    ],
)
def test_a_greeting_without_a_value(parts_of, text: str, bare: bool) -> None:
    (greeting,) = parts_of(text).greetings
    assert greeting.bare is bare


@pytest.mark.parametrize(
    "text",
    [
        "Hello from our new shop in the harbour!",
        "Say hello to Anna.",
        "Hello world is the first program that people write.",
        "Dearest memories of the summer.",
    ],
)
def test_no_greeting(parts_of, text: str) -> None:
    assert parts_of(text).greetings == ()


def test_both_readings_of_a_greeting(parts_of) -> None:
    named, bare = parts_of("{% if name %}Hi {{ name }},{% else %}Hello,{% endif %}\n\nIt left.").greetings
    assert named.named
    assert bare.bare


def test_an_identifier_is_no_name(parts_of) -> None:
    (greeting,) = parts_of("Dear {{ customer.email }},\n\nIt left.").greetings
    assert not greeting.names
    assert greeting.identifiers


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("It left.\n\nRegards,\n{{ host.name }}", "person"),
        ("It left.\n\nRegards,\n{{ agent.name }}\nThe Harbour Team", "person"),
        ("It left.\n\nRegards,\n{{ agent.name }}\n\nYour Harbour team", "person"),
        ("It left.\n\nRegards,\n{{ vendor.first_name }}", "person"),
        ("It left.\n\nRegards,\n{{ company.name }}", "company"),
        ("It left.\n\nRegards,\nThe Harbour Team", "team"),
        ("It left.\n\nSincerely,\nBilling Department", "team"),
        ("It left.\n\nThe {{ company }} team", "team"),
        ("It left. Happy days to you - Harbour Lamps team", "team"),
        ("It left.\n\nThank you,\nHarbour Lamps Ltd", "company"),
        ("It left.\n\nCheers,\n{{ site_name }}", "company"),
        ("It left. Write to help@harbourlamps.com\n\nCheers,\nHarbour Lamps", "company"),
        ("It left.\n\nBest,\n{{ agent.first_name }} at {{ company }}", "person"),
        ("It left.\n\nBest,\nPriya and the support team", "person"),
        ("It left.\n\nKind regards,\nAnna Ruiz, Customer Support", "person"),
        ("It left.\n\nBest,\nAnna Ruiz", "person"),
        ("It left.\n\nWarmly,", "nobody"),
    ],
)
def test_who_signs(parts_of, text: str, who: str) -> None:
    assert [closing.who for closing in parts_of(text).closings] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for the lamp that you sent back; it is here.",
        "The team will bring it on Friday.",
        "Best before May.",
    ],
)
def test_no_closing(parts_of, text: str) -> None:
    assert parts_of(text).closings == ()


@pytest.mark.parametrize(
    ("text", "stock"),
    [
        ("Thank you for your business!", [True]),
        ("Thanks so much for shopping with us.", [True]),
        ("Thanks for using {{ product_name }}.", [True]),
        ("Thank you, {{ first_name }}, for your order of the blue lamp.", [False]),
        ("Thank you for telling us about the broken step.", [False]),
        ("It left.\n\nThanks,\nPriya", []),
        ("Thanks to the rain the courts are closed.", []),
    ],
)
def test_thanks(parts_of, text: str, stock: list[bool]) -> None:
    assert [thanks.stock for thanks in parts_of(text).thanks] == stock


@pytest.mark.parametrize(
    "text",
    [
        "Questions? Write to care@harbour.test.",
        "Questions? Ring (555) 867-5309.",
        "Questions? Just reply.",
        "Questions? {{ support_url }}",
        "Questions? {{ company.phone }}",
        "{{ signature }}",
    ],
)
def test_a_way_to_reach_somebody(parts_of, text: str) -> None:
    assert parts_of(text).contacts


@pytest.mark.parametrize(
    "text", ["It goes to {{ user.email }}.", "Do not reply to this e-mail.", "From: noreply@harbour.test"]
)
def test_no_way_to_reach_anybody(parts_of, text: str) -> None:
    assert not parts_of(text).contacts


@pytest.mark.parametrize(
    ("text", "asks", "due", "pay"),
    [
        ("Amount due: {{ total }} by {{ due_date }}. Pay here: {{ pay_url }}", True, True, True),
        ("You owe {{ total }}.", True, False, False),
        ("Please pay by bank transfer.", True, False, True),
        ("Please pay {{ total }} within 14 days.", True, True, False),
        ("Your invoice over {{ total }} has been paid.", False, False, False),
    ],
)
def test_what_a_bill_says(parts_of, text: str, asks: bool, due: bool, pay: bool) -> None:
    parts = parts_of(text)
    assert (parts.asks is not None, parts.due, parts.way_to_pay) == (asks, due, pay)


@pytest.mark.parametrize(
    ("text", "unseen"),
    [
        ("Hello {{ name }}, it left.\n{% include 'footer.txt' %}", True),
        ("{{ body }}", True),
        ("{% extends 'base.txt' %}{% block x %}It left.{% endblock %}", True),
        ("{% block subject %}It left{% endblock %}\n{% block content %}Hello.{% endblock %}", False),
        ("Hello {{ name }}, it left.", False),
    ],
)
def test_text_of_other_files(parts_of, text: str, unseen: bool) -> None:
    assert parts_of(text).unseen is unseen


def test_the_subject_line(parts_of) -> None:
    parts = parts_of("Subject: Your lamp {{ number }}\n\nHello {{ name }}, it left.")
    (subject,) = parts.subjects
    assert parts.place != subject
