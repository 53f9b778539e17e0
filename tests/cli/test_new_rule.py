"""`cxlint new rule`: where the file goes, which code it gets, and what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cxlint.__main__ import main
from cxlint.errors import RuleError
from cxlint.rulebook.fields import FIELDS
from cxlint.rulebook.rulefile import load_rule

Capture = pytest.CaptureFixture[str]

_FILLED = {
    "name:": "name: keeps-hats",
    "message:": "message: \"'{match}' keeps the hat.\"",
    "why:": "why: It was not yours.",
    "mother:": "mother: Would you keep hers?",
    "suggest:": "suggest: We keep it for you.",
    "  -": '  - "we keep your hat"',
    "  - bad:": "  - bad: We keep your hat.",
    "  - good:": "  - good: You keep your hat.",
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()


def made(capsys: Capture, *arguments: str) -> str:
    """The path of a new rule."""
    assert main(["new", "rule", *arguments]) == 0
    return capsys.readouterr().out.splitlines()[0].removeprefix("wrote ")


def refused(capsys: Capture, *arguments: str) -> str:
    assert main(["new", "rule", *arguments]) == 2
    return capsys.readouterr().err


def filled(path: str) -> None:
    """Write something into every blank, as its note says."""
    lines = []
    for line in Path(path).read_text().splitlines():
        key = line.partition("  #")[0].rstrip()
        lines.append(_FILLED.get(key, line))
    Path(path).write_text("\n".join(lines) + "\n")


def test_it_has_every_key_and_asks_for_the_rest(capsys: Capture) -> None:
    path = made(capsys)
    text = Path(path).read_text()
    assert all(f"\n{field.name}:" in text for field in FIELDS if field.required)
    with pytest.raises(RuleError) as error:
        load_rule(path)
    asked = "still to be filled in: name, message, why, mother, suggest, find, examples (6 places)"
    assert error.value.message == asked
    assert error.value.where.startswith("rules/OWN001.yaml:4:")


def test_it_is_a_rule_when_it_is_filled_in(capsys: Capture) -> None:
    for arguments in ((), ("--family", "IMP"), ("--family", "EFF")):
        path = made(capsys, *arguments)
        filled(path)
        rule = load_rule(path)
        assert (rule.name, rule.find, len(rule.examples)) == ("keeps-hats", ("we keep your hat",), 6)
        if not arguments:  # one will do: the rules are compiled for it
            assert main(["test", path]) == 0
            assert capsys.readouterr().out == "6 examples of 1 rule passed.\n"
        Path(path).unlink()


def test_what_to_do_next(capsys: Capture) -> None:
    main(["new", "rule", "--name", "Keeps hats", "--find", "we keep"])
    assert capsys.readouterr().out == (
        "wrote rules/OWN001-keeps-hats.yaml\n\n"
        "  1. Fill in what is empty: message, why, mother, suggest, examples.\n"
        "  2. See what it finds in your texts:  cxlint try rules/OWN001-keeps-hats.yaml FILES\n"
        "  3. Run its examples:                 cxlint test rules/OWN001-keeps-hats.yaml\n"
        "  4. Let every check use it: put this line into cxlint.toml\n"
        '     rules-dirs = ["rules"]\n'
    )


def test_the_schema_for_editors(capsys: Capture) -> None:
    first = Path(made(capsys)).read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=rule.schema.json"
    assert json.loads(Path("rules/rule.schema.json").read_text())["title"] == "A rule of cxlint"


def test_the_configuration_says_where_and_which_letters(capsys: Capture) -> None:
    Path("fine/print").mkdir(parents=True)
    Path("cxlint.toml").write_text('company = ["Hollin Bank"]\nrules-dirs = ["fine/print"]\n')
    assert made(capsys, "--name", "a") == "fine/print/HB001-a.yaml"
    assert made(capsys, "--name", "b") == "fine/print/HB002-b.yaml"
    assert made(capsys, "ZZ040", "--name", "c") == "fine/print/ZZ040-c.yaml"
    assert made(capsys, "--family", "zz") == "fine/print/ZZ041.yaml"
    assert main(["new", "rule"]) == 0
    assert "rules-dirs" not in capsys.readouterr().out
    assert made(capsys, "--dir", "more") == "more/HB004.yaml"


def test_rules_of_a_family_stay_together(capsys: Capture) -> None:
    Path("rules/shop").mkdir(parents=True)
    Path("rules/shop/AB007-x.yaml").write_text("code: AB007\n")
    path = made(capsys, "--family", "AB")
    assert path == "rules/shop/AB008.yaml"
    assert Path(path).read_text().startswith("# yaml-language-server: $schema=../rule.schema.json\n")


def test_a_family_of_the_program_goes_on_after_its_last_rule(capsys: Capture) -> None:
    assert main(["new", "rule", "--family", "TRM"]) == 0
    printed = capsys.readouterr()
    code = printed.out.partition("rules/")[2][:6]
    assert code > "TRM219"
    assert "TRM is a family of cxlint itself" in printed.err


def test_nothing_is_overwritten(capsys: Capture) -> None:
    path = made(capsys, "AB001", "--name", "a")
    Path(path).write_text("name: mine\n")
    assert f"{path} is there already" in refused(capsys, "AB001", "--name", "a")
    Path(path).write_text("code: AB001\n")
    assert f"the code AB001 is taken by {path}\nhint: AB002 is free" in refused(capsys, "ab001", "--name", "b")
    assert Path(path).read_text() == "code: AB001\n"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["x1"], "x1 is no code for a rule"),
        (["CX200"], "CX200 is no code for a rule"),
        (["AB001", "--family", "AC"], "AB001 is not of the family AC"),
        (["--family", "A1"], "A1 is no family"),
        (["--name", "?!"], "'?!' is no name for a rule"),
        (["--find", "we )"], "--find, column 4: unexpected ')' in pattern"),
    ],
)
def test_mistakes(arguments: list[str], error: str, capsys: Capture) -> None:
    assert refused(capsys, *arguments).startswith(f"error: {error}")
    assert not Path("rules").exists()
