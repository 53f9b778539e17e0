"""What a document is."""

import pytest

from cxlint.annotate.actors import learn
from cxlint.annotate.folding import folded
from cxlint.annotate.kinds import guess
from cxlint.model.given import Given
from cxlint.model.source import Source
from cxlint.readers import read

KINDS = [
    ("policies/refunds.md", "Bring it back.", "policy"),
    ("terms.md", "Be kind.", "policy"),
    ("policies/parking.md", "Park outside.", "policy"),
    ("notes/a.md", "Terms of Service\n\nThis agreement is short.", "policy"),
    ("fees.md", "Here is what it costs.", "schedule"),
    ("rates.yaml", "late: 1", "schedule"),
    ("a.csv", "name,amount\nlate fee,3\n", "schedule"),
    ("a.yaml", "colour: red", "data"),
    ("letter.md", "Dear Ms Fox,\n\nthe bridge is closed.", "message"),
    ("docs/setup.md", "Install it first.", "page"),
    ("site/index.html.j2", "<p>{{ headline }}</p>", "page"),
    ("emails/order.txt.j2", "Hi {{ name }}, here it is.", "message"),
]


@pytest.mark.parametrize(("path", "text", "kind"), KINDS)
def test_kinds_of_documents(facts_of, path, text, kind):
    document = facts_of(path, text).document
    assert document.kind == kind
    assert kind in document.kinds


MESSAGES = [
    ("emails/invoice.html.j2", "<p>Hi {{ name }}, your invoice is here.</p>", "invoice"),
    ("emails/overdue.txt.j2", "Hi {{ name }}, your payment is overdue.", "dunning"),
    ("emails/overdue_invoice.txt.j2", "Hi {{ name }}, your invoice is unpaid.", "dunning"),
    ("emails/receipt.txt.j2", "Hi {{ name }}, payment received for your invoice.", "receipt"),
    ("emails/shipped.txt.j2", "Hi {{ name }}, your order is on its way.", "shipping"),
    ("emails/refund.txt.j2", "Hi {{ name }}, we refunded your order.", "refund"),
    ("emails/cancelled.txt.j2", "Hi {{ name }}, your plan was cancelled.", "cancellation"),
    ("emails/welcome.txt.j2", "Hi {{ name }}, confirm your account.", "account"),
    ("emails/ticket.txt.j2", "Hi {{ name }}, your support ticket was closed.", "support-reply"),
    ("emails/newsletter.txt.j2", "Hi {{ name }}, there is a sale.", "marketing"),
    ("emails/plain.txt.j2", "Hi {{ name }}, we moved.", "notice"),
]


@pytest.mark.parametrize(("path", "text", "kind"), MESSAGES)
def test_kinds_of_messages(facts_of, path, text, kind):
    assert facts_of(path, text).document.kinds == {"message", kind}


@pytest.mark.parametrize(
    ("name", "text", "stage"),
    [
        ("overdue", "your payment is overdue.", "first"),
        ("second_reminder", "your payment is overdue.", "middle"),
        ("overdue", "your payment is still overdue.", "middle"),
        ("final_demand", "your payment is overdue.", "final"),
        ("invoice", "here is your invoice.", ""),
    ],
)
def test_stages_of_reminders(facts_of, name, text, stage):
    assert facts_of(f"emails/{name}.txt.j2", f"Hi {{{{ name }}}}, {text}").document.stage == stage


@pytest.mark.parametrize(
    ("path", "text", "fragment"),
    [
        ("emails/_footer.html.j2", "{{ x }}", True),
        ("emails/partials/foot.html.j2", "{{ x }}", True),
        ("emails/invoice.html.j2", "{% extends 'letter.html' %}<p>Hi {{ name }}</p>", False),
        ("emails/forms.html.j2", "{% macro a(x) %}<p>Hi {{ x }}</p>{% endmacro %}", True),
        ("emails/invoice.html.j2", "{% macro a(x) %}{{ x }}{% endmacro %}<p>Hi {{ a(name) }}</p>", False),
        ("emails/invoice_subject.txt", "{{ x }} is due", True),
        ("components/shop/parts/emails/invoice.html.j2", "<p>Hi {{ name }}</p>", False),
        ("emails/invoice.html.j2", "<p>Hi {{ name }}</p>", False),
        ("policies/based.md", "Be kind.", False),
    ],
)
def test_fragments(facts_of, path, text, fragment):
    assert facts_of(path, text).document.fragment is fragment


@pytest.mark.parametrize(
    ("override", "kinds"),
    [("invoice", {"message", "invoice"}), ("policy", {"policy"}), ("schedule", {"schedule"})],
)
def test_the_user_has_the_last_word(override, kinds):
    document = read(Source("emails/shipped.txt.j2", "Hi {{ name }}, your order is on its way."))
    guess(document, folded(document, learn(document.text)), Given(kind=override))
    assert document.kinds == kinds


@pytest.mark.parametrize(
    ("path", "text", "audience"),
    [
        ("emails/order.txt.j2", "Hi {{ name }}, thank you for your order.", "customer"),
        ("emails/admin/new_order.txt.j2", "Order {{ id }}: {{ total }}.", "staff"),
        ("emails/notify_staff.txt.j2", "Ticket {{ id }} waits.", "staff"),
        ("emails/booking_to_managers.txt.j2", "{{ guest }} comes on {{ day }}.", "staff"),
        ("staff/emails/new_member.hbs", "{{member.name}} joined.", "staff"),
        ("emails/admin_added_user.txt.j2", "Hi {{ name }}, you may row with us now.", "customer"),
        ("emails/admin_order.txt.j2", "Hi {{ name }}, your order is here.", "customer"),
        ("admin/templates/emails/order.txt.j2", "Hi {{ name }}, it is here.", "customer"),
        ("emails/a.txt.j2", "Dear administrator,\n\nthe disk is full: {{ disk }}.", "staff"),
        ("emails/a.txt.j2", "A customer has placed an order: {{ id }}.", "staff"),
        ("emails/a.txt.j2", "Hi {{ name }}, a customer has asked us about your order.", "customer"),
        ("policies/staff.md", "Be kind.", "customer"),
    ],
)
def test_whom_a_message_is_for(facts_of, path, text, audience):
    document = facts_of(path, text).document
    assert document.audience == audience
    assert bool(document.told.get("audience")) == (audience == "staff")


@pytest.mark.parametrize(
    ("name", "text", "polarity"),
    [
        ("receipt", "we received your payment.", "good"),
        ("receipt", "here it is.", "good"),
        ("welcome", "welcome to the rowing club!", "good"),
        ("claim", "your claim was rejected.", "bad"),
        ("payment_failed", "have a look.", "bad"),
        ("invoicePaymentFailed", "have a look.", "bad"),
        ("parcel", "unfortunately it is late.", "bad"),
        ("order", "thank you for your order. If your payment failed, tell us.", "good"),
        ("cancelled", "as you asked, your lessons end today.", ""),
        ("password", "choose a new password.", ""),
    ],
)
def test_good_and_bad_news(facts_of, name, text, polarity):
    document = facts_of(f"emails/{name}.txt.j2", f"Hi {{{{ name }}}}, {text}").document
    assert document.polarity == polarity
    assert bool(polarity) <= bool(document.told["polarity"])


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("emails/first-invoice-overdue.tpl", "dunning"),
        ("emails/invoice-refund.tpl", "refund"),
        ("campaign-kit/mails/basic/full/note/content.txt", "notice"),
        ("emails/orderShipped.hbs", "shipping"),
    ],
)
def test_the_event_says_more_than_the_thing(facts_of, path, kind):
    text = "Hi {{ name }}, it is about the invoice {{ invoice.number }}."
    assert facts_of(path, text).document.kinds == {"message", kind}


@pytest.mark.parametrize(
    ("name", "text", "stage"),
    [
        ("overdue_1", "please pay.", "first"),
        ("overdue_2", "please pay.", "middle"),
        ("friendly_reminder_unpaid", "we would have to suspend you.", "first"),
        ("overdue", "reminder 3 of 3: please pay.", "final"),
        ("overdue", "thank you again; it takes 30 seconds.", "first"),
        ("overdue", "we will hand it to a collections agency.", "final"),
    ],
)
def test_how_far_a_row_of_reminders_has_got(facts_of, name, text, stage):
    text = f"Hi {{{{ name }}}}, your payment is late. {text}"
    assert facts_of(f"emails/{name}.txt.j2", text).document.stage == stage


def test_what_the_user_says_of_a_message():
    document = read(Source("emails/overdue.txt.j2", "Hi {{ name }}, your payment failed."))
    guess(document, folded(document, learn(document.text)), Given("dunning", "final", "neutral", "staff"))
    assert (document.stage, document.polarity, document.audience) == ("final", "", "staff")
    assert set(document.told.values()) == {"you say so", document.told["kind"]}


def test_what_told_is_for_people(facts_of):
    told = facts_of("a/b.txt.j2", "Hi {{ name }}, we received your payment of {{ total }}.").document.told
    assert told["kind"] == "it greets: “Hi …, we received your payment”"
