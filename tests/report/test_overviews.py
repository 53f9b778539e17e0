"""The report for leads in its formats, over a small project and a later state of it."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from cxlint import __version__, runner
from cxlint.config.load import load
from cxlint.config.model import Stage
from cxlint.journey.overview import build
from cxlint.journey.record import as_dict, remembered, trend
from cxlint.project.summary import Project
from cxlint.report import ReportOptions, overviews
from cxlint.report.schema import report_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxlint.journey.overview import Overview
    from cxlint.journey.record import Trend
    from cxlint.rulebook import RuleSet

GOLDEN = Path(__file__).parent / "golden"
PROJECT = Path(__file__).parent.parent / "projects" / "bike-hire"
CODES = ("FEE001", "FEE002", "FEE003", "FEE006", "DOC003", "TPL001", "TPL006", "TPL007")
"""Only these rules, so that a new rule does not change what is tested here."""

STAGES = (
    Stage("hires a bike", ("policy", "schedule"), ("pages/**",), "Shop"),
    Stage("pays", ("invoice",)),
    Stage("brings it back late", paths=("mails/late*",), owner="@bikes/billing"),
    Stage("leaves us", ("cancellation",)),
)


@pytest.fixture(scope="module")
def states(ruleset: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Overview]]:
    """The project as it is, and after somebody set one price right and the greeting of a reminder."""
    folder = tmp_path_factory.mktemp("bikes")
    shutil.copytree(PROJECT, folder, dirs_exist_ok=True)
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        config = load(".")._replace(select=CODES, journey=STAGES)
        for change in (False, True):
            if change:
                page, mail = folder / "pages" / "faq.html", folder / "mails" / "late.txt.j2"
                page.write_text(page.read_text(encoding="utf-8").replace("€5 per hour", "€6 per hour"), "utf-8")
                mail.write_text(mail.read_text(encoding="utf-8").replace("{{ customer.first_name }}", "there"), "utf-8")
            result = runner.run(["."], config, ruleset)
            found.append(build(result.project, result.findings, ruleset.by_code, config))
        yield found


@pytest.fixture(scope="module")
def change(states: list[Overview]) -> Trend:
    return trend(states[1], remembered(as_dict(states[0], "0.0"), "v1"))


def written(name: str, overview: Overview, change: Trend | None = None, **options: int) -> str:
    out = io.StringIO()
    overviews.write(name, overview, change, out, ReportOptions(**options))
    return out.getvalue().replace(f'"version": "{__version__}"', '"version": "VERSION"')


@pytest.mark.parametrize("name", overviews.FORMATS)
def test_golden(name: str, states: list[Overview], golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"overview-{name}.txt", written(name, states[0]))


@pytest.mark.parametrize("name", overviews.FORMATS)
def test_golden_with_a_trend(
    name: str, states: list[Overview], change: Trend, golden: Callable[[Path, str], None]
) -> None:
    golden(GOLDEN / f"overview-trend-{name}.txt", written(name, states[1], change))


@pytest.mark.parametrize("width", [20, 60, 80, 100, 120, 200])
def test_the_text_is_no_wider_than_the_terminal(states: list[Overview], change: Trend, width: int) -> None:
    longest = max(map(len, written("text", states[1], change, width=width).splitlines()))
    assert longest <= max(80, min(width, 120))


def test_colour_adds_nothing_but_colour(states: list[Overview]) -> None:
    coloured = written("text", states[0], color=True)
    assert "\x1b[1;31m▲ can hurt" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == written("text", states[0])


def test_an_output_without_our_signs_gets_plain_ones(states: list[Overview]) -> None:
    data = io.BytesIO()
    out = io.TextIOWrapper(data, encoding="ascii", errors="backslashreplace")
    overviews.write("text", states[0], None, out, ReportOptions())
    out.flush()
    text = data.getvalue().decode("ascii")
    assert "! can hurt" in text
    assert re.search(r"#+\.+", text)


def test_json_can_be_read_back(states: list[Overview]) -> None:
    before = remembered(json.loads(written("json", states[0])), "now.json")
    assert before.fingerprints == states[0].fingerprints
    assert trend(states[0], before)[1:] == (0, 0)


def test_json_is_what_its_schema_says(states: list[Overview], change: Trend, ruleset: RuleSet) -> None:
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    empty = build(Project(), [], ruleset.by_code, load(".", isolated=True))
    for data in (written("json", states[1], change), written("json", states[0]), written("json", empty)):
        jsonschema.validate(json.loads(data), schema)
    known = json.loads(written("json", states[1], change))
    assert set(known) == set(schema["properties"])
    assert set(known["stages"][0]) == set(schema["properties"]["stages"]["items"]["properties"])


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_nothing_to_report_on(name: str, ruleset: RuleSet) -> None:
    empty = build(Project(), [], ruleset.by_code, load(".", isolated=True))
    assert "No document that a customer meets was read." in written(name, empty)


def test_markdown_is_no_markup(states: list[Overview]) -> None:
    finding = states[0].next.findings[0]._replace(message="<img src=x> [a](b) *c* | d", excerpt="<b>`e`</b>")
    nasty = states[0]._replace(next=states[0].next._replace(findings=(finding,)))
    text = written("markdown", nasty)
    assert "\\<img src=x\\> \\[a\\](b) \\*c\\* \\| d" in text
    assert "> \\<b\\>\\`e\\`\\</b\\>" in text
