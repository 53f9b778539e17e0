"""Where in a TOML file a key or value stands: the parser of the standard library does not say."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[\[?\s*([^\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_INLINE = re.compile(r"\{(?=\s*[a-z]+\s*=)")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def position(text: str, path: tuple[str, ...], value: str | None = None) -> tuple[int, int, int]:
    """1-based line and column and the length of a key, or of a string in its value.

    `path` is the key with the tables it stands in. A place that cannot be told for sure is the nearest that
    can: the value's key, the table, the first line.
    """
    lines = text.splitlines()
    found = _find_key(lines, path)
    if found is None:
        return _first_mention(lines, value or path[-1])
    line, column, length = found
    if value is not None:
        return _find_value(lines, line, value) or found
    return line, column, length


def tables(text: str, path: tuple[str, ...], count: int) -> list[tuple[int, int]]:
    """1-based line and column of each table of a list: `[[ignore]]`, or `{...}` in the value of `ignore`.

    Always `count` places: what cannot be told for sure is the list itself.
    """
    lines = text.splitlines()
    found = [
        (number, line.index("[[") + 1)
        for number, line in enumerate(lines, 1)
        if line.lstrip().startswith("[[") and (header := _HEADER.match(line)) and _parts(header[1]) == path
    ]
    line, column, _ = position(text, path)
    if not found:
        for number in range(line, len(lines) + 1):
            if number > line and _HEADER.match(lines[number - 1]):
                break
            found += [(number, match.start() + 1) for match in _INLINE.finditer(lines[number - 1])]
    return [*found[:count], *[(line, column)] * (count - len(found))]


def excerpt(text: str, line: int, column: int, length: int) -> str:
    """The line of a place with carets under it, for an error message."""
    lines = text.splitlines()
    shown = lines[line - 1].replace("\t", " ") if line <= len(lines) else ""
    gutter = " " * len(str(line))
    carets = "^" * max(1, min(length, len(shown) - column + 1))
    return f"{gutter} |\n{line} | {shown}\n{gutter} | {' ' * (column - 1)}{carets}"


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(key))


def _find_key(lines: list[str], path: tuple[str, ...]) -> tuple[int, int, int] | None:
    table: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            if table[: len(path)] == path:
                return number, line.index(header[1]) + 1, len(header[1])
        elif key := _KEY.match(line):
            here = table + _parts(key[1])
            if here[: len(path)] == path:
                return number, key.start(1) + 1, len(key[1])
    return None


def _find_value(lines: list[str], line: int, value: str) -> tuple[int, int, int] | None:
    for number in range(line, len(lines) + 1):
        if number > line and (_HEADER.match(lines[number - 1]) or _KEY.match(lines[number - 1])):
            return None
        for quote in "\"'":
            at = lines[number - 1].find(f"{quote}{value}{quote}")
            if at >= 0:
                return number, at + 2, max(1, len(value))
    return None


def _first_mention(lines: list[str], word: str) -> tuple[int, int, int]:
    for number, line in enumerate(lines, 1):
        at = line.find(word)
        if at >= 0:
            return number, at + 1, len(word)
    return 1, 1, 1
