"""What looks wrong in a rendered message, and from which line of the template it comes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.preview.gaps import gaps
from cxlint.preview.page import NOWHERE
from cxlint.preview.sight import Sight
from cxlint.preview.values import role_of
from cxlint.templates.placeholders import STRONG, WEAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.preview.page import Page
    from cxlint.preview.written import Rendered, Segment

_PLACEHOLDER = re.compile(rf"\{{\{{[^{{}}\n]{{1,80}}\}}\}}|<%[^%\n]{{1,80}}%>|\{{%[^%\n]{{1,80}}%\}}|{STRONG}|{WEAK}")
_ZERO = re.compile(r"[^\w\n]?0(?:[.,]00?)?\Z")
_OWED = re.compile(
    r"(?i)\b(?:due|owed?|owing|pay|paid|payment|payable|charged?|outstanding|overdue|refund(?:ed)?|debit)\b"
)
_MANY = re.compile(
    r"[ \u00a0-](days|hours|minutes|weeks|months|years|items|orders|seats|nights|people|guests|users|members|messages|"
    r"tickets|products|invoices|payments|points|attempts|files|copies|places|books|nights|times|pieces|parcels)\b"
)
_ALONE_BEFORE = re.compile(r"(?:\A|\n|<(?:p|div|td|br)\b[^<>]*>)[ \t]*\Z")
_ALONE_AFTER = re.compile(r"[ \t]*(?:\Z|\r?\n|<(?:/p|/div|/td|br)\b)")
_NAMES = frozenset(("name", "first", "last", "user", "agent"))
_NOTHING = frozenset(("None", "null", "nil", "undefined", "NaN", "<no value>", "[object Object]"))
_LONGEST_SUBJECT, _LONGEST_BUTTON, _LONGEST_LINE = 78, 40, 90


class Oddity(NamedTuple):
    """Something that looks wrong: the words shown, what is wrong with them, the template line they come from."""

    path: str
    line: int
    shown: str
    message: str
    start: int
    end: int


def find(page: Page, rendered: Rendered) -> list[Oddity]:
    """All that looks wrong on a page, in order of place; the same trouble of the same line once."""
    found: dict[tuple[str, int, str], Oddity] = {}
    sight = Sight(page, rendered)
    for start, end, message in sorted(_all(sight)):
        segment = sight.segment(start, end)
        shown = " ".join(page.text[start:end].split()) or page.text[start:end]
        if segment is not None:
            oddity = Oddity(segment.path, segment.line, shown, message, start, end)
            found.setdefault((oddity.path, oddity.line, message.split(":")[0]), oddity)
    for segment in _unsigned(rendered):
        message = "the name is missing: nothing stands in its place"
        oddity = Oddity(segment.path, segment.line, "", message, 0, 0)
        found.setdefault((oddity.path, oddity.line, "name"), oddity)
    for offset, words in page.dead_ends:
        at = rendered.at(offset)
        near = [s for s in rendered.segments[max(0, at - 6) : at + 1] if s.fill and s.start == s.end]
        if near:
            oddity = Oddity(
                near[-1].path, near[-1].line, words, "a link that leads nowhere: its address is missing", 0, 0
            )
            found.setdefault((oddity.path, oddity.line, "link"), oddity)
    return list(found.values())


def _unsigned(rendered: Rendered) -> Iterator[Segment]:
    """Missing names that have a line or a paragraph to themselves."""
    text = rendered.text
    for segment in rendered.segments:
        if (
            segment.fill is not None
            and segment.start == segment.end
            and role_of(segment.fill.name, segment.fill.kind) in _NAMES
        ):
            at = segment.start
            if _ALONE_BEFORE.search(text, max(0, at - 200), at) and _ALONE_AFTER.match(text, at):
                yield segment


def _all(sight: Sight) -> Iterator[tuple[int, int, str]]:
    """Ranges of the page with what is wrong there."""
    yield from gaps(sight)
    yield from _values(sight)
    yield from _left_over(sight)
    yield from _too_long(sight)


def _values(sight: Sight) -> Iterator[tuple[int, int, str]]:
    for start, end, segment in sight.fills:
        words = sight.text[start:end]
        fill = segment.fill
        if words in _NOTHING:
            yield start, end, f"the customer reads {words!r}: the value is missing"
        elif fill is not None and fill.kind == "money" and _ZERO.match(words):
            yield from _nothing_owed(sight, start, end)
        elif words == "1":
            many = _MANY.match(sight.text, end)
            if many is not None:
                yield start, many.end(), "one of many: the word stands in the plural"


def _nothing_owed(sight: Sight, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    line = sight.text.rfind("\n", 0, start) + 1
    stop = sight.text.find("\n", end)
    stop = len(sight.text) if stop < 0 else stop
    sentence = sight.text[max(line, start - 80) : min(stop, end + 60)]
    if _OWED.search(sentence):
        low, high = sight.in_words(start, end)
        yield low, high, "talks of paying when there is nothing to pay"


def _left_over(sight: Sight) -> Iterator[tuple[int, int, str]]:
    for match in _PLACEHOLDER.finditer(sight.text):
        low, high = sight.origin(*match.span())
        if low != NOWHERE and all(
            s.fill is None or s.end <= low or s.start >= high for s in sight.rendered.between(low, high)
        ):
            yield *match.span(), "a placeholder that nothing fills"


def _too_long(sight: Sight) -> Iterator[tuple[int, int, str]]:
    start, end = sight.page.subject
    if end - start > _LONGEST_SUBJECT and any(a >= start and b <= end for a, b, _ in sight.fills):
        yield start, end, f"a subject of {end - start} characters: inboxes show about {_LONGEST_SUBJECT}"
    for start, end in sight.page.buttons:
        if end - start > _LONGEST_BUTTON and any(a >= start and b <= end for a, b, _ in sight.fills):
            yield start, end, f"a button of {end - start} characters: it breaks on a phone"
    if sight.page.verbatim:
        yield from _broken_wrap(sight)


def _broken_wrap(sight: Sight) -> Iterator[tuple[int, int, str]]:
    """A line that a long value pushes far beyond the width at which the text around it is wrapped."""
    at = 0
    lines = sight.text.split("\n")
    for i, line in enumerate(lines):
        around = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        wrapped = any(50 < len(other) <= 80 for other in around)
        if len(line) > _LONGEST_LINE and wrapped:
            long = next((s for a, b, s in sight.fills if at <= a and b <= at + len(line) and b - a > 25), None)
            if long is not None and long.fill is not None and long.fill.kind != "link":
                yield at, at + len(line), f"a line of {len(line)} characters in a text wrapped at about 78"
        at += len(line) + 1
