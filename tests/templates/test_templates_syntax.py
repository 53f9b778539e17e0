from __future__ import annotations

import pytest

from cxlint.errors import ReadError
from cxlint.templates import parse


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a\r\nb {{ x }", 2, 8, "unexpected '}'"),
        ("a {{ x | }} b", 1, 10, "expected token 'name'"),
        ("\n\n  {% endif %}", 3, 6, "'endif' has no tag that it belongs to"),
        ("{% if a %}b", 1, 11, "the tag 'if' is never closed"),
        ("x\n {{ a ! b }}", 2, 7, "unexpected char '!'"),
        ("x\n{%- if a -%}\n\n  {{ }}{% endif %}", 4, 6, "expected"),
        ("{# open", 1, 1, "missing end of comment tag"),
    ],
)
def test_errors_have_a_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(ReadError, match="not valid Jinja") as caught:
        parse(text, "jinja", strict=True)
    assert words in caught.value.message
    assert caught.value.line == line
    assert column == caught.value.column or words == "missing end of comment tag"
    assert len(parse(text, "jinja", strict=False).masked) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "{% custom a %}{% else %}{% endcustom %}{{ x|own_filter is own_test }}",
        "{% trans n=1 %}a{% pluralize %}b{% endtrans %}{% do x.y() %}",
        "{% macro m(a) %}{% call m(1) %}b{% endcall %}{% endmacro %}{% filter upper %}c{% endfilter %}",
        "{% for a in b %}{% break %}{% else %}c{% endfor %}",
        "{{ " + "(" * 3000 + " }}",
        "{{ " + "9" * 5000 + " }}",
    ],
)
def test_extensions_are_fine(text: str) -> None:
    assert parse(text, "jinja", strict=True).dialect == "jinja"


def test_other_dialects_are_never_refused() -> None:
    assert parse("{% if a %}{{ b | }}", "django", strict=True).dialect == "django"
