"""The messages of a catalogue as blocks: each read as a text of its own, its key known, its placeholders masked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.model.document import LINE, Prominence, Role
from cxlint.readers.builder import Builder
from cxlint.readers.decoded import Decoded
from cxlint.readers.draft import Draft, Piece, Reading
from cxlint.readers.html import HtmlWalker
from cxlint.readers.message_keys import is_sentence, role_of_key
from cxlint.readers.plain import paragraphs
from cxlint.templates import ParsedTemplate, parse
from cxlint.text.language import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.model.document import Problem

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{2,6});")
_COMPONENT = re.compile(r"</?\d{1,3}/?>")
_KEY_ONLY = re.compile(r"[\w-]+(?:[.:][\w-]+)+|[a-z0-9]+(?:_[a-z0-9]+)+|[A-Z0-9]+(?:_[A-Z0-9]+)+")
_SAMPLE = 6_000


class Message:
    """One message: its key, its text as pieces of the file, and the role that something but its key gives it."""

    __slots__ = ("key", "pieces", "role")

    def __init__(self, key: str, pieces: list[Piece], role: str = "") -> None:
        self.key = key
        self.pieces = pieces
        self.role = role


def catalogue(messages: Iterable[Message], language: str, problems: tuple[Problem, ...] = ()) -> Reading:
    """All messages of a file that is in `language` (empty: unknown, their words decide).

    They are not asked for when the language is another one than English: such a catalogue gives no blocks, and says so,
    for it repeats in other words what the English one says.
    """
    if language not in ("", "en"):
        return skipped(language, problems)
    found = [message for message in messages if any(piece.text.strip() for piece in message.pieces)]
    if not language:
        language = language_of(_sample(found))
        if language not in ("", "en"):
            return skipped(language, problems)
    drafts: list[Draft] = []
    templates: list[ParsedTemplate] = []
    for message in found:
        own, parsed = _read(message)
        drafts += own
        if parsed is not None:
            templates.append(parsed)
    return Reading(drafts, {}, problems, template=_together(templates), catalogue=True)


def skipped(language: str, problems: tuple[Problem, ...] = ()) -> Reading:
    """The reading of a catalogue that is not in English."""
    named = "not in English" if language == "other" else f"in another language ({language})"
    return Reading([], {}, problems, catalogue=True, skipped=f"a message catalogue {named}: the rules read English")


def _sample(messages: list[Message]) -> str:
    parts: list[str] = []
    length = 0
    for message in messages:
        parts += [piece.text for piece in message.pieces]
        parts.append("\n")
        length += sum(len(piece.text) for piece in message.pieces)
        if length > _SAMPLE:
            break
    return "".join(parts)


def is_key(text: str) -> bool:
    """Whether a text is no text but the key of one: `mail.welcome.subject`."""
    return _KEY_ONLY.fullmatch(text) is not None


def _read(message: Message) -> tuple[list[Draft], ParsedTemplate | None]:
    decoded = Decoded(piece._replace(text="\n") if piece.text == LINE else piece for piece in message.pieces)
    parsed = parse(decoded.text, "message", strict=False)
    masked = parsed.masked
    if "<" in masked or "&" in masked:
        masked = _COMPONENT.sub(lambda match: "\x03" * len(match[0]), masked)
    drafts = _marked_up(decoded.text, masked) if _MARKUP.search(masked) else _plain(masked)
    role = message.role or role_of_key(message.key)
    sentence = is_sentence(masked) or len(drafts) > 1
    found = []
    for draft in drafts:
        moved = decoded.draft(draft)
        moved.label = message.key
        if moved.role == Role.PARAGRAPH:
            moved.role = _role(role, sentence=sentence)
        if moved.role == Role.SUBJECT:
            moved.prominence = Prominence.HEADLINE
        found.append(moved)
    return found, decoded.parsed(parsed) if parsed.slots or parsed.tags else None


def _role(role: str, *, sentence: bool) -> str:
    if role == Role.VALUE:
        return Role.PARAGRAPH if sentence else Role.VALUE
    return role or (Role.PARAGRAPH if sentence else Role.VALUE)


def _plain(masked: str) -> list[Draft]:
    found = []
    for pieces in paragraphs(masked, 0, len(masked), wrapped=False):
        draft = Draft(Role.PARAGRAPH)
        draft.pieces = pieces
        found.append(draft)
    return found


def _marked_up(text: str, masked: str) -> list[Draft]:
    builder = Builder()
    at = 0
    # a line break means nothing to HTML, but a blank line in a message does
    for match in re.finditer(r"\n[ \t]*\n\s*|\Z", masked):
        HtmlWalker(text, masked, builder).feed(at, match.start())
        if match[0]:
            builder.end_block()
        at = match.end()
    return builder.finish()


def _together(templates: list[ParsedTemplate]) -> ParsedTemplate:
    """What is known of all messages; in order of place."""
    return ParsedTemplate(
        "message",
        "",
        tuple(sorted((slot for parsed in templates for slot in parsed.slots), key=lambda slot: slot.start)),
        tuple(tag for parsed in templates for tag in parsed.tags),
        tuple(sorted((one for parsed in templates for one in parsed.conditionals), key=lambda one: one.start)),
    )
