"""`cxlint docs build`: the rules as Markdown pages, with what the program says about their bad examples."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from cxlint.cli import CLEAN, FOUND
from cxlint.cli.explain import as_markdown, inline
from cxlint.config.load import load
from cxlint.config.notices import NOTICES
from cxlint.config.select import check_selectors, selected
from cxlint.errors import CxlintError, UsageError
from cxlint.report import ReportOptions, count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cxlint.model.finding import Finding
    from cxlint.model.rule import Example, Rule
    from cxlint.rulebook import RuleSet

INDEX = "index.md"
FAMILIES = {
    "FEE": "hidden fees",
    "TRM": "gotcha terms",
    "DOC": "documents that disagree",
    "IMP": "impersonal boilerplate",
    "HOS": "hostile wording",
    "EFF": "customer effort",
    "TPL": "template craft",
    "CX": "about the check itself",
}
"""What the rules of a family are about, in the order of the index; families of the project come behind."""

_MARK = "<!-- Made by `cxlint docs build`: what you change here is lost. -->\n"
_COLUMNS = "| rule | severity | confidence | what it says |"
_WIDTH = 100


class _Found(NamedTuple):
    """What a report needs of an example's run."""

    findings: Sequence[Finding]
    files: int = 1
    failures: Sequence[str] = ()


def run_docs_build(folder: str, selectors: tuple[str, ...], *, check: bool = False) -> int:
    """Write the pages into a folder; with `check`, only compare, and return 1 where they differ.

    Pages of rules that are gone are removed. Raises UsageError where a file in the way was not made by this command,
    or the folder cannot be written.
    """
    from cxlint import rulebook

    ruleset = rulebook.load(load().rules_dirs)
    rules = {**ruleset.by_code, **NOTICES}
    config = load(isolated=True)._replace(preset="review")
    if selectors:
        config = config._replace(select=selectors)
        check_selectors(config, rules)
    wanted = selected(rules, config)
    made = pages(ruleset, wanted)
    try:
        there = _made_before(folder, made)
        changed = [name for name, text in made.items() if there.get(name) != text]
        gone = sorted(there.keys() - made.keys())
        if check:
            return _compared(folder, changed, gone)
        os.makedirs(folder, exist_ok=True)
        for name in changed:
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
                file.write(made[name])
        for name in gone:
            os.unlink(os.path.join(folder, name))
    except OSError as error:
        raise UsageError(f"cannot write to {folder}: {error.strerror or error}") from error
    removed = f", {count(len(gone), 'page')} removed" if gone else ""
    sys.stdout.write(f"{count(len(wanted), 'rule')} in {folder}: {count(len(changed), 'page')} written{removed}.\n")
    return CLEAN


def pages(ruleset: RuleSet, rules: Sequence[Rule]) -> dict[str, str]:
    """The text of each page by file name: the index, and a page for each rule."""
    ordered = sorted(rules, key=lambda rule: (_rank(rule.family), rule.code))
    made = {INDEX: _MARK + "\n" + "\n".join(_index(ordered)) + "\n"}
    for rule in ordered:
        made[page_name(rule)] = _MARK + "\n" + _page(rule, ruleset) + "\n"
    return made


def page_name(rule: Rule) -> str:
    """The file name of a rule's page."""
    return f"{rule.code}.md"


def _rank(family: str) -> tuple[int, str]:
    known = list(FAMILIES)
    return (known.index(family) if family in known else len(known), family)


def _title(family: str) -> str:
    return f"{family} {FAMILIES.get(family, 'rules of this project')}"


def _anchor(family: str) -> str:
    return _title(family).lower().replace(" ", "-")


def _index(rules: Sequence[Rule]) -> Iterator[str]:
    families = list(dict.fromkeys(rule.family for rule in rules))
    yield "# The rules"
    yield ""
    yield " · ".join(f"[{family}](#{_anchor(family)})" for family in families)
    for family in families:
        yield from (
            "",
            f"## {_title(family)}",
            "",
            "| rule | severity | confidence | what it says |",
            "|---|---|---|---|",
        )
        for rule in rules:
            if rule.family == family:
                link = f"[{rule.code} {rule.name}]({page_name(rule)})"
                message = " ".join(inline(rule.message).split()).replace("|", "\\|")
                yield f"| {link} | {rule.severity} | {rule.confidence} | {message} |"


def _page(rule: Rule, ruleset: RuleSet) -> str:
    from cxlint.rulebook import examples_of

    complete = examples_of(rule)
    back = f"[All rules]({INDEX}) · [{_title(rule.family)}]({INDEX}#{_anchor(rule.family)})"
    return as_markdown(complete, _finder(complete, ruleset)) + "\n\n" + back


def _finder(rule: Rule, ruleset: RuleSet) -> Callable[[Example], str]:
    """What the program reports about an example of the rule, as a person at a terminal sees it."""
    from io import StringIO

    from cxlint import selftest
    from cxlint.engine import Engine
    from cxlint.report import full

    engine = Engine(ruleset, [rule.code])

    def found(example: Example) -> str:
        try:
            findings, sources, _ = selftest.lint_files(engine, selftest.files_of(rule, example))
        except CxlintError as error:
            return str(error)
        out = StringIO()
        findings = sorted(findings, key=lambda finding: finding.place)
        full.write(_Found(findings), out, ReportOptions(width=_WIDTH, quiet=True, sources=sources))
        return out.getvalue()

    return found


def _made_before(folder: str, made: dict[str, str]) -> dict[str, str]:
    """The pages of an earlier run that lie in the folder. Raises UsageError for a foreign file in the way, OSError."""
    there: dict[str, str] = {}
    if not os.path.isdir(folder):
        return there
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not name.endswith(".md") or not os.path.isfile(path):
            continue
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            text = file.read()
        if text.replace("\r\n", "\n").startswith(_MARK):
            there[name] = text
        elif name in made:
            hint = "name a folder of its own, or move the file away"
            raise UsageError(f"{path} was not made by `cxlint docs build`, and stays as it is", hint=hint)
    return there


def _compared(folder: str, changed: list[str], gone: list[str]) -> int:
    for name in changed:
        sys.stdout.write(f"{os.path.join(folder, name)} is not current\n")
    for name in gone:
        sys.stdout.write(f"{os.path.join(folder, name)} is of a rule that is gone\n")
    if changed or gone:
        sys.stderr.write(f"hint: `cxlint docs build {folder}` writes the pages anew\n")
        return FOUND
    return CLEAN
