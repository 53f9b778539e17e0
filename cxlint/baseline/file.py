"""The file of a baseline: JSON with one entry a line, sorted, so that a difference reads well and merges cleanly."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from cxlint.baseline.entries import Entry
from cxlint.config.load import shown
from cxlint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = 1
_ABOUT = (
    "Findings that are accepted for now: `cxlint check` hides them, `cxlint baseline prune` removes what is gone. "
    'Made by cxlint; give an entry a "reason" if you like.'
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_PRINT = re.compile(r'"fingerprint": "([^"]*)"')
_REQUIRED = ("path", "rule", "fingerprint")
_ALWAYS = (*_REQUIRED, "text")


def read(path: str, *, merging: bool = False) -> list[Entry]:
    """The entries of a baseline file, sorted. Raises ConfigError with a way out when it cannot be used.

    A file that a merge left with conflict marks is an error, too, unless `merging`: then both sides count.
    """
    where = shown(path)
    text = _text(path, where)
    if _CONFLICT.search(text):
        if merging:
            return _sorted(_both_sides(text, where))
        raise ConfigError(
            "this baseline holds the marks of a merge conflict",
            where=where,
            hint="`cxlint baseline prune` takes the entries of both sides and removes what is gone",
        )
    return _sorted(_entries(_parsed(text, where), where))


def lines(path: str) -> dict[str, int]:
    """The line of each entry in the file, by fingerprint, for a file as `write` leaves it."""
    found = {}
    for number, line in enumerate(_text(path, shown(path)).splitlines(), 1):
        if (match := _PRINT.search(line)) is not None:
            found[match[1]] = number
    return found


def write(path: str, entries: Iterable[Entry]) -> None:
    """Write a baseline file: at once or not at all. Raises ConfigError."""
    import json

    rows = ",\n".join("    " + json.dumps(_fields(entry), ensure_ascii=False) for entry in _sorted(entries))
    listed = f"[\n{rows}\n  ]" if rows else "[]"
    text = f'{{\n  "version": {VERSION},\n  "about": {json.dumps(_ABOUT)},\n  "findings": {listed}\n}}\n'
    draft = f"{path}.{os.getpid()}.tmp"
    try:
        with open(draft, "wb") as file:
            # a file name need not be UTF-8: JSON has an escape for such a byte
            file.write(text.encode("utf-8", "backslashreplace"))
        os.replace(draft, path)
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror or error}", where=shown(path)) from error


def _fields(entry: Entry) -> dict[str, Any]:
    fields: dict[str, Any] = entry._asdict()
    return {name: value for name, value in fields.items() if value or name in _ALWAYS}


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    """In order of path, rule and text; one entry a fingerprint, the one that gives a reason."""
    unique: dict[str, Entry] = {}
    for entry in entries:
        known = unique.get(entry.fingerprint)
        if known is None or not known.reason:
            unique[entry.fingerprint] = entry
    return sorted(unique.values())


def _text(path: str, where: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as stream:
            return stream.read()
    except FileNotFoundError:
        raise ConfigError("there is no such baseline", where=where, hint="`cxlint baseline create` makes one") from None
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror or error}", where=where) from error
    except UnicodeDecodeError as error:
        raise ConfigError("this baseline is not UTF-8", where=where, hint=_ANEW) from error


_ANEW = "restore it from git, or write it anew: `cxlint baseline create --force`"


def _parsed(text: str, where: str) -> object:
    import json

    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        at = f"{where}:{error.lineno}:{error.colno}"
        raise ConfigError(f"this baseline is not valid JSON: {error.msg}", where=at, hint=_ANEW) from error
    except RecursionError as error:
        raise ConfigError("this baseline is nested too deeply", where=where, hint=_ANEW) from error


def _entries(data: object, where: str) -> Iterable[Entry]:
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list) or "version" not in data:
        message = "this is no baseline of cxlint: it needs `version` and a list of `findings`"
        raise ConfigError(message, where=where, hint=_ANEW)
    version = data["version"]
    if version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        message = f"this baseline has version {version}" + (", newer than this cxlint reads" if newer else "")
        hint = "update cxlint, or use the version that wrote it" if newer else _ANEW
        raise ConfigError(message, where=where, hint=hint)
    return [_entry(item, f"entry {number}", where) for number, item in enumerate(data["findings"], 1)]


def _entry(item: Any, name: str, where: str) -> Entry:
    if not isinstance(item, dict):
        raise ConfigError(f"{name} of this baseline is no object", where=where, hint=_ANEW)
    for key in _REQUIRED:
        if not isinstance(item.get(key), str) or not item[key]:
            raise ConfigError(f"{name} of this baseline lacks `{key}`", where=where, hint=_ANEW)
    text, reason = item.get("text", ""), item.get("reason", "")
    if not isinstance(text, str) or not isinstance(reason, str):
        raise ConfigError(f"`text` and `reason` of {name} of this baseline must be strings", where=where, hint=_ANEW)
    sides = item.get("sides", [])
    if not isinstance(sides, list) or not all(isinstance(side, str) for side in sides):
        raise ConfigError(f"`sides` of {name} of this baseline must be a list of strings", where=where, hint=_ANEW)
    return Entry(item["path"], item["rule"], text, item["fingerprint"], tuple(sides), reason)


def _both_sides(text: str, where: str) -> Iterable[Entry]:
    """The entries of a file with conflict marks: each stands on a line of its own, whichever side it is from."""
    import json

    for number, line in enumerate(text.splitlines(), 1):
        row = line.strip().removesuffix(",")
        if row.startswith("{") and row.endswith("}"):
            try:
                yield _entry(json.loads(row), f"line {number}", where)
            except json.JSONDecodeError as error:
                message = f"line {number} of this baseline cannot be read: {error.msg}"
                raise ConfigError(message, where=where, hint=_ANEW) from error
