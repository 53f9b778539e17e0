"""Rule files to rules, with errors that name file, line, column and what was expected."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from cxlint.errors import RuleError
from cxlint.model.rule import Example, RawPattern, Rule
from cxlint.rulebook import fixtable
from cxlint.rulebook.fields import BY_NAME, CODE, EXAMPLE_KEYS, FIELDS, NAME, SCOPES, Field
from cxlint.rulebook.located import Located

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeGuard

    from cxlint.rulebook.located import Path


_PLACEHOLDERS: dict[str, Any] = {
    "code": "NEW000", "name": "draft", "severity": "warning", "confidence": "medium", "message": "-", "why": "-",
    "mother": "-", "effort": [], "suggest": "-", "examples": [], "references": [], "since": "-",
}  # fmt: skip
"""What a draft may leave open."""


def rule_files(folder: str) -> list[str]:
    """The rule files under a folder, sorted; word lists and generated files are none."""
    found: list[str] = []
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in ("words", "facts") and not name.startswith("."))
        found += [os.path.join(base, name) for name in sorted(names) if name.endswith((".yaml", ".yml"))]
    return found


def load_rule(path: str) -> Rule:
    """Read one rule file. Raises RuleError."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot be read: {error}", where=path) from error
    return parse_rule(path, text)


def parse_rule(path: str, text: str, *, draft: bool = False) -> Rule:
    """Read a rule from YAML text; a `draft` need not say more yet than what it looks for. Raises RuleError."""
    located = Located(path, text)
    data = located.value
    if not isinstance(data, dict):
        raise RuleError("a rule file is a mapping with code, name, message ...", where=located.where(()))
    if draft:
        written = {key: value for key, value in data.items() if key == "find" or not _empty(value)}
        data = {**_PLACEHOLDERS, **written, "examples": []}
    _check_keys(located, data)
    _check_filled(located, data)
    for field in FIELDS:
        if field.name in data:
            _check_value(located, field, data[field.name])
    _check_whole(located, data)
    return _rule(located, data)


def _check_keys(located: Located, data: dict[str, Any]) -> None:
    for key in data:
        if key not in BY_NAME:
            raise RuleError(f"unknown field '{key}'", where=located.where((key, "")), hint=_nearest(key, BY_NAME))
    missing = [field.name for field in FIELDS if field.required and field.name not in data]
    if missing:
        fields = f"field{'' if len(missing) == 1 else 's'} {', '.join(map(repr, missing))}"
        about = BY_NAME[missing[0]].about
        raise RuleError(f"missing {fields}", where=located.where(()), hint=f"{missing[0]}: {about}")


def _check_filled(located: Located, data: dict[str, Any]) -> None:
    """Ask at once for all that `cxlint new rule` leaves to the writer."""
    empty = {key: places for key, value in data.items() if key != "options" and (places := _empty(value, (key,)))}
    if empty:
        first = next(iter(empty))
        counted = (f"{key} ({len(places)} places)" if len(places) > 1 else key for key, places in empty.items())
        raise RuleError(
            f"still to be filled in: {', '.join(counted)}",
            where=located.where(empty[first][0]),
            hint=f"{first}: {BY_NAME[first].about}",
        )


def _empty(value: object, at: Path = ()) -> list[Path]:
    """Where nothing has been written yet."""
    if value is None:
        return [at]
    if isinstance(value, dict):
        return [place for key, item in value.items() for place in _empty(item, (*at, key))]
    if isinstance(value, list):
        return [place for i, item in enumerate(value) for place in _empty(item, (*at, i))]
    return []


def _check_value(located: Located, field: Field, value: object) -> None:
    at: Path = (field.name,)
    if field.type in ("str", "text", "choice"):
        if not isinstance(value, str) or not value.strip():
            hint = "put a version such as 0.1 in quotes" if isinstance(value, float) else ""
            raise RuleError(f"'{field.name}' must be a text", where=located.where(at), hint=hint)
        if field.type == "choice" and value not in field.allowed:
            raise _not_allowed(located, at, field, value)
    elif field.type in ("strings", "choices"):
        if not _is_strings(value):
            raise RuleError(f"'{field.name}' must be a list of texts", where=located.where(at))
        for i, item in enumerate(value):
            if field.allowed and item not in field.allowed:
                raise _not_allowed(located, (*at, i), field, item)
    elif field.type == "scopes":
        _check_scopes(located, field, value)
    elif field.type in ("regexes", "examples") and not isinstance(value, list):
        raise RuleError(f"'{field.name}' must be a list", where=located.where(at))
    elif field.type == "fix":
        fixtable.check(located, value)
    elif field.type == "map" and not isinstance(value, dict):
        raise RuleError(f"'{field.name}' must be a mapping", where=located.where(at))


def _check_scopes(located: Located, field: Field, value: object) -> None:
    at: Path = (field.name,)
    if not isinstance(value, dict):
        raise RuleError(f"'{field.name}' maps scopes to patterns", where=located.where(at), hint=", ".join(SCOPES))
    for scope, patterns in value.items():
        if scope not in SCOPES:
            hint = _nearest(scope, SCOPES)
            raise RuleError(f"unknown scope '{scope}'", where=located.where((*at, scope, "")), hint=hint)
        if not isinstance(patterns, list) or not all(isinstance(item, str) for item in patterns):
            raise RuleError(f"'{scope}' must be a list of patterns", where=located.where((*at, scope)))


def _check_whole(located: Located, data: dict[str, Any]) -> None:
    if not re.match(CODE, data["code"]):
        raise RuleError("a code is a family and three digits, such as FEE003", where=located.where(("code",)))
    if not re.match(NAME, data["name"]):
        raise RuleError("a name is lower-case words with hyphens", where=located.where(("name",)))
    ways = [key for key in ("find", "regex", "check") if data.get(key)]
    if not ways:
        raise RuleError("a rule needs 'find', 'regex' or 'check'", where=located.where(()))
    if "check" in ways and len(ways) > 1:
        raise RuleError("a rule has patterns or a check, not both", where=located.where(("check", "")))
    if "check" in ways and "fix" in data:
        raise RuleError("only a rule with patterns has a 'fix'", where=located.where(("fix", "")))


def _rule(located: Located, data: dict[str, Any]) -> Rule:
    def scopes(key: str) -> dict[str, tuple[str, ...]]:
        return {scope: tuple(patterns) for scope, patterns in data.get(key, {}).items()}

    return Rule(
        code=data["code"],
        name=data["name"],
        severity=data["severity"],
        confidence=data["confidence"],
        message=_one_line(data["message"]),
        why=_one_line(data["why"]),
        mother=_one_line(data["mother"]),
        suggest=_one_line(data["suggest"]),
        path=located.path,
        find=tuple(data.get("find", ())),
        regex=tuple(_raw_pattern(located, i, item) for i, item in enumerate(data.get("regex", ()))),
        unless=scopes("unless"),
        needs=scopes("needs"),
        unsure=scopes("unsure"),
        check=data.get("check", ""),
        options=data.get("options", {}),
        applies_to=frozenset(data.get("applies-to", ())),
        roles=frozenset(data.get("roles", ())),
        skip_roles=frozenset(data.get("skip-roles", ())),
        tags=tuple(data.get("tags", ())),
        effort=tuple(data["effort"]),
        quality=tuple(data.get("quality", ())),
        references=tuple(data["references"]),
        fine_when=_one_line(data.get("fine-when", "")),
        examples=tuple(_example(located, i, item) for i, item in enumerate(data["examples"])),
        since=data["since"],
        status=data.get("status", "stable"),
        fix=fixtable.rewording(data["fix"]) if "fix" in data else None,
    )


def _is_strings(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _raw_pattern(located: Located, i: int, item: object) -> RawPattern:
    at: Path = ("regex", i)
    if not isinstance(item, dict) or set(item) != {"pattern", "literals"}:
        hint = "literals: words of which one occurs in every match, in lower case"
        raise RuleError("a regex has 'pattern' and 'literals'", where=located.where(at), hint=hint)
    if not isinstance(item["pattern"], str) or not _is_strings(item["literals"]):
        raise RuleError("'pattern' is a text and 'literals' a list of texts", where=located.where(at))
    try:
        re.compile(item["pattern"])
    except re.error as error:
        where = located.where((*at, "pattern"), error.pos or 0)
        raise RuleError(f"not a regular expression: {error.msg}", where=where) from error
    return RawPattern(item["pattern"], tuple(item["literals"]))


def _example(located: Located, i: int, item: object) -> Example:
    at: Path = ("examples", i)
    if not isinstance(item, dict) or len({"bad", "good"} & set(item)) != 1:
        raise RuleError("an example has 'bad' or 'good'", where=located.where(at))
    for key in item:
        if key not in EXAMPLE_KEYS:
            hint = _nearest(key, EXAMPLE_KEYS)
            raise RuleError(f"unknown key '{key}' in an example", where=located.where((*at, key, "")), hint=hint)
    if not _is_strings(item.get("marks", [])):
        raise RuleError("'marks' must be a list of texts", where=located.where((*at, "marks")))
    text = item.get("bad", item.get("good"))
    if "fixed" in item and not (isinstance(item["fixed"], str) and isinstance(item.get("bad"), str)):
        raise RuleError("'fixed' is the text of a bad example after the fix", where=located.where((*at, "fixed")))
    files = text if isinstance(text, dict) else item.get("files", {})
    if not isinstance(files, dict) or not (isinstance(text, str | dict)):
        raise RuleError("an example is a text, or texts by file name", where=located.where(at))
    return Example(
        bad="bad" in item,
        text=text if isinstance(text, str) else "",
        marks=tuple(item.get("marks", ())),
        files=tuple((name, str(content)) for name, content in files.items()),
        path=item.get("path", ""),
        because=item.get("because", ""),
        line=located.line(at),
        fixed=item.get("fixed"),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _not_allowed(located: Located, at: Path, field: Field, value: str) -> RuleError:
    hint = _nearest(value, field.allowed)
    return RuleError(f"'{value}' is not allowed in '{field.name}'", where=located.where(at), hint=hint)


def _nearest(word: str, known: Sequence[str] | dict[str, Field]) -> str:
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1)
    listed = ", ".join(known)
    return f"did you mean '{near[0]}'? (one of {listed})" if near else f"one of {listed}"
