"""Where a message shows that something is missing: a greeting to nobody, a blank before a comma, an empty bracket."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.preview.page import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.preview.sight import Sight

_GREETING = re.compile(
    r"(?im)^[ \t]*((?:dear|hi|hello|hey|welcome|good (?:morning|afternoon|evening))(?: there)?"
    r"[ \t]*(?:[,!:.]|(?=[ \t]*$)))"
)
_BEFORE_MARK = re.compile(r"(?<=[^\s,.;:!?])(?:[ \u00a0]+|[ \u00a0]*\n[ \u00a0]*)[,.;:!?](?=[\s\"')A-Z]|\Z)")
_TWO_BLANKS = re.compile(r"(?<=[^\s|(\[“])[ \u00a0]{2,}(?=[^\s|)\]”])")
_ONE_BLANK = re.compile(r"(?<=\w)[ \u00a0\n](?=\w)")
_BRACKETS = re.compile(
    r"\([ \u00a0]*\)|\[[ \u00a0]*\]|“[ \u00a0]*”|(?<!\S)\"[ \u00a0]*\"(?!\w)"
    r"|(?<![\w'])'[ \u00a0]*'(?![\w'])|<[ \u00a0]*>"
)
_LABEL = re.compile(r"(?m)^[^\n]{0,60}?([^\s:][^:\n]{0,40}:)$")
_BREAKS_OFF = re.compile(
    r"(?im)^(?!subject:)[^\n]*?\b((?:at|to|of|by|for|on|from|is|was|in|the|an?|your|with|until|and)[ \t]*)$"
)
_SIGN = re.compile(r"[$€£](?![\s\u00a0]?\.?[\d(\[])|#(?![\w(\[])|(?<![\w.])%(?!\w)")


def gaps(sight: Sight) -> Iterator[tuple[int, int, str]]:
    """Ranges of a page at which something is missing, with what is wrong there."""
    text = sight.text
    greeted = set()
    for match in _GREETING.finditer(text):
        # "Hello," is what a template should say to somebody whose name it does not know; "Dear," is not
        if sight.is_gap(*match.span(1), seams=match[1].lower().rstrip(" ,!:.") == "dear"):
            greeted.add(match.end(1))
            yield *match.span(1), "greets nobody: the name is missing"
    checks = [
        (_BEFORE_MARK, "a blank before the mark: a word is missing"),
        (_BRACKETS, "empty brackets or quotes: the value is missing"),
        (_SIGN, "a sign without its number: the value is missing"),
    ]
    if sight.page.verbatim:
        checks.append((_TWO_BLANKS, "two blanks: a word is missing between them"))
    else:
        yield from _folded_gaps(sight)
    for pattern, message in checks:
        for match in pattern.finditer(text):
            if match.end() not in greeted and sight.is_gap(*match.span()):
                yield *sight.in_words(*match.span()), message
    for match in _LABEL.finditer(text):
        if match.end(1) not in (*greeted, sight.page.subject[0]) and sight.is_gap(
            match.end(1) - 1, match.end(1), seams=False
        ):
            yield *match.span(1), "a label with nothing after it: the value is missing"
    for match in _BREAKS_OFF.finditer(text):
        if sight.ends_line(match.end()) and sight.is_gap(*match.span(1), seams=False):
            yield *sight.in_words(*match.span(1)), "a sentence that breaks off: the value is missing"
    yield from _subject(sight)


def _folded_gaps(sight: Sight) -> Iterator[tuple[int, int, str]]:
    """Blanks between words at which a value is missing; the markup of HTML hides that there are two."""
    origins, text = sight.page.origins, sight.rendered.text
    for match in _ONE_BLANK.finditer(sight.text):
        low, high = origins[match.start()], origins[match.end()]
        if low == NOWHERE or high <= low:
            continue
        for segment in sight.rendered.between(low, high):
            missing = segment.fill is not None and segment.start == segment.end
            if missing and not _in_tag(text, low, segment.start) and text[segment.start : segment.start + 1] in " \n<":
                yield *sight.in_words(*match.span()), "a word is missing here"
                break


def _subject(sight: Sight) -> Iterator[tuple[int, int, str]]:
    start, end = sight.page.subject
    words = sight.text[start:end].rstrip()
    stop = start + len(words)
    if start > 0 and not words.strip():
        yield sight.text.rfind("\n", 0, start) + 1, start, "an empty subject"
    elif stop > start and words[-1] not in ".!?)]" and sight.is_gap(stop - 1, stop, seams=False):
        yield start, stop, "a subject that breaks off: the value is missing"


def _in_tag(text: str, low: int, at: int) -> bool:
    return text.rfind("<", low, at) > text.rfind(">", low, at)
