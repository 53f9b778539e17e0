"""Word sets: what `<terminate>` means in a pattern.

A file of `rules/words` maps set names to lists of words by kind:

    terminate:
      verbs: [terminate, suspend, shut down]     in all inflections
      nouns: [termination]                       singular and plural
      words: [with immediate effect]             as they stand
      sets: [close]                              all words of another set
"""

from __future__ import annotations

import os
from typing import Any

from cxlint.errors import RuleError
from cxlint.rulebook.inflect import noun_forms, verb_forms
from cxlint.text.normalize import fold

_KINDS = ("verbs", "nouns", "words", "sets")

WordSets = dict[str, tuple[str, ...]]


def load(folders: list[str]) -> WordSets:
    """Read all word files; a later folder adds to the sets of an earlier one. Raises RuleError."""
    raw: dict[str, dict[str, list[str]]] = {}
    for folder in folders:
        for path in word_files(folder):
            for name, entry in _read(path).items():
                kinds = raw.setdefault(name, {kind: [] for kind in _KINDS})
                for kind, words in _entry(path, name, entry).items():
                    kinds[kind] += words
    return {name: _expand(name, raw, ()) for name in sorted(raw)}


def word_files(folder: str) -> list[str]:
    """The word files of a rule folder, sorted."""
    words = os.path.join(folder, "words")
    if not os.path.isdir(words):
        return []
    return [os.path.join(words, name) for name in sorted(os.listdir(words)) if name.endswith((".yaml", ".yml"))]


def _read(path: str) -> dict[str, Any]:
    import yaml

    with open(path, encoding="utf-8") as file:
        try:
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            data = yaml.load(file, Loader=loader)  # noqa: S506 -- CSafeLoader is safe
        except yaml.YAMLError as error:
            raise RuleError(f"not valid YAML: {error}", where=path) from error
    if not isinstance(data, dict):
        raise RuleError("a word file maps set names to lists of words", where=path)
    return data


def _entry(path: str, name: str, entry: object) -> dict[str, list[str]]:
    if isinstance(entry, list):
        entry = {"words": entry}
    if not isinstance(entry, dict) or not set(entry) <= set(_KINDS):
        raise RuleError(f"word set '{name}' needs a list, or lists under {', '.join(_KINDS)}", where=path)
    for kind, words in entry.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            hint = "put words such as yes, no and numbers in quotes"
            raise RuleError(f"'{kind}' of word set '{name}' must be a list of words", where=path, hint=hint)
    return entry


def _expand(name: str, raw: dict[str, dict[str, list[str]]], seen: tuple[str, ...]) -> tuple[str, ...]:
    if name not in raw:
        raise RuleError(f"word set '{seen[-1]}' names the unknown set '{name}'")
    if name in seen:
        raise RuleError(f"word set '{name}' contains itself: {' > '.join((*seen, name))}")
    kinds = raw[name]
    forms: dict[str, None] = {}
    for verb in kinds["verbs"]:
        forms.update(dict.fromkeys(verb_forms(verb)))
    for noun in kinds["nouns"]:
        forms.update(dict.fromkeys(noun_forms(noun)))
    forms.update(dict.fromkeys(kinds["words"]))
    for other in kinds["sets"]:
        forms.update(dict.fromkeys(_expand(other, raw, (*seen, name))))
    return tuple(sorted(fold(form) for form in forms))
