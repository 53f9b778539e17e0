"""Tables of [[ignore]]: what they accept, for how long, and what is said about those that nothing needs."""

from datetime import date

import pytest

from cxlint.config.load import load
from cxlint.config.model import Accepted, Config
from cxlint.config.select import check_selectors
from cxlint.errors import ConfigError
from cxlint.model.finding import Finding, Place
from cxlint.model.rule import Rule
from cxlint.rulebook.ruleset import compile_rules
from cxlint.runner import run
from cxlint.suppress import accept

BLANK = dict.fromkeys(("message", "why", "mother", "suggest", "path"), "")
LATE = Rule(
    **BLANK, code="TST001", name="late-fee", severity="warning", confidence="high", find=("late fee",), tags=("eu",)
)
RULES = {"TST001": LATE, "TST002": LATE._replace(code="TST002", name="other", find=("other fee",), tags=())}
TODAY = date(2026, 11, 22)


def finding(path="mail/a.md", excerpt="A late  fee applies, says the court’s order.", label=""):
    return Finding("TST001", "late-fee", "warning", "high", "m", Place(path, 3, 1, 3, 5, label), excerpt)


FOUND = finding()


def accepted(*tables, findings=(FOUND,), whole=True, ran=("TST001", "TST002")):
    config = Config(path="cxlint.toml", accepted=tuple(Accepted(**{"reason": "law", **table}) for table in tables))
    return accept(findings, config, RULES, ran, whole=whole, today=TODAY)


COVERS = [
    ({"rule": "TST001"}, True),
    ({"rule": "late-fee"}, True),
    ({"rule": "TST"}, True),
    ({"rule": "tag:eu"}, True),
    ({"rule": "TST002"}, False),
    ({"rule": "TST001", "path": "mail/"}, True),
    ({"rule": "TST001", "path": "mail/*.md", "text": "The Court's"}, True),
    ({"rule": "TST001", "text": "early fee"}, False),
    ({"rule": "TST001", "path": "post/*.md"}, False),
    ({"rule": "TST001", "fingerprint": finding().fingerprint}, True),
    ({"rule": "TST001", "fingerprint": "0" * 16}, False),
    ({"rule": "TST001", "expires": date(2026, 11, 22)}, True),
    ({"rule": "TST001", "expires": date(2026, 11, 21)}, False),
]


@pytest.mark.parametrize(("table", "covered"), COVERS)
def test_what_a_table_covers(table, covered):
    (found,) = [one for one in accepted(table) if one.code == "TST001"]
    assert (found.status, found.reason) == (("suppressed", "law") if covered else ("open", ""))


@pytest.mark.parametrize(
    ("path", "covered"), [("fees.xlsx#Rates!B7", True), ("fees.xlsx#Rates!B8", False), ("fees.xlsx", True)]
)
def test_a_cell_of_a_workbook(path, covered):
    (found,) = accepted(
        {"rule": "TST001", "path": path}, findings=[finding("fees.xlsx", label="Rates!B7")], whole=False
    )
    assert (found.status == "suppressed") == covered


def test_what_is_accepted_already_keeps_its_reason():
    given = finding()._replace(status="suppressed", reason="comment")
    assert accepted({"rule": "TST001"}, findings=[given]) == [given]


NOTICES = [
    ({"rule": "TST001"}, {}, []),
    ({"rule": "TST001", "text": "gone"}, {}, ["CX101"]),
    # a run over some files, or for some rules, cannot know
    ({"rule": "TST001", "text": "gone"}, {"whole": False}, []),
    ({"rule": "TST001", "text": "gone"}, {"ran": ("TST002",)}, []),
    ({"rule": "TST001", "expires": date(2026, 1, 1)}, {}, ["CX105"]),
    ({"rule": "TST001", "expires": date(2026, 1, 1)}, {"whole": False}, ["CX105"]),
    ({"rule": "TST001", "text": "gone", "expires": date(2026, 1, 1)}, {}, ["CX101"]),
    ({"rule": "TST001", "text": "gone", "expires": date(2026, 1, 1)}, {"whole": False}, []),
]


@pytest.mark.parametrize(("table", "given", "codes"), NOTICES)
def test_notices(table, given, codes):
    found = accepted({**table, "line": 7, "column": 2}, **given)
    notices = [one for one in found if one.code != "TST001"]
    assert [one.code for one in notices] == codes
    assert {one.place.shown for one in notices} <= {"cxlint.toml:7:2"}


CONFIG = """\
ignore = [
    "TST002",
    { rule = "late-fee", path = "a.md", reason = "the law", expires = 2999-01-31 },
    { rule = "TST001", text = "nobody writes this", reason = "the law" },
]
"""
TABLES = """\
[[ignore]]
rule = "late-fee"
path = "a.md"
reason = "the law"
expires = "2999-01-31"

[[ignore]]
rule = "TST001"
text = "nobody writes this"
reason = "the law"
"""


@pytest.mark.parametrize(("text", "line"), [(CONFIG, 4), (TABLES, 7)])
def test_from_the_file_to_the_findings(tmp_path, monkeypatch, text, line):
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("A late fee.\n", encoding="utf-8")
    (tmp_path / "cxlint.toml").write_text(text, encoding="utf-8")
    config = load()
    assert config.accepted[0].expires == date(2999, 1, 31)
    rules = compile_rules([LATE], {}, {})
    found = [(one.code, one.place.path, one.place.line, one.status) for one in run(["."], config, rules).findings]
    assert found == [
        ("TST001", "a.md", 1, "suppressed"),
        ("TST001", "b.md", 1, "open"),
        ("CX101", "cxlint.toml", line, "open"),
    ]
    silent = run(["."], config._replace(ignore=("CX101",)), rules).findings
    assert [one.code for one in silent] == ["TST001", "TST001"]
    assert [one.code for one in run(["a.md"], config, rules).findings] == ["TST001"]


ONE = '[[ignore]]\nrule = "TST001"\nreason = "x"\n\n'
BROKEN = [
    ('[[ignore]]\nrule = "TST001"\n', "1:1", "number 1: `reason` is missing", ""),
    ('[[ignore]]\nreason = "x"\n', "1:1", "number 1: `rule` is missing", ""),
    (ONE + '[[ignore]]\nrule = "TST001"\nreson = "x"\n', "5:1", "number 2: unknown key `reson`", "`reason`"),
    (ONE + '[[ignore]]\nrule = "TST001"\nreason = " "\n', "5:1", "number 2: `reason` must be a string", ""),
    ('[[ignore]]\nrule = "TST001"\nreason = "x"\nexpires = "soon"\n', "1:1", "must be a day, such as 2027-01-31", ""),
    ('ignore = [{ rule = "TST001", reason = "x", expires = 2027-01-31T00:00:00 }]', "1:11", "must be a day", ""),
    ('ignore = ["TST", 1]', "1:1", "must be a list of rules", ""),
    ("ignore = 1", "1:1", "must be a list of rules", ""),
    ('ignore = ["TST001"]\n' + ONE, "2:9", "not valid TOML", "put { rule ="),
]


@pytest.mark.parametrize(("text", "where", "message", "hint"), BROKEN)
def test_broken_tables(tmp_path, monkeypatch, text, where, message, hint):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cxlint.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load()
    assert caught.value.where == f"cxlint.toml:{where}"
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_rule_that_does_not_exist(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = '[tool.cxlint]\nselect = ["TST001"]\n\n[[tool.cxlint.ignore]]\nrule = "TST01"\nreason = "x"\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="does not exist: TST01") as caught:
        check_selectors(load(), RULES)
    assert caught.value.where == "pyproject.toml:4:1"
    assert "TST001" in caught.value.hint
