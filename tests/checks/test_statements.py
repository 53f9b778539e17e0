"""Files held against each other: translations, parts of a message, contacts, definitions, choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxlint.engine import Engine
from cxlint.model.source import Source
from cxlint.project.summary import Project
from cxlint.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.model.finding import Finding
    from cxlint.rulebook import RuleSet

    Compare = Callable[[str, dict[str, str]], list[Finding]]


@pytest.fixture(scope="module")
def compare(ruleset: RuleSet) -> Compare:
    """The findings that one rule has for several files."""
    engines: dict[str, Engine] = {}

    def find(code: str, files: dict[str, str]) -> list[Finding]:
        engine = engines.setdefault(code, Engine(ruleset, [code]))
        project = Project()
        for path, text in files.items():
            linted = engine.lint(read(Source(path, text)))
            assert linted.failures == []
            project.add(linted.summary)
        failures: list[str] = []
        findings = engine.compare(project, failures)
        assert failures == []
        return findings

    return find


@pytest.mark.parametrize(
    ("english", "path", "other", "found"),
    [
        ("Pay within 30 days.", "de/a.md", "Zahlung binnen 30 Tagen.", []),
        ("Pay within 30 days.", "de/a.md", "Zahlung binnen 20 Tagen.", ["20 Tagen"]),
        ("Pay within two weeks.", "fr/a.md", "Payez sous quinze jours.", []),
        ("You have a 14-day right to return.", "de/a.md", "14-tägiges Rückgaberecht.", []),
        ("Pay within twelve months.", "it/a.md", "Pagare entro un anno.", []),
        ("It costs $1,250.50.", "pt/a.md", "Custa $1.250,50.", []),
        ("It costs $1,250.", "nl/a.md", "Het kost $1.350.", ["$1.350"]),
        ("It costs 5%.", "es/a.md", "Cuesta el 5 por ciento.", []),
        ("It costs 5%.", "es/a.md", "Cuesta el 6 por ciento.", ["6 por ciento"]),
        ("It costs $5.", "fr/a.md", "Cela coûte 5 €.", []),
        ("It costs $5. Pay in 3 days.", "fr/a.md", "Payez en 4 jours. Cela coûte $5.", []),
        ("Nothing to see.", "fr/a.md", "Payez en 4 jours.", []),
    ],
)
def test_a_translation_keeps_every_value(
    compare: Compare, english: str, path: str, other: str, found: list[str]
) -> None:
    findings = compare("DOC014", {"en/a.md": english, path: other})
    assert [finding.excerpt for finding in findings] == found


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("docs/a.md", "docs/a.fr.md", 1),
        ("docs/a.md", "docs/fr/a.md", 1),
        ("docs/a_en.html", "docs/a_fr.html", 1),
        ("docs/en-us/a.md", "docs/fr-fr/a.md", 0),
        ("docs/a.md", "docs/b.fr.md", 0),
        ("en/a.md", "en/b.md", 0),
    ],
)
def test_translations_are_known_by_their_paths(compare: Compare, one: str, two: str, found: int) -> None:
    english = "You have 30 days to send the goods back to us."
    french = "Vous avez 20 jours pour nous renvoyer la marchandise."
    assert len(compare("DOC014", {one: english, two: french})) == found


def test_one_changed_value_in_a_long_translation_is_found_at_its_place(compare: Compare) -> None:
    english = "\n\n".join(f"Rule {n} of the house costs ${n}0 after {n} days." for n in range(3, 12))
    german = "\n\n".join(f"Regel {n} des Hauses kostet ${n}0 nach {n} Tagen." for n in range(3, 12))
    [finding] = compare("DOC014", {"a.en.md": english, "a.de.md": german.replace("$70", "$75")})
    assert (finding.place.path, finding.place.line, finding.excerpt) == ("a.de.md", 9, "$75")
    assert finding.related[0].place.line == 9


@pytest.mark.parametrize(
    ("html", "text", "found"),
    [
        ("Fee {{ fee }}, total {{ total }}", "Total {{ total }}", 1),
        ("Total {{ total }}", "Fee {{ fee }}, total {{ total }}", 1),
        ("Total {{ total }}", "Total {{ order.total }}", 0),
        ("Total {{ total_formatted }}", "Total {{ total }}", 0),
        ("Total {{ amount_due }}", "Total {{ balance }}", 0),
        ("Due {{ due_date }}, {{ total }}", "To pay {{ total }}", 1),
        ("It is $5 and {{ total }}", "It is $5.00 and {{ total }}", 0),
        ("<img alt='{{ fee }}'>{{ total }}", "{{ total }}", 0),
        ("Fee {{ fee }}, {{ total }}", "{% include 'a.txt' %}{{ total }}", 0),
    ],
)
def test_both_parts_of_a_message_show_the_same(compare: Compare, html: str, text: str, found: int) -> None:
    files = {
        "emails/bill.html.j2": f"<p>Hello {{{{ name }}}},</p><p>{html}</p>",
        "emails/bill.txt.j2": f"Hello {{{{ name }}}},\n\n{text}\n",
    }
    assert len(compare("DOC015", files)) == found


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("To cancel, e-mail a@x.test.", "To cancel, e-mail b@x.test.", 1),
        ("To cancel, e-mail a@x.test.", "To cancel, e-mail a@x.test.", 0),
        ("To cancel, e-mail a@x.test.", "To cancel, e-mail b@x.test or a@x.test.", 0),
        ("To cancel, e-mail a@x.test.", "To complain, e-mail b@x.test.", 0),
        ("To cancel, e-mail a@x.test.", "In Canada, to cancel, e-mail b@x.test.", 0),
        ("To cancel, e-mail a@x.test.", "To cancel, e-mail b@other.test.", 0),
        ("To cancel your booking, e-mail a@x.test.", "To cancel your account, e-mail b@x.test.", 0),
        ("To complain, call 0800 123 4567.", "To complain, call 0800 123 4568.", 1),
        ("To complain, call 0800 123 4567.", "To complain, call 0800-123-4567.", 0),
        ("Complaints go to the regulator's department at 0800 123 4567.", "To complain, call 0800 123 4568.", 0),
        ("You may cancel by post only.", "To cancel, e-mail a@x.test.", 1),
        ("You may cancel by e-mail only.", "To cancel, e-mail a@x.test.", 0),
    ],
)
def test_one_task_has_one_contact(compare: Compare, one: str, two: str, found: int) -> None:
    assert len(compare("DOC009", {"terms.md": one, "faq.md": two})) == found


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ('"Trial Period" means 14 days.', '"Trial Period" means 30 days.', 1),
        ('"Trial Period" means 14 days.', '"Trial Period" means two weeks.', 0),
        ('"Trial Period" means 14 days.', '"Refund Period" means 30 days.', 0),
        ('"Trial Period" means 14 days.', "It ends after 30 days (the “Trial Period”).", 1),
        ('"Reward" means what you earn in 14 days.', '"Reward" means what you earn in 30 days.', 0),
        ("Business days: Monday to Friday", "Working days: Monday to Saturday", 0),
        ("Business days: Monday to Friday", "Business days: Monday to Saturday", 1),
        ("Delivery: 3 days", "Delivery: 5 days", 0),
    ],
)
def test_a_term_means_one_thing(compare: Compare, one: str, two: str, found: int) -> None:
    assert len(compare("DOC020", {"terms.md": one, "fees.md": two})) == found


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("The cleaning fee is optional.", "A cleaning fee of $30 is added to every booking.", 1),
        ("Optional cleaning: $30.", "A cleaning fee of $30 is added to every booking.", 1),
        ("Our optional services are many.", "A service fee of $3 is added to every booking.", 0),
        ("The cleaning fee is optional.", "A resort fee of $30 is added to every booking.", 0),
        ("The cleaning fee is optional.", "A cleaning fee of $30 is due if you leave the kitchen dirty.", 0),
        ("If you choose paper, a cleaning fee applies.", "A cleaning fee of $30 is added to every booking.", 0),
    ],
)
def test_what_is_optional_is_not_added_for_everyone(compare: Compare, one: str, two: str, found: int) -> None:
    assert len(compare("DOC021", {"page.md": one, "terms.md": two})) == found


@pytest.mark.parametrize(
    ("price", "charge", "found"),
    [
        ("Rooms are $100 a night.", "A resort fee of $20 is added to every stay.", 1),
        ("Rooms are $100 a night, $120 with everything.", "A resort fee of $20 is added to every stay.", 0),
        ("Rooms are $100 a night including all fees.", "A resort fee of $20 is added to every stay.", 0),
        ("Rooms are $100 a night.", "A late fee of $20 is added to every stay.", 0),
        ("Rooms are $100 a night.", "A resort fee of $20 is optional.", 0),
        ("Rooms are $100 a night.", "A resort fee is added to every stay.", 0),
        ("Rooms are $100 a night.", "A booking fee of $20 is added to every ticket.", 0),
        ("Rooms are €100 a night.", "A resort fee of $20 is added to every stay.", 0),
    ],
)
def test_a_price_includes_what_everyone_pays(compare: Compare, price: str, charge: str, found: int) -> None:
    assert len(compare("FEE011", {"pages/rooms.md": f"# Rooms\n\n{price}", "terms.md": charge})) == found


def test_evidence_that_was_not_asked_for_is_only_related(compare: Compare, ruleset: RuleSet) -> None:
    engine = Engine(ruleset, ["DOC009"])
    project = Project()
    for path, asked in (("terms.md", False), ("zfaq.md", True)):
        text = f"To cancel, e-mail {path[0]}@x.test."
        project.add(engine.lint(read(Source(path, text))).summary._replace(asked=asked))
    [finding] = engine.compare(project, [])
    assert (finding.place.path, finding.related[0].place.path) == ("zfaq.md", "terms.md")
