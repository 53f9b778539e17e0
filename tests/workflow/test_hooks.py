"""The hooks as pre-commit reads them: which files they get, and that any split of the files finds the same."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from cxlint.__main__ import main
from cxlint.config.model import INCLUDE, Config
from cxlint.runner.discover import discover

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def hooks() -> dict[str, dict[str, Any]]:
    listed = yaml.safe_load((_ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return {hook["id"]: hook for hook in listed}


_CHECKED = (
    "terms.md", "legal/terms.MARKDOWN", "a.txt", "a.htm", "a.html", "a.xhtml", "a.csv", "a.tsv", "a.yaml", "a.yml",
    "a.j2", "a.jinja", "a.html.jinja2", "a.njk", "a.twig", "a.liquid", "a.hbs", "a.handlebars", "a.mustache", "a.erb",
    "a.ftl", "a.tpl", "a.mjml", "a.eml", "a.po", "a.pot", "a.arb", "a.xlf", "a.xliff", "a.resx", "en.lproj/a.strings",
    "res/values/strings.xml", "messages.properties", "lang/en.properties", "locales/en.json", "languages/en/mail.json",
    "i18n/en/shop.php", "fees/2026.json", "price_list.json", "plans/basic.json", "a.phtml", "a.html.php",
    "resources/views/invoice.php", "app/mailer.php", "templates/invoice.php",
)  # fmt: skip
_LEFT = ("settings.json", "main.py", "index.php", "logo.png", "app.properties", "products/package.json", "a.pdf")
_FOR_THE_HOOK_ALONE = ("rates/2026.xlsx", "PriceList.xlsm")
"""Workbooks: a folder contributes all of them, the hook only price lists."""


def _selected(hook: dict[str, Any], names: Iterable[str]) -> list[str]:
    """The files that pre-commit gives a hook: it looks for the expressions anywhere in the path."""
    wanted, unwanted = re.compile(hook["files"]), re.compile(hook.get("exclude", "^$"))
    return [name for name in names if wanted.search(name) and not unwanted.search(name)]


def test_the_hook_gets_what_a_folder_contributes(hooks: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    for name in (*_CHECKED, *_LEFT):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x\n")
    folder = [Path(path).relative_to(tmp_path).as_posix() for path in discover([str(tmp_path)], Config()).paths]
    assert set(folder) <= set(_CHECKED)
    assert _selected(hooks["cxlint"], (*_CHECKED, *_LEFT)) == [*_CHECKED]
    assert _selected(hooks["cxlint"], _FOR_THE_HOOK_ALONE) == [*_FOR_THE_HOOK_ALONE]
    assert _selected(hooks["cxlint"], ("inventory.xlsx",)) == []


def test_every_suffix_of_the_default_globs_is_asked_for(hooks: dict[str, dict[str, Any]]) -> None:
    suffixes = {glob.rpartition(".")[2] for glob in INCLUDE}
    asked = {name.rpartition(".")[2].lower() for name in (*_CHECKED, *_FOR_THE_HOOK_ALONE)}
    assert suffixes - asked == set()


def test_how_the_hooks_run(hooks: dict[str, dict[str, Any]]) -> None:
    check, rules = hooks["cxlint"], hooks["cxlint-rules"]
    assert check["types"] == ["file"], "a workbook is no text"
    assert check["require_serial"] is True
    assert check.get("pass_filenames", True) is True
    assert "--force-exclude" in check["entry"], "pre-commit names every file, excluded ones too"
    assert rules["entry"] == "cxlint test"
    assert rules["pass_filenames"] is False, "a rule's words may stand in a file that did not change"
    assert _selected(rules, ("rules/own/HB001.yaml", "a/rules/words/x.yml", "rules.yaml", "x.md")) == [
        "rules/own/HB001.yaml",
        "a/rules/words/x.yml",
    ]
    for hook in hooks.values():
        assert hook["language"] == "python"
        assert set(hook["stages"]) >= {"pre-commit", "manual"}


def _found(hook: dict[str, Any], files: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    """The findings of one call of the hook, by fingerprint."""
    entry = hook["entry"].split()[1:]
    main([*entry, "--exit-zero", "-f", "jsonl", *files])
    return {found["fingerprint"]: found for found in map(json.loads, capsys.readouterr().out.splitlines())}


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("calls", [2, 99])
def test_any_split_of_the_files_finds_the_same(
    hooks: dict[str, dict[str, Any]],
    calls: int,
    nested: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(_ROOT / "examples", tmp_path / "texts")
    monkeypatch.chdir(tmp_path / "texts")
    if nested:
        # settings further down do not hold for a batch that happens to lie there
        Path("emails/cxlint.toml").write_text('select = ["FEE001"]\n')
    hook = hooks["cxlint"]
    files = _selected(hook, sorted(path.as_posix() for path in Path().rglob("*") if path.is_file()))
    whole = _found(hook, ["."], capsys)
    parts: dict[str, dict[str, Any]] = {}
    for number in range(min(calls, len(files))):
        parts |= _found(hook, files[number::calls], capsys)
    assert len(whole) > 50
    assert whole.keys() - parts.keys() == set()
    # a disagreement that the whole run reports at one of two files stands at the other for who names only that
    for fingerprint in parts.keys() - whole.keys():
        other = parts[fingerprint]
        sides = {place["path"] for place in other["related"]}
        assert any(found["path"] in sides for found in whole.values() if found["code"] == other["code"])
