"""What the shell may complete: rules, selectors, formats, files. Called by click while somebody types.

Nothing here may fail or print: where the rules cannot be read, there is nothing to propose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from cxlint.config.model import ALL, FORMATS
from cxlint.errors import CxlintError

if TYPE_CHECKING:
    import click

    from cxlint.model.rule import Rule


def rules(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Codes of rules in any case, and names for who begins a name."""
    return _codes(_rules(), incomplete) or _names(_rules(), incomplete)


def selectors(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """The last of several selectors: families, codes, names, tags."""
    before, comma, word = incomplete.rpartition(",")
    known = _rules()
    families = sorted({rule.family for rule in known})
    groups = [CompletionItem(name) for name in (*families, ALL) if name.startswith(word.upper())]
    tags = sorted({f"tag:{tag}" for rule in known for tag in rule.tags}) if word.startswith("tag:") else ["tag:"]
    found = [
        *groups,
        *(_codes(known, word) if word else ()),
        *(_names(known, word) if word else ()),
        *(CompletionItem(tag) for tag in tags if tag.startswith(word)),
    ]
    return [CompletionItem(before + comma + item.value, item.type, item.help) for item in found]


def outputs(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Formats of reports; the file behind a colon is the user's to name."""
    return [CompletionItem(name) for name in FORMATS if name.startswith(incomplete)]


def files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Files and folders, which the shell knows best."""
    return [CompletionItem(incomplete, type="file")]


def _rules() -> list[Rule]:
    from cxlint.cli.rules import all_rules

    try:
        return sorted(all_rules().values(), key=lambda rule: rule.code)
    except CxlintError:
        return []


def _codes(known: list[Rule], word: str) -> list[CompletionItem[str]]:
    return [CompletionItem(rule.code, help=rule.name) for rule in known if rule.code.startswith(word.upper())]


def _names(known: list[Rule], word: str) -> list[CompletionItem[str]]:
    return [CompletionItem(rule.name, help=rule.code) for rule in known if rule.name.startswith(word)]
