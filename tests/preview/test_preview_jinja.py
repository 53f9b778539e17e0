"""What Jinja templates of real projects use, and what stands in for what the project would give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cxlint.errors import ReadError
from cxlint.model.source import Source
from cxlint.preview import View, preview
from cxlint.preview.folder import Folder

if TYPE_CHECKING:
    from pathlib import Path


def _view(text: str, case: str = "typical", path: str = "mail.txt.j2", **data: Any) -> View:
    return preview(Source(path, text), [case], data, Folder("")).views[0]


@pytest.mark.parametrize(
    ("text", "typical", "empty"),
    [
        ("{{ user.name|upper }}", "MAYA OKAFOR", ""),
        ("{{ user.name|title|truncate(8, true, '', 0) }}", "Maya Oka", ""),
        ("{{ total|round(2) }}, {{ total|int }}", "$48.50, 48", ", 0"),
        ("{{ '%.1f' % total }} {{ '{:.1f}'.format(total) }}", "48.5 48.5", "0.0 0.0"),
        ("€{{ total }}, {{ total }} EUR, ${{ total|money }}", "€48.50, 48.50 EUR, $48.50", "€,  EUR, $"),
        ("{{ '$' ~ total }}", "$48.50", "$"),
        ("{{ total / 100 }} {{ 2 * total }} {{ -total }}", "$48.50 $48.50 $48.50", ""),
        ("{{ lines|length }} {{ lines|join(', ') }}", "2 [lines], [lines]", "0"),
        ("{{ lines|map(attribute='title')|join(', ') }}", "Blue kettle, Blue kettle", ""),
        ("{% for a, b in data.items() %}{{ a }}{% endfor %}", "[data][data]", ""),
        ("{% for a in x %}{{ loop.index }}{% else %}none{% endfor %}", "12", "none"),
        ("{{ due|date('%d') }} {{ due.strftime('%d') }}", "14 May 2026 14 May 2026", ""),
        ("{{ name or 'you' }} {{ name|default('you') }}", "Maya Okafor Maya Okafor", "you you"),
        ("{{ 'late' if overdue else 'fine' }}", "late", "fine"),
        ("{{ _('Hello %(name)s', name=user.name) }}", "Hello Maya Okafor", "Hello"),
        ("{{ _('100% of {0}').format(total) }}", "100% of $48.50", "100% of"),
        ("{{ ngettext('%(n)s day', '%(n)s days', days, n=days) }}", "3 days", "days"),
        ("{% trans name=user.name %}Hi {{ name }}!{% endtrans %}", "Hi Maya Okafor!", "Hi !"),
        ("{{ t('Hello') }} {{ t('mail.greeting') }}", "Hello [mail.greeting]", "Hello [mail.greeting]"),
        ("{{ url_for('pay') }} https://x.test/{{ key_url }}", "https://example.com/for https://x.test/key", "https://x.test/"),
        ("{{ format_currency(total, 'EUR') }}", "$48.50", ""),
        ("{% if status == 'paid' %}A{% elif status == 'open' %}B{% else %}C{% endif %}{{ status }}", "Apaid", "C"),
        ("{% if count == 1 %}one{% elif count > 1 %}many{% else %}none{% endif %}", "many", "none"),
        ("{% if user is defined and x is not none %}yes{% else %}no{% endif %}", "yes", "no"),
        ("{% do things.append(1) %}{% component 'x' %}body{% endcomponent %}", "body", "body"),
        ("{% macro b(l) %}<{{ l }}>{% endmacro %}{{ b('Pay') }}{% call c() %} x{% endcall %}", "<Pay> x", "<Pay> x"),
        ("{{ x|my_filter(3)|other }} {{ x is my_test }}", "[x] True", "False"),
        ("{% set y = user.name %}{{ y }} {{ user['name'] }} {{ user|attr('name') }}", "Maya Okafor " * 3, ""),
    ],
)  # fmt: skip
def test_what_templates_use(text: str, typical: str, empty: str) -> None:
    assert _view(text).page.text == typical.strip()
    assert _view(text, "empty").page.text.strip() == empty.strip()


@pytest.mark.parametrize(
    ("text", "data", "shown"),
    [
        ("Dear {{ user.name }}", {"user": {"name": "Zoë"}}, "Dear Zoë"),
        ("Dear {{ user.name }}, {{ user.year }}", {"user": {"name": "Zoë"}}, "Dear Zoë, 2026"),
        ("{{ name }}", {"name": None}, "None"),
        ("{{ total }} {{ total|money }} {{ total * 2 }}", {"total": 7}, "7 $7.00 14"),
        ("{% for l in lines %}{{ l.title }};{% endfor %}", {"lines": [{"title": "A"}, {"title": "B"}]}, "A;B;"),
        ("{% if paid %}yes{% else %}no{% endif %}", {"paid": False}, "no"),
        ("{% if state == 'open' %}{{ state|upper }}{% endif %}", {"state": "open"}, "OPEN"),
    ],
)
@pytest.mark.parametrize("case", ["typical", "worst"])
def test_given_values_hold_in_every_case(text: str, data: dict[str, Any], shown: str, case: str) -> None:
    assert _view(text, case, **data).page.text == shown


def test_given_text_is_no_markup() -> None:
    view = _view("<p>Dear {{ who }}</p>", path="mail.html.j2", who="<b>Ann</b> & {{ x }}")
    assert view.page.text == "Dear <b>Ann</b> & {{ x }}"
    assert view.oddities == ()


def test_layouts_includes_and_macros_of_the_project(tmp_path: Path) -> None:
    files = {
        "emails/base.html": "<title>{% block subject %}Hello{% endblock %}</title>"
        "{% block body %}{% endblock %}<p>Bye, {{ agent.name }}</p>",
        "emails/parts/_lines.html": "<ul>{% for l in lines %}<li>{{ l.title }}</li>{% endfor %}</ul>",
        "macros.html": "{% macro pay(url) %}<a href='{{ url }}'>Pay now</a>{% endmacro %}",
        "emails/due/mail.html.j2": "{% extends 'emails/base.html' %}{% from 'macros.html' import pay %}"
        "{% block subject %}Due: {{ total }}{% endblock %}"
        "{% block body %}<p>Dear {{ name }},</p>{% include 'parts/_lines.html' %}{{ pay(pay_url) }}"
        "{% include 'gone.html' %}{% include ['gone.html', 'x.html'] ignore missing %}{% endblock %}",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "emails/due/mail.html.j2"
    view = preview(Source(str(path), path.read_text(encoding="utf-8")), ["typical"], {}, Folder(str(tmp_path))).views[0]
    assert view.subject is not None
    assert view.subject.text == "Due: $48.50"
    assert view.page.text.split("\n\n") == [
        "Dear Maya Okafor,", "- Blue kettle\n- Blue kettle", "Pay now <https://example.com/pay>", "Bye, Jonas Weber",
    ]  # fmt: skip
    assert view.notes == ("gone.html is not in the project: left out", "x.html is not in the project: left out")


def test_without_its_layout_a_template_shows_what_it_would_put_there() -> None:
    view = _view("{% extends 'away.txt' %}nobody sees this{% block body %}Dear {{ name }},{% endblock %}")
    assert view.page.text == "Dear Maya Okafor,"
    assert view.notes == ("away.txt is not in the project: left out",)


def test_a_line_of_the_template_for_every_value() -> None:
    view = _view(
        "a\n{% for x in y %}\n{{ x.title }}\n{% endfor %}\n{{ name }} {% set z %}\n{{ total }}{% endset %}{{ z }}"
    )
    lines = [(segment.fill.name, segment.line) for segment in view.rendered.segments if segment.fill]
    assert lines == [("y.title", 3), ("y.title", 3), ("name", 5), ("total", 6)]


def test_what_a_macro_writes_is_no_value() -> None:
    view = _view("{% macro m(x) %}Hello {{ x }}{% endmacro %}{{ m(name) }}")
    text = view.rendered.text
    assert [text[s.start : s.end] for s in view.rendered.segments if s.fill] == ["Maya Okafor"]


def test_a_broken_template_says_where() -> None:
    with pytest.raises(ReadError) as caught:
        _view("Dear\n{% if x %}")
    assert (caught.value.line, "never closed" in caught.value.message) == (2, True)


def test_what_is_nested_too_deeply_is_filled_slot_by_slot() -> None:
    view = _view("Dear {{ name }}, {{ " + "(" * 3000 + "x" + ")" * 3000 + " }}")
    assert view.page.text.startswith("Dear Maya Okafor,")
    assert "nested too deeply" in view.notes[0]


@pytest.mark.parametrize(
    "text", ["{{ name ?? 'x' }} {{ total }}", "{{ total }} {% for a, b, c in x %}{% endfor %}", "{% x {{ total }}"]
)
def test_what_jinja_cannot_run_is_filled_slot_by_slot(text: str) -> None:
    view = _view(text, path="mail.txt.njk")
    assert "48.50" in view.page.text
    assert view.notes[0].startswith("Jinja cannot run this")
