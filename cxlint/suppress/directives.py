"""What the comments say: suppressions, their ranges, and what is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.model.finding import Place
from cxlint.model.given import VALUES, Given
from cxlint.model.source import Source
from cxlint.suppress.comments import comments_in, extensions_of, without
from cxlint.suppress.suppressions import DISABLE, FILE, Entry, Suppressions, notice

if TYPE_CHECKING:
    from cxlint.suppress.comments import Comment

_VERBS = ("ignore", DISABLE, "enable", FILE)
_INDENTED = frozenset({"yaml", "yml", "toml", "csv", "tsv", "properties", "strings"})
"""Files without paragraphs: an entry and what is indented under it make a block."""

_BODY = re.compile(
    r"(?P<verb>[\w-]+)[ \t]*(?P<bracket>\[(?P<codes>(?:\"[^\"]*\"|[^\]\"])*)\])?(?P<reason>.*)", re.DOTALL
)
_GIVEN = re.compile(r"(?:(?:kind|stage|polarity|audience)[ \t]*=[ \t]*[\w-]+[ \t,;]*)+")
_SAYS = re.compile(r"(kind|stage|polarity|audience)[ \t]*=[ \t]*([\w-]+)")
_CODE = re.compile(r"(?P<code>[^\s,\"]+)(?:\s+\"(?P<text>[^\"]*)\")?")


def parse(source: Source) -> Suppressions:
    """Read the suppressions of a file; costs one substring search when there are none."""
    found = Suppressions(source)
    comments = list(comments_in(source))
    if comments:
        reader = _Reader(found, source, comments)
        for comment in comments:
            reader.read(comment)
    return found


class _Reader:
    """Reads one comment into a Suppressions."""

    def __init__(self, found: Suppressions, source: Source, comments: list[Comment]) -> None:
        self.found = found
        self.source = source
        self.bare = Source(source.path, without(source.text, comments))
        self.indented = bool(extensions_of(source.path) & _INDENTED)
        self.blank: dict[int, bool] = {}
        self.block = (0, 0, 0)
        """From which to which line a search finds the same block as last time, and where that ends."""

    def read(self, comment: Comment) -> None:
        """Take in one comment; they must come in order of place."""
        start = comment.words
        body = self.source.text[start : comment.words_end].rstrip(" \t\r\n-~")
        if said := _GIVEN.match(body):
            self._take(said, comment, start)
            return
        parts = _BODY.match(body)
        if parts is None or parts["verb"] not in _VERBS:
            self._misspelt(parts, comment, body)
            return
        place = self._place(comment.mark, start + len(body))
        verb = parts["verb"]
        codes = list(_CODE.finditer(parts["codes"] or ""))
        if not codes:
            message = f"`{verb}` must name the rules it is for, and has no effect: cxlint: {verb}[CODE] reason."
            self._problem("CX102", message, place, body)
            return
        if verb == "enable":
            self._enable({code["code"] for code in codes}, place, body)
            return
        reason = " ".join(parts["reason"].strip(" \t\r\n:–—-").split())
        if not reason:
            self._problem("CX103", "Say why this is suppressed, after the bracket.", place, body)
        first, last = self._range(verb, comment)
        offset = start + parts.start("codes")
        for code in codes:
            where = self._place(offset + code.start(), offset + code.end())
            entry = Entry(verb, code["code"], code["text"] or "", reason, first, last, where)
            self.found.entries.append(entry)

    def _take(self, said: re.Match[str], comment: Comment, start: int) -> None:
        """Take in what a comment says the document is; the first word on each counts."""
        fields: dict[str, str] = {}
        for field in _SAYS.finditer(said[0]):
            name, value = field[1], field[2].lower()
            known = VALUES[name]
            if value in known:
                fields.setdefault(name, value)
            else:
                words = f"{', '.join(known[:-1])} or {known[-1]}"
                message = f"`{value}` is no {name}, and has no effect; a {name} is {words}."
                place = self._place(comment.mark, start + field.end())
                self._problem("CX102", message, place, said[0])
        self.found.given = self.found.given.over(Given(**fields))

    def _misspelt(self, parts: re.Match[str] | None, comment: Comment, body: str) -> None:
        """Report a verb that is nearly right; anything else after the mark is prose."""
        from difflib import get_close_matches

        near = get_close_matches(parts["verb"].lower(), _VERBS, 1, 0.7) if parts else []
        if parts and near:
            place = self._place(comment.mark, comment.words + len(body))
            message = f"`{parts['verb']}` is not a suppression, and has no effect; did you mean `{near[0]}`?"
            self._problem("CX102", message, place, body)

    def _range(self, verb: str, comment: Comment) -> tuple[int, int]:
        """First and last line that a comment covers."""
        end_of_file = len(self.source.line_starts())
        if verb == FILE:
            return 1, end_of_file
        line, _ = self.source.place(comment.start)
        if verb == DISABLE:
            return line, end_of_file
        last_line, _ = self.source.place(comment.end)
        if not (self._blank(line) and self._blank(last_line)):
            return line, last_line
        return line, self._block_end(last_line + 1)

    def _blank(self, line: int) -> bool:
        """Whether a line holds nothing but comments to cxlint."""
        if line not in self.blank:
            self.blank[line] = not self.bare.line(line).strip()
        return self.blank[line]

    def _block_end(self, line: int) -> int:
        """The last line of the block that begins at or below a line."""
        first, same_until, last = self.block
        if first <= line <= same_until:
            return last
        first = line
        end_of_file = len(self.source.line_starts())
        while line < end_of_file and self._blank(line):
            line += 1
        same_until = line
        depth = _indent(self.source.line(line))
        while line < end_of_file:
            following = self.source.line(line + 1)
            if not following.strip() or (self.indented and _indent(following) <= depth):
                break
            line += 1
        self.block = first, same_until if self.indented else line, line
        return line

    def _enable(self, codes: set[str], place: Place, body: str) -> None:
        """End the ranges that `disable` opened."""
        entries = self.found.entries
        closed = set()
        open_end = len(self.source.line_starts())
        for i, entry in enumerate(entries):
            if entry.verb == DISABLE and entry.code in codes and entry.last == open_end:
                entries[i] = entry._replace(last=place.line)
                closed.add(entry.code)
        if missing := sorted(codes - closed):
            message = f"`enable` ends nothing: {', '.join(missing)} was not disabled above."
            self._problem("CX101", message, place, body)

    def _place(self, start: int, end: int) -> Place:
        return Place(self.source.path, *self.source.place(start), *self.source.place(end))

    def _problem(self, code: str, message: str, place: Place, excerpt: str) -> None:
        self.found.problems.append(notice(code, message, place, excerpt))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
