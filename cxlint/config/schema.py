"""Which keys a configuration file may have, and of which type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.config.model import FAIL_ON, FORMATS, PRESETS
from cxlint.model.finding import CONFIDENCES, SEVERITIES
from cxlint.model.given import AUDIENCES, POLARITIES, STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class SettingError(Exception):
    """A key or value that cannot be used: `key` is where it stands, `value` the string at fault in a list."""

    def __init__(self, message: str, key: tuple[str, ...], value: str | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.key = key
        self.value = value
        self.hint = hint


def settings(data: dict[str, Any]) -> dict[str, Any]:
    """The fields of `Config` that a parsed table sets. Raises SettingError."""
    fields: dict[str, Any] = {}
    for key, value in data.items():
        if key not in KEYS:
            raise SettingError(f"unknown key `{key}`", (key,), hint=nearest(key, KEYS))
        fields[key.replace("-", "_")] = KEYS[key]((key,), value)
    return fields


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word most like this one, or an empty string."""
    import difflib

    folded = {name.lower().replace("_", "-"): name for name in known}
    found = difflib.get_close_matches(word.lower().replace("_", "-"), folded, 1, 0.6)
    return f"did you mean `{folded[found[0]]}`?" if found else ""


def _strings(key: tuple[str, ...], value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong(key, value, 'a list of strings, such as ["a", "b"]')
    return tuple(value)


def _flag(key: tuple[str, ...], value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong(key, value, "true or false")
    return value


def _one_of(allowed: tuple[str, ...]) -> Callable[[tuple[str, ...], object], str]:
    def read(key: tuple[str, ...], value: object) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        expected = "one of " + ", ".join(f'"{name}"' for name in allowed)
        raise _wrong(key, value, expected, nearest(value, allowed) if isinstance(value, str) else "")

    return read


def _table(key: tuple[str, ...], value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(key, value, f"a table: [{key[-1]}]")
    return value


def _ignores(key: tuple[str, ...], value: object) -> dict[str, tuple[str, ...]]:
    return {glob: _strings((*key, glob), codes) for glob, codes in _table(key, value).items()}


def _kinds(key: tuple[str, ...], value: object) -> dict[str, str]:
    table = _table(key, value)
    for glob, kind in table.items():
        if not isinstance(kind, str):
            raise _wrong((*key, glob), kind, 'the name of a kind, such as "policy" or "invoice"')
    return table


def _said(allowed: tuple[str, ...]) -> Callable[[tuple[str, ...], object], dict[str, str]]:
    """A table from globs to one of some words."""
    word = _one_of(allowed)

    def read(key: tuple[str, ...], value: object) -> dict[str, str]:
        return {glob: word((*key, glob), said) for glob, said in _table(key, value).items()}

    return read


def _rules(key: tuple[str, ...], value: object) -> dict[str, dict[str, Any]]:
    table = _table(key, value)
    for code, options in table.items():
        here = (*key, code)
        given = _table(here, options)
        if "severity" in given:
            _one_of(SEVERITIES)((*here, "severity"), given["severity"])
        if "confidence" in given:
            _one_of(CONFIDENCES)((*here, "confidence"), given["confidence"])
    return table


def _wrong(key: tuple[str, ...], value: object, expected: str, hint: str = "") -> SettingError:
    dotted = ".".join(key)
    return SettingError(f"`{dotted}` must be {expected}, not {_describe(value)}", key, hint=hint)


def _describe(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'the string "{value}"'
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, list):
        return "this list"
    return "a table" if isinstance(value, dict) else f"a {type(value).__name__}"


KEYS: dict[str, Callable[[tuple[str, ...], Any], Any]] = {
    "preset": _one_of(PRESETS),
    "select": _strings,
    "ignore": _strings,
    "extend-select": _strings,
    "per-file-ignores": _ignores,
    "include": _strings,
    "exclude": _strings,
    "extend-exclude": _strings,
    "force-exclude": _flag,
    "respect-gitignore": _flag,
    "fail-on": _one_of(FAIL_ON),
    "min-severity": _one_of(SEVERITIES),
    "min-confidence": _one_of(CONFIDENCES),
    "rules-dirs": _strings,
    "schedules": _strings,
    "policies": _strings,
    "templates": _strings,
    "kinds": _kinds,
    "stages": _said(STAGES),
    "polarities": _said(POLARITIES),
    "audiences": _said(AUDIENCES),
    "rules": _rules,
    "company": _strings,
    "output-format": _one_of(FORMATS),
}
"""Every key and how its value is read."""
