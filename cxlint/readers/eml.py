"""Reads mails (.eml): the header fields that people see, and the text and HTML parts, decoded."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import Prominence, Role
from cxlint.model.source import Source
from cxlint.readers import html, plain
from cxlint.readers.decoded import Decoded
from cxlint.readers.draft import Draft, Piece, Reading
from cxlint.readers.transfer import base_64, encoded_words, quoted_printable
from cxlint.templates import ParsedTemplate, guess, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_FIELD = re.compile(r"([!-9;-~]{1,60}):[ \t]*((?:[^\r\n]*(?:\r?\n|\r)[ \t])*[^\r\n]*)(?:\r?\n|\r|\Z)")
_FROM_LINE = re.compile(r"(?:\ufeff|\s)*(?:>?From [^\r\n]*(?:\r?\n|\r))?")
_BLANK = re.compile(r"[ \t]*(?:\r?\n|\r|\Z)")
_SHOWN = {"subject": Role.SUBJECT, "from": Role.VALUE, "reply-to": Role.VALUE}
_DEEPEST = 20
_MOST_PARTS = 1_000


class _Part(NamedTuple):
    """A stretch of the file to read: a header field ("" in `kind`) or the body of a text part, with its pieces."""

    kind: str
    label: str
    text: Decoded


def read(source: Source, masked: str) -> Reading:
    """Read a mail. Its structure is read leniently: what has no end runs to the end of the file."""
    parts = list(_parts(masked, 0, len(masked), 0))
    dialect = guess(source.path, "\n".join(part.text.text for part in parts))
    drafts: list[Draft] = []
    templates: list[ParsedTemplate] = []
    for part in parts:
        text = part.text.text
        parsed = parse(text, dialect, strict=False)
        drafts += [part.text.draft(draft) for draft in _drafts(source, part, parsed.masked)]
        templates.append(part.text.parsed(parsed))
    if not dialect:
        return Reading(drafts, {})
    slots = sorted((slot for parsed in templates for slot in parsed.slots), key=lambda slot: slot.start)
    tags = tuple(tag for parsed in templates for tag in parsed.tags)
    conditionals = tuple(one for parsed in templates for one in parsed.conditionals)
    return Reading(drafts, {}, template=ParsedTemplate(dialect, "", tuple(slots), tags, conditionals))


def _drafts(source: Source, part: _Part, masked: str) -> Iterator[Draft]:
    if part.kind:
        inner = Source(source.path, part.text.text)
        for draft in (html if part.kind == "text/html" else plain).read(inner, masked).drafts:
            draft.label = draft.label or part.label
            yield draft
        return
    draft = Draft(_SHOWN[part.label])
    draft.label = part.label
    draft.prominence = Prominence.HEADLINE if draft.role == Role.SUBJECT else Prominence.BODY
    draft.pieces = [Piece(masked, 0, len(masked))]
    yield draft


def _parts(text: str, start: int, end: int, depth: int) -> Iterator[_Part]:
    """The parts of the mail or MIME part text[start:end], fields first."""
    from email.parser import HeaderParser

    fields, body = _header(text, start, end)
    described = "".join(
        f"{name}: {_unfolded(text, low, high)}\n" for name, low, high in fields if name[:8] == "content-"
    )
    message = HeaderParser().parsestr(described)
    for name, low, high in fields:
        if name in _SHOWN and (depth == 0 or message.get_content_type() != "text/html"):
            yield _Part("", name, Decoded(encoded_words(text, low, high)))
    kind = message.get_content_type() if fields else _sniffed(text[body:end])
    if message.get_content_disposition() == "attachment":
        return
    boundary = message.get_boundary()
    if kind.startswith("multipart/") and boundary and depth < _DEEPEST:
        for low, high in islice(_between(text, body, end, boundary), _MOST_PARTS):
            yield from _parts(text, low, high, depth + 1)
    elif kind == "message/rfc822" and depth < _DEEPEST:
        yield from _parts(text, body, end, depth + 1)
    elif kind in ("text/plain", "text/html"):
        yield _body(text, body, end, kind, message)


def _header(text: str, start: int, end: int) -> tuple[list[tuple[str, int, int]], int]:
    """Lower-case name and range of each field, and where the body begins."""
    fields = []
    lead = _FROM_LINE.match(text, start, end) if start == 0 else None
    at = lead.end() if lead else start
    while (match := _FIELD.match(text, at, end)) is not None:
        fields.append((match[1].lower(), *match.span(2)))
        at = match.end()
    if not fields:
        blank = _BLANK.match(text, start, end)
        return [], blank.end() if blank else start
    blank = _BLANK.match(text, at, end)
    return fields, blank.end() if blank else at


def _unfolded(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def _sniffed(text: str) -> str:
    return "text/html" if re.search(r"<(?:html|body|p|table|div|br)\b", text[:5_000], re.IGNORECASE) else "text/plain"


def _between(text: str, start: int, end: int, boundary: str) -> Iterator[tuple[int, int]]:
    """The ranges between the lines that name a boundary."""
    line = re.compile(rf"(?:^|(?<=[\r\n]))--{re.escape(boundary)}(--)?[ \t]*(?:\r?\n|\r|\Z)")
    begun = -1
    for match in line.finditer(text, start, end):
        if begun >= 0:
            yield begun, match.start()
        begun = -1 if match[1] else match.end()
        if match[1]:
            return
    if begun >= 0:
        yield begun, end


def _body(text: str, start: int, end: int, kind: str, message: Message) -> _Part:
    charset = message.get_content_charset("utf-8")
    encoding = str(message.get("content-transfer-encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return _Part(kind, "", Decoded(quoted_printable(text, start, end, charset)))
    if encoding == "base64":
        return _Part(kind, f"{kind} part, which is encoded (base64)", Decoded(base_64(text, start, end, charset)))
    return _Part(kind, "", Decoded([Piece(text[start:end], start, end)]))
