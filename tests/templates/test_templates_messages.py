"""Placeholders of message catalogues."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.templates import parse


def mask(text: str) -> str:
    """The mask in visible characters: `<` begins a value, `_` fills it, `~` is code."""
    return parse(text, "message", strict=False).masked.translate({1: "<", 2: "_", 3: "~"})


@pytest.mark.parametrize(
    ("text", "path", "filters", "kind"),
    [
        ("{name}", "name", (), "name"),
        ("{ name }", "name", (), "name"),
        ("{0}", "", (), ""),
        ("{}", "", (), ""),
        ("{0,number,currency}", "", ("number", "currency"), "money"),
        ("{due, date, short}", "due", ("date", "short"), "date"),
        ("{{user.name}}", "user.name", (), "name"),
        ("{{- total, number }}", "total", ("number",), "money"),
        ("%s", "", (), ""),
        ("%1$s", "", (), ""),
        ("%.2f", "", (), ""),
        ("%@", "", (), ""),
        ("%(total)s", "total", (), "money"),
        ("%{count}", "count", (), "count"),
        ("%count%", "count", (), "count"),
        ("${total}", "total", (), "money"),
        ("#{name}", "name", (), "name"),
        (":amount", "amount", (), "money"),
        ("*|FNAME|*", "FNAME", (), "name"),
        ("[[name]]", "name", (), "name"),
    ],
)
def test_values(text: str, path: str, filters: tuple[str, ...], kind: str) -> None:
    (slot,) = parse(f"Row {text} on", "message", strict=False).slots
    assert (slot.start, slot.end) == (4, 4 + len(text))
    assert (slot.path, slot.filters, slot.kind) == (path, filters, kind)


@pytest.mark.parametrize(
    "text",
    [
        "100% of it", "50%% off", "see: this", "at 10:30am", "http://row.test", ":)", "a {b c} d", "the #1 boat",
        "%", "{", "}", "{n, plural,", "{n, plural, }", "50% discount", "Note:well", "",
    ],
)  # fmt: skip
def test_no_values(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{n, plural, one {# cat} other {# cats}}!", "~~~~~~~~~~~~~~~~~< cat~~~~~~~~~< cats~~!"),
        ("{g, select, f {she} other {they}}", "~~~~~~~~~~~~~~~she~~~~~~~~~they~~"),
        ("{g, select, f {#} other {{name}}}", "~~~~~~~~~~~~~~~#~~~~~~~~~<_____~~"),
        ("{n, selectordinal, offset:1 one {#st} other {#th}}", "~" * 33 + "<st~~~~~~~~~<th~~"),
        ("{n, plural, other {a {b} c}}", "~~~~~~~~~~~~~~~~~~~a <__ c~~"),
        ("don''t", "don'~t"),
    ],
)
def test_choices(text: str, expected: str) -> None:
    assert mask(text) == expected


@given(
    st.lists(
        st.sampled_from(["{", "}", "n", ", plural,", " one {", " other {", "#", "%s", "''", " ", "x"]), max_size=30
    )
)
@settings(max_examples=200, deadline=None)
def test_any_mask_is_as_long_as_its_text(parts: list[str]) -> None:
    text = "".join(parts)
    parsed = parse(text, "message", strict=False)
    assert len(parsed.masked) == len(text)
    assert [i for i, sign in enumerate(parsed.masked) if sign == "\x01"] == [slot.start for slot in parsed.slots]


def test_many_openers_cost_little() -> None:
    assert len(mask("{n, plural, one {" * 20_000)) == 17 * 20_000
