"""Reads the values of YAML files: string tables, fee schedules, message catalogues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.errors import ReadError
from cxlint.model.document import LINE, Role
from cxlint.readers.draft import Draft, Piece, Reading, line_and_column, replaced
from cxlint.readers.key_path import DEEPEST, KeyPath
from cxlint.readers.plain import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.source import Source

_HINT = "text with ':' or '#' in it, or beginning with a template tag, needs quotes"
# YAML allows no control characters: in their place, private ones, one for one.
_PRINTABLE = {1: "\ue001", 2: "\ue002", 3: " "}
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n[ \t]*|[\r\n][ \t]*|.)", re.DOTALL)
_PROPERTIES = re.compile(r"(?:[&!][^\s]*+\s++)+")
_QUOTE_TWICE = re.compile("''")
_ESCAPED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": LINE, "v": LINE, "f": LINE, "r": " ", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": LINE, "_": "\xa0", "L": LINE, "P": LINE,
}  # fmt: skip


class Scalar(NamedTuple):
    """A value, its key path ("late_fee.amount", list items by number) and its text by paragraphs."""

    path: str
    value: str
    plain: bool
    paragraphs: list[list[Piece]]


def read(_source: Source, masked: str) -> Reading:
    """Read a YAML file. Raises ReadError with the place of a syntax error."""
    drafts = []
    for scalar in scalars(masked, 0, len(masked)):
        for pieces in scalar.paragraphs:
            draft = Draft(Role.VALUE)
            draft.label = scalar.path
            draft.pieces = pieces
            drafts.append(draft)
    return Reading(drafts, {})


def scalars(masked: str, start: int, end: int) -> Iterator[Scalar]:
    """All values in masked[start:end], keys left out. Raises ReadError.

    Works on the parser's events, not on its tree: aliases are never expanded, and deep nesting costs no stack.
    """
    path = KeyPath()
    for event in _events(masked, start, end):
        kind = type(event).__name__
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            path.enter(is_list=kind[0] == "S")
            if path.depth > DEEPEST:
                line, column = line_and_column(masked, start + event.start_mark.index)
                raise ReadError("is nested too deeply", line=line, column=column)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            path.leave()
        elif kind == "ScalarEvent" and path.at_key:
            path.key(event.value)
        elif kind == "ScalarEvent":
            first, last = start + event.start_mark.index, start + event.end_mark.index
            yield Scalar(str(path), event.value, not event.style, _paragraphs(masked, first, last, event.style))
            path.value()
        elif kind == "AliasEvent" and path.at_key:
            path.key("")
        elif kind == "AliasEvent":
            path.value()


def _events(masked: str, start: int, end: int) -> Iterator[Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = masked[start:end].translate(_PRINTABLE) if "\x01" in masked or "\x03" in masked else masked[start:end]
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = line_and_column(masked, start + mark.index if mark else start)
        what = error.problem or error.context
        raise ReadError(f"is not valid YAML: {what}", line=line, column=column, hint=_HINT) from error
    except (yaml.YAMLError, ValueError) as error:
        what = getattr(error, "reason", None) or "a character that YAML does not allow"
        line, column = line_and_column(masked, start + _position(error))
        raise ReadError(f"is not valid YAML: {what}", line=line, column=column) from error


def _position(error: Exception) -> int:
    position = getattr(error, "position", 0)
    return position if isinstance(position, int) else 0


def _paragraphs(masked: str, start: int, end: int, style: str | None) -> list[list[Piece]]:
    if properties := _PROPERTIES.match(masked, start, end):
        start = properties.end()
    if style in ("|", ">"):
        first = masked.find("\n", start, end) + 1
        return list(paragraphs(masked, first, end, wrapped=style == ">")) if first else []
    if style == "'":
        return [replaced(masked, start + 1, end - 1, _QUOTE_TWICE, _meaning)]
    if style == '"':
        return [replaced(masked, start + 1, end - 1, _ESCAPE, _meaning)]
    return [[Piece(masked[start:end], start, end)]] if end > start else []


def _meaning(match: re.Match[str]) -> str:
    escape = match[0]
    sign = escape[1]
    if sign == "'":
        return "'"
    if sign in "xuU" and len(escape) > 2:
        code = int(escape.lstrip("\\xuU"), 16)
        return chr(code) if code < 0x110000 else ""
    if sign in "\r\n":
        return ""
    return _ESCAPED.get(sign, sign)
