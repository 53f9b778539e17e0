from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxlint.templates import parse
from cxlint.templates.kinds import kind_of

if TYPE_CHECKING:
    from cxlint.model.document import Slot


def only(text: str, dialect: str) -> Slot:
    parsed = parse(text, dialect, strict=False)
    assert len(parsed.masked) == len(text)
    (slot,) = parsed.slots
    return slot


@pytest.mark.parametrize(
    ("dialect", "tag", "path", "filters", "fallback", "kind"),
    [
        ("jinja", "{{ user.first_name }}", "user.first_name", (), None, "name"),
        ("jinja", "{{- user['first_name'] -}}", "user.first_name", (), None, "name"),
        ("jinja", "{{ order.total|round(2)|money }}", "order.total", ("round", "money"), None, "money"),
        ("jinja", "{{ name|default('') }}", "name", (), "", "name"),
        ("jinja", "{{ name|default('there')|title }}", "name", ("title",), "there", "name"),
        ("jinja", "{{ name or 'friend' }}", "name", (), "friend", "name"),
        ("jinja", "{{ a or b or _('friend') }}", "a", (), "friend", ""),
        ("jinja", "{{ format_currency(order.fee, 'EUR') }}", "order.fee", ("format_currency",), None, "money"),
        ("jinja", "{{ url_for('orders.show', id=order.id) }}", "url_for", (), None, ""),
        ("jinja", "{{ order.get_total() }}", "order.get_total", (), None, "money"),
        ("jinja", "{{ price * 2 }}", "price", (), None, "money"),
        ("jinja", "{{ t('mail.greeting') }}", "", ("t",), None, ""),
        ("django", '{{ due|date:"j F" }}', "due", ("date",), None, "date"),
        ("django", '{{ user.get_full_name|default:"there" }}', "user.get_full_name", (), "there", "name"),
        ("twig", "{{ customer.firstName ?? 'there' }}", "customer.firstName", (), "there", "name"),
        ("twig", "{{ path('pay', {a: {b: 1}}) }}", "path", (), None, ""),
        ("liquid", "{{ customer.name | default: 'there' }}", "customer.name", (), "there", "name"),
        ("liquid", "{{ due_at | date: '%Y' }}", "due_at", ("date",), None, "date"),
        ("handlebars", "{{{this.order.fee}}}", "order.fee", (), None, "money"),
        ("handlebars", '{{currency ../order.total style="x"}}', "order.total", ("currency",), None, "money"),
        ("go", "{{ .User.FirstName }}", "User.FirstName", (), None, "name"),
        ("go", "{{ .Total | money }}", "Total", ("money",), None, "money"),
        ("erb", "<%= @user.first_name || 'there' %>", "user.first_name", (), "there", "name"),
        ("erb", "<%= number_to_currency order.fee %>", "order.fee", ("number_to_currency",), None, "money"),
        ("php", "<?= $user->name ?? 'there' ?>", "user.name", (), "there", "name"),
        ("php", "<?php echo $order['total']; ?>", "order.total", (), None, "money"),
        ("blade", "{!! $invoice->dueDate !!}", "invoice.dueDate", (), None, "date"),
        ("smarty", '{$client.email|default:"none"}', "client.email", (), "none", "contact"),
        ("freemarker", "${user.name!'there'}", "user.name", (), "there", "name"),
        ("freemarker", "${user.name!}", "user.name", (), "", "name"),
        ("tt", "[% order.total | html %]", "order.total", ("html",), None, "money"),
        ("placeholder", "{first name}", "first name", (), None, "name"),
        ("placeholder", "%s", "", (), None, ""),
        ("placeholder", "%(amount)s", "amount", (), None, "money"),
        ("placeholder", "*|FNAME|*", "FNAME", (), None, "name"),
        ("placeholder", "%%due_date%%", "due_date", (), None, "date"),
        ("placeholder", "[[Account Balance]]", "Account Balance", (), None, "money"),
    ],
)
def test_one_value(
    dialect: str, tag: str, path: str, filters: tuple[str, ...], fallback: str | None, kind: str
) -> None:
    text = f"Dear {tag}, hello"
    slot = only(text, dialect)
    assert text[slot.start : slot.end] == tag
    assert (slot.path, slot.filters, slot.fallback, slot.kind) == (path, filters, fallback, kind)


def test_fallback_first_begins_at_the_value() -> None:
    text = 'Hi {{ default "there" .Name }}'
    slot = only(text, "go")
    assert (slot.path, slot.fallback) == ("Name", "there")
    assert parse(text, "go", strict=False).masked[slot.start] == "\x01"


def test_placeholders_in_literals_take_their_values() -> None:
    text = "{{ _('Dear %(who)s, you owe %(sum)s', who=user.first_name, sum=total) }}"
    slots = parse(text, "jinja", strict=False).slots
    assert [(text[s.start : s.end], s.path, s.kind) for s in slots] == [
        ("%(who)s", "user.first_name", "name"),
        ("%(sum)s", "total", "money"),
    ]
    text = "<?php printf( __( 'Hi %s,', 'shop' ), $order->get_first_name() ); ?>"
    assert [s.path for s in parse(text, "php", strict=False).slots] == ["order.get_first_name"]
    text = "{{ _('Pay {1} by {0}, {rest}').format(due, fee) }} {{ 'Dear %s' % name }}"
    assert [s.path for s in parse(text, "jinja", strict=False).slots] == ["fee", "due", "rest", "name"]
    text = "<?php printf( __( 'Pay %2$s by %1$s now', 'shop' ), $due, $fee ); ?>"
    assert [s.path for s in parse(text, "php", strict=False).slots] == ["fee", "due"]


def test_guards_and_loops() -> None:
    text = (
        "{% if order.late %}{% for line in order.lines %}{{ line.price }}{% endfor %}"
        "{% elif order.lost %}{{ a }}{% else %}{{ b }}{% endif %}{{ c }}"
    )
    slots = {slot.path: slot for slot in parse(text, "jinja", strict=True).slots}
    assert slots["line.price"].conditions == ("order.late",)
    assert slots["line.price"].loops == ("line in order.lines",)
    assert slots["a"].conditions == ("order.lost",)
    assert slots["b"].conditions == ("not order.late and not order.lost",)
    assert slots["c"].conditions == ()


@pytest.mark.parametrize(
    ("path", "filters", "kind"),
    [
        ("company.name", (), ""),
        ("product_name", (), ""),
        ("plan.name", (), ""),
        ("customer.name", (), "name"),
        ("recipient.name.first", (), "name"),
        ("user", (), "name"),
        ("user.id", (), ""),
        ("lateFee", (), "money"),
        ("amount_due", (), "money"),
        ("fee.description", (), ""),
        ("total_formatted", (), "money"),
        ("x", ("format_currency",), "money"),
        ("created_at", (), "date"),
        ("deadline", (), "date"),
        ("x", ("strftime",), "date"),
        ("reset_url", (), "link"),
        ("support_phone", (), "contact"),
        ("support.phone_number", (), "contact"),
        ("trial.days", (), "count"),
        ("items", ("length",), "count"),
        ("order.number", (), ""),
        ("", (), ""),
    ],
)
def test_kinds(path: str, filters: tuple[str, ...], kind: str) -> None:
    assert kind_of(path, filters) == kind
