"""The values that the user gives instead of the invented ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ABSENT = object()
"""Stands for a value that nobody gave; None is one that is known to be missing."""

_PRINTED_NONE = {"jinja": "None", "django": "None", "go": "<no value>"}
_PYTHON = frozenset({"jinja", "django"})


def under(value: object, parts: Iterable[str]) -> object:
    """The value that a path leads to inside another, or ABSENT."""
    for part in parts:
        if isinstance(value, dict):
            if part not in value:
                return ABSENT
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return ABSENT
    return value


def printed(value: object, dialect: str) -> str:
    """How the language of a template writes a value."""
    if value is None:
        return _PRINTED_NONE.get(dialect, "")
    if isinstance(value, bool):
        return str(value) if dialect in _PYTHON else str(value).lower()
    return value if isinstance(value, str) else str(value)


def with_pairs(data: Mapping[str, Any], pairs: Iterable[str]) -> dict[str, Any]:
    """Add `path=value` pairs to data. A value is read as JSON where it is JSON. Raises UsageError."""
    found: dict[str, Any] = dict(data)
    for pair in pairs:
        path, equals, value = pair.partition("=")
        parts = path.strip().split(".")
        if not equals or not all(parts):
            raise UsageError(f"--set {pair!r} is no path=value", hint="for example --set customer.name=Ann")
        _put(found, parts, _read(value))
    return found


def _put(data: dict[str, Any], parts: list[str], value: object) -> None:
    for part in parts[:-1]:
        inner = data.get(part)
        # a copy: the data of another pair or file stays as it was
        data[part] = data = dict(inner) if isinstance(inner, dict) else {}
    data[parts[-1]] = value


def _read(value: str) -> object:
    import json

    try:
        return json.loads(value)
    except ValueError:
        return value


def from_file(path: str, text: str) -> dict[str, Any]:
    """Values by name from YAML or JSON. Raises UsageError."""
    import yaml

    try:
        data = _plain(yaml.safe_load(text))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UsageError(f"--data {path} is neither YAML nor JSON: {' '.join(str(error).split())}") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise UsageError(f"--data {path} holds no names with values", hint="customer:\n  name: Ann")
    return data


def _plain(value: object) -> object:
    """The value in terms of JSON: dates and the like as they are written."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
