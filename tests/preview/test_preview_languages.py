"""Every template language, with every value there, with none, and with awkward ones."""

from __future__ import annotations

import pytest

from cxlint.model.source import Source
from cxlint.preview import preview
from cxlint.preview.cases import CASES
from cxlint.preview.folder import Folder

FIRST = "Wilhelmina-Alexandra"
NAME = f"{FIRST} Featherstonehaugh-Montgomery"
KETTLE = "Whistling stovetop kettle, cobalt blue, 2.4 litres, with a spare lid"

_LETTERS = [
    pytest.param(
        "a.txt.j2",
        (
            "Dear {{ customer.first_name|default('there', true) }},\n"
            "{% if invoice.total > 0 %}please pay €{{ invoice.total }}{% else %}nothing to pay{% endif %}\n"
            "{% for line in invoice.lines %}- {{ line.title }}\n"
            "{% endfor %}"
        ),
        ("Dear Maya,\nplease pay €48.50\n- Blue kettle\n- Blue kettle"),
        ("Dear there,\nnothing to pay"),
        (f"Dear {FIRST},\nnothing to pay\n- {KETTLE}\n- {KETTLE}"),
        id="Jinja",
    ),
    pytest.param(
        "a.html",
        (
            "{% load i18n %}<p>{% blocktrans with name=user.first_name %}Dear {{ name }},{% endblocktrans %}</p>"
            "{% if total %}<p>You owe ${{ total }} for {{ days }} day{{ days|pluralize }}.</p>"
            "{% else %}<p>Nothing to pay.</p>{% endif %}"
            "<ul>"
            "{% for line in lines %}<li>{{ line.product.title|upper }}</li>"
            "{% empty %}<li>no lines</li>{% endfor %}</ul>"
        ),
        ("Dear Maya Okafor,\n\nYou owe $48.50 for 3 days.\n\n- BLUE KETTLE\n- BLUE KETTLE"),
        ("Dear ,\n\nNothing to pay.\n\n- no lines"),
        (f"Dear {NAME},\n\nNothing to pay.\n\n- {KETTLE.upper()}\n- {KETTLE.upper()}"),
        id="Django",
    ),
    pytest.param(
        "a.txt.twig",
        (
            "{% block subject %}Your order {{ order.number }}{% endblock %}\n"
            "{% block content %}\n"
            "Hello {{ c.first_name ?: 'there' }},\n"
            "{% for line in order.lines %}\n"
            "- {{ line.title|capitalize }}: {{ line.price|money }}\n"
            "{% endfor %}\n"
            "{{ 'Your team'|trans }}\n"
            "{% endblock %}"
        ),
        ("Subject: Your order A-10482\nHello Maya,\n- Blue kettle: $48.50\n- Blue kettle: $48.50\nYour team"),
        ("Subject: Your order\nHello there,\nYour team"),
        (f"Subject: Your order A-2026-00000010482\nHello {FIRST},\n- {KETTLE}: $0.00\n- {KETTLE}: $0.00\nYour team"),
        id="Twig",
    ),
    pytest.param(
        "a.liquid",
        (
            "Hi {{ customer.first_name | default: 'there' }},\n"
            "{% unless order.paid %}Please pay {{ order.total_price | money }}.{% endunless %}"
            "{% case order.status %}{% when 'sent' %}It is on its way.{% else %}We will tell you.{% endcase %}\n"
            "{% for item in order.items %}{{ forloop.index }}. {{ item.title }}\n"
            "{% endfor %}"
        ),
        ("Hi Maya,\nIt is on its way.\n1. Blue kettle\n2. Blue kettle"),
        ("Hi there,\nPlease pay .We will tell you."),
        (f"Hi {FIRST},\nIt is on its way.\n1. {KETTLE}\n2. {KETTLE}"),
        id="Liquid",
    ),
    pytest.param(
        "a.hbs",
        (
            "Hi {{#if name}}{{name}}{{else}}there{{/if}},\n"
            "{{#each lines}}\n"
            "- {{title}} {{currency price}}\n"
            "{{/each}}\n"
            "{{#unless paid}}\n"
            "Pay at {{{pay_url}}}\n"
            "{{/unless}}\n"
        ),
        ("Hi Maya Okafor,\n- Blue kettle $48.50\n- Blue kettle $48.50"),
        ("Hi there,\nPay at"),
        (f"Hi {NAME},\n- {KETTLE} $0.00\n- {KETTLE} $0.00"),
        id="Handlebars",
    ),
    pytest.param(
        "a.txt.erb",
        (
            "Dear <%= @user.first_name.presence || 'customer' %>,\n"
            "<% if @invoice.total > 0 -%>\n"
            "please pay <%= number_to_currency(@invoice.total) %>\n"
            "<% end -%>\n"
            "<% @invoice.lines.each do |line| %>\n"
            "* <%= line.title %>\n"
            "<% end %>\n"
            "<%= link_to 'Pay now', pay_url %>"
        ),
        ("Dear Maya,\nplease pay $48.50\n* Blue kettle\n* Blue kettle\nPay now"),
        ("Dear customer,\nPay now"),
        (f"Dear {FIRST},\n* {KETTLE}\n* {KETTLE}\nPay now"),
        id="ERB",
    ),
    pytest.param(
        "a.blade.php",
        (
            "Dear {{ $user->first_name ?? 'friend' }},\n"
            "@if($invoice->total > 0)\n"
            "please pay {{ money($invoice->total) }}\n"
            "@else\n"
            "nothing to pay\n"
            "@endif\n"
            "@foreach($invoice->lines as $line)\n"
            "- {{ $line->title }}\n"
            "@endforeach\n"
        ),
        ("Dear Maya,\nplease pay $48.50\n- Blue kettle\n- Blue kettle"),
        ("Dear friend,\nnothing to pay"),
        (f"Dear {FIRST},\nnothing to pay\n- {KETTLE}\n- {KETTLE}"),
        id="Blade",
    ),
    pytest.param(
        "a.php",
        (
            "Dear <?= $user->first_name ?>,\n"
            "<?php if ($total > 0): ?>\n"
            "please pay <?php echo money_format($total); ?> today\n"
            "<?php else: ?>\n"
            "nothing to pay\n"
            "<?php endif; ?>\n"
            "<?php foreach ($lines as $line): ?>\n"
            "- <?= $line['title'] ?>\n"
            "\n"
            "<?php endforeach; ?>\n"
        ),
        ("Dear Maya,\nplease pay $48.50 today\n- Blue kettle\n- Blue kettle"),
        ("Dear ,\nnothing to pay"),
        (f"Dear {FIRST},\nnothing to pay\n- {KETTLE}\n- {KETTLE}"),
        id="PHP",
    ),
    pytest.param(
        "a.txt.tpl",
        (
            "Dear {$client_first_name|default:'customer'},\n"
            "{if $invoice_total > 0}\n"
            "please pay {$invoice_total}\n"
            "{else}\n"
            "nothing to pay\n"
            "{/if}\n"
            "{foreach from=$invoice_items item=line}\n"
            "- {$line.title}\n"
            "{/foreach}\n"
        ),
        ("Dear Maya,\nplease pay $48.50\n- Blue kettle\n- Blue kettle"),
        ("Dear customer,\nnothing to pay"),
        (f"Dear {FIRST},\nnothing to pay\n- {KETTLE}\n- {KETTLE}"),
        id="Smarty",
    ),
    pytest.param(
        "a.txt.ftl",
        (
            "Dear ${user.firstName!'customer'},\n"
            "<#if invoice.total gt 0>\n"
            "please pay ${invoice.total}\n"
            "<#else>\n"
            "nothing to pay\n"
            "</#if>\n"
            "<#list invoice.lines as line>\n"
            "- ${line.title}\n"
            "</#list>\n"
        ),
        ("Dear Maya,\nplease pay $48.50\n- Blue kettle\n- Blue kettle"),
        ("Dear customer,\nnothing to pay"),
        (f"Dear {FIRST},\nnothing to pay\n- {KETTLE}\n- {KETTLE}"),
        id="FreeMarker",
    ),
    pytest.param(
        "a.txt.gotmpl",
        (
            'Dear {{ .User.FirstName | default "customer" }},\n'
            "{{- if gt .Invoice.Total 0.0 }}\n"
            "please pay {{ .Invoice.Total }}\n"
            "{{- else }}\n"
            "nothing to pay\n"
            "{{- end }}\n"
            "{{- range .Invoice.Lines }}\n"
            "- {{ .Title }}\n"
            "{{- end }}\n"
        ),
        ("Dear Maya,\nplease pay $48.50\n- Blue kettle\n- Blue kettle"),
        ("Dear customer,\nnothing to pay"),
        (f"Dear {FIRST},\nnothing to pay\n- {KETTLE}\n- {KETTLE}"),
        id="Go",
    ),
    pytest.param(
        "a.txt.tt",
        (
            "Dear [% user.first_name || 'customer' %],\n"
            "[%- IF invoice.total > 0 %]\n"
            "please pay [% invoice.total %]\n"
            "[%- ELSE %]\n"
            "nothing to pay\n"
            "[%- END %]\n"
            "[%- FOREACH line IN invoice.lines %]\n"
            "- [% line.title %]\n"
            "[%- END %]\n"
        ),
        ("Dear Maya,\nplease pay $48.50\n- Blue kettle\n- Blue kettle"),
        ("Dear customer,\nnothing to pay"),
        (f"Dear {FIRST},\nnothing to pay\n- {KETTLE}\n- {KETTLE}"),
        id="Template Toolkit",
    ),
    pytest.param(
        "m.html",
        (
            "<!--@subject Order @--><p>Dear {{var customer.first_name}},</p>"
            "{{if order.total}}<p>You paid {{var order.total}}.</p>{{else}}<p>Free.</p>{{/if}}"
            '<p>{{trans "Thank you for %title" title=$order.title}}</p>'
        ),
        ("Subject: Order\n\nDear Maya,\n\nYou paid $48.50.\n\nThank you for Blue kettle"),
        ("Subject: Order\n\nDear ,\n\nFree.\n\nThank you for"),
        (
            f"Subject: Order\n\nDear {FIRST},\n"
            "\n"
            "Free.\n"
            "\n"
            "Thank you for Whistling stovetop kettle, cobalt blue, 2.4 litres, with a spare\n"
            "lid"
        ),
        id="Magento",
    ),
    pytest.param(
        "a.txt",
        ("Dear *|FNAME|*,\n\nyour order %%order_number%% of {order_total} is due on ${dueDate}.\n"),
        ("Dear Maya,\n\nyour order A-10482 of $48.50 is due on 14 May 2026."),
        ("Dear ,\n\nyour order  of  is due on ."),
        (f"Dear {FIRST},\n\nyour order A-2026-00000010482 of $0.00 is due on 30 September 2026."),
        id="placeholders",
    ),
]


@pytest.mark.parametrize(("name", "text", "typical", "empty", "worst"), _LETTERS)
def test_a_letter_in_three_cases(name: str, text: str, typical: str, empty: str, worst: str) -> None:
    shown = preview(Source(name, text), CASES, {}, Folder("")).views
    subjects = [f"Subject: {view.subject.text.strip()}\n" if view.subject else "" for view in shown]
    assert [a + view.page.text for a, view in zip(subjects, shown, strict=True)] == [typical, empty, worst]
