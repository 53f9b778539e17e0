"""Rules: read, compiled, cached."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING

from cxlint import __version__
from cxlint.config.load import shown
from cxlint.resources import GRAMMARS, RULES
from cxlint.rulebook import cache
from cxlint.rulebook.ruleset import RuleSet, compile_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.model.rule import Rule

__all__ = ["RuleSet", "examples_of", "load"]

_FORMAT = 10
"""Raised when what is cached changes its shape."""

_MONEY_ANCHORS = (
    "$", "£", "€", "¥", "₹", "¢", "%", "percent", "per cent", "dollar", "euro", "pound", "pence", "cents", "rupee",
    "usd", "eur", "gbp", "aud", "cad", "inr", "chf", " rs", "\x13",
)  # fmt: skip
_WINDOW_ANCHORS = (
    "refund", "return", "money back", "money-back", "notice", "notif", "in advance", "tell you", "let you know",
    "mail you", "send it back", "send them back", "withdraw", "cancel", "cooling", "disput", "billing error", "grace",
    "late fee", "late charge", "late payment", "no fee", "no charge", "delet", "erase", "retain", "stay",
)  # fmt: skip


def load(folders: Sequence[str] = (), *, use_cache: bool = True) -> RuleSet:
    """The built-in rules and those of further folders, compiled. Raises RuleError."""
    from cxlint.rulebook import factfile, rulefile, words

    roots = [RULES, *map(shown, folders)]
    files = [path for root in roots for path in rulefile.rule_files(root)]
    data_files = [path for root in roots for path in (*words.word_files(root), *factfile.fact_files(root))]
    key = _key([*files, *data_files, os.path.join(GRAMMARS, "pattern.lark")])
    stored = cache.read(key) if use_cache else None
    if stored is not None:
        restored = RuleSet.restore(stored)
        restored.key = key
        return restored
    sets = words.load(roots)
    anchors = {"fee": sets.get("fee-noun", ()), "money": _MONEY_ANCHORS, "window": _WINDOW_ANCHORS}
    facts = [fact for root in roots for path in factfile.fact_files(root) for fact in factfile.load(path)]
    ruleset = compile_rules([rulefile.load_rule(path) for path in files], sets, anchors, facts)
    ruleset.key = key
    if use_cache:
        cache.write(key, ruleset.dump())
    return ruleset


def examples_of(rule: Rule) -> Rule:
    """The rule with its examples, which the cache leaves out. Raises RuleError."""
    from cxlint.rulebook.rulefile import load_rule

    return rule if rule.examples or not rule.path else load_rule(rule.path)


def _key(paths: list[str]) -> str:
    digest = blake2b(f"{_FORMAT} {__version__}".encode(), digest_size=16)
    for path in paths:
        digest.update(f"\0{path}\0".encode("utf-8", "surrogatepass"))
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()
