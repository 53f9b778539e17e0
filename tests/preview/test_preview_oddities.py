"""What looks wrong in a message, and what does not."""

from __future__ import annotations

import pytest

from cxlint.model.source import Source
from cxlint.preview import preview
from cxlint.preview.folder import Folder


def _odd(text: str, case: str, name: str, **data: object) -> list[tuple[int, str, str]]:
    view = preview(Source(name, text), [case], data, Folder("")).views[0]
    return [(oddity.line, oddity.shown, oddity.message.split(":")[0]) for oddity in view.oddities]


_WRONG = [
    ("Dear {{ name }},\nhello", "empty", (1, "Dear ,", "greets nobody")),
    ("x\nHi {{ name }}!", "empty", (2, "Hi !", "greets nobody")),
    ("Dear{% if name %} {{ name }}{% endif %},\nhello", "empty", (1, "Dear,", "greets nobody")),
    ("it is due on {{ due_date }}.", "empty", (1, "on .", "a blank before the mark")),
    ("it is due on\n{{ due_date }}.", "empty", (2, "on .", "a blank before the mark")),
    ("your order {{ order.id }} is here", "empty", (1, "order is", "two blanks")),
    ("your order ({{ order.id }}) is here", "empty", (1, "order ()", "empty brackets or quotes")),
    ("Order number: {{ order.id }}\nx", "empty", (1, "Order number:", "a label with nothing after it")),
    ("you pay ${{ total }} today", "empty", (1, "pay $", "a sign without its number")),
    ("the parcel went to {{ city }}\nx", "empty", (1, "went to", "a sentence that breaks off")),
    ("Subject: {{ title }}\n\nDear Ann", "empty", (1, "Subject:", "an empty subject")),
    ("Subject: Order {{ id }}\n\nDear Ann", "empty", (1, "Order", "a subject that breaks off")),
    (
        "Subject: Your order,{% if x %} {{ x }}{% endif %} {{ name }}\n\nx",
        "empty",
        (1, "Your order,", "a subject that breaks off"),
    ),
    ("Regards,\n{{ agent.name }}\n", "empty", (2, "", "the name is missing")),
    ("you owe {{ total }} now", "worst", (1, "owe $0.00", "talks of paying when there is nothing to pay")),
    ("you have {{ days_left }} days", "worst", (1, "1 days", "one of many")),
    ("Subject: For {{ name }} and {{ name }}\n\nx", "worst", None),
    ("Dear {{ name }}, {username} and %%x%%", "typical", (1, "{username}", "a placeholder that nothing fills")),
]
_FINE = [
    ("Hello{% if name %} {{ name }}{% endif %},\nhi", "empty"),
    ("Dear {{ name|default('there') }},", "empty"),
    ("a  table   with\t\tspaces ( ) : ,  and  {{ x }}", "typical"),
    ("Items :\n{% for l in lines %}- {{ l }}\n{% endfor %}", "empty"),
    ("Your items:\n{% for l in lines %}- {{ l }}\n{% endfor %}", "typical"),
    ("you owe {{ total }} for {{ count }} days, a {{ rate }} % rate", "typical"),
    ("{{ count }} day, the balance is {{ total }}", "worst"),
    ("Tax: {{ tax }}", "worst"),
    ("100 % of {{ x }}, {{ y }} ({{ z }})", "typical"),
]


@pytest.mark.parametrize(("text", "case", "wanted"), _WRONG)
def test_looks_wrong(text: str, case: str, wanted: tuple[int, str, str] | None) -> None:
    # the last name makes the case: some languages leave out an empty line
    for name in ("mail.txt.j2", "mail.txt.twig"):
        found = _odd(text, case, name)
        assert wanted in found if wanted else "a subject of" in found[0][2], name


@pytest.mark.parametrize(("text", "case"), _FINE)
@pytest.mark.parametrize("name", ["mail.txt.j2", "mail.txt.twig", "mail.html.j2", "mail.html.twig"])
def test_looks_fine(text: str, case: str, name: str) -> None:
    assert _odd(text, case, name) == []


@pytest.mark.parametrize(
    ("text", "case", "wanted"),
    [
        ("<p>Dear <b>{{ name }}</b>,</p>", "empty", (1, "Dear ,", "greets nobody")),
        ("<p>order\n{{ id }} is here</p>", "empty", (2, "order is", "a word is missing here")),
        ("<p>order <b>{{ id }}</b> is here</p>", "empty", (1, "order is", "a word is missing here")),
        ("<ul>\n<li><b>Order:</b> {{ id }}</li></ul>", "empty", (2, "- Order:", "a label with nothing after it")),
        ("<p>x</p>\n<a href='{{ url }}'>Pay now</a>", "empty", (2, "Pay now", "a link that leads nowhere")),
        ("<title>About {{ title }}</title><p>x</p>", "empty", (1, "About", "a subject that breaks off")),
        ("<p>Yours,<br>{{ agent.name }}</p>", "empty", (1, "", "the name is missing")),
    ],
)
@pytest.mark.parametrize("suffix", ["j2", "twig"])
def test_looks_wrong_in_html(text: str, case: str, wanted: tuple[int, str, str], suffix: str) -> None:
    assert wanted in _odd(text, case, f"mail.html.{suffix}")


def test_an_attribute_without_its_value_is_no_missing_word() -> None:
    text = "<p>See <a class='{{ style }}' href='https://x.test'>our page</a> and <img alt='{{ a }}' src='x'> more</p>"
    assert _odd(text, "empty", "mail.html.twig") == []


def test_none_is_seen() -> None:
    assert _odd("Dear {{ who }},", "typical", "a.txt.j2", who=None)[0][:2] == (1, "None")
