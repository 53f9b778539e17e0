from __future__ import annotations

import pytest

from cxlint.templates import guess


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("mail.txt.j2", "plain", "jinja"),
        ("mail.html.twig", "", "twig"),
        ("notice.liquid", "", "liquid"),
        ("notice.hbs", "", "handlebars"),
        ("notice.mustache", "", "handlebars"),
        ("notice.text.erb", "", "erb"),
        ("notice.blade.php", "{{ $x }}", "blade"),
        ("notice.ftl", "", "freemarker"),
        ("notice.gotmpl", "", "go"),
        ("notice.tt", "", "tt"),
        ("notice.tpl", "Hi {$customer.name},", "smarty"),
        ("notice.tmpl", "Hi {{ .Name }},", "go"),
        ("notice.php", "<p><?php echo $x; ?></p>", "php"),
        ("a.html", "{% load i18n %}<p>{% trans 'Hello' %}</p>", "django"),
        ("a.txt", "{{ total|floatformat:2 }}", "django"),
        ("a.html", "{% capture note %}late{% endcapture %}", "liquid"),
        ("a.md", "Write to {{ site.support_email }}.", "liquid"),
        ("a.html", "{{ order.total | money_with: 'x' }}", "liquid"),
        ("a.html", "{{ 'Pay now'|trans }} {% embed 'x' %}{% endembed %}", "twig"),
        ("a.html", "{% if late %}Late{% endif %} {{ user.name }}", "jinja"),
        ("a.mjml", "<mj-text>{{#if late}}Late{{/if}}</mj-text>", "handlebars"),
        ("a.html", "{{> footer}} {{name}}", "handlebars"),
        ("a.txt", "Hi {{ .Name }}", "go"),
        ("a.txt", "{{ if .Late }}late{{ end }}", "go"),
        ("a.html", "<p><%= user.name %></p>", "erb"),
        ("a.html", "<p>{{ $user->name }}</p>", "blade"),
        ("a.html", "<#if late>Late</#if>", "freemarker"),
        ("a.txt", "Hello [% name %]", "tt"),
        ("a.txt", "[#if late]Late[/#if]", "freemarker"),
        ("a.txt", "Dear {!Contact.FirstName}, %ORDER_TOTAL% is due.", "placeholder"),
        ("a.txt", "Dear {first_name}, your bill of {amount} is due.", "placeholder"),
        ("a.html", "<p>Dear *|FNAME|*</p><p>%%balance%%</p>", "placeholder"),
        ("a.md", "Dear {name},\n\nyou owe {amount}.\n\nKind regards", "placeholder"),
    ],
)
def test_dialects(path: str, text: str, expected: str) -> None:
    assert guess(path, text) == expected


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("policy.md", "# Fees\n\nA fee of 5% applies (see *here*).\n"),
        ("policy.md", "Write it like this:\n\n```\n{{ name }}\n```\n\nor `{% if %}`."),
        ("policy.md", "See [[Refunds]] and [[Fees]]."),
        ("policy.md", "The set {a} and the set {b}."),
        ("policy.html", "<style>a{color:red} b{margin:0}</style><p>Dear reader</p>"),
        ("policy.html", "<?xml version='1.0'?><p>Hello</p>"),
        ("policy.html", "<script>var a = `${b} ${c}`;</script><p>Dear reader</p>"),
        ("policy.txt", "We refund 100% of {nothing}."),
        ("fees.csv", "fee,amount\nlate,{x} {y}\n"),
        ("empty.txt", ""),
    ],
)
def test_not_a_template(path: str, text: str) -> None:
    assert guess(path, text) == ""


def test_fences_without_end_cost_little() -> None:
    assert guess("a.md", "`" * 200_000 + "{{") == ""
    assert guess("a.md", "```\n" * 50_001 + "{{ x }}") == ""
