"""Templates against the schedule: what they add up, what they read, what they charge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxlint.annotate.totals import addends
from cxlint.engine import Engine
from cxlint.model.source import Source
from cxlint.project.data_files import DataFiles
from cxlint.project.summary import Project
from cxlint.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.rulebook import RuleSet

    Messages = Callable[[str, dict[str, str]], list[str]]


@pytest.fixture(scope="module")
def messages(ruleset: RuleSet) -> Messages:
    """The messages that one rule has for some files."""
    engines: dict[str, Engine] = {}

    def find(code: str, files: dict[str, str]) -> list[str]:
        engine = engines.setdefault(code, Engine(ruleset, [code]))
        project = Project()
        found = []
        for path, text in files.items():
            linted = engine.lint(read(Source(path, text)))
            found += linted.findings
            failures = linted.failures
            assert failures == []
            project.add(linted.summary)
        return [finding.message for finding in (*found, *engine.compare(project, []))]

    return find


@pytest.mark.parametrize(
    ("expression", "parts"),
    [
        ("base + inv.fee", ("base", "inv.fee")),
        ("(base + (inv.fee or 0)) | money", ("base", "inv.fee")),
        ("base | plus: fee | money", ("base", "fee")),
        ("base|add:fee", ("base", "fee")),
        ("number_to_currency(@b.base + @b.fee)", ("b.base", "b.fee")),
        ("[base, fee].sum", ("base", "fee")),
        ("$order->base + $order->fee", ("order.base", "order.fee")),
        ("order['base'] + order['fee']", ("order.base", "order.fee")),
        ("add base fee", ("base", "fee")),
        ("base + fee - discount", ("base", "fee")),
        ("price * count + fee", ("fee",)),
        ("base + (fee if pro else 0)", ()),
        ("first + ' ' + last", ()),
        ("total", ()),
    ],
)
def test_what_an_expression_adds_up(expression: str, parts: tuple[str, ...]) -> None:
    assert addends(expression) == parts


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("{% if pro %}Fee {{ fee }}{% endif %} Total {{ price + fee }}", ["its line is shown only when `pro`"]),
        ("{% if fee %}Fee {{ fee }}{% endif %} Total {{ price + fee }}", []),
        ("{% if fee > 0 %}Fee {{ fee }}{% endif %} Total {{ price + fee }}", []),
        ("{% if fee > 50 %}Fee {{ fee }}{% endif %} Total {{ price + fee }}", ["only when `fee > 50`"]),
        ("{% if order.has_fee %}Fee {{ fee }}{% endif %} Total {{ price + fee }}", []),
        ("{% if a %}Fee {{ fee }}{% else %}Charge {{ fee }}{% endif %} Total {{ price + fee }}", []),
        ("{% if a %}Fee {{ fee }} Total {{ price + fee }}{% endif %}", []),
        ("Price {{ price }} Total {{ price + fee }}", ["no line shows it"]),
        ("Total {{ price + fee }}", []),
        ("{% include 'lines' %} Price {{ price }} Total {{ price + fee }}", []),
        ("{% for x in rows %}{{ x.amount }}{% endfor %} Price {{ price }} Total {{ price + fee }}", []),
        ("{% set total = price + fee %}{% if pro %}Fee {{ fee }}{% endif %} Total {{ total }}", ["only when `pro`"]),
        ("{% if pro %}Fee {{ fee }}{% endif %} To pay {{ total_with_fee }}", ["only when `pro`"]),
        ("Price {{ price }} To pay {{ total_with_tax }}", []),
    ],
)
def test_a_sum_shows_its_parts(messages: Messages, lines: str, found: list[str]) -> None:
    said = messages("DOC016", {"emails/bill.txt.j2": f"Hello {{{{ name }}}},\n\n{lines}\n"})
    assert len(said) == len(found)
    assert all(words in message for words, message in zip(found, said, strict=True))


@pytest.mark.parametrize(
    ("template", "data", "found"),
    [
        ("{{ site.data.fees.late }}", "late: 5", 0),
        ("{{ site.data.fees.lte }}", "late: 5", 1),
        ("{{ site.data.fees.late.amount }}", "late: {amount: 5}", 0),
        ("{{ site.data.fees.late }}", "late: {amount: 5}", 0),
        ("{{ site.data.fees.late.size }}", "late: soon", 0),
        ("{{ site.data.fees.late }}", "base: &b {late: 5}\nmore:\n  <<: *b", 0),
        ("{{ site.data.fees.late }}", "- late: 5", 0),
        ("{{ site.data.fees[kind] }}", "late: 5", 0),
        ("{{ site.data.other.late }}", "late: 5", 0),
        ("{{ fees.lte }}", "late: 5", 0),
        ("{{ page.title }}", "late: 5", 0),
    ],
)
def test_a_key_that_a_data_file_does_not_have(messages: Messages, template: str, data: str, found: int) -> None:
    files = {"pages/late.md": f"A late payment costs {template}.", "_data/fees.yml": data + "\n"}
    assert len(messages("DOC022", files)) == found


def test_a_slip_in_an_attribute_is_found_and_the_key_is_named(messages: Messages) -> None:
    page = "---\ntitle: Pay\n---\n<input type='hidden' value='{{ page.SeniorFree | minus: 75 }}'>\n"
    [message] = messages("DOC022", {"pages/pay.md": page, "_data/fees.yml": "SeniorFee: 350\n"})
    assert "the nearest is 'SeniorFee'" in message


@pytest.mark.parametrize(
    ("path", "key", "found"),
    [
        ("site.data.fees.late", "late", True),
        ("data.fees.late", "late", True),
        ("fees.late", "late", True),
        ("config.charges.late", "charges.late", True),
        ("order.late", "late", False),
        ("late", "late", False),
    ],
)
def test_variables_find_their_keys(ruleset: RuleSet, path: str, key: str, found: bool) -> None:
    engine = Engine(ruleset, ["FEE001"])
    levels = key.split(".")
    text = "".join(f"{'  ' * i}{name}:\n" for i, name in enumerate(levels)).rstrip("\n") + " 15\n"
    summary = engine.lint(read(Source("_data/fees.yml", text))).summary
    read_key = DataFiles([summary]).find(path)
    assert (read_key is not None and read_key.number == 15) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Handling fee: {{ order.handling }}", 1),
        ("Handling fee: {{ site.data.prices.handling }}", 0),
        ("{% for x in site.data.prices %}Handling fee: {{ x.amount }}{% endfor %}", 0),
        ("Late fee: {{ order.late_fee }}", 0),
        ("Tax charge: {{ order.tax }}", 0),
        ("{{ first_name }}, there is no handling fee", 0),
        ("{{ first_name }}, a handling fee may apply", 0),
    ],
)
def test_a_fee_on_the_bill_is_published(messages: Messages, line: str, found: int) -> None:
    files = {
        "emails/bill.txt.liquid": f"Hello {{{{ name }}}},\n\n{line}\n",
        "_data/prices.yml": "handling: 4\n",
        "fees.csv": "name,amount\nlate payment fee,5.00\n",
    }
    assert len(messages("FEE001", files)) == found


@pytest.mark.parametrize(
    ("sentence", "data", "found"),
    [
        ("a late fee of $15 is due", "late_fee: 15", 1),
        ("a late fee of $25 is due", "late_fee: 15", 0),
        ("a late fee of {{ fees.late_fee }} is due", "late_fee: 15", 0),
        ("cancel 24 hours before", "cancel_hours: 24", 1),
        ("we answer within 24 hours", "cancel_hours: 24", 0),
        ("cancel 2 days before", "cancel_hours: 48", 0),
    ],
)
def test_an_amount_that_a_data_file_holds(messages: Messages, sentence: str, data: str, found: int) -> None:
    files = {"policies/terms.md.liquid": f"At {{{{ shop }}}}, {sentence}.\n", "_data/fees.yml": data + "\n"}
    assert len(messages("DOC017", files)) == found
