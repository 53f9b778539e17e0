"""Which keys a configuration file may have, and of which type."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from cxlint.config.model import FAIL_ON, FORMATS, PRESETS, Accepted, Override, Stage
from cxlint.model.finding import CONFIDENCES, SEVERITIES
from cxlint.model.given import AUDIENCES, KINDS, POLARITIES, STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_Read = TypeVar("_Read")


class SettingError(Exception):
    """A key or value that cannot be used.

    `key` is where it stands, `value` the string at fault in a list, `table` the number of the table at fault in a list
    of tables, from 1.
    """

    def __init__(
        self, message: str, key: tuple[str, ...], value: str | None = None, hint: str = "", table: int = 0
    ) -> None:
        super().__init__(message)
        self.message = message
        self.key = key
        self.value = value
        self.hint = hint
        self.table = table


def settings(data: dict[str, Any]) -> dict[str, Any]:
    """The fields of `Config` that a parsed table sets. Raises SettingError."""
    fields: dict[str, Any] = {}
    for key, value in data.items():
        if key not in KEYS:
            table = "here the keys stand at the top, without [tool.cxlint]" if key == "tool" else ""
            raise SettingError(f"unknown key `{key}`", (key,), hint=table or nearest(key, KEYS))
        fields[key.replace("-", "_")] = KEYS[key]((key,), value)
    if "ignore" in fields:
        fields["ignore"], fields["accepted"] = _parted(fields["ignore"])
    return fields


def _parted(items: Iterable[str | Accepted]) -> tuple[tuple[str, ...], tuple[Accepted, ...]]:
    """The selectors of `ignore`, and its tables."""
    items = tuple(items)
    accepted = tuple(item for item in items if isinstance(item, Accepted))
    return tuple(item for item in items if isinstance(item, str)), accepted


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


def _string(key: tuple[str, ...], value: object) -> str:
    if not isinstance(value, str) or not value:
        raise _wrong(key, value, "a string")
    return value


def _ignored(key: tuple[str, ...], value: object) -> tuple[str | Accepted, ...]:
    """Selectors of rules, and tables that each accept some findings."""
    if not isinstance(value, list) or not all(isinstance(item, (str, dict)) for item in value):
        raise _wrong(key, value, 'a list of rules, such as ["FEE003"], or tables: [[ignore]]')
    tables = iter(_tables(key, [item for item in value if isinstance(item, dict)], _accepted))
    return tuple(item if isinstance(item, str) else next(tables) for item in value)


def _tables(
    key: tuple[str, ...], tables: Iterable[dict[str, Any]], read: Callable[[dict[str, Any]], _Read]
) -> Iterator[_Read]:
    """Read the tables of `[[key]]`; an error says which of them is at fault."""
    for number, table in enumerate(tables, 1):
        try:
            yield read(table)
        except SettingError as problem:
            message = f"[[{'.'.join(key)}]] number {number}: {problem.message}"
            raise SettingError(message, key, hint=problem.hint, table=number) from None


_ACCEPTED = ("rule", "path", "text", "fingerprint", "reason", "expires")


def _accepted(table: dict[str, Any]) -> Accepted:
    """One table of `[[ignore]]`."""
    from datetime import date, datetime

    for name, value in table.items():
        if name not in _ACCEPTED:
            raise SettingError(f"unknown key `{name}`", (name,), hint=nearest(name, _ACCEPTED))
        if name != "expires" and not (isinstance(value, str) and value.strip()):
            raise _wrong((name,), value, "a string that is not empty")
    for name, why in (("rule", "the rule it is for"), ("reason", "why this stays as it is")):
        if name not in table:
            raise SettingError(f"`{name}` is missing: {why}", ())
    expires = table.get("expires")
    if isinstance(expires, str):
        with suppress(ValueError):
            expires = date.fromisoformat(expires)
    if expires is not None and (not isinstance(expires, date) or isinstance(expires, datetime)):
        raise _wrong(("expires",), expires, "a day, such as 2027-01-31")
    return Accepted(**{**table, "expires": expires})


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


_OVERRIDE = ("paths", "ignore", "rules")


def _overrides(key: tuple[str, ...], value: object) -> tuple[Override, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _wrong(key, value, "tables: [[overrides]]")
    return tuple(_tables(key, value, _override))


def _override(table: dict[str, Any]) -> Override:
    """One table of `[[overrides]]`."""
    for name in table:
        if name not in _OVERRIDE:
            raise SettingError(f"unknown key `{name}`", (name,), hint=nearest(name, _OVERRIDE))
    if not table.get("paths"):
        raise SettingError('`paths` is missing: the globs of the files it is for, such as ["legal/**"]', ())
    rules = _rules(("rules",), table.get("rules", {}))
    for code, given in rules.items():
        for name in given.keys() - {"severity", "confidence"}:
            hint = "the options of a check hold for all files: [rules.CODE]"
            raise SettingError(f"`rules.{code}.{name}` cannot differ from file to file", ("rules",), hint=hint)
    return Override(_strings(("paths",), table["paths"]), _strings(("ignore",), table.get("ignore", [])), rules)


_STAGE = ("stage", "paths", "kinds", "owner")


def _journey(key: tuple[str, ...], value: object) -> tuple[Stage, ...]:
    """The stages, no two with one name or one kind."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _wrong(key, value, "tables: [[journey]]")
    taken: dict[str, str] = {}

    def read(table: dict[str, Any]) -> Stage:
        stage = _stage(table)
        for name in (f"stage {stage.name!r}", *(f"kind {kind!r}" for kind in stage.kinds)):
            if name in taken:
                raise SettingError(f"the {name} stands in two tables", ("kinds" if "kind" in name else "stage",))
            taken[name] = stage.name
        return stage

    return tuple(_tables(key, value, read))


def _stage(table: dict[str, Any]) -> Stage:
    """One table of `[[journey]]`."""
    for name in table:
        if name not in _STAGE:
            raise SettingError(f"unknown key `{name}`", (name,), hint=nearest(name, _STAGE))
    if "stage" not in table:
        raise SettingError("`stage` is missing: what the customer does there, such as `pays`", ())
    if not (table.get("paths") or table.get("kinds")):
        raise SettingError("`paths` or `kinds` is missing: which documents belong to the stage", ())
    kind = _one_of(KINDS)
    return Stage(
        _string(("stage",), table["stage"]),
        tuple(kind(("kinds",), one) for one in _strings(("kinds",), table.get("kinds", []))),
        _strings(("paths",), table.get("paths", [])),
        _string(("owner",), table["owner"]) if "owner" in table else "",
    )


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
    "ignore": _ignored,
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
    "kinds": _said(KINDS),
    "overrides": _overrides,
    "stages": _said(STAGES),
    "polarities": _said(POLARITIES),
    "audiences": _said(AUDIENCES),
    "rules": _rules,
    "company": _strings,
    "baseline": _string,
    "journey": _journey,
    "output-format": _one_of(FORMATS),
}
"""Every key and how its value is read."""
