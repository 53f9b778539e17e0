from __future__ import annotations

import pytest

from cxlint.templates import parse


def mask(text: str, dialect: str = "jinja") -> str:
    """The mask in visible characters: `<` begins a value, `_` fills it, `~` is code."""
    masked = parse(text, dialect, strict=False).masked
    assert len(masked) == len(text)
    return masked.replace("\x01", "<").replace("\x02", "_").replace("\x03", "~")


def words(text: str, dialect: str) -> str:
    """The readable words of the mask."""
    return " ".join(mask(text, dialect).replace("~", " ").replace("<", " ").replace("_", " ").split())


def test_values_and_code() -> None:
    assert mask("Hi {{ name }}, {# no #}{% if a %}b{% endif %}") == "Hi <_________, " + "~" * 18 + "b" + "~" * 11


def test_line_ends_inside_tags_do_not_break_lines() -> None:
    assert mask("a {{ x\n}} b {# c\nd #} e") == "a <______ b ~~~~~~~~~ e"


def test_control_characters_of_the_source_mean_nothing() -> None:
    assert mask("a\x01b\x02c\x03 {{ x }}") == "a b c  <______"


@pytest.mark.parametrize(
    ("dialect", "text", "shown"),
    [
        ("jinja", '{{ _("Please be advised") }}', "Please be advised"),
        ("jinja", "{{ gettext('Your request ' \"was denied\") }}", "Your request was denied"),
        ("jinja", "{{ 'Dear customer'|trans|upper }}", "Dear customer"),
        ("jinja", '{{ "text" }}', "text"),
        ("jinja", "{{ t('Pay your bill now') }}", "Pay your bill now"),
        ("jinja", "{{ t('mail.pay_now') }}", ""),
        ("jinja", "{{ pgettext('a button', 'Pay now') }}", "Pay now"),
        ("jinja", "{{ name|default('valued customer') }}", "valued customer"),
        ("jinja", "{{ name or 'friend' }}", "friend"),
        ("jinja", "{{ 'a b' if late else 'c d' }}", "a b c d"),
        ("jinja", "{{ 'a b' if kind == 'x y' else 'c d' }}", "a b c d"),
        ("jinja", "{{ url_for('x y') }}{{ d|date('Y m') }}{{ m['a b'] }}{{ a == 'b c' }}", ""),
        ("jinja", "{{ 'Dear ' ~ name ~ ', hello' }}", "Dear , hello"),
        ("jinja", "{{ ngettext('one day', 'many days', n) }}", "one day many days"),
        ("jinja", r"{{ 'don\'t wait' }}", "don 't wait"),
        ("jinja", "{% trans %}Hello you{% endtrans %}", "Hello you"),
        ("jinja", "{% raw %}{{ shown }}{% endraw %}", "{{ shown }}"),
        ("django", '{% trans "Please note" %}', "Please note"),
        ("django", "{% translate 'Please note' context 'mail' %}", "Please note"),
        ("django", "{% blocktrans with a=b %}You owe us{% endblocktrans %}", "You owe us"),
        ("django", "{% comment %}hidden {{ x }}{% endcomment %}shown", "shown"),
        ("django", "fee{{ n|pluralize }} apply", "fee apply"),
        ("twig", "{{ late ? 'you pay' : 'you do not' }}", "you pay you do not"),
        ("twig", "{% verbatim %}{{ x }}{% endverbatim %}", "{{ x }}"),
        ("liquid", "{{ 'cart.title' | t }}{% schema %}{ \"a b\": 1 }{% endschema %}", ""),
        ("handlebars", '{{t "Some words here"}} {{t "some.key"}}', "Some words here"),
        ("handlebars", "{{!-- hidden {{x}} --}}{{! hidden }}shown", "shown"),
        ("handlebars", '{{> (lookup . "a b") }}{{#link "x y"}}shown{{/link}}', "shown"),
        ("go", "{{/* hidden */}}{{ `as is` }}", "as is"),
        ("erb", "<%# hidden %><%= link_to 'Click here', pay_url %><%= t('.key') %>", "Click here"),
        ("erb", '<%= "Dear #{name}, hello" %>', "Dear , hello"),
        ("php", "<?php _e('Some text', 'shop'); ?><?php $a = 'hidden words'; ?>", "Some text"),
        (
            "blade",
            "@lang('Some words') {{ __('Other words') }} {{ __('a.key') }} {{-- hidden --}}",
            "Some words Other words",
        ),
        ("blade", "write to us@if.example @verbatim{{ x }}@endverbatim", "write to us@if.example {{ x }}"),
        (
            "smarty",
            "{l s='Some text' mod='m'}{literal}{$x}{/literal}{* hidden *} { not a tag }",
            "Some text{$x} { not a tag }",
        ),
        ("freemarker", "<#-- hidden --><#noparse>${x}</#noparse>", "${x}"),
        ("freemarker", '${"Hello ${name}, you"} [#if a]shown[/#if][#-- hidden --][#1]', "Hello , youshown[#1]"),
        ("smarty", "{firstname} {order_name} {displayPrice price=$x} shown", "shown"),
        ("blade", '<x-mail::button :url="$a > 1" color="green">Pay</x-mail::button>', "Pay"),
        ("php", """<?php echo "Dear $name, {$a['b']} $o->id"; ?>""", "Dear ,"),
        ("php", "<?php echo 'costs $five'; ?>", "costs $five"),
        ("twig", "{{ 'Pay %sum% now'|trans({'%sum%': sum}) }}{% trans %}Owed %due%{% endtrans %}", "Pay nowOwed"),
        (
            "handlebars",
            "{{trans 'Pay %who now' who=$x |raw}}{{layout handle='a b' area='c d'}}",
            "Pay now",
        ),
        ("tt", "[% PERL %] my code; [% END %][% RAWPERL %]code[% END %]shown", "shown"),
        ("tt", "[% loc('Good day') %][%# hidden %][% INCLUDE 'a b' %]", "Good day"),
    ],
)
def test_what_is_shown(dialect: str, text: str, shown: str) -> None:
    assert words(text, dialect).replace(" ", "") == shown.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n{% if a %}\nTwo.\n", "One.\n          \nTwo.\n"),
        ("One.\n  {% if a %} {# b #}\nTwo.\n", "One.\n" + " " * 20 + "\nTwo.\n"),
        ("One.\n{# a\nb #}\nTwo.\n", "One.\n    \n    \nTwo.\n"),
        ("| a |\n{% for x in y %}\n| b |\n", "| a |\n~~~~~~~~~~~~~~~~\n| b |\n"),
        ("We will\n{% if a %}\ncharge you.\n", "We will\n~~~~~~~~~~\ncharge you.\n"),
        ("We will\n{% if a %}\nCharge you.\n", "We will\n          \nCharge you.\n"),
        ("Total {{ x }},\n{% if a %}\nplus tax.\n", "Total <______,\n~~~~~~~~~~\nplus tax.\n"),
        ("{% if a %}\r\nOne.\r\n", "          \r\nOne.\r\n"),
        ("{% if a %} One.", "~~~~~~~~~~ One."),
    ],
)
def test_tags_alone_on_a_line(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        ("jinja", "a {{ b c", "a {{ b c"),
        ("jinja", "a {{ b {{ c }}", "a {{ b <______"),
        ("jinja", '{{ f("}}") }}!', "<____________!"),
        ("jinja", "{{ it's }} fine {{ isn't }}", "<_________ fine <__________"),
        ("jinja", "a {# b", "a {# b"),
        ("erb", "<%% a <%= b %>", "<%% a <_______"),
        ("php", "a <?php $x = 1;", "a ~~~~~~~~~~~~~"),
        ("handlebars", r"\{{a}} {{b}}", r"\{{a}} <____"),
        ("blade", "@{{ a }} {{ $b }}", "@{{ a }} <_______"),
        ("", "{{ a }}", "{{ a }}"),
    ],
)
def test_odd_tags(dialect: str, text: str, expected: str) -> None:
    assert mask(text, dialect) == expected
