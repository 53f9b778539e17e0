"""Reads message catalogues in YAML and JSON: Rails, Symfony, i18next, FormatJS, browser extensions, Flutter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.readers.draft import Piece
from cxlint.readers.locales import language_in, locale_of, names_catalogue
from cxlint.readers.messages import Message, catalogue, skipped
from cxlint.templates import reserved_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.source import Source
    from cxlint.readers.draft import Reading

_PROBE = 60_000
_ROOT = re.compile(
    r"^(?:---[^\n]*\n|\#[^\n]*\n|[ \t\r]*\n)*[\"']?([a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)[\"']?:[ \t]*(?:\#[^\n]*)?\r?\n"
)
_YAML_TEXT = re.compile(r"^[ \t]*[^\s#:][^:\n]*:[ \t]+(?![-+\d.]+[ \t]*$|true\b|false\b|[\[{&*])\S", re.MULTILINE)
_YAML_OTHER = re.compile(r"^[ \t]*[^\s#:][^:\n]*:[ \t]+(?:[-+\d.]+[ \t]*$|true\b|false\b)", re.MULTILINE)
_JSON_TEXT = re.compile(r'"[ \t\r\n]*:[ \t\r\n]*"')
_JSON_OTHER = re.compile(r'"[ \t\r\n]*:[ \t\r\n]*(?:[-\d]|true|false|null)')
_SHOWN = frozenset(("message", "defaultMessage", "string", "translation"))
_NOTES = frozenset(
    ("description", "comment", "context", "note", "placeholders", "meaning", "notes", "content", "example")
)


def is_catalogue(source: Source) -> bool:
    """Whether a YAML or JSON file holds messages in one language, by its path or root key and by what it holds."""
    if source.suffix == ".arb":
        return True
    text = source.text[:_PROBE]
    if source.suffix == ".json":
        return names_catalogue(source.path) and _mostly(_JSON_TEXT, _JSON_OTHER, text)
    root = _ROOT.match(text)
    rooted = language_in(root[1]) if root else ""
    named = locale_of(source.path)
    if rooted and (names_catalogue(source.path) or rooted == named):
        return _mostly(_YAML_TEXT, _YAML_OTHER, text, times=1)
    return names_catalogue(source.path) and named != "" and _mostly(_YAML_TEXT, _YAML_OTHER, text)


def _mostly(texts: re.Pattern[str], others: re.Pattern[str], text: str, *, times: int = 4) -> bool:
    return len(texts.findall(text)) > times * len(others.findall(text))


def read(source: Source, masked: str) -> Reading:
    """Read a catalogue in YAML or JSON. Raises ReadError with the place of a syntax error."""
    text = reserved_out(masked)
    language = locale_of(source.path)
    if source.suffix in (".json", ".arb"):
        return catalogue(_from_json(text), language)
    root = _ROOT.match(text)
    rooted = language_in(root[1]) if root else ""
    if not rooted:
        return catalogue(_from_yaml(text), language)
    # the root key is what the program believes; a file may hold several languages, one after the other
    english = [message for message in _from_yaml(text) if language_in(message.key.partition(".")[0]) == "en"]
    return catalogue(english, "en") if english else skipped(rooted)


def _from_json(text: str) -> Iterator[Message]:
    from cxlint.readers.json import strings

    found = [Message(key, pieces) for key, pieces in strings(text)]
    described = any(message.key.rpartition(".")[2] in _SHOWN for message in found)
    for message in found:
        if not _is_note(message.key, described=described):
            yield message


def _is_note(key: str, *, described: bool) -> bool:
    """Whether a value is a note to translators, not a message."""
    parts = key.split(".")
    if any(part.startswith("@") for part in parts):
        return True
    return described and len(parts) > 1 and not _NOTES.isdisjoint(parts[1:]) and parts[-1] not in _SHOWN


def _from_yaml(text: str) -> Iterator[Message]:
    from cxlint.readers.yaml import scalars

    for scalar in scalars(text, 0, len(text)):
        if scalar.plain and not any(map(str.isalpha, scalar.value)):
            continue
        pieces: list[Piece] = []
        for paragraph in scalar.paragraphs:
            if pieces:
                pieces.append(Piece("\n\n", pieces[-1].end, paragraph[0].start))
            pieces += paragraph
        yield Message(scalar.path, pieces)
