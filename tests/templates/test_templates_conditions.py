from __future__ import annotations

import pytest

from cxlint.templates import Branch, Conditional, conditions_at, parse


def at(text: str, dialect: str, needle: str) -> tuple[str, ...]:
    return conditions_at(parse(text, dialect, strict=False).conditionals, text.index(needle))


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("jinja", "{% if late %}AA{% else %}BB{% endif %}CC"),
        ("django", "{% if late %}AA{% else %}BB{% endif %}CC"),
        ("twig", "{%- if late -%}AA{%- else -%}BB{%- endif -%}CC"),
        ("liquid", "{% if late %}AA{% else %}BB{% endif %}CC"),
        ("handlebars", "{{#if late}}AA{{else}}BB{{/if}}CC"),
        ("handlebars", "{{#late}}AA{{/late}}{{^late}}BB{{/late}}CC"),
        ("go", "{{ if late }}AA{{ else }}BB{{ end }}CC"),
        ("erb", "<% if late %>AA<% else %>BB<% end %>CC"),
        ("php", "<?php if (late): ?>AA<?php else: ?>BB<?php endif; ?>CC"),
        ("php", "<?php if (late) { ?>AA<?php } else { ?>BB<?php } ?>CC"),
        ("blade", "@if(late) AA @else BB @endif CC"),
        ("smarty", "{if late}AA{else}BB{/if}CC"),
        ("freemarker", "<#if late>AA<#else>BB</#if>CC"),
        ("tt", "[% IF late %]AA[% ELSE %]BB[% END %]CC"),
        ("placeholder", "*|IF:late|*AA*|ELSE:|*BB*|END:IF|*CC"),
    ],
)
def test_if_and_else(dialect: str, text: str) -> None:
    assert at(text, dialect, "AA") == ("late",)
    assert at(text, dialect, "BB") == ("not late",)
    assert at(text, dialect, "CC") == ()


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("jinja", "{% if a %}{% elif b > 1 %}XX{% endif %}", ("b > 1",)),
        ("jinja", "{% if a %}{% elif b > 1 %}{% else %}XX{% endif %}", ("not a and not (b > 1)",)),
        ("jinja", "{% if a %}{% for x in y %}{% if b %}XX{% endif %}{% endfor %}{% endif %}", ("a", "b")),
        ("jinja", "{% for x in y %}A{% else %}XX{% endfor %}", ("not (x in y)",)),
        ("jinja", "{% if a %}{% if b %}XX{% endif %}", ("b",)),
        ("jinja", "{% endif %}{% else %}XX{% endif %}", ()),
        ("liquid", "{% unless paid %}XX{% endunless %}", ("not paid",)),
        ("liquid", "{% unless paid %}A{% else %}XX{% endunless %}", ("paid",)),
        ("liquid", "{% case s %}{% when 'a' %}A{% when 'b' %}XX{% endcase %}", ("s == 'b'",)),
        ("handlebars", "{{#if a}}A{{else if b}}XX{{/if}}", ("b",)),
        ("handlebars", "{{#unless a}}XX{{/unless}}", ("not a",)),
        ("go", "{{ if .A }}A{{ else if .B }}XX{{ end }}", (".B",)),
        ("go", "{{ with .A }}{{ range .B }}XX{{ end }}{{ end }}", (".A",)),
        ("erb", "<% unless @paid %><% @x.each do |i| %>XX<% end %><% end %>", ("not @paid",)),
        ("php", "<?php foreach ($a as $b) { if ($b > 1) { ?>A<?php } elseif ($c) { ?>XX<?php } } ?>", ("$c",)),
        ("blade", "@isset($a) @forelse($b as $c) A @empty XX @endforelse @endisset", ("$a", "not ($b as $c)")),
        ("tt", "[% UNLESS a %]A[% ELSIF b %]XX[% END %]", ("b",)),
        ("django", "{% blocktrans count n=l %}A{% plural %}XX{% endblocktrans %}", ("not singular",)),
        ("jinja", "{% trans %}XX{% pluralize %}B{% endtrans %}", ("singular",)),
        ("jinja", "{{ name or 'XX' }}", ("not name",)),
        ("jinja", "{% if a %}{{ 'b' if late else 'XX' }}{% endif %}", ("a", "not late")),
        ("jinja", "{{ 'XX' if late }}", ("late",)),
        ("jinja", "{{ ngettext('one', 'XX', n) }}", ("not (n == 1)",)),
    ],
)
def test_conditions(dialect: str, text: str, expected: tuple[str, ...]) -> None:
    assert at(text, dialect, "XX") == expected


def test_an_if_without_else_has_a_branch_not_taken() -> None:
    text = "{% if a %}b{% endif %}"
    expected = (Conditional(0, 22, (Branch(10, 11, "a"), Branch(22, 22, "not a"))),)
    assert parse(text, "jinja", strict=False).conditionals == expected


def test_branches_of_a_fallback_share_the_tag() -> None:
    text = "{{ name|default('you') }}"
    (conditional,) = parse(text, "jinja", strict=False).conditionals
    assert conditional == Conditional(0, 25, (Branch(0, 17, "name"), Branch(17, 25, "not name")))
    assert parse(text, "jinja", strict=False).slots[0].conditions == ()


def test_nothing_is_chosen_in_a_plain_loop() -> None:
    assert parse("{% for a in b %}{{ a }}{% endfor %}", "jinja", strict=False).conditionals == ()


def test_statements_are_tags() -> None:
    text = "{% extends 'base.html' %}{% include 'foot.txt' %}"
    tags = parse(text, "jinja", strict=False).tags
    assert [(tag.keyword, tag.argument) for tag in tags] == [("extends", "'base.html'"), ("include", "'foot.txt'")]
    assert text[tags[1].start : tags[1].end] == "{% include 'foot.txt' %}"
    assert parse("{{> foot}}", "handlebars", strict=False).tags[0][2:] == ("include", "foot")
