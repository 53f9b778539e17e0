"""`cxlint try`: what a pattern finds in documents before it is a rule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cxlint.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]

_TERMS = """\
# Lanes

The Quayside ("we") is a bowling alley.

## Shoes

We may keep your shoes. We may keep your hat at any time. If we do, we will tell you.

We may keep your shoes for a day.

- You may keep the score.
- We may keep the ball, if {{ ball.colour }} is yours.
"""

_DRAFT = """\
code: QS001
name:
applies-to: [policy]
find:
  - "{company} may keep"
  - "hat at any time"
needs:
  sentence: ["(shoes|hat)"]
skip-roles: [item]
message:
examples:
  - bad:
"""


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "terms.md").write_text(_TERMS)
    (tmp_path / "other.md").write_text("# Hats\n\nWe may keep your hat.\n\nNobody may keep a dog.\n")


def tried(capsys: Capture, *arguments: str) -> dict[str, Any]:
    assert main(["try", "-f", "json", "--no-overlap", *arguments]) == 0
    data = json.loads(capsys.readouterr().out)
    assert isinstance(data, dict)
    return data


def found(data: dict[str, Any]) -> list[str]:
    return [result["sentence"] for result in data["results"] if not result["silenced"]]


def refused(capsys: Capture, *arguments: str) -> str:
    assert main(["try", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


def test_counts_and_excerpts(capsys: Capture) -> None:
    assert main(["try", "{company} may keep", ".", "--no-overlap"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.startswith(
        'other.md:3:1  paragraph, under "Hats"\n  We may keep your hat.\n  ^^^^^^^^^^^\n\n'
        'terms.md:7:1  paragraph, under "Shoes"\n  We may keep your shoes.\n  ^^^^^^^^^^^\n\n'
    )
    assert "  We may keep the ball, if {ball.colour} is yours.\n" in printed.out
    assert "5 matches in 2 of 2 documents, 12 sentences.\nWhere: 4 paragraphs, 1 item.\n" in printed.out


def test_what_silences_is_counted_and_shown_when_asked(capsys: Capture) -> None:
    call = ("try", "we may keep", "terms.md", "--unless", "paragraph=we will <tell>", "--needs", "keep", "--no-overlap")
    main([*call])
    text = capsys.readouterr().out
    assert "2 matches in 1 of 1 document, 9 sentences" in text
    assert "Silenced: 2; --silenced shows them.\n       2  unless paragraph: we will <tell>\n" in text
    assert "hat" not in text
    main([*call, "--silenced"])
    text = capsys.readouterr().out
    assert (
        "  We may keep your hat at any time.\n  -----------\n  silenced by unless paragraph: we will <tell>\n" in text
    )


def test_needs(capsys: Capture) -> None:
    data = tried(capsys, "we may keep", "--needs", "(hat|ball)")
    assert found(data) == [
        "We may keep your hat.",
        "We may keep your hat at any time.",
        "We may keep the ball, if {ball.colour} is yours.",
    ]
    assert data["silenced"] == {"needs sentence: (hat|ball)": 2}


def test_several_patterns_are_told_apart(capsys: Capture) -> None:
    data = tried(capsys, "keep your hat", "--find", "at any time", "--find", "zebra")
    assert data["patterns"] == [
        {"pattern": "keep your hat", "matches": 2, "alone": 1},
        {"pattern": "at any time", "matches": 1, "alone": 0},
        {"pattern": "zebra", "matches": 0, "alone": 0},
    ]
    assert (data["matches"], data["documents"], data["documents_with_matches"]) == (2, 2, 2)
    assert [result["patterns"] for result in data["results"]] == [[0], [0, 1]]


def test_a_rule_file_that_is_not_finished(capsys: Capture, tmp_path: Path) -> None:
    rule = tmp_path / "rules.yaml"
    rule.write_text(_DRAFT)
    data = tried(capsys, "rules.yaml", "terms.md")
    assert len(found(data)) == 3
    assert data["silenced"] == {"roles leave out: item": 1}
    rule.write_text(_DRAFT.replace('"hat at any time"', ""))
    assert "rules.yaml:6:4: still to be filled in: find" in refused(capsys, "rules.yaml", "terms.md")
    rule.write_text(_DRAFT.replace("may keep", "may keep)"))
    assert "pattern 1, column 19: unexpected ')'" in refused(capsys, "rules.yaml", "terms.md")


def test_regular_expressions(capsys: Capture) -> None:
    assert found(tried(capsys, "--regex", r"your (hat|shoes) (at|for)")) == [
        "We may keep your hat at any time.",
        "We may keep your shoes for a day.",
    ]
    error = refused(capsys, "--regex", "we (may", ".")
    assert error == (
        "error: regex, column 4: not a regular expression: missing ), unterminated subpattern\n"
        "  |\n1 | we (may\n  |    ^\n"
    )


def test_a_limit_takes_from_every_document(capsys: Capture) -> None:
    main(["try", "we may keep", "--limit", "2", "--no-overlap"])
    text = capsys.readouterr().out
    assert "other.md:3:1" in text
    assert "terms.md:7:1" in text
    assert "... and 3 more; --limit 0 shows them all.\n" in text
    main(["try", "we may keep", "--limit", "0", "--no-overlap"])
    assert "more;" not in capsys.readouterr().out


def test_rules_that_find_the_same(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "terms.md").write_text("# Terms\n\nWe may close your account at any time without notice.\n")
    assert main(["try", "close your account", "terms.md"]) == 0
    text = capsys.readouterr().out
    assert 'terms.md:3:8  paragraph, under "Terms", TRM006\n' in text
    assert "TRM006 finds 1 of this 1; 0 are new." in text.replace("\n", " ")


def test_the_projects_own_rules_are_no_texts(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "rule.yaml").write_text("- We may keep your hat.\n")
    assert tried(capsys, "we may keep")["documents"] == 3
    (tmp_path / "cxlint.toml").write_text('rules-dirs = ["./house/"]\n')
    assert tried(capsys, "we may keep")["documents"] == 2


def test_nothing_found(capsys: Capture) -> None:
    assert main(["try", "zebra"]) == 0
    assert capsys.readouterr().out.startswith("No match in 2 documents, 12 sentences.\nA plain word stands for itself")
    main(["try", "zebra", "-f", "json"])
    assert json.loads(capsys.readouterr().out)["matches"] == 0


def test_a_pattern_without_a_rare_word(capsys: Capture) -> None:
    main(["try", "{number} of the"])
    assert "no word of the pattern is rare enough" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (
            ["we <tel> you"],
            "pattern, column 4: unknown word set <tel>\n  |\n1 | we <tel> you\n  |    ^\nhint: did you mean",
        ),
        (["we", "--find", "(a|b"], "pattern 2, column 5: unexpected end of the pattern; expected"),
        (["we", "--unless", "section={compny}"], "unless section, column 1: unknown fact {compny}"),
        (["we", "--unless", "paragaph=we"], "--unless: there is no scope 'paragaph'\nhint: did you mean `paragraph`?"),
        (["terms.md", "we may"], "terms.md is a file or folder\nhint: the pattern comes first"),
        (["we", "may", "keep"], "there is no such file or folder: may, keep\nhint: a pattern of several words"),
    ],
)
def test_mistakes(arguments: list[str], error: str, capsys: Capture) -> None:
    assert refused(capsys, *arguments).startswith(f"error: {error}")
