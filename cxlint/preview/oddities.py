"""What looks wrong in a rendered message, and from which line of the template it comes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cxlint.preview.page import NOWHERE, fills
from cxlint.preview.values import role_of
from cxlint.templates.placeholders import STRONG, WEAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.preview.page import Page
    from cxlint.preview.written import Rendered, Segment

_GREETING = re.compile(
    r"(?im)^[ \t]*((?:dear|hi|hello|hey|welcome|good (?:morning|afternoon|evening))(?: there)?"
    r"[ \t]*(?:[,!:.]|(?=[ \t]*$)))"
)
_BEFORE_MARK = re.compile(r"(?<=[^\s,.;:!?])(?:[ \u00a0]+|[ \u00a0]*\n[ \u00a0]*)[,.;:!?](?=[\s\"')A-Z]|\Z)")
_TWO_BLANKS = re.compile(r"(?<=[^\s|(\[“])[ \u00a0]{2,}(?=[^\s|)\]”])")
_ONE_BLANK = re.compile(r"(?<=\w)[ \u00a0\n](?=\w)")
_BRACKETS = re.compile(
    r"\([ \u00a0]*\)|\[[ \u00a0]*\]|“[ \u00a0]*”|(?<!\S)\"[ \u00a0]*\"(?!\w)|(?<![\w'])'[ \u00a0]*'(?![\w'])|<[ \u00a0]*>"
)
_LABEL = re.compile(r"(?m)^[^\n]{0,60}?([^\s:][^:\n]{0,40}:)$")
_BREAKS_OFF = re.compile(
    r"(?im)^(?!subject:)[^\n]*?\b((?:at|to|of|by|for|on|from|is|was|in|the|an?|your|with|until|and)[ \t]*)$"
)
_SIGN = re.compile(r"[$€£](?![\s\u00a0]?\.?[\d(\[])|#(?![\w(\[])|(?<![\w.])%(?!\w)")
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
_TRAILING = re.compile(r"[ \t\u00a0]*")
_UNSEEN = re.compile(r"(?:[ \t\r\n\u00a0]|&(?:nbsp|#160);|</?(?:b|strong|i|em|u|span|font|a|small|code)\b[^<>]*>)*")
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
    for start, end, message in sorted(_Look(page, rendered).all()):
        segment = _segment(page, rendered, start, end)
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


def _in_tag(text: str, low: int, at: int) -> bool:
    return text.rfind("<", low, at) > text.rfind(">", low, at)


def _origin(page: Page, start: int, end: int) -> tuple[int, int]:
    """The range of the rendered text behind a range of the page, the place before it and after it included."""
    known = [origin for origin in page.origins[start:end] if origin != NOWHERE]
    return (known[0], known[-1] + 1) if known else (NOWHERE, NOWHERE)


def _segment(page: Page, rendered: Rendered, start: int, end: int) -> Segment | None:
    low, high = _origin(page, start, end)
    if low == NOWHERE:
        return None
    segments = rendered.between(low, high)
    return next((s for s in segments if s.fill is not None and s.start == s.end), None) or next(
        (s for s in segments if s.fill is not None), segments[0] if segments else None
    )


class _Look:
    """Looks at one page in several ways."""

    def __init__(self, page: Page, rendered: Rendered) -> None:
        self.page = page
        self.rendered = rendered
        self.text = page.text
        self.fills = fills(page, rendered)

    def all(self) -> Iterator[tuple[int, int, str]]:
        """Ranges of the page with what is wrong there."""
        yield from self._gaps()
        yield from self._values()
        yield from self._left_over()
        yield from self._too_long()

    def _is_gap(self, start: int, end: int, *, seams: bool = True) -> bool:
        """Whether a value is missing in a range, or (`seams`) a condition left something out.

        At the end of a line the blanks that nobody sees belong to the range.
        """
        low, high = _origin(self.page, start, end)
        if low == NOWHERE:
            return False
        if self.text[end : end + 1] in ("", "\n"):
            unseen = _TRAILING if self.page.verbatim else _UNSEEN
            found = unseen.match(self.rendered.text, high)
            high = found.end() if found else high
        segments = self.rendered.between(low, high)
        if any(segment.fill is not None and segment.start == segment.end for segment in segments):
            return True
        text = self.rendered.text
        return seams and any(
            a.fill is None
            and b.fill is None
            and low < a.end < high
            and not text[a.start : a.end].endswith(("\n", "\r"))
            for a, b in pairwise(segments)
        )

    def _gaps(self) -> Iterator[tuple[int, int, str]]:
        text = self.text
        greeted = set()
        for match in _GREETING.finditer(text):
            # "Hello," is what a template should say to somebody whose name it does not know; "Dear," is not
            if self._is_gap(*match.span(1), seams=match[1].lower().rstrip(" ,!:.") == "dear"):
                greeted.add(match.end(1))
                yield *match.span(1), "greets nobody: the name is missing"
        checks = [
            (_BEFORE_MARK, "a blank before the mark: a word is missing"),
            (_BRACKETS, "empty brackets or quotes: the value is missing"),
            (_SIGN, "a sign without its number: the value is missing"),
        ]
        if self.page.verbatim:
            checks.append((_TWO_BLANKS, "two blanks: a word is missing between them"))
        else:
            yield from self._folded_gaps()
        for pattern, message in checks:
            for match in pattern.finditer(text):
                if match.end() not in greeted and self._is_gap(*match.span()):
                    yield *self._in_words(*match.span()), message
        for match in _LABEL.finditer(text):
            if match.end(1) not in (*greeted, self.page.subject[0]) and self._is_gap(
                match.end(1) - 1, match.end(1), seams=False
            ):
                yield *match.span(1), "a label with nothing after it: the value is missing"
        for match in _BREAKS_OFF.finditer(text):
            if self._ends_line(match.end()) and self._is_gap(*match.span(1), seams=False):
                yield *self._in_words(*match.span(1)), "a sentence that breaks off: the value is missing"
        yield from self._subject()

    def _folded_gaps(self) -> Iterator[tuple[int, int, str]]:
        """Blanks between words at which a value is missing; the markup of HTML hides that there are two."""
        origins, text = self.page.origins, self.rendered.text
        for match in _ONE_BLANK.finditer(self.text):
            low, high = origins[match.start()], origins[match.end()]
            if low == NOWHERE or high <= low:
                continue
            for segment in self.rendered.between(low, high):
                missing = segment.fill is not None and segment.start == segment.end
                if (
                    missing
                    and not _in_tag(text, low, segment.start)
                    and text[segment.start : segment.start + 1] in " \n<"
                ):
                    yield *self._in_words(*match.span()), "a word is missing here"
                    break

    def _ends_line(self, end: int) -> bool:
        """Whether a line of the message ends here, not one that the page only wraps."""
        return self.page.verbatim or end >= len(self.text) or self.page.origins[end] == NOWHERE

    def _subject(self) -> Iterator[tuple[int, int, str]]:
        start, end = self.page.subject
        words = self.text[start:end].rstrip()
        stop = start + len(words)
        if start > 0 and not words.strip():
            yield self.text.rfind("\n", 0, start) + 1, start, "an empty subject"
        elif stop > start and words[-1] not in ".!?)]" and self._is_gap(stop - 1, stop, seams=False):
            yield start, stop, "a subject that breaks off: the value is missing"

    def _in_words(self, start: int, end: int) -> tuple[int, int]:
        """A range with the words around it, on its line."""
        line = self.text.rfind("\n", 0, start) + 1
        low = max(line, self.text.rfind(" ", line, max(line, start - 1)) + 1)
        stop = self.text.find("\n", end)
        stop = len(self.text) if stop < 0 else stop
        high = self.text.find(" ", end, stop)
        return max(low, start - 30), min(end + 30, stop if high < 0 else high)

    def _values(self) -> Iterator[tuple[int, int, str]]:
        for start, end, segment in self.fills:
            words = self.text[start:end]
            fill = segment.fill
            if words in _NOTHING:
                yield start, end, f"the customer reads {words!r}: the value is missing"
            elif fill is not None and fill.kind == "money" and _ZERO.match(words):
                yield from self._nothing_owed(start, end)
            elif words == "1":
                many = _MANY.match(self.text, end)
                if many is not None:
                    yield start, many.end(), "one of many: the word stands in the plural"

    def _nothing_owed(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        line = self.text.rfind("\n", 0, start) + 1
        stop = self.text.find("\n", end)
        stop = len(self.text) if stop < 0 else stop
        sentence = self.text[max(line, start - 80) : min(stop, end + 60)]
        if _OWED.search(sentence):
            low, high = self._in_words(start, end)
            yield low, high, "talks of paying when there is nothing to pay"

    def _left_over(self) -> Iterator[tuple[int, int, str]]:
        for match in _PLACEHOLDER.finditer(self.text):
            low, high = _origin(self.page, *match.span())
            if low != NOWHERE and all(
                s.fill is None or s.end <= low or s.start >= high for s in self.rendered.between(low, high)
            ):
                yield *match.span(), "a placeholder that nothing fills"

    def _too_long(self) -> Iterator[tuple[int, int, str]]:
        start, end = self.page.subject
        if end - start > _LONGEST_SUBJECT and any(a >= start and b <= end for a, b, _ in self.fills):
            yield start, end, f"a subject of {end - start} characters: inboxes show about {_LONGEST_SUBJECT}"
        for start, end in self.page.buttons:
            if end - start > _LONGEST_BUTTON and any(a >= start and b <= end for a, b, _ in self.fills):
                yield start, end, f"a button of {end - start} characters: it breaks on a phone"
        if self.page.verbatim:
            yield from self._broken_wrap()

    def _broken_wrap(self) -> Iterator[tuple[int, int, str]]:
        """A line that a long value pushes far beyond the width at which the text around it is wrapped."""
        at = 0
        lines = self.text.split("\n")
        for i, line in enumerate(lines):
            around = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
            wrapped = any(50 < len(other) <= 80 for other in around)
            if len(line) > _LONGEST_LINE and wrapped:
                long = next((s for a, b, s in self.fills if at <= a and b <= at + len(line) and b - a > 25), None)
                if long is not None and long.fill is not None and long.fill.kind != "link":
                    yield at, at + len(line), f"a line of {len(line)} characters in a text wrapped at about 78"
            at += len(line) + 1
