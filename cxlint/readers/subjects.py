"""Subject lines that do not stand in the text: in front matter, blocks, variables, comments, files of their own."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import Prominence, Role
from cxlint.model.source import file_name
from cxlint.readers.draft import Draft, Piece, Reading
from cxlint.readers.front_matter import read_front_matter
from cxlint.readers.html_lexer import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.model.document import Tag
    from cxlint.model.source import Source
    from cxlint.templates import ParsedTemplate

_NAME = r"(?:e?-?mail[_-]?)?subject(?:[_-]?line)?"
_BLOCK = re.compile(rf"[:\"'(\s]*(?:name\s*=\s*|inline\s+)?[:\"'(\s]*{_NAME}[\"')\s.]*\Z", re.IGNORECASE)
_RUBY_BLOCK = re.compile(rf"(?:content_for|provide)[ (]+:{_NAME}\)? do")
_LITERAL = re.compile(rf"\$?\b{_NAME}[\"']?\s*(?::?=|,)\s*([\"'])((?:(?!\1)[^\\\n#$]){{3,200}})\1", re.IGNORECASE)
_BLOCK_WORDS = frozenset("block define slot section macro capture content_for inline".split())
_LITERAL_WORDS = frozenset("set assign content_for section subject".split())
_OPENERS = frozenset(
    "if unless with range block define do begin case while until foreach for filter wrapper try".split()
)
_MAGENTO = re.compile(r"<!--@subject\s+(.*?)\s*@-->", re.DOTALL)
_FIRST_LINE = re.compile(r"[\s\x03\ufeff]*Subject:[ \t]*(\S[^\r\n<]*)", re.IGNORECASE)
_FILE = re.compile(r"(?:^|[._-])subject(?=$|[._-])|subject_?(?=\.)", re.IGNORECASE)
_VISIBLE = re.compile(r"[^\s\x03]")
_NOT_BREAK = re.compile(r"[^\r\n]")
_LONGEST = 400
_NEAR = 60
"""Tags that a subject may hold."""
_MOST = 20


class Lifted(NamedTuple):
    """What is left of a masked text, the subjects taken out of it, and its front matter."""

    masked: str
    drafts: list[Draft]
    front_matter: dict[str, object]


def lift(masked: str, parsed: ParsedTemplate | None, text: str, format_name: str) -> Lifted:
    """Take the subject lines and the front matter out of a text, so that what remains is its body.

    `text` is the source; what was taken is blank in the result, which is as long as before.
    """
    html = format_name == "html"
    # the Markdown reader knows front matter itself
    fronted = format_name != "markdown" and masked.startswith(("---", "+++"))
    front = read_front_matter(masked) if fronted else None
    drafts = list(front.drafts) if front else []
    taken = [(0, front.end)] if front and front.end else []
    if html:
        for match in (_MAGENTO.search(masked, 0, 2_000), _FIRST_LINE.match(masked)):
            if match is not None and _VISIBLE.search(match[1]):
                drafts.append(_subject(decoded(masked, *match.span(1))))
                taken.append(match.span())
    for start, end in islice(_blocks(parsed.tags if parsed else ()), _MOST):
        if end - start <= _LONGEST and _VISIBLE.search(masked, start, end):
            drafts.append(_subject(decoded(masked, start, end) if html else [Piece(masked[start:end], start, end)]))
            taken.append((start, end))
    drafts += _literals(parsed.tags if parsed else (), text)
    for start, end in taken:
        masked = masked[:start] + _NOT_BREAK.sub(" ", masked[start:end]) + masked[end:]
    return Lifted(masked, drafts, front.values if front else {})


def is_subject_file(source: Source, reading: Reading) -> bool:
    """Whether a file holds nothing but a subject line, as its name says: `order_subject.txt`."""
    if not _FILE.search(file_name(source.path)) or len(reading.drafts) > 3:
        return False
    return sum(len(piece.text) for draft in reading.drafts for piece in draft.pieces) <= _LONGEST


def as_subject(reading: Reading) -> None:
    """Make all paragraphs of a reading subject lines."""
    for draft in reading.drafts:
        if draft.role in (Role.PARAGRAPH, Role.HEADING, Role.ITEM):
            draft.role, draft.prominence, draft.level = Role.SUBJECT, Prominence.HEADLINE, 0


def _subject(pieces: list[Piece]) -> Draft:
    draft = Draft(Role.SUBJECT, prominence=Prominence.HEADLINE)
    draft.pieces = pieces
    return draft


def _blocks(tags: Sequence[Tag]) -> Iterator[tuple[int, int]]:
    """The ranges of blocks that are named subject."""
    for i, tag in enumerate(tags):
        named = tag.keyword in _BLOCK_WORDS and _BLOCK.match(tag.argument)
        if named or (tag.keyword == "do" and _RUBY_BLOCK.match(tag.argument)):
            end = _end_of(tags, i)
            if end is not None:
                yield tag.end, end


def _end_of(tags: Sequence[Tag], i: int) -> int | None:
    keyword = tags[i].keyword
    own = {f"end{keyword}", f"end_{keyword}", f"/{keyword}"}
    depth = 0
    for tag in tags[i + 1 : i + _NEAR]:
        if tag.keyword in own or (tag.keyword == "end" and depth == 0):
            return tag.start
        if tag.keyword == "end":
            depth -= 1
        elif tag.keyword in _OPENERS:
            depth += 1
    return None


def _literals(tags: Sequence[Tag], text: str) -> Iterator[Draft]:
    """The subjects that a tag sets: `{% set subject = "Your order" %}`."""
    for tag in tags:
        if tag.keyword in _LITERAL_WORDS and "ubject" in tag.argument:
            match = _LITERAL.search(text, tag.start, tag.end)
            if match is not None:
                yield _subject([Piece(match[2], *match.span(2))])
