"""Reads plain text: paragraphs, wrapped or one a line, headings, lists, quotes, mail headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.model.document import LINE, Prominence, Role
from cxlint.readers.draft import Draft, Piece, Reading
from cxlint.readers.plain_lines import (
    HEADER_FIELD,
    ITEM,
    LONGEST_HEADING,
    NUMBERED_CLAUSE,
    QUOTED,
    RULE,
    UNDERLINE,
    Line,
    is_capitals,
    is_tabular,
    is_title,
    joins,
    numbered_level,
    split_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.model.source import Source

_LONG_LINE = 120
_CLOSING = re.compile(r"(?:(?:kind|best|warm)(?:est)? )?regards\b|sincerely\b|yours\b|cheers\b|thank", re.IGNORECASE)
_FIELD_ROLES = {"subject": Role.SUBJECT, "preheader": Role.PREHEADER, "preview": Role.PREHEADER}


def read(_source: Source, masked: str) -> Reading:
    """Read a plain text file."""
    return Reading(_Plain(masked).read(), {})


def paragraphs(masked: str, start: int, end: int, *, wrapped: bool) -> Iterator[list[Piece]]:
    """The pieces of each paragraph of masked[start:end]; `wrapped`: no line break in it means anything."""
    group: list[Line] = []
    for line in [*split_lines(masked, start, end), Line(end, end, "")]:
        if line.text:
            group.append(line)
        elif group:
            yield _pieces(masked, group, _breaks(group, wrapped=wrapped))
            group = []


class _Plain:
    """Groups the lines of a file into drafts."""

    def __init__(self, masked: str) -> None:
        self._masked = masked
        self._lines = list(split_lines(masked, 0, len(masked)))
        self._drafts: list[Draft] = []
        self._group: list[Line] = []
        self._role = Role.PARAGRAPH
        self._signed = False
        self._closed = False
        long = sum(len(line.text) for line in self._lines if len(line.text) > _LONG_LINE)
        self._line_by_line = 2 * long > sum(len(line.text) for line in self._lines)

    def read(self) -> list[Draft]:
        """All drafts."""
        following = _next_texts(self._lines)
        i = self._read_header()
        blank_before = True
        while i < len(self._lines):
            line = self._lines[i]
            if not line.text or (not line.text[0].isalnum() and RULE.match(line.text)):
                self._separate(line)
                blank_before = True
                i += 1
                continue
            blank_after = i + 1 == len(self._lines) or not self._lines[i + 1].text
            level = self._heading_level(i, following[i], blank_before=blank_before, blank_after=blank_after)
            if level:
                self._flush()
                self._add(Role.HEADING, [Piece(line.text, line.start, line.end)], level)
                blank_before = True
            else:
                self._take(line, blank_before=blank_before)
                blank_before = False
            i += 1
        self._flush()
        return self._drafts

    def _read_header(self) -> int:
        """Mail header fields at the top; gives the index of the line after them."""
        i = 0
        while i < len(self._lines):
            line = self._lines[i]
            match = HEADER_FIELD.match(line.text) if line.text else None
            if line.text and match is None:
                break
            if match:
                name = match[1].lower()
                value = Piece(line.text[match.end() :], line.start + match.end(), line.end)
                self._add(_FIELD_ROLES.get(name, Role.VALUE), [value], 0)
                self._drafts[-1].label = name
            i += 1
        return i

    def _separate(self, line: Line) -> None:
        self._flush()
        if line.text == "--":
            self._signed = True

    def _heading_level(self, i: int, following: str, *, blank_before: bool, blank_after: bool) -> int:
        text = self._lines[i].text
        if len(text) > LONGEST_HEADING or self._signed or text[0] == ">" or not text.strip("\x01\x02\x03 "):
            return 0
        if not blank_after and blank_before and (underline := UNDERLINE.match(self._lines[i + 1].text)):
            return 1 if underline[1][0] == "=" else 2
        if is_capitals(text) and (blank_before or blank_after) and not ITEM.match(text):
            return 2 if self._drafts else 1
        if not blank_before:
            return 0
        return numbered_level(text, following, alone=blank_after) or self._title_level(text, following, blank_after)

    def _title_level(self, text: str, following: str, blank_after: bool) -> int:
        if not blank_after or not following:
            return 0
        if not self._drafts and is_title(text, first=True):
            return 1
        before_prose = not self._closed and len(following) > LONGEST_HEADING
        return 2 if before_prose and is_title(text, first=False) else 0

    def _take(self, line: Line, *, blank_before: bool) -> None:
        text = line.text
        if text[0] == ">":
            match = QUOTED.match(text)
            width = match.end() if match else 0
            self._continue(Role.QUOTE, Line(line.start + width, line.end, text[width:]))
            return
        item = ITEM.match(text) if not text[0].isupper() else None
        if item and (blank_before or self._role == Role.ITEM or not self._is_running_on(line)):
            self._flush()
            self._role = Role.ITEM
            self._group = [Line(line.start + item.end(), line.end, text[item.end() :])]
            return
        if text[0].isdigit() and NUMBERED_CLAUSE.match(text):
            self._flush()
        if blank_before and _CLOSING.match(text) and len(text) < 40:
            self._closed = True
        self._continue(Role.ITEM if self._role == Role.ITEM and self._group else Role.PARAGRAPH, line)

    def _is_running_on(self, line: Line) -> bool:
        """Whether a line that begins like an item is the rest of a wrapped sentence ("... at least / 30.")."""
        if not self._group:
            return False
        before = self._group[-1].text
        return line.text[0].isdigit() and len(before) >= 50 and before[-1] not in ".:;"

    def _continue(self, role: str, line: Line) -> None:
        if role != self._role or self._line_by_line:
            self._flush()
        self._role = role
        if line.text:
            self._group.append(line)

    def _flush(self) -> None:
        if self._group:
            role = Role.CLOSING if self._signed and self._role == Role.PARAGRAPH else self._role
            pieces = _pieces(self._masked, self._group, _breaks(self._group, wrapped=False))
            self._add(role, pieces, 1 if role == Role.ITEM else 0)
        self._group = []
        self._role = Role.PARAGRAPH

    def _add(self, role: str, pieces: list[Piece], level: int) -> None:
        draft = Draft(role, level=level)
        if role in (Role.HEADING, Role.SUBJECT):
            draft.prominence = Prominence.HEADLINE
        draft.pieces = pieces
        self._drafts.append(draft)


def _next_texts(lines: Sequence[Line]) -> list[str]:
    """For every line, the text of the next one that is not blank."""
    texts = [""] * len(lines)
    following = ""
    for i in range(len(lines) - 1, -1, -1):
        texts[i] = following
        following = lines[i].text or following
    return texts


def _breaks(group: Sequence[Line], *, wrapped: bool) -> list[bool]:
    """For every line but the last, whether the break after it is the author's."""
    if wrapped or len(group) == 1:
        return [False] * (len(group) - 1)
    longest = max(len(line.text) for line in group)
    rows = [is_tabular(line.text) for line in group]
    return [rows[i] or rows[i + 1] or not joins(group[i], group[i + 1], longest) for i in range(len(group) - 1)]


def _pieces(masked: str, group: Sequence[Line], breaks: Sequence[bool]) -> list[Piece]:
    """Lines that are joined make one piece if only white space (or template code) lies between them."""
    pieces = []
    start, end = group[0].start, group[0].end
    for line, broken in zip(group[1:], breaks, strict=True):
        between = masked[end : line.start]
        if broken or between.strip(" \t\r\n\xa0\x03"):
            pieces.append(Piece(masked[start:end], start, end))
            pieces.append(Piece(LINE if broken else " ", end, line.start))
            start = line.start
        end = line.end
    pieces.append(Piece(masked[start:end], start, end))
    return pieces
