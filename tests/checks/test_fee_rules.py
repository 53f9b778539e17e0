"""Fee rules that need structure: offers, units, tiers of cancellation, charges that come together."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from cxlint.engine import Engine
from cxlint.model.document import CHOSEN, TICKED
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.selftest import lint_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.model.finding import Finding
    from cxlint.rulebook import RuleSet

    Lint = Callable[..., list[Finding]]


@pytest.fixture(scope="module")
def lint(ruleset: RuleSet) -> Lint:
    """The findings of one rule in a text, or in several files."""
    engines: dict[str, Engine] = {}

    def find(code: str, text: str | dict[str, str], path: str = "pages/page.md") -> list[Finding]:
        engine = engines.setdefault(code, Engine(ruleset, [code]))
        files = text if isinstance(text, dict) else {path: text}
        findings, _, failures = lint_files(engine, files.items())
        assert failures == []
        return findings

    return find


def table(*rows: str) -> str:
    """A Markdown table: the first row is its head."""
    head, *body = [f"| {row} |" for row in rows]
    return "\n".join([head, "|" + "---|" * (head.count("|") - 1), *body]) + "\n"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p><input type=checkbox checked> Wrap</p>", f"{TICKED} Wrap"),
        ("<p>Wrap <input type='checkbox' checked='checked' /></p>", f"Wrap {TICKED}"),
        ("<p><input type=checkbox> Wrap</p>", "Wrap"),
        ("<p><input type=radio CHECKED> Wrap</p>", f"{CHOSEN} Wrap"),
        ("<select><option selected>Wrap</select>", f"{CHOSEN}Wrap"),
        ("<p><input type=text checked> Wrap</p>", "Wrap"),
    ],
)
def test_boxes_that_come_ticked_are_read(markup: str, text: str) -> None:
    document = read(Source("pages/form.html", markup))
    assert [document.block_text(block) for block in document.blocks] == [text]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<label><input type=checkbox checked> Seat cover, $9</label>", True),
        ("<input type=checkbox checked id=a><label for=a>Seat cover, $9</label>", True),
        ("<p>Seat cover, $9 <input type=checkbox checked></p>", True),
        ("<table><tr><td><input type=checkbox checked></td><td>Seat cover $9</td></tr></table>", True),
        ("<label><input type=checkbox checked> Seat cover, $0</label>", False),
        ("<label><input type=checkbox checked> Seat cover, free (worth $9)</label>", False),
        ("<label><input type=checkbox checked> I accept the total of $90</label>", False),
        ("<label><input type=radio checked> Small $9</label><label><input type=radio> Large $12</label>", False),
        ("<label><input type=radio checked> Yes, insure it for $9</label>", True),
        ("<p>Choose.</p><select><option selected>Window seat + $9</option></select>", True),
    ],
)
def test_extras_that_are_switched_on(lint: Lint, markup: str, found: bool) -> None:
    assert bool(lint("FEE029", markup, "pages/form.html")) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A tip of $2 is added unless you remove it.", True),
        ("Parcel insurance ($4) is automatically added to your order.", True),
        ("No insurance ($4) is added by default.", False),
        ("Arbitration applies unless you opt out; the filing fee is $50.", False),
    ],
)
def test_extras_in_words(lint: Lint, text: str, found: bool) -> None:
    assert bool(lint("FEE029", text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Just $5 a month for the first 3 months.", True),
        ("Just $5 a month for the first 3 months, then $12.", False),
        ("Just $5 a month for the first 3 months.\n\nAfter that the price is $12 a month.", False),
        ("Just $5 a month for the first 3 months*\n\n* Renews at $12 a month.", False),
        ("Save 40% on your first 2 boxes.", True),
        ("A box costs $40 a week. Save 40% on your first 2 boxes.", False),
        ("Only the first 3 months of rent ($900) are due now.", False),
        ("We only charge $5 for storage over the first 3 months.", False),
        ("Only $5 for 3 months, paid in instalments.", False),
    ],
)
def test_first_prices(lint: Lint, text: str, found: bool) -> None:
    assert bool(lint("FEE032", text)) is found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (("Notice given before the trip", "Charge"), [("42 days or less", "100%")]),
        (("Cancelled before the trip", "Refund"), [("less than 42 days", "no refund")]),
        (("Cancelled before the trip", "You pay"), [("0-20 days", "full price")]),
    ],
)
def test_tiers_that_take_all(lint: Lint, rows: tuple[str, str], found: list[tuple[str, str]]) -> None:
    text = "## Cancellation\n\n" + table(" | ".join(rows), *(" | ".join(row) for row in found))
    assert len(lint("FEE026", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "## Cancellation\n\n" + table("Notice given | Charge", "under 14 days | 100%"),
        "## Cancellation\n\n" + table("Notice given | Refund", "42 days or more | 100%"),
        "## Delivery\n\n" + table("Days | Share", "42 days | 100%"),
        "If you cancel 30 days before the trip, the deposit is not refundable.",
        "If we cancel less than 30 days before the trip, you get no less than 100%.",
        "Cancel your subscription 30 days before it renews or 100% of the fee is due.",
    ],
)
def test_fair_cancellation(lint: Lint, text: str) -> None:
    assert lint("FEE026", text) == []


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ({"fees.csv": "name,fee\nlost card,12\n"}, "currency"),
        ({"fees_gbp.csv": "name,fee\nlost card,12\n"}, ""),
        ({"fees.csv": "name,fee,currency\nlost card,12,GBP\n"}, ""),
        ({"fees.csv": "name,fee\nlate payment,5%\n"}, ""),
        ({"pages/a.md": table("Title | Price", "Membership | £30", "Towel | £2")}, "period"),
        ({"pages/a.md": "# Each month\n\n" + table("Title | Price", "Membership | £30")}, ""),
        ({"pages/a.md": table("Title | Price", "Lost towel | £30")}, ""),
        ({"pages/a.md": "A pen costs $4.\n\nInk costs A$9.\n\nPaper costs $3."}, "country: US or Australian dollars"),
        ({"pages/a.md": "A pen costs $4 (A$6).\n\nPaper costs $3 (A$5)."}, ""),
    ],
)
def test_units(lint: Lint, files: dict[str, str], missing: str) -> None:
    messages = [finding.message for finding in lint("FEE036", files)]
    assert (len(messages) == 1 and f"has no {missing};" in messages[0]) if missing else messages == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Was $70, now $55, save $15, 22% off.", "$15 off $70 is 21.4 %"),
        ("Was $70, now $55, save $15, 21% off.", ""),
        ("Was $70, now $55, save $15, 21.4% off.", ""),
        ("Was $70, now $55, save $15, 21.5% off.", "$15 off $70 is 21.4 %"),
        ("Was $70, now $55 (over 22% off).", ""),
        ("Was $70, now $55 - extra 10% off with the app.", ""),
        ("Reduced from $120 to $90: 30% off.", "$30 off $120 is 25.0 %"),
        ("## Chair\n\n$70 $55\n\nSave $20 (21% off)", "$70 less $55 is $15"),
        ("## Pro\n\n$12 a month\n\n$120 a year\n\nSave 20% a year", "$120 is 16.7 % less than 12 times $12"),
        ("## Pro\n\n$12 a month\n\n## Team\n\n$120 a year\n\nSave 20% a year", ""),
        ("Was $70, now $55. The table was $90, now $80: 50% off.", "$10 off $90 is 11.1 %"),
    ],
)
def test_discounts(lint: Lint, text: str, right: str) -> None:
    messages = [finding.message for finding in lint("FEE041", text)]
    assert (len(messages) == 1 and right in messages[0]) if right else messages == []


def test_a_discount_names_the_prices_it_was_held_against(lint: Lint) -> None:
    text = table("Item | Was | Now | Discount", "Kettle | £40.00 | £30.00 | 30%")
    (finding,) = lint("FEE041", text)
    assert [related.message for related in finding.related] == ["£40 here", "£30 here"]


@pytest.mark.parametrize(
    ("files", "charges"),
    [
        ({"policies/a.md": "A late fee of $9 is due. We charge interest of 8% a year on overdue bills."}, 2),
        ({"policies/a.md": "A late fee of $9 is due.", "fees.csv": "name,fee\nreturned payment fee,$5\n"}, 2),
        ({"policies/a.md": "A late fee of $9 is due or interest of 8% a year on overdue bills."}, 0),
        ({"policies/a.md": "A late fee of $9 is due.", "fees.csv": "name,fee\nlate fee,$9\n"}, 0),
        ({"policies/a.md": "A late fee of $9 is due. Interest of 8% is paid on your deposit."}, 0),
        ({"policies/a.md": "A late fee of $9 and a returned payment fee of $5: only one charge for each bill."}, 0),
    ],
)
def test_charges_for_one_mistake(lint: Lint, files: dict[str, str], charges: int) -> None:
    findings = lint("FEE015", files)
    assert [len(finding.related) + 1 for finding in findings] == ([charges] if charges else [])


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"pages/a.md": "Help costs $60 per hour.", "policies/b.md": "We bill at least 2 hours."}, True),
        ({"pages/a.md": "Help costs $60 per hour.", "policies/b.md": "The minimum charge is $120."}, True),
        (
            {"pages/a.md": "Help costs $60 per hour, at least 2 hours.", "policies/b.md": "We bill at least 2 hours."},
            False,
        ),
        ({"pages/a.md": "Help costs $60 per page.", "policies/b.md": "We bill at least 2 hours."}, False),
        ({"pages/a.md": "Help costs $60 per hour.", "policies/b.md": "Tell us at least 2 hours before."}, False),
        ({"policies/b.md": "The minimum charge is $120."}, False),
    ],
)
def test_minimums_far_from_their_rate(lint: Lint, files: dict[str, str], found: bool) -> None:
    assert bool(lint("FEE019", files)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Design (10 h) ....... 400.00\nPrinting ............ 120.00\nTotal ............... 545.00\n", True),
        ("Design          EUR 400.00\nPrinting        EUR 120.00\nTotal           EUR 545.00\n", True),
        ("Design          EUR 400.00\nPrinting        EUR 120.00\nTotal           EUR 520.00\n", False),
        ("Invoice no 1045\nPaper 30\nDesign 400.00\nTotal 400.00\n", False),
        ("Chairs 4\nTables 2\nTotal 7 rooms\n", False),
    ],
)
def test_totals_of_lines(lint: Lint, text: str, found: bool) -> None:
    assert bool(lint("FEE012", f"Bill\n\n{text}", "invoices/june.txt")) is found


def test_a_link_that_stands_alone_is_a_button(lint: Lint) -> None:
    text = "# Plus\n\n[Start your free trial](/join)\n\na\n\nb\n\nc\n\nd\n\nIt renews at $12 a month."
    assert len(lint("TRM204", text)) == 1


_PHRASES = (
    "was $70 now $55 save $15 22% off ",
    "only $5 for the first 3 months ",
    "Cancel 30 days before: 100% is charged. ",
    "late fee of $5 and interest of 3% on overdue ",
    "minimum of 3 hours at $60 per hour. ",
    "............................................ ",
)


@pytest.mark.parametrize("phrase", _PHRASES)
@pytest.mark.parametrize("code", ["FEE012", "FEE015", "FEE016", "FEE026", "FEE032", "FEE036", "FEE041"])
def test_cost_grows_with_the_length_of_a_line(lint: Lint, code: str, phrase: str) -> None:
    def seconds(times: int) -> float:
        start = process_time()
        lint(code, phrase * times, "pages/long.txt")
        return process_time() - start

    assert seconds(400) < 40 * max(seconds(40), 0.01)
