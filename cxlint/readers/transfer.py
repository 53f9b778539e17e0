"""Undoes the transfer encodings of mail, and knows for each character where in the file it stands."""

from __future__ import annotations

import base64
import codecs
import re
from typing import TYPE_CHECKING

from cxlint.readers.draft import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_QUOTED = re.compile(r"=([0-9A-Fa-f]{2})|=[ \t]*(?:\r?\n|\r|\Z)|([^=]+|=)")
_Q_WORD = re.compile(r"=([0-9A-Fa-f]{2})|([^=_]+|=)|_")
_BASE64 = re.compile(r"[A-Za-z0-9+/]")
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]*)?\?([qQbB])\?([^?\s]{0,2000})\?=")
_BETWEEN_WORDS = re.compile(r"\s+(?==\?[^?\s]+\?[qQbB]\?)")


def quoted_printable(text: str, start: int, end: int, charset: str) -> list[Piece]:
    """The pieces of text[start:end], which is quoted-printable."""
    return list(_characters(_quoted_bytes(text, start, end, _QUOTED), charset))


def base_64(text: str, start: int, end: int, charset: str) -> list[Piece]:
    """The pieces of text[start:end], which is base64: each stands where the four letters are that hold it."""
    return list(_characters(_base64_bytes(text, start, end), charset))


def encoded_words(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of a header field text[start:end], unfolded, with its encoded words (`=?utf-8?q?...?=`) decoded."""
    pieces: list[Piece] = []
    at = start
    for match in _WORD.finditer(text, start, end):
        if match.start() > at and not (pieces and at > start and text[at : match.start()].isspace()):
            pieces.append(Piece(text[at : match.start()], at, match.start()))
        low, high = match.span(3)
        if match[2] in "qQ":
            pieces += _characters(_quoted_bytes(text, low, high, _Q_WORD), match[1])
        else:
            pieces += _characters(_base64_bytes(text, low, high), match[1])
        at = match.end()
    if at < end:
        pieces.append(Piece(text[at:end], at, end))
    return pieces


def _quoted_bytes(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[tuple[str | bytes, int, int]]:
    """Stretches of plain text, and encoded bytes, with their places."""
    for match in pattern.finditer(text, start, end):
        if match[1]:
            yield bytes.fromhex(match[1]), match.start(), match.end()
        elif match[2]:
            yield match[2], match.start(), match.end()
        elif match[0] == "_":
            yield b" ", match.start(), match.end()


def _base64_bytes(text: str, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    group: list[int] = []
    for match in _BASE64.finditer(text, start, end):
        group.append(match.start())
        if len(group) == 4:
            yield _decoded_group(text, group)
            group = []
    if len(group) > 1:
        yield _decoded_group(text, group)


def _decoded_group(text: str, group: list[int]) -> tuple[bytes, int, int]:
    letters = "".join([text[at] for at in group])
    return base64.b64decode(letters + "=" * (-len(letters) % 4)), group[0], group[-1] + 1


def _characters(stretches: Iterable[tuple[str | bytes, int, int]], charset: str) -> Iterator[Piece]:
    """The characters that bytes make up, each with the place of all its bytes; text among them stays as it is."""
    try:
        decoder = codecs.getincrementaldecoder(charset or "utf-8")("replace")
    except LookupError:
        decoder = codecs.getincrementaldecoder("cp1252")("replace")
    begun = -1
    last = 0
    for value, start, end in stretches:
        if isinstance(value, str):
            if begun >= 0:
                yield Piece(decoder.decode(b"", True), begun, last)
                decoder.reset()
                begun = -1
            yield Piece(value, start, end)
            continue
        begun = start if begun < 0 else begun
        last = end
        if signs := decoder.decode(value):
            if len(signs) == 1 or not any(map(str.isspace, signs)):
                yield Piece(signs, begun, end)
            else:
                # white space is a piece of its own: at the edge of one that maps as a whole it would go
                yield from (Piece(sign, begun, end) for sign in signs)
            # the bytes of the next sign may have begun here
            begun = start if decoder.getstate()[0] else -1
    if begun >= 0:
        yield Piece(decoder.decode(b"", True), begun, last)
