"""The metadata block at the top of a Markdown file: YAML between `---`, TOML between `+++`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.errors import ReadError
from cxlint.model.document import Prominence, Role
from cxlint.readers.draft import Draft, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

_YAML = re.compile(r"---[ \t]*\r?\n((?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n((?:[^\n]*\n)*?)\+\+\+[ \t]*(?:\r?\n|\Z)")
# two thematic breaks may stand around prose
_KEY_FIRST = re.compile(r"(?:[ \t]*\#[^\n]*\n)*[\"']?[\w.-]+[\"']?[ \t]*[:=]|\Z")
_SIMPLE = re.compile(
    r"""(?P<key>[A-Za-z_][\w-]*)[ \t]*(?P<sign>[:=])(?:[ \t]+(?P<value>"[^"\\\r\n]*"|'[^'\r\n]*'"""
    r"""|[A-Za-z0-9$€£\x01][^\r\n:#\\"']*?))?[ \t]*\r?\n|[ \t]*(?:\#[^\r\n]*)?\r?\n"""
)
_ROLES = {
    "title": Role.HEADING,
    "subject": Role.SUBJECT,
    "preheader": Role.PREHEADER,
    "preview": Role.PREHEADER,
    "description": Role.VALUE,
    "summary": Role.VALUE,
}
_CONSTANTS: dict[str, object] = {"true": True, "false": False, "null": None, "": None}


class FrontMatter(NamedTuple):
    """Where the text after it begins, what it says, and the values that people read."""

    end: int
    values: dict[str, object]
    drafts: list[Draft]


def read_front_matter(masked: str) -> FrontMatter:
    """Read the metadata at the start of a Markdown file; one that cannot be parsed is passed over."""
    for pattern, sign in ((_YAML, ":"), (_TOML, "=")):
        match = pattern.match(masked)
        if match is None:
            continue
        start, end = match.span(1)
        if not _KEY_FIRST.match(masked, start, end):
            continue
        simple = _read_simple(masked, start, end, sign)
        if simple is None:
            simple = _read_yaml(masked, start, end) if sign == ":" else _read_toml(masked, start, end)
        values, drafts = simple
        return FrontMatter(match.end(), values, drafts)
    return FrontMatter(0, {}, [])


def _read_simple(masked: str, start: int, end: int, sign: str) -> tuple[dict[str, object], list[Draft]] | None:
    """Flat `key: value` lines, without the cost of importing a YAML parser; None when there is anything else."""
    values: dict[str, object] = {}
    drafts: list[Draft] = []
    at = start
    while at < end:
        match = _SIMPLE.match(masked, at, end)
        if match is None or (match["key"] and match["sign"] != sign):
            return None
        at = match.end()
        if not match["key"]:
            continue
        key, value = match["key"], match["value"] or ""
        quoted = value[:1] in ("'", '"')
        values[key] = value[1:-1] if quoted else plain_value(value)
        first, last = match.span("value")
        drafts.extend(_drafts(key, [Piece(value[1:-1], first + 1, last - 1) if quoted else Piece(value, first, last)]))
    return values, drafts


def _read_yaml(masked: str, start: int, end: int) -> tuple[dict[str, object], list[Draft]]:
    from cxlint.readers.yaml import scalars

    values: dict[str, object] = {}
    drafts: list[Draft] = []
    try:
        for scalar in scalars(masked, start, end):
            name, _, rest = scalar.path.partition(".")
            if rest:
                held = values.setdefault(name, [])
                if isinstance(held, list):
                    held.append(scalar.value)
                continue
            values[name] = plain_value(scalar.value) if scalar.plain else scalar.value
            for pieces in scalar.paragraphs:
                drafts.extend(_drafts(name, pieces))
    except ReadError:
        return {}, []
    return values, drafts


def _read_toml(masked: str, start: int, end: int) -> tuple[dict[str, object], list[Draft]]:
    import tomllib

    try:
        values = tomllib.loads(masked[start:end].translate({1: "?", 2: "?", 3: " "}))
    except tomllib.TOMLDecodeError:
        return {}, []
    drafts: list[Draft] = []
    for match in re.finditer(r"""^(\w+)[ \t]*=[ \t]*(["'])([^\\\r\n]*?)\2""", masked[start:end], re.MULTILINE):
        first, last = match.span(3)
        drafts.extend(_drafts(match[1], [Piece(match[3], start + first, start + last)]))
    return values, drafts


def _drafts(key: str, pieces: list[Piece]) -> Iterable[Draft]:
    role = _ROLES.get(key.lower())
    if role is None or not pieces:
        return
    draft = Draft(role, level=1 if role == Role.HEADING else 0)
    if role in (Role.HEADING, Role.SUBJECT):
        draft.prominence = Prominence.HEADLINE
    draft.label = key
    draft.pieces = pieces
    yield draft


def plain_value(text: str) -> object:
    """An unquoted scalar: true, false, null and whole numbers as such, anything else as text."""
    lowered = text.lower()
    if lowered in _CONSTANTS:
        return _CONSTANTS[lowered]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else text
