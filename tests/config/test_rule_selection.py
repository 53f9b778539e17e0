from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cxlint.config.model import Config, Override
from cxlint.config.notices import NOTICES
from cxlint.config.schema import SettingError, settings
from cxlint.config.select import check_selectors, enabled, given_for, ignored_in, selected, settled
from cxlint.errors import ConfigError
from cxlint.model.finding import Finding, Place
from cxlint.model.given import Given
from cxlint.model.rule import Rule

if TYPE_CHECKING:
    from pathlib import Path


def rule(code: str = "FEE003", name: str = "fee-apart", **fields: Any) -> Rule:
    given = {
        "severity": "warning",
        "confidence": "high",
        "message": "m",
        "why": "",
        "mother": "",
        "suggest": "",
        "path": "",
    }
    return Rule(code=code, name=name, **{**given, **fields})


RULES = {
    r.code: r
    for r in (
        rule(tags=("us-ftc",)),
        rule("FEE011", "late-fee", confidence="low"),
        rule("HOS004", "final-notice", severity="error", confidence="medium", tags=("us-ftc",)),
        rule("HOS005", "shouting", status="preview"),
    )
}


def on(**settings: Any) -> list[str]:
    return [r.code for r in selected(RULES, Config(**settings))]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "FEE003 HOS004"),
        ({"preset": "review"}, "FEE003 FEE011 HOS004 HOS005"),
        ({"preset": "strict"}, "FEE003 HOS004"),
        ({"select": ("FEE",)}, "FEE003"),
        ({"select": ("FEE", "FEE011")}, "FEE003 FEE011"),
        ({"select": ("late-fee",)}, "FEE011"),
        ({"extend_select": ("HOS005",)}, "FEE003 HOS004 HOS005"),
        ({"select": ()}, ""),
        ({"select": ("tag:us-ftc",), "ignore": ("HOS",)}, "FEE003"),
        ({"select": ("HOS004",), "ignore": ("HOS",)}, "HOS004"),
        ({"select": ("FEE0",), "ignore": ("FEE",)}, "FEE003"),
        ({"select": ("FEE",), "ignore": ("FEE",)}, ""),
        ({"ignore": ("ALL",)}, ""),
        ({"ignore": ("tag:us-ftc",)}, ""),
        ({"ignore": ("fee-apart",), "extend_select": ("FEE",)}, "HOS004"),
        ({"min_severity": "error"}, "HOS004"),
        ({"min_confidence": "high"}, "FEE003"),
        ({"min_confidence": "high", "select": ("FEE011",)}, ""),
        ({"rules": {"FEE011": {"confidence": "high"}}}, "FEE003 FEE011 HOS004"),
        ({"rules": {"fee-apart": {"severity": "error"}}, "min_severity": "error"}, "FEE003 HOS004"),
        ({"select": ("FE",)}, ""),
    ],
)
def test_which_rules_are_on(settings: dict[str, Any], expected: str) -> None:
    assert on(**settings) == expected.split()


def test_settings_of_a_rule_reach_it() -> None:
    config = Config(rules={"FEE003": {"severity": "error", "within": 3}})
    changed = selected(RULES, config)[0]
    assert (changed.severity, changed.options) == ("error", {"within": 3})
    assert enabled(RULES["FEE003"], config)


def finding(code: str, confidence: str = "high", severity: str = "warning") -> Finding:
    return Finding(code, "n", severity, confidence, "m", Place("a.md", 1, 1, 1, 2))


def test_settled_applies_limits_to_findings() -> None:
    unsure = finding("FEE003", "low")
    assert settled([unsure], RULES, Config()) == []
    assert settled([unsure], RULES, Config(preset="review")) == [unsure]
    assert settled([unsure], RULES, Config(select=("FEE003",))) == [unsure]
    assert settled([finding("FEE003")], RULES, Config(min_severity="error")) == []
    raised = settled([finding("FEE003")], RULES, Config(rules={"FEE003": {"severity": "error"}}))
    assert raised[0].severity == "error"
    assert settled([finding("CX101")], RULES, Config()) == [finding("CX101")]


def test_per_file_ignores_and_kinds(tmp_path: Path) -> None:
    config = Config(
        root=str(tmp_path),
        per_file_ignores={"legal/**": ("HOS", "fee-apart"), "*.csv": ("ALL",)},
        kinds={"mail/*": "message", "mail/bill*": "invoice"},
    )

    def off(*path: str) -> list[str]:
        return [r.code for r in RULES.values() if ignored_in(str(tmp_path.joinpath(*path)), r, config)]

    assert off("legal", "a.md") == ["FEE003", "HOS004", "HOS005"]
    assert off("a.md") == []
    assert off("x", "a.csv") == list(RULES)
    assert given_for(str(tmp_path / "mail" / "bill.j2"), config).kind == "invoice"
    assert given_for(str(tmp_path / "mail" / "order.j2"), config).kind == "message"
    assert given_for(str(tmp_path / "terms.md"), config).kind == ""


def test_unknown_selectors_are_named_with_the_nearest() -> None:
    check_selectors(Config(select=("FEE", "CX101", "tag:us-ftc", "fee-apart", "ALL")), RULES)
    with pytest.raises(ConfigError) as caught:
        check_selectors(Config(ignore=("fee-apat",)), RULES)
    assert caught.value.hint == "did you mean `fee-apart`?"
    with pytest.raises(ConfigError, match="HOS9"):
        check_selectors(Config(per_file_ignores={"*.md": ("HOS9",)}), RULES)
    with pytest.raises(ConfigError, match="`rules` names"):
        check_selectors(Config(rules={"FEE": {"severity": "error"}}), RULES)


def test_options_of_a_rule(tmp_path: Path) -> None:
    rules = {
        r.code: r
        for r in (
            rule("EFF010", "long", check="long", options={"words": 25, "share": 0.5, "strict": False, "but": "a b"}),
            rule("EFF011", "longer", check="long"),
            rule("EFF012", "plain"),
        )
    }
    good: dict[str, Any] = {"words": 30, "share": 1, "strict": True, "but": "c", "severity": "info"}
    check_selectors(Config(rules={"EFF010": good, "longer": {"words": 3}}), rules)
    for name, given, message, hint in (
        ("EFF010", {"wrods": 3}, "rule EFF010 has no option `wrods`", "did you mean `words`?"),
        ("longer", {"x": 3}, "rule EFF011 has no option `x`", "its options are `words`, `share`, `strict`, `but`"),
        ("EFF012", {"words": 3}, "rule EFF012 has no option `words`", "its options are none"),
        ("EFF010", {"words": "six"}, "`rules.EFF010.words` must be a number", "such as 25"),
        ("EFF010", {"words": True}, "`rules.EFF010.words` must be a number", "such as 25"),
        ("EFF010", {"strict": 1}, "`rules.EFF010.strict` must be true or false", "such as false"),
        ("EFF010", {"but": ["a"]}, "`rules.EFF010.but` must be a text", 'such as "a b"'),
    ):
        with pytest.raises(ConfigError) as caught:
            check_selectors(Config(rules={name: given}), rules)
        assert (caught.value.message, caught.value.hint[: len(hint)]) == (message, hint)
    path = tmp_path / "cxlint.toml"
    path.write_text('select = ["EFF"]\n\n[rules.EFF010]\nseverity = "info"\nwrods = 3\n')
    with pytest.raises(ConfigError) as caught:
        check_selectors(Config(path=str(path), rules={"EFF010": {"severity": "info", "wrods": 3}}), rules)
    assert caught.value.where == f"{path}:5:1"


def test_unknown_selector_in_a_file_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "cxlint.toml"
    path.write_text('ignore = [\n  "HOS004",\n  "FEE0O3",\n]\n')
    with pytest.raises(ConfigError) as caught:
        check_selectors(Config(path=str(path), ignore=("HOS004", "FEE0O3")), RULES)
    assert caught.value.where == f"{path}:3:4"
    assert "FEE003" in caught.value.hint


OVERRIDES = (
    Override(("legal/",), rules={"FEE003": {"severity": "error"}}),
    Override(("*.court.md",), rules={"fee-apart": {"confidence": "low"}}),
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", [("warning", "high")]),
        ("legal/a.md", [("error", "high")]),
        # unsure there, and so held back
        ("legal/a.court.md", []),
    ],
)
def test_a_rule_may_weigh_more_in_some_files(path: str, expected: list[tuple[str, str]]) -> None:
    found = finding("FEE003")
    found = found._replace(place=found.place._replace(path=path))
    config = Config(root=".", overrides=OVERRIDES)
    assert [(one.severity, one.confidence) for one in settled([found], RULES, config)] == expected


def test_rules_are_left_out_of_some_files() -> None:
    config = Config(root=".", overrides=(Override(("legal/", "*.txt"), ignore=("FEE",)),))
    paths = ["a.md", "legal/a.md", "b/c.txt"]
    assert [ignored_in(path, RULES["FEE003"], config) for path in paths] == [False, True, True]
    assert not ignored_in("legal/a.md", NOTICES["CX101"], config)


@pytest.mark.parametrize("override", [Override(("a",), ignore=("NOPE",)), Override(("a",), rules={"NOPE": {}})])
def test_overrides_name_rules_that_exist(override: Override) -> None:
    with pytest.raises(ConfigError, match="`overrides` names a rule that does not exist: NOPE"):
        check_selectors(Config(overrides=(override,)), RULES)


def test_what_a_message_is_by_its_path(tmp_path):
    config = Config(
        root=str(tmp_path), stages={"mail/3-*": "final"}, audiences={"mail/*": "staff", "mail/3-*": "customer"}
    )
    assert given_for(str(tmp_path / "mail" / "3-last.j2"), config) == Given(stage="final", audience="customer")
    assert given_for(str(tmp_path / "mail" / "1-first.j2"), config) == Given(audience="staff")


@pytest.mark.parametrize(("key", "hint"), [("stages", "first"), ("polarities", "neutral"), ("audiences", "staff")])
def test_a_word_that_is_none_of_them(key, hint):
    with pytest.raises(SettingError, match=f'one of .*"{hint}"'):
        settings({key: {"mail/*": "everybody"}})
