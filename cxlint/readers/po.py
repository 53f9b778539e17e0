"""Reads gettext catalogues (.po, .pot): what an English-speaking customer gets to see of them.

That is the translation where the catalogue is an English one, the message itself where it has none yet or the file is
a template without translations. Comments, fuzzy and obsolete entries are nobody's to read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.model.document import Problem, Role
from cxlint.readers.draft import Piece, Reading, replaced
from cxlint.readers.locales import locale_of
from cxlint.readers.messages import Message, catalogue, is_key
from cxlint.templates import reserved_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.source import Source

_LINE = re.compile(
    r"[ \t\ufeff]*+(?:(?P<comment>\#[^\r\n]*)"
    r'|(?P<key>msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,2}\])?)?[ \t]*+"(?P<text>(?:[^"\\\r\n]++|\\.)*)"[ \t]*'
    r"|(?P<other>[^\r\n]*))(?:\r?\n|\r|\Z)"
)
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|[0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "", "a": "", "b": "", "f": "\n", "v": "\n"}
_HEADER_LANGUAGE = re.compile(r"^Language:[ \t]*([a-z]{2,3})(?![a-z])", re.MULTILINE)
_FUZZY = re.compile(r"#,.*\bfuzzy\b")
_REFERENCE = re.compile(r"#:(.*)")
_MOST_PROBLEMS = 20
_LONGEST_KEY = 60


class _Entry:
    """One message as it is built up line by line: the pieces under each keyword."""

    __slots__ = ("fuzzy", "references", "texts")

    def __init__(self) -> None:
        self.texts: dict[str, list[Piece]] = {}
        self.fuzzy = False
        self.references: list[str] = []

    def text(self, key: str) -> str:
        """What stands under a keyword."""
        return "".join(piece.text for piece in self.texts.get(key, ()))

    @property
    def complete(self) -> bool:
        """Whether its translation has begun: another message may follow."""
        return any(key.startswith("msgstr") for key in self.texts)


def read(source: Source, masked: str) -> Reading:
    """Read a gettext catalogue."""
    problems: list[Problem] = []
    entries = list(_entries(reserved_out(masked), problems))
    header = next((entry.text("msgstr") for entry in entries if entry.texts and not entry.text("msgid")), "")
    named = _HEADER_LANGUAGE.search(header)
    # a header need not name a language that many people know
    language = named[1] if named else locale_of(source.path)
    if source.suffix == ".pot":
        language = ""
    return catalogue(_messages(entries), language, tuple(problems))


def _entries(text: str, problems: list[Problem]) -> Iterator[_Entry]:
    entry, key = _Entry(), ""
    for match in _LINE.finditer(text):
        comment, other = match["comment"], match["other"]
        if entry.complete and (comment is not None or match["key"] in ("msgid", "msgctxt") or other == ""):
            yield entry
            entry, key = _Entry(), ""
        if comment is not None:
            entry.fuzzy = entry.fuzzy or _FUZZY.match(comment) is not None
            if reference := _REFERENCE.match(comment):
                entry.references += reference[1].split()
            continue
        key = match["key"] or key
        if match["text"] is not None and key:
            pieces = entry.texts.setdefault(key, [])
            pieces += replaced(text, *match.span("text"), _ESCAPE, _meaning)
        elif (other or match["text"]) and len(problems) < _MOST_PROBLEMS:
            problems.append(_problem(match))
    yield entry


def _problem(match: re.Match[str]) -> Problem:
    hint = 'Begin the line with msgid, msgstr or #, and close the text with ".'
    start, end = match.span("other" if match["other"] else "text")
    return Problem(start, end, "This line is no part of a message, so it was not checked.", hint)


def _messages(entries: list[_Entry]) -> Iterator[Message]:
    for entry in entries:
        identity = entry.text("msgid")
        if not identity or entry.fuzzy:
            continue
        label = " ".join(identity.split())[:_LONGEST_KEY]
        context = entry.text("msgctxt")
        name = f"{context}.{label}" if context and is_key(label) else context or label
        # a role is told by a key, hardly by the words of a message
        role = Role.SUBJECT if _is_subject(entry, context) else ""
        given = {key: pieces for key, pieces in entry.texts.items() if key.startswith("msgstr") and entry.text(key)}
        if not given:
            given = {key: entry.texts[key] for key in ("msgid", "msgid_plural") if key in entry.texts}
            if is_key(identity):
                continue
        for pieces in given.values():
            yield Message(name, pieces, role)


def _is_subject(entry: _Entry, context: str) -> bool:
    """Whether the message is said to be a subject, or comes from files that hold nothing else."""
    if "subject" in context.lower():
        return True
    names = [reference.replace("\\", "/").rsplit("/", 1)[-1].lower() for reference in entry.references]
    return bool(names) and all("subject" in name for name in names)


def _meaning(match: re.Match[str]) -> str:
    escape = match[0]
    sign = escape[1]
    if sign == "x" and len(escape) > 2:
        return chr(int(escape.removeprefix("\\x"), 16))
    if sign.isdigit():
        return chr(int(escape[1:], 8)) if sign < "8" else sign
    return _ESCAPED.get(sign, sign)
