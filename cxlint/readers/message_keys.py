"""What the key of a message says it is: a subject, a button, a greeting, a label."""

from __future__ import annotations

import re
from functools import lru_cache

from cxlint.model.document import Role


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BY_LAST = {
    Role.SUBJECT: _words("subject subjects"),
    Role.PREHEADER: _words("preheader preview"),
    Role.BUTTON: _words("button btn cta submit"),
    Role.SALUTATION: _words("greeting salutation hello dear hi"),
    Role.CLOSING: _words("signature signoff closing regards valediction farewell goodbye"),
    Role.VALUE: _words("label title name heading header placeholder tooltip tab menu column legend nav short alt"),
}
_BY_PART = {
    Role.SUBJECT: _words("subjects"),
    Role.BUTTON: _words("buttons button btn submit"),
    Role.VALUE: _words("labels attributes models activerecord menu nav navigation columns placeholders"),
}
_NUMBERS = _words("one other few many two zero")
"""Endings of keys that only say for how many a message is."""

_LEAST_WORDS = 4


@lru_cache(maxsize=4096)
def role_of_key(key: str) -> str:
    """The role that a key gives its message, empty when it gives none."""
    parts = [part for part in re.split(r"[./|:\s]+", key) if part]
    if parts and parts[-1].lower() in _NUMBERS:
        parts.pop()
    if not parts:
        return ""
    words = [word.lower() for word in _WORD.findall(parts[-1])]
    if words[-2:] == ["sign", "off"]:
        return Role.CLOSING
    if words[-2:] == ["subject", "line"]:
        return Role.SUBJECT
    for role, known in _BY_LAST.items():
        if words and (words[-1] in known or (len(words) > 1 and words[0] in known and role == Role.BUTTON)):
            return role
    for role, known in _BY_PART.items():
        if any(part.lower() in known for part in parts[:-1]):
            return role
    return ""


def is_sentence(text: str) -> bool:
    """Whether a message says something; a short one without an end is a label that only names something."""
    words = text.split()
    return len(words) >= 2 * _LEAST_WORDS or (
        len(words) >= _LEAST_WORDS and text.rstrip(" \"')»”\x03").endswith((".", "!", "?", ":", ",", "…"))
    )
