"""Reads message catalogues in XML: Android's strings.xml, XLIFF, .NET's .resx."""

from __future__ import annotations

import re
from html import unescape
from itertools import zip_longest
from typing import TYPE_CHECKING

from cxlint.readers.draft import Piece, Reading, replaced
from cxlint.readers.locales import language_in, locale_of
from cxlint.readers.messages import Message, catalogue, skipped
from cxlint.templates import reserved_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.source import Source

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ANDROID = re.compile(r"<(string|plurals|string-array)\b([^<>]*)(?<!/)>|<(item)\b([^<>]*)(?<!/)>")
_RESX = re.compile(r"<data\b([^<>]*)(?<!/)>\s*<value>")
_UNIT = re.compile(r"<(?:trans-unit|unit)\b([^<>]*)>")
_SIDE = {name: re.compile(rf"<{name}\b[^<>]*(?<!/)>") for name in ("source", "target")}
_LANGUAGES = re.compile(r"\b(source-language|target-language|srcLang|trgLang)\s*=\s*[\"']([\w-]+)")
_REFERENCE = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});|<!\[CDATA\[|\]\]>")
_ESCAPE = re.compile(rf"\\(?:u[0-9a-fA-F]{{4}}|.)|{_REFERENCE.pattern}", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t"}
_FARTHEST = 20_000


def read(source: Source, masked: str) -> Reading:
    """Read a catalogue in XML."""
    text = _COMMENT.sub(lambda match: " " * len(match[0]), reserved_out(masked))
    language = locale_of(source.path)
    if source.suffix in (".xlf", ".xliff"):
        sides = {key.lower()[:3]: language_in(name) for key, name in _LANGUAGES.findall(text[:_FARTHEST])}
        if sides.get("sou", sides.get("src", "en")) == "en":
            return catalogue(_units(text, "source"), "en")
        target = sides.get("tar", sides.get("trg", ""))
        return catalogue(_units(text, "target"), "en") if target == "en" else skipped(target or "other")
    return catalogue(_resx(text) if source.suffix == ".resx" else _android(text), language)


def _android(text: str) -> Iterator[Message]:
    outer = ""
    for match in _ANDROID.finditer(text):
        attributes = _attributes(match[2] or match[4] or "")
        if match[1]:
            outer = attributes.get("name", "")
        if attributes.get("translatable") == "false":
            outer = ""
        element = match[1] or match[3]
        if element in ("string", "item") and outer:
            yield from _message(
                text, match.end(), element, f"{outer}.{attributes.get('quantity', '')}".rstrip("."), _ESCAPE
            )


def _resx(text: str) -> Iterator[Message]:
    for match in _RESX.finditer(text):
        attributes = _attributes(match[1])
        if "type" not in attributes and "mimetype" not in attributes:
            yield from _message(text, match.end(), "value", attributes.get("name", ""), _REFERENCE)


def _units(text: str, side: str) -> Iterator[Message]:
    units = list(_UNIT.finditer(text))
    for unit, following in zip_longest(units, units[1:]):
        end = following.start() if following else len(text)
        attributes = _attributes(unit[1])
        for match in _SIDE[side].finditer(text, unit.end(), end):
            yield from _message(
                text, match.end(), side, attributes.get("resname") or attributes.get("id", ""), _REFERENCE
            )


def _attributes(text: str) -> dict[str, str]:
    return {match[1]: unescape(match[2] or match[3] or "") for match in _ATTRIBUTE.finditer(text)}


def _message(text: str, start: int, element: str, key: str, escape: re.Pattern[str]) -> Iterator[Message]:
    end = text.find(f"</{element}", start, start + _FARTHEST)
    if end > start:
        yield Message(key, _pieces(text, start, end, escape))


def _pieces(text: str, start: int, end: int, escape: re.Pattern[str]) -> list[Piece]:
    return replaced(text, start, end, escape, _meaning)


def _meaning(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] == "&":
        return unescape(found)
    if found[0] != "\\":
        return ""
    if found[1] == "u" and len(found) > 2:
        code = int(found[-4:], 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 or code < 4 else chr(code)
    return _ESCAPED.get(found[1], found[1])
