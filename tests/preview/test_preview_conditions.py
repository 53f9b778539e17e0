"""Which way conditions go, what loops go over, and which values stand for which names."""

from __future__ import annotations

from typing import Any

import pytest

from cxlint.errors import UsageError
from cxlint.model.source import Source
from cxlint.preview import preview
from cxlint.preview.cases import CASES, EMPTY, TYPICAL, WORST
from cxlint.preview.conditions import holds
from cxlint.preview.folder import Folder
from cxlint.preview.given import from_file, with_pairs
from cxlint.preview.loops import read_loop
from cxlint.preview.scene import Scene
from cxlint.preview.values import text_of
from cxlint.preview.written import Fill, Writer


@pytest.mark.parametrize(
    ("condition", "typical", "empty", "worst"),
    [
        ("name", True, False, True),
        ("not name", False, True, False),
        ("!$name", False, True, False),
        ("not (a and b)", False, True, False),
        ("a and not b", False, False, False),
        ("a or not b", True, True, True),
        ("late_fee", True, False, False),
        ("total > 0", True, False, False),
        ("total == 0", False, True, True),
        ("0 < total", True, False, False),
        ("days <= 1", False, True, True),
        ("items|length > 1", True, False, False),
        ("count($lines) > 0", True, False, True),
        ("lines.any?", True, False, True),
        ("@name.blank?", False, True, False),
        ("name.present? && total > 0", True, False, False),
        ("empty($name)", False, True, False),
        ("isset($user->name)", True, False, True),
        ("defined name", True, False, True),
        ("name is defined", True, False, True),
        ("name is not none", True, False, True),
        ("name == null", False, True, False),
        ("name != ''", True, False, True),
        ("name == blank", False, True, False),
        ("status == 'open'", True, False, True),
        ("status != 'open'", False, True, False),
        ('eq .Status "open"', True, False, True),
        ("and .Name (gt .Total 0.0)", True, False, False),
        ("or .Name (not .Name)", True, True, True),
        ("gt .Total 0", True, False, False),
        ("x in y", True, False, True),
        ("x not in y", False, True, False),
        ("singular", False, False, True),
        ("user.flag == false", False, True, False),
        ("a > b", True, False, False),
        ("true", True, True, True),
        ("", True, False, True),
        ("((((", True, False, True),
        ("and", True, True, True),
    ],
)
def test_conditions(condition: str, typical: bool, empty: bool, worst: bool) -> None:
    found = {case: holds(condition, Scene(case, {}, "jinja")) for case in CASES}
    assert found == {TYPICAL: typical, EMPTY: empty, WORST: worst}


def test_a_value_stays_what_it_was_compared_to() -> None:
    scene = Scene(TYPICAL, {}, "twig")
    assert holds("status == 'open'", scene)
    assert not holds("status == 'paid'", scene)
    assert scene.text("status") == "open"


@pytest.mark.parametrize(
    ("condition", "data", "met"),
    [
        ("user.vip", {"user": {"vip": False}}, False),
        ("total > 5", {"total": 3}, False),
        ("state == 'open'", {"state": "open"}, True),
        ("state == 'open'", {"state": "paid"}, False),
        ("lines|length > 2", {"lines": [1, 2, 3]}, True),
        ("name", {"name": None}, False),
    ],
)
@pytest.mark.parametrize("case", CASES)
def test_given_values_decide(condition: str, data: dict[str, Any], met: bool, case: str) -> None:
    assert holds(condition, Scene(case, data, "twig")) is met


@pytest.mark.parametrize(
    ("expression", "path", "variables"),
    [
        ("line in order.lines", "order.lines", ("line",)),
        ("k, v in data.items()", "data", ("k", "v")),
        ("line IN invoice.lines", "invoice.lines", ("line",)),
        ("line = invoice.lines", "invoice.lines", ("line",)),
        ("$order->lines as $line", "order->lines", ("line",)),
        ("$lines as $i => $line", "lines", ("i", "line")),
        ("lines as |line|", "lines", ("line",)),
        ("invoice.lines as line", "invoice.lines", ("line",)),
        ("@order.lines.each do |line|", "order.lines", ("line",)),
        ("from=$lines item=line", "lines", ("line",)),
        ("$i, $line := .Lines", "Lines", ("i", "line")),
        (".Lines", "Lines", ("this", ".")),
        ("", "", ()),
    ],
)
def test_loops(expression: str, path: str, variables: tuple[str, ...]) -> None:
    assert read_loop(expression) == (path, variables)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt.twig", "{% for l in order.lines %}{{ l.title }}={{ l.price }};{% endfor %}"),
        ("a.liquid", "{% for l in order.lines %}{{ l.title }}={{ l.price }};{% endfor %}"),
        ("a.hbs", "{{#each order.lines}}{{this.title}}={{this.price}};{{/each}}"),
        ("a.txt.erb", "<% @order.lines.each do |l| %><%= l.title %>=<%= l.price %>;<% end %>"),
        ("a.php", "<?php foreach ($order['lines'] as $l): ?><?= $l['title'] ?>=<?= $l['price'] ?>;<?php endforeach ?>"),
        ("a.txt.j2", "{% for l in order.lines %}{{ l.title }}={{ l.price }};{% endfor %}"),
    ],
)
def test_given_members_of_a_loop(name: str, text: str) -> None:
    data = {"order": {"lines": [{"title": "A", "price": 1}, {"title": "B", "price": 2.5}]}}
    assert preview(Source(name, text), [EMPTY], data, Folder("")).views[0].page.text == "A=1;B=2.5;"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("user.firstName", "Maya"),
        ("last_name", "Okafor"),
        ("customer.name", "Maya Okafor"),
        ("username", "maya.okafor"),
        ("company.name", "Larkspur Books"),
        ("agent.name", "Jonas Weber"),
        ("order.total", "$48.50"),
        ("due_date", "14 May 2026"),
        ("current_year", "2026"),
        ("days_left", "3"),
        ("invoice_num", "A-10482"),
        ("order.id", "A-10482"),
        ("user.email", "maya.okafor@example.com"),
        ("support_email", "help@example.com"),
        ("phone", "+1 202 555 0147"),
        ("reset_url", "https://example.com/reset"),
        ("line.description", "Blue kettle"),
        ("plan.title", "Family plan"),
        ("event.name", "Pottery for beginners"),
        ("boat.title", "[boat title]"),
        ("cancel_reason", "The kettle arrived with a dent in its lid."),
        ("client.address1", "12 Harbour Lane"),
        ("weather.mood", "[weather mood]"),
        ("", "[…]"),
    ],
)
def test_values_by_name(path: str, shown: str) -> None:
    assert text_of(path, "", TYPICAL) == shown
    assert text_of(path, "", EMPTY) == ""


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (("€", "$48.50:money", "!"), "€48.50!"),
        (("EUR ", "$48.50:money"), "EUR 48.50"),
        (("", "$48.50:money", " EUR"), "48.50 EUR"),
        (("you pay ", "$48.50:money", " today"), "you pay $48.50 today"),
        (("https://x.test/", "https://example.com/pay:link"), "https://x.test/pay"),
        (("https://x.test?u=", "https://example.com/pay:link"), "https://x.test?u=pay"),
        (("see ", "https://example.com/a:link", "https://example.com/b:link"), "see https://example.com/a/b"),
        (("(", "https://example.com/a:link", ")"), "(https://example.com/a)"),
    ],
)
def test_values_fit_into_what_stands_around_them(pieces: tuple[str, ...], shown: str) -> None:
    writer = Writer()
    for piece in pieces:
        text, _, kind = piece.rpartition(":") if piece.endswith((":money", ":link")) else (piece, "", "")
        writer.write(text, "a", 1, Fill("x", kind) if kind else None)
    rendered = writer.rendered()
    assert rendered.text == shown
    assert [segment.start for segment in rendered.segments[1:]] == [segment.end for segment in rendered.segments[:-1]]


def test_pairs() -> None:
    data = with_pairs({"user": {"name": "A", "vip": True}}, ["user.name=Ann = Bo", "total=0", "x=", "y=null"])
    assert data == {"user": {"name": "Ann = Bo", "vip": True}, "total": 0, "x": "", "y": None}


@pytest.mark.parametrize("pair", ["name", "=x", "a..b=1", ".=1"])
def test_what_is_no_pair(pair: str) -> None:
    with pytest.raises(UsageError, match="no path=value"):
        with_pairs({}, [pair])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("user:\n  name: Ann", {"user": {"name": "Ann"}}),
        ('{"a": 1}', {"a": 1}),
        ("", {}),
        ("due: 2026-05-14\n1: 2", {"due": "2026-05-14", "1": 2}),
    ],
)
def test_values_from_a_file(text: str, wanted: dict[str, Any]) -> None:
    assert from_file("v.yaml", text) == wanted


@pytest.mark.parametrize("text", ["- a", "a: [", "!!python/object:os.system {}", "\x00"])
def test_a_file_that_holds_no_values(text: str) -> None:
    with pytest.raises(UsageError, match="--data"):
        from_file("v.yaml", text)
