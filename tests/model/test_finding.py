"""Places of findings, with and without a name of their own."""

import pytest

from cxlint.model.finding import Finding, Related, place_of
from cxlint.model.source import Source


class Addresses:
    """Every offset stands in one cell."""

    def at(self, offset):
        return f"Rates!B{offset}"


PLACES = [
    (Source("fees.md", "one\ntwo"), "fees.md:2:1", ("fees.md", 2, 1, 2, 4, "")),
    (Source("rates.xlsx", "one\ntwo", Addresses()), "rates.xlsx:Rates!B4", ("rates.xlsx", 2, 1, 2, 4, "Rates!B4")),
]


@pytest.mark.parametrize(("source", "shown", "fields"), PLACES)
def test_places(source, shown, fields):
    place = place_of(source, 4, 7)
    assert tuple(place) == fields
    assert place.shown == shown


@pytest.mark.parametrize(("source", "shown", "fields"), PLACES)
def test_a_place_in_the_json_of_a_finding(source, shown, fields):
    place = place_of(source, 4, 7)
    found = Finding("TST001", "x", "info", "low", "m", place, related=(Related(place, "here"),)).as_dict()
    assert found.get("place", "") == found["related"][0].get("place", "") == fields[-1]
    assert "label" not in found
    assert list(found)[5:10] == ["path", "line", "column", "end_line", "end_column"]
