"""The script that proves where findings lie finds what is planted, and nothing in the examples."""

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def places():
    spec = importlib.util.spec_from_file_location("places", ROOT / "benchmarks" / "places.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FAULTS = [
    ("<p>Late {{ late_fee }} fee</p>", "jinja", "late_fee", "inside"),
    ("<p>Late {# late fee #} fee</p>", "jinja", "late fee", "inside"),
    ("<!-- late fee --><p>x</p>", "", "late fee", "inside"),
    ("<style>.late { fee: 1 }</style>", "", "late", "inside"),
    ("<p class='late fee'>x</p>", "", "late fee", "inside"),
    ("see https://row.test/late-fee now", "", "late-fee", "inside"),
    ("<%# late fee %> x", "erb", "late fee", "inside"),
    ("some latefee here", "", "fee", "begins in the middle"),
    ("some latefee here", "", "late", "ends in the middle"),
    ("<p>A late fee</p>", "", "late fee", ""),
    ("<p>A late {{ amount }} fee</p>", "jinja", "late {{ amount }} fee", ""),
    ("{{ _('A late fee') }}", "jinja", "late fee", ""),
    ("<img alt='late fee'>", "", "late fee", ""),
]


@pytest.mark.parametrize(("text", "dialect", "words", "reason"), FAULTS)
def test_faults(places, text, dialect, words, reason):
    start = text.index(words)
    zones = places.zones(text, dialect, markup=True)
    found = places.fault(text, start, start + len(words), zones, of_value=False)
    assert found.startswith(reason) if reason else found == ""


def test_a_rule_about_values_may_point_at_one(places):
    text = "Hi {{ name }}"
    assert places.fault(text, 3, 13, places.zones(text, "jinja", markup=True), of_value=True) == ""
    assert places.fault(text, 3, 13, places.zones(text, "jinja", markup=True), of_value=False)


def test_examples_are_read_whole(places):
    counts = Counter()
    paths = places.files_of(str(ROOT / "examples"))
    assert paths
    assert [line for path in paths for line in places.unread(path, counts)] == []
    assert counts["templates"]
