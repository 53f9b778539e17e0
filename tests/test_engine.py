"""One document and its rules: what is found once, where, and under which condition."""

import re

import pytest

from cxlint import checks
from cxlint.engine import Engine, fill
from cxlint.model.found import Found, FoundAt
from cxlint.model.given import Given
from cxlint.model.rule import RawPattern, Rule
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.rulebook.ruleset import compile_rules


def rule(code, **given):
    plain = dict.fromkeys(("name", "why", "mother", "suggest", "path"), "")
    return Rule(**{"code": code, "severity": "warning", "confidence": "high", "message": "'{match}'", **plain, **given})


def engine_of(*rules):
    ruleset = compile_rules(
        rules, {"fee-noun": ("fee", "fees")}, {"fee": ("fee",), "money": ("$",), "window": ("notice",)}
    )
    return Engine(ruleset, [rule.code for rule in rules])


def lint(path, text, *rules, kind=""):
    return engine_of(*rules).lint(read(Source(path, text)), Given(kind=kind))


def spots(path, text, linted):
    """Code, line, column and exact source words of each finding."""
    source = Source(path, text)
    found = []
    for finding in linted.findings:
        place = finding.place
        starts = source.line_starts()
        words = text[starts[place.line - 1] + place.column - 1 : starts[place.end_line - 1] + place.end_column - 1]
        found.append((finding.code, place.line, place.column, words))
    return found


LATE = rule("TST001", find=("late fee",))
GONE = rule("TST002", find=("gone ... forever",))


def test_findings_come_in_order_of_place():
    text = "Gone, they say, forever.\n\nA late fee. It is gone forever.\n"
    assert spots("a.md", text, lint("a.md", text, LATE, GONE)) == [
        ("TST002", 1, 1, "Gone, they say, forever"),
        ("TST001", 3, 3, "late fee"),
        ("TST002", 3, 19, "gone forever"),
    ]


@pytest.mark.parametrize(
    ("path", "text", "spot"),
    [
        ("a.md", "A **late** fee.", (1, 5, "late** fee")),
        ("a.md", "- one\n- a late\n  fee\n", (2, 5, "late\n  fee")),
        ("a.html", "<p>A&nbsp;<b>late</b>&nbsp;fee</p>", (1, 14, "late</b>&nbsp;fee")),
        ("a.txt", "🙂 A late\r\nfee", (1, 5, "late\r\nfee")),
        ("a.csv", 'name,why\nx,"a late fee"\n', (2, 6, "late fee")),
        ("a.yaml", "text: >\n  a late\n  fee\n", (2, 5, "late\n  fee")),
        ("a.md", "\ta  late  fee", None),  # code, not prose
    ],
)
def test_places_are_exact(path, text, spot):
    assert spots(path, text, lint(path, text, LATE)) == ([("TST001", *spot)] if spot else [])


def test_a_rule_speaks_once_a_sentence():
    text = "A late fee, a late fee and a late fee. One more late fee.\n"
    assert [place[1:3] for place in spots("a.md", text, lint("a.md", text, LATE))] == [(1, 3), (1, 49)]


def test_equal_findings_are_numbered():
    first, second = lint("a.md", "A late fee.\n\nA late fee.\n", LATE).findings
    assert (first.ordinal, second.ordinal) == (0, 1)
    assert first.fingerprint != second.fingerprint


def test_what_two_readings_share_is_found_once():
    text = "{% if vip %}Sorry{% else %}Alas{% endif %}, a late fee is due.\n"
    linted = lint("emails/a.txt.j2", text, LATE)
    assert [finding.context for finding in linted.findings] == [""]


def test_what_only_one_reading_says_names_its_condition():
    text = "A {% if vip %}small{% else %}late{% endif %} fee is due.\n"
    linted = lint("emails/a.txt.j2", text, LATE)
    assert [(f.message, "vip" in f.context) for f in linted.findings] == [("'late fee'", True)]
    assert linted.findings[0].context.startswith("only when `")


@pytest.mark.parametrize(
    ("path", "text", "context"),
    [
        ("a.html", "<p>A late fee.</p>", ""),
        ("a.html", '<p style="display: none">A late fee.</p>', "in hidden text"),
        ("a.html", "<details><summary>More</summary><p>A late fee.</p></details>", "in a collapsed section"),
        ("a.html.j2", "{% if order.late %}<p>A late fee.</p>{% endif %}", "only when `order.late`"),
        (
            "a.html.j2",
            "{% if a %}{% if b %}<p hidden>A late fee.</p>{% endif %}{% endif %}",
            "only when `a` and `b`, in hidden text",
        ),
    ],
)
def test_context(path, text, context):
    (finding,) = lint(path, text, LATE).findings
    assert finding.context == context


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A late fee.", True),
        ("A late fee, says the law.", False),
        ("A late fee. Says the law.", True),
    ],
)
def test_a_sentence_may_silence(text, found):
    assert bool(lint("a.md", text, LATE._replace(unless={"sentence": ("law",)})).findings) is found


SCOPES = "# Before\n\nlaw0\n\n# Money law1\n\nlaw2\n\nOne law3. A late fee. One law4.\n\nlaw5\n\n# After\n\nlaw6\n"


@pytest.mark.parametrize(
    ("scope", "within"),
    [("sentence", ""), ("paragraph", "34"), ("section", "12345"), ("heading", "1"), ("document", "0123456")],
)
def test_scopes(scope, within):
    silenced = {
        str(i) for i in range(7) if not lint("a.md", SCOPES, LATE._replace(unless={scope: (f"law{i}",)})).findings
    }
    needed = {str(i) for i in range(7) if lint("a.md", SCOPES, LATE._replace(needs={scope: (f"law{i}",)})).findings}
    assert silenced == needed == set(within)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ["heading", "item"]),
        ({"roles": frozenset({"item"})}, ["item"]),
        ({"skip_roles": frozenset({"item"})}, ["heading"]),
        ({"applies_to": frozenset({"policy"})}, ["heading", "item"]),
        ({"applies_to": frozenset({"message"})}, []),
    ],
)
def test_roles_and_kinds(given, found):
    linted = lint("policies/a.md", "# A late fee\n\n- a late fee\n", LATE._replace(**given))
    assert [{1: "heading", 3: "item"}[finding.place.line] for finding in linted.findings] == found


def test_the_kind_may_be_given():
    mail = LATE._replace(applies_to=frozenset({"invoice"}))
    assert lint("policies/a.md", "A late fee.", mail).findings == []
    assert len(lint("policies/a.md", "A late fee.", mail, kind="invoice").findings) == 1


def test_regular_expressions_and_their_literals():
    raw = rule("TST003", regex=(RawPattern(r"fe+\b", ("fe",)),))
    assert spots("a.md", "A FEEE.", lint("a.md", "A FEEE.", raw)) == [("TST003", 1, 3, "FEEE")]


def test_values_of_a_template_are_named_in_the_message():
    fee = rule("TST004", find=("fee of {slot}",), suggest="Say {match} or {blank}.")
    (finding,) = lint("emails/a.txt.j2", "A fee  of {{ fee.amount | money }} is due.", fee).findings
    assert finding.message == "'fee of {fee.amount}'"
    assert finding.suggestion == "Say fee of {fee.amount} or {blank}."
    assert finding.excerpt == "A fee of {fee.amount} is due."


@pytest.mark.parametrize(
    ("value", "shown"),
    [("x" * 300, "x" * 300), ("x" * 301, "x" * 300 + "…"), ("x " * 1000, ("x " * 149) + "x…"), ("x," * 200, None)],
)
def test_a_message_quotes_no_more_than_people_read(value, shown):
    filled = fill("'{a}' is long.", {"a": value})
    assert len(filled) < 330
    assert shown is None or filled == f"'{shown}' is long."


def test_what_has_no_value_stays_for_the_writer():
    assert fill("{a} and {b}, {not a field}", {"a": "x"}) == "x and {b}, {not a field}"


@pytest.fixture
def own_checks(monkeypatch):
    """Checks of these tests by name: one finds every "fee", the others crash, at once or after a finding."""

    def every_fee(facts, options):
        for match in re.finditer("fee", facts.scan.folded):
            yield Found(
                match.start(), match.end(), {"note": options.get("note", "")}, confidence="low", tags=("own", "x")
            )

    def crash(_facts, _options):
        raise ZeroDivisionError("no fee to divide by")

    def crash_later(facts, options):
        yield from every_fee(facts, options)
        raise KeyError("later")

    def conflict(project, _options):
        for group in project.groups():
            yield FoundAt(place_of(group[0].path), "excerpt", {"other": group[-1].path})

    found = {"every-fee": every_fee, "crash": crash, "crash-later": crash_later, "conflict": conflict, "p-crash": crash}
    monkeypatch.setattr(checks, "DOCUMENT", dict.fromkeys(("every-fee", "crash", "crash-later"), ""))
    monkeypatch.setattr(checks, "PROJECT", dict.fromkeys(("conflict", "p-crash"), ""))
    monkeypatch.setattr(checks, "document_check", found.__getitem__)
    monkeypatch.setattr(checks, "project_check", found.__getitem__)


def place_of(path):
    from cxlint.model.finding import Place

    return Place(path, 1, 1, 1, 2)


@pytest.mark.usefixtures("own_checks")
def test_a_check_finds_by_code():
    own = rule("TST005", check="every-fee", options={"note": "hm"}, message="{match}: {note}", tags=("x",))
    findings = lint("a.md", "A fee. Fees.", own).findings
    assert [(f.message, f.confidence, f.tags, f.place.column) for f in findings] == [
        ("fee: hm", "low", ("x", "own"), 3),
        ("Fee: hm", "low", ("x", "own"), 8),
    ]


@pytest.mark.usefixtures("own_checks")
def test_a_crash_is_told_and_hides_nothing():
    rules = [
        LATE,
        rule("TST006", check="crash"),
        rule("TST007", check="crash-later"),
        rule("TST008", check="every-fee"),
    ]
    linted = lint("a.md", "A late fee.", *rules)
    assert [finding.code for finding in linted.findings] == ["TST001", "TST007", "TST008"]
    assert linted.failures == [
        "rule TST006 failed on a.md: ZeroDivisionError: no fee to divide by",
        "rule TST007 failed on a.md: KeyError: 'later'",
    ]


@pytest.mark.usefixtures("own_checks")
def test_documents_are_compared():
    from cxlint.project.summary import Project

    own = rule("TST009", check="conflict", message="unlike {other}", applies_to=frozenset({"policy"}))
    engine = engine_of(own, rule("TST010", check="p-crash"))
    assert engine.compares
    project, failures = Project(), []
    for path in ("policies/b.md", "policies/a.md"):
        project.add(engine.lint(read(Source(path, "A late fee."))).summary)
    (finding,) = engine.compare(project, failures)
    assert (finding.place.path, finding.message) == ("policies/a.md", "unlike policies/b.md")
    assert failures == ["rule TST010 failed on the project: ZeroDivisionError: no fee to divide by"]


def test_only_enabled_rules_run():
    ruleset = compile_rules([LATE, GONE], {}, {"fee": ("fee",), "money": ("$",), "window": ("notice",)})
    engine = Engine(ruleset, ["TST002"])
    assert [f.code for f in engine.lint(read(Source("a.md", "A late fee is gone forever."))).findings] == ["TST002"]
    assert not engine.compares


def test_a_long_sentence_is_cut_in_the_report():
    (finding,) = lint("a.md", "A late fee and " + "so on and " * 200, LATE).findings
    assert len(finding.excerpt) == 400
