"""The names of other files in a template, exact to the character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlint.model.document import Template
from cxlint.templates import guess, parse
from cxlint.templates.references import references


def found_in(path: str, text: str, dialect: str = ""):
    parsed = parse(text, dialect or guess(path, text), strict=False)
    return references(Template(parsed.dialect, parsed.slots, parsed.tags), text)


@pytest.mark.parametrize(
    ("path", "text", "names"),
    [
        ("a.j2", "{% extends 'base.html' %}", [("base.html",)]),
        ("a.j2", "{% include ['a.txt', 'b.txt'] ignore missing %}", [("a.txt", "b.txt")]),
        ("a.j2", "{% from 'forms.html' import field %}{% import 'm.html' as m %}", [("forms.html",), ("m.html",)]),
        ("a.j2", "{% include kind ~ '.txt' %}{% include 'a' ~ kind %}", [(), ()]),
        ("a.j2", "{# {% include 'a.txt' %} #}{% raw %}{% include 'a.txt' %}{% endraw %}", []),
        ("a.twig", "{{ include('foot.twig', {year: 1}) }}{{ include(foot) }}", [("foot.twig",), ()]),
        ("a.twig", "{{ include_tax }}{{ source_name }}{{ render }}", []),
        ("a.hbs", "{{> foot year=1}}{{> (lookup . 'x')}}{{> @partial-block}}", [("foot",), ()]),
        ("a.hbs", "{{#> frame title='x'}}a{{/frame}}", [("frame",)]),
        (
            "a.liquid",
            "{% render 'foot', year: 1 %}{% include foot.html %}{% layout none %}",
            [("foot",), ("foot.html",)],
        ),
        ("a.html.erb", "<%= render partial: 'a/foot', locals: { b: 1 } %><%= render @rows %>", [("a/foot",), ()]),
        ("a.html.erb", "<%= render 'foot' %><%= rendered_at %>", [("foot",)]),
        (
            "a.blade.php",
            "@include('mail.foot', ['a' => 1])@includeWhen($x, 'mail.end')",
            [("mail/foot",), ("mail/end",)],
        ),
        ("a.blade.php", "@section('content') {{ $a }} @endsection", []),
        ("a.tpl", "{include file='foot.tpl' year=$y}{include file=$foot}", [("foot.tpl",), ()]),
        ("a.ftl", '<#include "/foot.ftl"><#macro a>x</#macro><@a/><@b/>', [("/foot.ftl",), ()]),
        ("a.gotmpl", '{{template "foot" .}}{{define "x"}}a{{end}}{{template "x" .}}', [("foot",)]),
        ("a.tt", "[% INCLUDE foot.tt year = 1 %][% PROCESS $foot %][% BLOCK x %][% END %]", [("foot.tt",), ()]),
        ("a.html.php", "<?php require_once(__DIR__ . '/foot.php'); include $x; ?>", [("foot.php",), ()]),
        ("a.html.php", "<?php do_action('email_footer'); ?>", [()]),
    ],
)
def test_names(path: str, text: str, names: list[tuple[str, ...]]) -> None:
    found = found_in(path, text)
    assert [reference.names for reference in found] == names
    for reference in found:
        written = text[reference.start : reference.end]
        assert all(name.replace("/", ".").strip(".") in written.replace("/", ".") for name in reference.names)


_SCRAPS = (
    "{% include|{{>|{{#>|render|<%=|<#import|[%|INCLUDE|@include(|<?php|'|\"|(|[|a.b|..|/|%}|}}|%>|>|%]|)|?>| |\n|"
    "{include file=|}"
).split("|")
_DIALECTS = "jinja twig handlebars liquid erb blade smarty freemarker go tt php".split()


@given(st.sampled_from(_DIALECTS), st.lists(st.sampled_from(_SCRAPS), max_size=25))
def test_any_text(dialect: str, words: list[str]) -> None:
    text = "".join(words)
    for reference in found_in("a", text, dialect):
        assert 0 <= reference.start <= reference.end <= len(text)
