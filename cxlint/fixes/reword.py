"""From the words of a finding and the word table of its rule to an edit of the file; to none where in doubt.

A fix is one edit of literal text. Where the words are not written in the file as they are read (an entity, a tag or a
template tag among them, a value of a data file), nothing is changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import SLOT, Role
from cxlint.model.finding import Edit, Fix, place_of
from cxlint.readers import guess_format
from cxlint.rulebook.fixtable import expression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.matching.scan import Scan
    from cxlint.model.document import Document, Slot, Tag
    from cxlint.model.rule import Rewording

_FORMATS = frozenset({"markdown", "html", "plain"})
"""Formats whose text stands in the file as it is read; in others a change may have to be quoted or encoded."""

_NOT_PROSE = frozenset({Role.ATTRIBUTE, Role.VALUE, Role.CODE})
_LONGEST_TAG = 5_000
_JOINED = re.compile(r"(?:[,;:]|\b(?:and|but|so|also)) $", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


class _Change(NamedTuple):
    """A range of `Document.text` and what is to stand there."""

    start: int
    end: int
    content: str


def reword(scan: Scan, start: int, end: int, table: Rewording) -> Fix | None:
    """The fix for a finding whose words are a range of `Document.text`, if the table has any of them."""
    document = scan.document
    sentence = scan.sentence_at(start)
    phrase = _phrase(scan.folded, sentence, start, end, table)
    if phrase is None or not _is_prose(document, start):
        return None
    a, b, new = phrase
    change = _replacement(document.text, phrase, sentence) if new else _deletion(document, a, b, sentence)
    edit = _edit(document, change) if change else None
    if edit is None:
        return None
    old = " ".join(document.text[a:b].split())
    message = f"Write '{new}' instead of '{old}'." if new else f"Leave out '{old}'."
    return Fix("safe" if table.safe else "unsafe", message, (edit,))


def _phrase(
    folded: str, sentence: tuple[int, int], start: int, end: int, table: Rewording
) -> tuple[int, int, str] | None:
    """The longest phrase of the table that overlaps a match within its sentence, and its replacement."""
    # few of the phrases stand in one sentence: an expression of all would cost more to compile than to run
    present = {old: new for old, new in table.replace if folded.find(old, *sentence) >= 0}
    if not present:
        return None
    found = expression(present).finditer(folded, *sentence)
    overlapping = (match for match in found if match.start() < end and match.end() > start)
    longest = max(overlapping, key=lambda match: len(match[0]), default=None)
    return (*longest.span(), present[longest[0]]) if longest else None


def _is_prose(document: Document, position: int) -> bool:
    """Whether a position lies in text that stands in the file as people read it."""
    decoded = document.catalogue or document.source.labels is not None
    if decoded or document.block_at(position).role in _NOT_PROSE:
        return False
    return guess_format(document.source) in _FORMATS


def _replacement(text: str, phrase: tuple[int, int, str], sentence: tuple[int, int]) -> _Change:
    a, b, new = phrase
    old = text[a:b]
    if old.isupper() and len(old) > 1:
        new = new.upper()
    elif _is_capital(text, a, sentence):
        new = new[0].upper() + new[1:]
    return _Change(a, b, new)


def _is_capital(text: str, at: int, sentence: tuple[int, int]) -> bool:
    """Whether a phrase is written with a capital because of where it stands: "I" has one everywhere."""
    return text[at].isupper() and (text[at : at + 2] != "I " or not _has_words(text[sentence[0] : at]))


def _has_words(text: str) -> bool:
    return SLOT in text or any(char.isalnum() for char in text)


def _deletion(document: Document, a: int, b: int, sentence: tuple[int, int]) -> _Change | None:
    """Leave a phrase out, with its space and its comma; None where what remains would not read well."""
    text = document.text
    begins, ends = not _has_words(text[sentence[0] : a]), not _has_words(text[b : sentence[1]])
    if begins and ends:
        alone = not text[sentence[0] : a].strip() and not text[b : sentence[1]].strip(" .!?")
        return _without_sentence(document, *sentence) if alone else None
    after_comma = text[a - 2 : a] == ", "
    if ends:
        # "It costs 5, as you know." loses the comma, too
        return _Change(a - 2 if after_comma else a - 1, b, "") if text[a - 1] == " " else None
    stop = b + (text[b] in ",:")
    if text[stop] != " " or (after_comma and not begins and text[stop - 1] == ","):
        return None  # whether one of two commas must stay cannot be told
    if not text[stop + 1].isalnum() or not (begins or _stands_alone(text[sentence[0] : a], text[a:b])):
        return None
    if _is_capital(text, a, sentence):
        return _Change(a, stop + 2, text[stop + 1].upper())
    return _Change(a, stop + 1, "")


def _stands_alone(before: str, phrase: str) -> bool:
    """Whether what follows a phrase in the middle of a sentence can do without it.

    An opener ("please note that") may hang on the words before it: "We want you to note that ...".
    """
    return not phrase.lower().endswith(" that") or _JOINED.search(before) is not None


def _without_sentence(document: Document, start: int, end: int) -> _Change | None:
    """Leave out a sentence, unless it is all there is."""
    text, block = document.text, document.block_at(start)
    end = start + len(text[start:end].rstrip())
    if end < block.end:
        return _Change(start, end + 1, "") if text[end] == " " else None
    return _Change(start - 1, end, "") if start > block.start and text[start - 1] == " " else None


def _edit(document: Document, change: _Change) -> Edit | None:
    """The change in the file, if the file has there what the reader reads; white space may run on."""
    start, end = document.to_source(change.start, change.end)
    source = document.source
    if _SPACES.sub(" ", source.text[start:end]) != document.text[change.start : change.end]:
        return None
    if _inside_tag(document, start, end):
        return None
    return Edit(start, end, change.content, place_of(source, start, end))


def _inside_tag(document: Document, start: int, end: int) -> bool:
    """Whether a range touches a tag of HTML or of a template: words may stand in one, as `_("Pay now")`."""
    text = document.source.text
    reach = max(0, start - _LONGEST_TAG)
    if any(text.rfind(opening, reach, start) > text.rfind(closing, reach, start) for opening, closing in ("<>", "{}")):
        return True
    template = document.template
    return template is not None and any(_touches(tags, start, end) for tags in (template.slots, template.tags))


def _touches(tags: Sequence[Slot] | Sequence[Tag], start: int, end: int) -> bool:
    """Whether a range touches one of some tags, which are in order."""
    last = bisect_left(tags, end, key=attrgetter("start")) - 1
    return last >= 0 and tags[last].end > start
