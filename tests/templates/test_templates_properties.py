from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, TemplateSyntaxError, nodes

from cxlint.errors import ReadError
from cxlint.templates import Conditional, ParsedTemplate, conditions_at, guess, parse
from cxlint.templates.lexing import FENCES, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable

DIALECTS = [*FENCES, "placeholder", ""]
SCRAPS = [
    "{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "<%", "<%=", "%>", "<?php", "?>", "[%", "%]", "${", "<#", "</#", ">",
    "'", '"', "|", "(", ")", "~", ".", ",", ":", "?", "\\", "\n", "\r\n", " ", "-", "!", "=", "#", "/", "^", "@if(",
    "if a", "else", "endif", "/if", "end", "for x in y", "endfor", "raw", "endraw", "name", "default", "_('text here')",
    "or", "trans", "Dear customer", "%s", "%(name)s", "{name}", "| a |", "case", "when", "IF", "END", "\x01", "\x03",
]  # fmt: skip
soups = st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join)


@pytest.mark.parametrize("dialect", ["jinja", "liquid", "handlebars", "go", "php", "erb", "smarty"])
@pytest.mark.parametrize("expression", ["a[", "f(a[", "a|b[", "a (b", "a (", "a | b (c", "f(", "a['b'][", "a.b[c"])
def test_a_bracket_left_open(dialect: str, expression: str) -> None:
    opener, closer = {"php": ("<?= ", " ?>"), "erb": ("<%= ", " %>"), "smarty": ("{$", "}")}.get(
        dialect, ("{{ ", " }}")
    )
    text = f"Dear {opener}{expression}{closer},"
    check(text, parse(text, dialect, strict=False))


def check(text: str, parsed: ParsedTemplate) -> None:
    assert len(parsed.masked) == len(text)
    starts = [i for i, c in enumerate(parsed.masked) if c == "\x01"]
    assert starts == [slot.start for slot in parsed.slots]
    for slot in parsed.slots:
        assert 0 <= slot.start < slot.end <= len(text)
    for tag in parsed.tags:
        assert 0 <= tag.start < tag.end <= len(text)
    nested(parsed.conditionals, 0, len(text))
    for offset in range(0, len(text) + 1, 3):
        conditions_at(parsed.conditionals, offset)


def nested(conditionals: Iterable[Conditional], lo: int, hi: int) -> None:
    for conditional in conditionals:
        assert lo <= conditional.start < conditional.end <= hi
        lo = at = conditional.start
        for branch in conditional.branches:
            assert at <= branch.start <= branch.end <= conditional.end
            nested(branch.children, branch.start, branch.end)
            at = branch.end
        lo = conditional.end


@settings(max_examples=150, deadline=None)
@given(text=soups | st.text(max_size=60), dialect=st.sampled_from(DIALECTS))
def test_any_text_is_read(text: str, dialect: str) -> None:
    check(text, parse(text, dialect, strict=False))
    assert guess("a.md", text) in DIALECTS


@settings(max_examples=100, deadline=None)
@given(text=soups)
def test_strict_raises_read_errors_only(text: str) -> None:
    error = refusal(text)
    if error is not None:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= error.line <= len(lines)
        assert error.column >= 1


def refusal(text: str) -> ReadError | None:
    try:
        check(text, parse(text, "jinja", strict=True))
    except ReadError as error:
        return error
    return None


names = st.sampled_from(["a", "order.total", "user.first_name", "x.y.z"])
filters = st.lists(st.sampled_from(["title", "money(2)", "round", "replace('a', b)"]), max_size=3)


@settings(max_examples=60, deadline=None)
@given(name=names, applied=filters, tail=st.sampled_from(["", " if late", " if a == 'b' else c", " or other", " ~ x"]))
def test_values_agree_with_the_parser_of_jinja(name: str, applied: list[str], tail: str) -> None:
    text = "{{ " + "|".join([name, *applied]) + tail + " }}"
    slot = parse(text, "jinja", strict=True).slots[0]
    tree = Environment().parse(text)
    names_of_filters = [node.name for node in tree.find_all(nodes.Filter)]
    assert slot.filters == tuple(reversed(names_of_filters))
    attributes = [node.attr for node in tree.find_all(nodes.Getattr)]
    assert slot.path.split(".")[1:] == attributes[::-1]


@settings(max_examples=60, deadline=None)
@given(text=soups.map(lambda soup: f"{{{{ {soup.replace('{', '').replace('}', '').replace('%', '')} }}}}"))
def test_tags_agree_with_the_lexer_of_jinja(text: str) -> None:
    environment = Environment()
    try:
        environment.parse(text)
    except TemplateSyntaxError:
        return
    expected = sum(kind == "variable_begin" for _, kind, _ in environment.lex(text))
    assert len(tokenize(text, "jinja")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{" * 60_000,
        "{{ x " * 25_000,
        "{% if x " * 15_000,
        '{{ " ' * 25_000 + "}}",
        "{{ " + "(" * 60_000 + " }}",
        "<%= x " * 20_000,
        "{#" * 60_000,
        "@if(" * 30_000,
        "{% if a %}" * 12_000 + "{{ x }}",
        "{% raw %}" * 12_000,
        "{% a %}\n" * 15_000,
        "{{ '" + "\\" * 120_000 + " }}",
        "[[a b " * 20_000,
        "{{" + " " * 120_000,
    ],
    ids=lambda text: text[:9],
)
def test_hostile_texts_take_no_more_than_moments(text: str) -> None:
    for dialect in DIALECTS:
        began = time.process_time()
        assert len(parse(text, dialect, strict=False).masked) == len(text)
        assert time.process_time() - began < 5


def test_a_long_line_is_read_in_linear_time() -> None:
    text = "Hi {{ user.first_name }}, {% if late %}you owe {{ fee|money }}{% endif %} as agreed. " * 4_000
    began = time.process_time()
    parsed = parse(text, "jinja", strict=False)
    assert time.process_time() - began < 5
    assert len(parsed.slots) == 8_000
