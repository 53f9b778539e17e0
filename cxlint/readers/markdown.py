"""Reads Markdown: GitHub tables, footnotes and task lists, front matter, HTML inside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxlint.model.document import LINE, Prominence, Role
from cxlint.readers.builder import Builder
from cxlint.readers.draft import Draft, Piece, Reading
from cxlint.readers.fences import unfenced
from cxlint.readers.front_matter import read_front_matter
from cxlint.readers.html import HtmlWalker
from cxlint.readers.offsets import ByteOffsets, Deletions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cxlint.model.source import Source

# The parser takes no control characters in link targets; a letter stands for each, as a value would when it is sent.
_LETTERS = {1: "x", 2: "x", 3: "x"}
# Template code before the text of a line would hide the "#" or "-" that the line begins with when it is rendered.
_CODE_FIRST = re.compile(r"^[ \t]*(\x03++)(?=[ \t]*[^\x03\s])", re.MULTILINE)
_SURROGATES = re.compile("[\ud800-\udfff]")
_MODULE_LINE = re.compile(r"(?:import|export)\b[^\n]*(?:from\s|=|[\"'{])")
_END_OF_BLOCK = frozenset({"Paragraph", "Item", "DefinitionListTitle", "DefinitionListDefinition"})


def read(source: Source, masked: str) -> Reading:
    """Read a Markdown file."""
    masked = unfenced(masked)
    front = read_front_matter(masked)
    builder = Builder()
    builder.drafts.extend(front.drafts)
    walker = _MarkdownWalker(source, masked, builder)
    walker.walk(front.end)
    return Reading(builder.finish(), front.values)


def _events(text: str) -> Iterable[tuple[Any, Any]]:
    import pyromark

    options = pyromark.Options
    chosen = (
        options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_GFM
        | options.ENABLE_DEFINITION_LIST
    )
    return pyromark.events_with_range(text, options=chosen)


class _Mapping:
    """Leads from the byte offsets of the parser to source offsets."""

    __slots__ = ("_base", "_chars", "_deleted", "text")

    def __init__(self, text: str, base: int) -> None:
        """`text` stands at the source offset `base`; the attribute `text` is what to parse instead of it."""
        self._base = base
        self._deleted = Deletions(text, _CODE_FIRST) if "\x03" in text else None
        self.text = self._deleted.text if self._deleted else text
        if "\x01" in text or "\x02" in text or "\x03" in text:
            self.text = self.text.translate(_LETTERS)
        self._chars = None
        if not self.text.isascii():
            # a lone surrogate has no UTF-8 form; one character for one keeps the offsets
            self.text = _SURROGATES.sub("\ufffd", self.text)
            self._chars = ByteOffsets(self.text)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The source range of a byte range."""
        if self._chars is not None:
            start, end = self._chars.at(start), self._chars.at(end)
        if self._deleted is not None:
            start, end = self._deleted.start(start), self._deleted.end(end)
        return self._base + start, self._base + end


_CONTAINERS = ("div", "section", "article", "main", "aside", "header", "footer", "table", "ul", "ol", "form", "center")


class _MarkdownWalker:
    """Turns parser events into calls of a builder.

    The methods called `begin_...` take what the parser says of an element and its byte range, those called `read_...` a
    source range.
    """

    __slots__ = (
        "_aside",
        "_builder",
        "_html",
        "_masked",
        "_mdx",
        "_range",
        "_source",
        "_stretch",
    )

    def __init__(self, source: Source, masked: str, builder: Builder) -> None:
        self._source = source
        self._masked = masked
        self._builder = builder
        self._html = HtmlWalker(source.text, masked, builder)
        self._stretch: list[int] = []
        self._aside: list[Draft | None] = []
        self._mdx = source.suffix == ".mdx"
        self._range: Callable[[int, int], tuple[int, int]] = lambda start, end: (start, end)

    def walk(self, base: int) -> None:
        """Read everything from a source offset on."""
        mapping = _Mapping(self._masked[base:] if base else self._masked, base)
        self._range = mapping.range
        # text and soft breaks that follow each other without a gap are one piece: most paragraphs are
        begin = stop = 0
        for event, span in _events(mapping.text):
            start, end = span["start"], span["end"]
            value = None
            if type(event) is dict:
                value = event.get("Text")
                whole = value is not None and _bytes(value) == end - start
            else:
                whole = event == "SoftBreak"
            if whole and start == stop and stop > begin:
                stop = end
                continue
            if stop > begin:
                self._text(begin, stop)
                begin = stop = 0
            if whole:
                begin, stop = start, end
            elif value is None:
                self._event(event, start, end)
            elif end > start:
                self._builder.add(value, *self._range(start, end))
        if stop > begin:
            self._text(begin, stop)

    def _text(self, start: int, end: int) -> None:
        start, end = self._range(start, end)
        self._builder.add(self._masked[start:end], start, end)

    def _event(self, event: Any, start: int, end: int) -> None:
        if isinstance(event, str):
            self._sign(event, start, end)
            return
        ((kind, value),) = event.items()
        if kind == "End":
            self._end(value if isinstance(value, str) else next(iter(value)))
        elif kind == "Start":
            self._start(value, start, end)
        elif kind == "FootnoteReference":
            self._reference(value)
        elif kind in _LEAVES:
            _LEAVES[kind](self, *self._range(start, end))

    def _reference(self, mark: str) -> None:
        if self._builder.draft is not None:
            self._builder.add_mark(mark)

    def _sign(self, event: str, start: int, end: int) -> None:
        if event == "HardBreak":
            self._hard_break(*self._range(start, end))
        elif event == "Rule":
            self._builder.end_block()

    def _hard_break(self, start: int, end: int) -> None:
        draft = self._builder.draft
        if draft is not None and draft.pieces and draft.pieces[-1].text != LINE:
            self._builder.add_line(start, end)

    def read_code(self, start: int, end: int) -> None:
        """Inline code is part of its sentence; the back ticks around it are not."""
        text = self._masked
        while start < end and text[start] == "`":
            start += 1
        while end > start and text[end - 1] == "`":
            end -= 1
        if end > start:
            self._builder.add_code(text[start:end], start, end)

    def read_html(self, start: int, end: int) -> None:
        stretch = self._stretch
        if stretch and stretch[1] == start:
            stretch[1] = end
            return
        self._feed_html()
        self._stretch = [start, end]

    def read_inline_html(self, start: int, end: int) -> None:
        self._html.feed(start, end)

    def read_formula(self, start: int, end: int) -> None:
        self._builder.add(self._masked[start:end], start, end)

    def _feed_html(self) -> None:
        if self._stretch:
            self._html.feed(self._stretch[0], self._stretch[1])
            self._stretch = []

    def _start(self, value: Any, start: int, end: int) -> None:
        if isinstance(value, str):
            name, detail = value, None
        else:
            ((name, detail),) = value.items()
        handler = _STARTS.get(name)
        if handler is not None:
            handler(self, detail, start, end)

    def _end(self, name: str) -> None:
        builder = self._builder
        if name == "Image":
            builder.draft = self._aside.pop()
        elif name == "Link":
            builder.end_link()
        elif name == "HtmlBlock":
            self._feed_html()
            builder.end_block()
        elif name in _STARTS:
            builder.pop("table" if name == "Table" else f"md:{name}")
            if name in _END_OF_BLOCK or name.startswith("Table"):
                builder.end_block()

    # what begins

    def begin_paragraph(self, _detail: Any, start: int, end: int) -> None:
        self._builder.end_block()
        if not self._mdx:
            return
        start, end = self._range(start, end)
        if _MODULE_LINE.match(self._masked, start, min(end, start + 400)):
            self._builder.push("md:Paragraph", self._builder.scope._replace(skipped=True))

    def begin_heading(self, detail: Any, _start: int, _end: int) -> None:
        builder = self._builder
        builder.end_block()
        builder.push("md:Heading", builder.scope._replace(role=Role.HEADING, level=int(detail["level"][1:])))

    def begin_quote(self, detail: Any, _start: int, _end: int) -> None:
        # "> [!NOTE]" is a box on the page, not somebody else's words
        role = self._builder.scope.role if detail else Role.QUOTE
        self._builder.end_block()
        self._builder.push("md:BlockQuote", self._builder.scope._replace(role=role))

    def begin_code_block(self, detail: Any, start: int, end: int) -> None:
        builder = self._builder
        builder.end_block()
        start, end = self._range(start, end)
        if detail == "Indented" and self._goes_on(start):
            self._html.feed(start, end)
            builder.end_block()
            builder.until = max(builder.until, end)
            builder.push("md:CodeBlock", builder.scope)
            return
        builder.push("md:CodeBlock", builder.scope._replace(role=Role.CODE))

    def _goes_on(self, start: int) -> bool:
        """Whether an indented line is more of the HTML around it: site generators read it so, blank lines or not."""
        return self._masked[start : start + 200].lstrip()[:1] == "<" and any(map(self._builder.is_open, _CONTAINERS))

    def begin_html_block(self, _detail: Any, _start: int, _end: int) -> None:
        self._builder.end_block()

    def begin_list(self, _detail: Any, _start: int, _end: int) -> None:
        builder = self._builder
        builder.end_block()
        builder.push("md:List", builder.scope._replace(depth=builder.scope.depth + 1))

    def begin_item(self, _detail: Any, _start: int, _end: int) -> None:
        builder = self._builder
        builder.end_block()
        role = Role.FOOTNOTE if builder.scope.role == Role.FOOTNOTE else Role.ITEM
        builder.push("md:Item", builder.scope._replace(role=role))

    def begin_definition(self, _detail: Any, _start: int, _end: int) -> None:
        builder = self._builder
        builder.end_block()
        builder.push("md:DefinitionListDefinition", builder.scope._replace(role=Role.ITEM))

    def begin_note(self, detail: Any, _start: int, _end: int) -> None:
        builder = self._builder
        builder.end_block()
        scope = builder.scope._replace(role=Role.FOOTNOTE, place=Prominence.FOOTNOTE, label=str(detail))
        builder.push("md:FootnoteDefinition", scope)

    def begin_table(self, _detail: Any, _start: int, _end: int) -> None:
        self._builder.begin_table()
        self._builder.push("table", self._builder.scope)

    def begin_table_head(self, _detail: Any, _start: int, _end: int) -> None:
        self._row("md:TableHead")

    def begin_table_row(self, _detail: Any, start: int, end: int) -> None:
        # a row of template code only ("{% for %}") is no row of the table that is sent
        code_only = not self._masked[slice(*self._range(start, end))].strip("\x03 |\t\r\n")
        self._row("" if code_only else "md:TableRow")

    def _row(self, name: str) -> None:
        if name and self._builder.table is not None:
            self._builder.table.start_row()
        self._builder.push(name or "md:TableRow", self._builder.scope._replace(role=Role.CELL))

    def begin_table_cell(self, _detail: Any, _start: int, _end: int) -> None:
        builder = self._builder
        builder.end_block()
        if builder.table is not None:
            builder.table.start_cell(header=builder.is_open("md:TableHead"))
        builder.push("md:TableCell", builder.scope)

    def begin_link(self, detail: Any, start: int, end: int) -> None:
        self._builder.begin_link(self._as_written(detail["dest_url"], *self._range(start, end)))

    def begin_image(self, detail: Any, start: int, end: int) -> None:
        builder = self._builder
        title = detail["title"]
        if title and (at := self._masked.rfind(title, *self._range(start, end))) >= 0:
            builder.add_aside(Role.ATTRIBUTE, [Piece(title, at, at + len(title))])
        draft = Draft(Role.ATTRIBUTE, prominence=Prominence.TITLE)
        if not builder.scope.skipped:
            builder.drafts.append(draft)
        self._aside.append(builder.draft)
        builder.draft = draft

    def _as_written(self, target: str, start: int, end: int) -> str:
        """Give a link target with its template tags, for which the parser saw letters."""
        seen = self._masked[start:end]
        if not target or ("\x01" not in seen and "\x03" not in seen):
            return target
        at = seen.translate(_LETTERS).rfind(target)
        return self._source.text[start + at : start + at + len(target)] if at >= 0 else target


_STARTS: dict[str, Callable[[_MarkdownWalker, Any, int, int], None]] = {
    "Paragraph": _MarkdownWalker.begin_paragraph,
    "Heading": _MarkdownWalker.begin_heading,
    "BlockQuote": _MarkdownWalker.begin_quote,
    "CodeBlock": _MarkdownWalker.begin_code_block,
    "HtmlBlock": _MarkdownWalker.begin_html_block,
    "List": _MarkdownWalker.begin_list,
    "Item": _MarkdownWalker.begin_item,
    "DefinitionListTitle": _MarkdownWalker.begin_paragraph,
    "DefinitionListDefinition": _MarkdownWalker.begin_definition,
    "FootnoteDefinition": _MarkdownWalker.begin_note,
    "Table": _MarkdownWalker.begin_table,
    "TableHead": _MarkdownWalker.begin_table_head,
    "TableRow": _MarkdownWalker.begin_table_row,
    "TableCell": _MarkdownWalker.begin_table_cell,
    "Link": _MarkdownWalker.begin_link,
    "Image": _MarkdownWalker.begin_image,
}
_LEAVES: dict[str, Callable[[_MarkdownWalker, int, int], None]] = {
    "Code": _MarkdownWalker.read_code,
    "Html": _MarkdownWalker.read_html,
    "InlineHtml": _MarkdownWalker.read_inline_html,
    "InlineMath": _MarkdownWalker.read_formula,
    "DisplayMath": _MarkdownWalker.read_formula,
}


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
