"""Reads HTML (and MJML): block elements, tables, small print, hidden text, attributes that people read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cxlint.model.document import CHOSEN, TICKED, Role
from cxlint.readers.builder import TABLES, Builder, Scope
from cxlint.readers.draft import Reading
from cxlint.readers.html_lexer import END, REFERENCE, START, TEXT, attributes, character, decoded, tokens
from cxlint.readers.html_tags import (
    BLOCKS,
    ELEMENT_CHANGES,
    HEADINGS,
    LISTS,
    OMITTED,
    PARAGRAPH_END,
    VOID,
    class_changes,
    style_changes,
)

if TYPE_CHECKING:
    from cxlint.model.source import Source

_READ_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")
_PUSH_BUTTONS = frozenset({"submit", "button", "reset"})
_FOOTNOTE_MARK = re.compile(
    r"\s{0,20}(?:<a\b[^<>]{0,300}>)?\s{0,20}[\[(]?(\d{1,2}|[*†‡§]{1,3}|[a-z])[\])]?\s{0,20}(?:</a>)?\s{0,20}</sup\s{0,20}>",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcm]?m|ft|in)$")
_INLINE_SMALL = 40
_PRESET = {"checkbox": TICKED, "radio": CHOSEN}
_CODE = re.compile("[\x01-\x03]")
_SENTENCE_PARTS = frozenset({"small", "span", "font", "sub", "em", "i", "b", "strong", "label", "abbr"})


def read(source: Source, masked: str) -> Reading:
    """Read a whole HTML file."""
    builder = Builder()
    HtmlWalker(source.text, masked, builder).feed(0, len(masked))
    return Reading(builder.finish(), {})


@lru_cache(maxsize=2048)
def _changed(scope: Scope, *changes: tuple[str, Any]) -> Scope:
    return scope._replace(**dict(changes))


class HtmlWalker:
    """Walks stretches of HTML and tells a builder what it sees; elements may stay open between stretches."""

    __slots__ = ("_builder", "_masked", "_text")

    def __init__(self, text: str, masked: str, builder: Builder) -> None:
        self._text = text
        self._masked = masked
        self._builder = builder

    def feed(self, start: int, end: int) -> None:
        """Walk masked[start:end]."""
        builder = self._builder
        masked = self._masked
        for kind, begin, stop, name in tokens(masked, start, end):
            if kind == TEXT:
                # white space between blocks is every other token of an indented page
                if builder.draft is None and masked[begin] in "\r\n" and masked[begin:stop].isspace():
                    continue
                builder.add(masked[begin:stop], begin, stop)
            elif begin < builder.until:
                continue
            elif kind == START:
                self._start(name, begin, stop)
            elif kind == END:
                self._end(name, begin, stop)
            elif kind == REFERENCE:
                builder.add(character(masked[begin:stop]), begin, stop)

    def _end(self, name: str, start: int, end: int) -> None:
        if name == "br":
            self._builder.add_line(start, end)
            return
        self._builder.pop(name)
        if name in BLOCKS:
            self._builder.end_block()

    def _start(self, name: str, start: int, end: int) -> None:
        builder = self._builder
        if name == "br":
            builder.add_line(start, end)
            return
        if name in BLOCKS:
            self._break(name)
        # nearly half of all tags have no attribute; do not look for any
        found = attributes(self._masked, start, end) if end - start > len(name) + 3 else {}
        if name in VOID or (self._masked[end - 2] == "/" and (name not in BLOCKS or name.startswith("mj-"))):
            self._preset(name, found, start, end)
            self._void(name, found)
            return
        if name == "sup" and self._footnote_mark(end):
            return
        scope = self._inner(name, found, end)
        if name in TABLES:
            self._table(found)
        elif name in ("tr", "td", "th"):
            scope = self._row_or_cell(name, found, scope)
        elif builder.table is not None and (name in HEADINGS or name in LISTS):
            builder.table.rich = True
        builder.push(name, scope)
        if found:
            self._preset(name, found, start, end)
            self._read_attributes(found)
            if "href" in found and name in ("a", "mj-button", "mj-navbar-link"):
                builder.begin_link(self._text[slice(*found["href"])])

    def _break(self, name: str) -> None:
        builder = self._builder
        builder.end_block()
        if builder.is_open("p"):
            builder.pop_nearest(*PARAGRAPH_END)
        if name in OMITTED:
            builder.pop_nearest(*OMITTED[name])

    def _inner(self, name: str, found: dict[str, tuple[int, int]], end: int) -> Scope:
        scope = self._builder.scope
        if name in LISTS:
            scope = _changed(scope, ("depth", scope.depth + 1))
        changes = ELEMENT_CHANGES.get(name)
        if found:
            changes = {**(changes or {}), **self._attribute_changes(name, found)}
        if not changes:
            return scope
        if name in _SENTENCE_PARTS and self._builder.draft is not None and self._is_short(name, end):
            changes = {key: value for key, value in changes.items() if key not in ("place", "font")}
        return _changed(scope, *changes.items())

    def _is_short(self, name: str, end: int) -> bool:
        """Whether a few small words run on in the sentence ("$9<small>/month</small>"): they stay in its block."""
        return self._masked.find(f"</{name}", end, end + _INLINE_SMALL) >= 0

    def _attribute_changes(self, name: str, found: dict[str, tuple[int, int]]) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        if "class" in found:
            changes.update(class_changes(name, self._masked[slice(*found["class"])]))
        if "style" in found:
            changes.update(style_changes(self._masked[slice(*found["style"])]))
        if "font-size" in found:
            changes.update(style_changes("font-size:" + self._masked[slice(*found["font-size"])]))
        if name == "font" and "size" in found:
            changes["font"] = "small" if self._masked[slice(*found["size"])] in ("1", "-2", "-3") else ""
        if "hidden" in found:
            changes["hidden"] = True
        return changes

    def _void(self, name: str, found: dict[str, tuple[int, int]]) -> None:
        if not found:
            return
        if name == "input" and "value" in found and "type" in found:
            kind = self._masked[slice(*found["type"])].lower()
            if kind in _PUSH_BUTTONS:
                self._builder.add_aside(Role.BUTTON, decoded(self._masked, *found["value"]))
            if kind == "hidden":
                return
        if name != "link":
            self._read_attributes(found)

    def _preset(self, name: str, found: dict[str, tuple[int, int]], start: int, end: int) -> None:
        """Leave a mark where a form comes filled in; a template that decides it is given the benefit of the doubt."""
        if name == "option":
            mark = CHOSEN if "selected" in found else ""
        elif name == "input" and "checked" in found and "type" in found:
            mark = _PRESET.get(self._masked[slice(*found["type"])].lower(), "")
        else:
            return
        if mark and not _CODE.search(self._masked, start, end):
            self._builder.add(mark, start, end)

    def _read_attributes(self, found: dict[str, tuple[int, int]]) -> None:
        for name in _READ_ATTRIBUTES:
            if name in found:
                self._builder.add_aside(Role.ATTRIBUTE, decoded(self._masked, *found[name]))

    def _table(self, found: dict[str, tuple[int, int]]) -> None:
        table = self._builder.begin_table()
        role = self._masked[slice(*found["role"])].lower() if "role" in found else ""
        table.layout = role in ("presentation", "none")

    def _row_or_cell(self, name: str, found: dict[str, tuple[int, int]], scope: Scope) -> Scope:
        table = self._builder.table
        if table is None:
            return scope
        if name == "tr":
            table.start_row()
            return scope
        table.start_cell(
            header=name == "th",
            colspan=self._number(found, "colspan"),
            rowspan=self._number(found, "rowspan"),
        )
        return scope if scope.role in (Role.PREHEADER, Role.CODE) else _changed(scope, ("role", Role.CELL))

    def _number(self, found: dict[str, tuple[int, int]], name: str) -> int:
        value = self._masked[slice(*found[name])].strip() if name in found else ""
        return min(int(value), 1000) if value.isascii() and value.isdigit() and len(value) < 6 else 1

    def _footnote_mark(self, end: int) -> bool:
        match = _FOOTNOTE_MARK.match(self._masked, end)
        if match is None:
            return False
        draft = self._builder.draft
        if draft is not None and draft.pieces and _UNIT.search(draft.pieces[-1].text[-3:]):
            return False
        self._builder.add_mark(match[1])
        self._builder.until = match.end()
        return True
