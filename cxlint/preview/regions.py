"""The parts of a template that are not simply written down: loops, blocks, files put in, endings of words."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxlint import templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.model.document import Slot, Tag
    from cxlint.model.source import Source
    from cxlint.templates import Conditional

LOOP, BLOCK, INCLUDE, PLURAL = "loop", "block", "include", "plural"

_INCLUDING = frozenset(("include", "render", "partial", "insert", "process", "includeIf"))
_QUOTED = re.compile(r"""["']([^"'\n]{1,200})["']""")
_BARE = re.compile(r"[\w./-]{1,200}")
_BLOCK_NAME = re.compile(r"(?:name\s*=\s*)?[\"']?([\w-]+)")
_ENDING = re.compile(r"\{\{\s*([\w.]+)(?:\|length)?\s*\|\s*pluralize\b[^{}]{0,60}\}\}")
_QUIET = frozenset(("handlebars", "freemarker", "smarty", "twig", "php", "erb", "blade"))
"""Languages in which a line that holds only a tag leaves no empty line."""
_TRIMMED = {
    dialect: re.compile(pattern)
    for pattern, dialects in (
        (r"(?<!\s)\s++(?=\{[{%#]-)|(?<=-[%}#]\})\s+", "jinja twig liquid go"),
        (r"(?<!\s)\s++(?=\{\{~)|(?<=~\}\})\s+", "handlebars"),
        (r"(?<!\s)\s++(?=\[%-)|(?<=-%\])\s+", "tt"),
        # PHP itself swallows the line end after a tag
        (r"(?<=\?>)\n", "php"),
        (r"(?<=-%>)[ \t]*\n|(?m:^[ \t]+(?=<%-))", "erb"),
    )
    for dialect in dialects.split()
}


class Region(NamedTuple):
    """A stretch of source; `name` is the loop, the block, the file or the variable, `inner` what it shows."""

    start: int
    end: int
    kind: str
    name: str
    inner: tuple[int, int]


class Unit:
    """A template file with all that is needed to fill it in."""

    def __init__(self, source: Source, dialect: str) -> None:
        self.source = source
        self.dialect = dialect
        self.parsed = templates.parse(source.text, dialect, strict=False)
        self.masked = self.parsed.masked
        self.slots: dict[int, Slot] = {slot.start: slot for slot in reversed(self.parsed.slots)}

    @cached_property
    def parent(self) -> str:
        """The name of the layout that this template extends, or an empty string."""
        for tag in self.parsed.tags:
            if tag.keyword in ("extends", "layout"):
                name = _QUOTED.search(tag.argument)
                return name[1] if name else ""
        return ""

    @cached_property
    def regions(self) -> list[Region]:
        """Loops, blocks and includes by start, the outer before the inner."""
        found = [Region(*loop[:2], LOOP, loop.expression, loop[:2]) for loop in self.parsed.loops]
        found += _blocks(self.parsed.tags)
        for tag in self.parsed.tags:
            name = _included(tag)
            if name:
                found.append(Region(tag.start, tag.end, INCLUDE, name, (tag.end, tag.end)))
        if self.dialect == "django":
            found += [Region(*m.span(), PLURAL, m[1], m.span()) for m in _ENDING.finditer(self.source.text)]
        return sorted(found, key=lambda region: (region.start, -region.end))

    @cached_property
    def _starts(self) -> list[int]:
        return [region.start for region in self.regions]

    def region_from(self, at: int, hi: int, active: Sequence[Region]) -> Region | None:
        """The first region in a range that is not being shown already."""
        for i in range(bisect_left(self._starts, at), len(self.regions)):
            region = self.regions[i]
            if region.start >= hi:
                break
            if region.end <= hi and region not in active:
                return region
        return None

    def choices_in(self, region: Region) -> tuple[Conditional, ...]:
        """The conditionals of the innermost branch that holds a region."""
        level: tuple[Conditional, ...] = self.parsed.conditionals
        while True:
            inner = next(
                (b for c in level for b in c.branches if b.start <= region.start and region.end <= b.end), None
            )
            if inner is None:
                return level
            level = inner.children

    def line(self, offset: int) -> int:
        """1-based line of an offset."""
        return self.source.place(offset)[0]

    def kept(self, lo: int, hi: int) -> Iterator[tuple[int, int]]:
        """The parts of a range that are not swallowed as white space around tags."""
        dropped = self._dropped
        at = lo
        for i in range(max(0, bisect_left(dropped, (lo, 0)) - 1), len(dropped)):
            start, end = dropped[i]
            if start >= hi:
                break
            if end <= at:
                continue
            if start > at:
                yield at, start
            at = max(at, end)
        if at < hi:
            yield at, hi

    @cached_property
    def _dropped(self) -> list[tuple[int, int]]:
        text = self.source.text
        trimmed = _TRIMMED.get(self.dialect)
        found = [match.span() for match in trimmed.finditer(text)] if trimmed else []
        if self.dialect in _QUIET:
            found += self._lines_of_tags()
        return _merged(sorted(found))

    def _lines_of_tags(self) -> Iterator[tuple[int, int]]:
        at = 0
        for line in self.source.text.splitlines(keepends=True):
            end = at + len(line)
            if line.strip() and not self.masked[at:end].strip("\x03 \t\r\n"):
                yield at, end
            at = end


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _blocks(tags: Sequence[Tag]) -> Iterator[Region]:
    stack: list[Tag] = []
    for tag in tags:
        if tag.keyword == "block":
            stack.append(tag)
        elif tag.keyword in ("endblock", "/block") and stack:
            opened = stack.pop()
            name = _BLOCK_NAME.match(opened.argument)
            yield Region(opened.start, tag.end, BLOCK, name[1] if name else "", (opened.end, tag.start))


def _included(tag: Tag) -> str:
    if tag.keyword not in _INCLUDING:
        return ""
    quoted = _QUOTED.search(tag.argument)
    if quoted:
        return quoted[1]
    bare = _BARE.match(tag.argument)
    # without quotes: the partials of Mustache, the files of Template Toolkit
    return bare[0] if bare and tag.keyword in ("include", "process", "insert") else ""
