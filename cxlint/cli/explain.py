"""`cxlint explain`: what a rule flags, why, and what to do about it."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.cli import CLEAN
from cxlint.cli.rules import all_rules, as_dict, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxlint.model.rule import Example, Rule

_WIDTH = 92


class Section(NamedTuple):
    """A heading, the paragraphs under it, and whether they are quoted text that must not be reflowed."""

    title: str
    paragraphs: tuple[str, ...]
    verbatim: bool = False


def run_explain(word: str, format_name: str) -> int:
    """Explain the rule with a code or name, on standard output."""
    from cxlint.rulebook import examples_of

    rule = examples_of(find(word, all_rules()))
    if format_name == "json":
        import json

        text = json.dumps({**as_dict(rule), "examples": _examples(rule)}, ensure_ascii=False, indent=2)
    elif format_name == "markdown":
        text = as_markdown(rule)
    else:
        text = as_text(rule)
    sys.stdout.write(text.rstrip("\n") + "\n")
    return CLEAN


def sections(rule: Rule, found: Callable[[Example], str] | None = None) -> Iterator[Section]:
    """What there is to say about a rule, in the order a reader wants it.

    `found` tells what the program reports about a bad example, to stand behind it.
    """
    yield Section("What it flags", (rule.message,))
    if rule.why:
        yield Section("Why it harms the customer", (rule.why,))
    if rule.mother:
        yield Section("Ask yourself", (rule.mother,))
    bad = tuple(
        text
        for example in rule.examples
        if example.bad
        for text in (_shown(example), *([found(example)] if found else []))
    )
    good = tuple(_shown(example) for example in rule.examples if not example.bad)
    if bad:
        yield Section("Bad", bad, verbatim=True)
    if rule.suggest:
        yield Section("Better", (rule.suggest,))
    if rule.fix:
        fixed = tuple(
            f"{_shown(example)}\n-> {example.fixed}" for example in rule.examples if example.fixed is not None
        )
        yield Section(f"Fix: {'safe' if rule.fix.safe else 'unsafe'}", fixed or _replacements(rule), verbatim=True)
    if good:
        yield Section("Not flagged", good, verbatim=True)
    if rule.fine_when:
        yield Section("When it is fine", (rule.fine_when,))
    if rule.family != "CX":
        comment = f"<!-- cxlint: ignore[{rule.code}] why it must stay -->"
        yield Section("How to suppress", (comment, f'or in cxlint.toml: ignore = ["{rule.code}"]'), verbatim=True)
    if rule.options:
        yield Section("Options", tuple(f"{key} = {value!r}" for key, value in rule.options.items()), verbatim=True)
    if rule.references:
        yield Section("Law and sources", rule.references)


def _replacements(rule: Rule) -> tuple[str, ...]:
    return tuple(f"{phrase} -> {new or '(left out)'}" for phrase, new in (rule.fix.replace if rule.fix else ()))


def as_text(rule: Rule) -> str:
    """The explanation for a terminal."""
    parts = [f"{rule.code} {rule.name}", _facts(rule)]
    for section in sections(rule):
        parts += ["", section.title]
        for i, paragraph in enumerate(section.paragraphs):
            if i and section.verbatim and "\n" in paragraph + section.paragraphs[i - 1]:
                parts.append("")
            parts += [f"  {line}" if line else "" for line in _lines(paragraph, section.verbatim)]
    return "\n".join(parts)


def as_markdown(rule: Rule, found: Callable[[Example], str] | None = None) -> str:
    """The explanation as a Markdown page; `found` as in `sections`."""
    parts = [f"# {rule.name} ({rule.code})", "", _facts(rule)]
    for section in sections(rule, found):
        parts += ["", f"## {section.title}"]
        for paragraph in section.paragraphs:
            parts += ["", *(_fenced(paragraph) if section.verbatim else [inline(paragraph.strip())])]
    return "\n".join(parts)


def inline(text: str) -> str:
    """A text in Markdown, so that it reads as it stands; what looks like code is left to be code."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([\\*_\[\]<>])", r"\\\1", part) for part in parts)


def _facts(rule: Rule) -> str:
    facts = [rule.severity, f"{rule.confidence} confidence"]
    if rule.applies_to:
        facts.append("applies to " + ", ".join(sorted(rule.applies_to)))
    if rule.effort:
        facts.append("costs the customer " + ", ".join(rule.effort) + " effort")
    if rule.quality:
        facts.append("hurts " + " and ".join(rule.quality))
    if rule.since:
        facts.append(f"since {rule.since}")
    if rule.status != "stable":
        facts.append(rule.status)
    return " · ".join(facts)


def _lines(paragraph: str, verbatim: bool) -> list[str]:
    from textwrap import wrap

    if not verbatim:
        return wrap(" ".join(paragraph.split()), _WIDTH)
    return [row for line in paragraph.splitlines() for row in wrap(line, _WIDTH, drop_whitespace=False) or [""]]


def _fenced(text: str) -> list[str]:
    fence = "```"
    while fence in text:
        fence += "`"
    return [f"{fence}text", text.rstrip("\n"), fence]


def _shown(example: Example) -> str:
    files = "\n".join(f"[{path}]\n{text.rstrip()}" for path, text in example.files)
    text = "\n".join(part for part in (example.text.rstrip(), files) if part)
    return f"{text}\n({example.because})" if example.because else text


def _examples(rule: Rule) -> list[dict[str, Any]]:
    return [
        {
            "bad": example.bad,
            "text": example.text,
            "files": dict(example.files),
            "marks": list(example.marks),
            "because": example.because,
            "fixed": example.fixed,
        }
        for example in rule.examples
    ]
