"""The documents say what the program does: every check, every key, every notice, and no dead link."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cxlint.checks import DOCUMENT, PROJECT, document_check, project_check
from cxlint.config.model import FORMATS
from cxlint.config.notices import NOTICES
from cxlint.config.schema import KEYS
from cxlint.model.given import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.rulebook import RuleSet

_ROOT = Path(__file__).parent.parent
_DOCS = _ROOT / "docs"
_PAGES = [*sorted(_DOCS.glob("*.md")), *(_ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]

_INTRODUCTION = """\
# The structural checks

A pattern finds words. A check is code that looks at what a phrase cannot say: the parts of a letter, the slots of a
template, the figures of two documents. A rule names one with `check:` and may give it `options:`; `[rules.CODE]` in the
[configuration](configuration.md) changes those. The list is made from the code, by
`pytest --update-golden tests/test_docs.py`.
"""


def test_the_page_of_checks(ruleset: RuleSet, golden: Callable[[Path, str], None]) -> None:
    text = _INTRODUCTION
    text += "\n## In one document\n\n" + _table(DOCUMENT, document_check, ruleset)
    text += "\n## Between documents\n\n" + _table(PROJECT, project_check, ruleset)
    golden(_DOCS / "checks.md", text)


def _table(names: dict[str, str], find: Callable[[str], Any], ruleset: RuleSet) -> str:
    rows = ["| check | what it looks for | rules, with their options |", "|---|---|---|"]
    for name in sorted(names):
        about = (inspect.getdoc(find(name)) or "").replace("\n\n", "\n").replace("\n", " ").replace("|", "\\|")
        about = re.sub(r"^(?:[A-Z]{3}\d{3}(?:, )?)+: ", "", about)
        rules = [rule for rule in ruleset.rules if rule.check == name]
        used = "<br>".join(f"`{rule.code}` {rule.name}{_options(rule.options)}" for rule in rules)
        rows.append(f"| `{name}` | {about[:1].upper()}{about[1:]} | {used} |")
    return "\n".join(rows) + "\n"


def _options(options: dict[str, Any]) -> str:
    shown = {key: " ".join(value) if isinstance(value, list) else value for key, value in options.items()}
    return "".join(f", `{key} = {str(value).lower()}`" for key, value in shown.items())


def test_every_check_says_what_it_looks_for() -> None:
    for names, find in ((DOCUMENT, document_check), (PROJECT, project_check)):
        assert all(inspect.getdoc(find(name)) for name in names)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("configuration.md", [*KEYS, *KINDS]),
        ("formats.md", [*FORMATS]),
        ("suppressing.md", [c for c in NOTICES if c > "CX1"]),
    ],
)
def test_a_page_names_them_all(page: str, words: list[str]) -> None:
    text = (_DOCS / page).read_text(encoding="utf-8")
    assert [word for word in words if f"`{word}`" not in text] == []


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
