"""What the customer reads of a rendered message: text on a page, each character traceable to what was rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import LINE, Prominence, Role
from cxlint.model.source import Source

if TYPE_CHECKING:
    from cxlint.model.document import Block, Document
    from cxlint.preview.written import Rendered, Segment

NOWHERE = -1
_UNSEEN = frozenset({Role.ATTRIBUTE})
_OUT_OF_SIGHT = frozenset({Prominence.HIDDEN, Prominence.TITLE})
_BESIDE = "   "
_WIDTH = 78


class Page(NamedTuple):
    """The text; of each character the offset in what was rendered, or NOWHERE; and what the format tells besides.

    `subject` is the range of the subject in the text, empty where there is none; `buttons` are ranges, `dead_ends` the
    offsets in the rendered text of links without a target.
    """

    text: str
    origins: list[int]
    subject: tuple[int, int] = (0, 0)
    buttons: tuple[tuple[int, int], ...] = ()
    dead_ends: tuple[tuple[int, str], ...] = ()
    verbatim: bool = True


def page_of(rendered: Rendered, format_name: str) -> Page:
    """The page of a rendered message; HTML and Markdown are read as the customer sees them, the rest as it stands."""
    if format_name in ("html", "markdown"):
        return _laid_out(rendered, format_name)
    return _verbatim(rendered.text)


def _verbatim(text: str) -> Page:
    """Text as it stands, with one empty line where several follow one another, and none around it."""
    lines = _Lines()
    at = 0
    empty = True
    for line in text.splitlines(keepends=True):
        kept = line.rstrip()
        if kept or not empty:
            lines.add(kept, range(at, at + len(kept)))
            lines.end(at + len(kept))
        empty = not kept
        at += len(line)
    found = lines.page(verbatim=True)
    if found.text[:8].lower() == "subject:":
        end = found.text.find("\n")
        return found._replace(subject=(8, end if end >= 0 else len(found.text)))
    return found


def _laid_out(rendered: Rendered, format_name: str) -> Page:
    from cxlint.readers import read

    document = read(Source(f"message.{format_name}", rendered.text), format=format_name, dialect="")
    return _Layout(document).page()


def fills(page: Page, rendered: Rendered) -> list[tuple[int, int, Segment]]:
    """The values on a page, in order: the range of each, and where it comes from."""
    found: list[tuple[int, int, Segment]] = []
    start = 0
    current: Segment | None = None
    for i, origin in enumerate([*page.origins, NOWHERE]):
        if current is not None and current.start <= origin < current.end:
            continue
        if current is not None and current.fill is not None:
            found.append((start, i, current))
        start, current = i, rendered.segments[rendered.at(origin)] if origin != NOWHERE else None
    return found


class _Lines:
    """Collects the characters of a page."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.origins: list[int] = []

    def add(self, text: str, origins: range | list[int] | None = None) -> None:
        """Append text; without origins it is the page's own."""
        self.parts.append(text)
        self.origins.extend(origins if origins is not None else [NOWHERE] * len(text))

    def end(self, origin: int = NOWHERE) -> None:
        """End the line."""
        self.parts.append("\n")
        self.origins.append(origin)

    @property
    def length(self) -> int:
        """Characters so far."""
        return len(self.origins)

    def page(self, *, verbatim: bool) -> Page:
        """All lines, without empty ones at the end."""
        text = "".join(self.parts).rstrip()
        return Page(text, self.origins[: len(text)], verbatim=verbatim)


class _Layout:
    """Sets the blocks of a document one under the other, the cells of a row side by side."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = _Lines()
        self.subject = (0, 0)
        self.buttons: list[tuple[int, int]] = []
        self.links = {link.end: link.target for link in document.links}

    def page(self) -> Page:
        """The whole page."""
        shown = [block for block in self.document.blocks if _is_shown(block)]
        shown.sort(key=lambda block: block.role not in (Role.SUBJECT, Role.PREHEADER))
        before: Block | None = None
        for block in shown:
            self._between(before, block)
            self._block(block)
            before = block
        self.lines.end()
        page = self.lines.page(verbatim=False)
        return page._replace(subject=self.subject, buttons=tuple(self.buttons), dead_ends=tuple(self._dead_ends()))

    def _between(self, before: Block | None, block: Block) -> None:
        if before is None:
            return
        if before.cell and block.cell and before.cell[:2] == block.cell[:2]:
            self.lines.add(_BESIDE)
            return
        self.lines.end()
        close = before.role == block.role == Role.ITEM or (
            before.cell and block.cell and before.cell[0] == block.cell[0]
        )
        if not close:
            self.lines.end()

    def _block(self, block: Block) -> None:
        lines, start = self.lines, self.lines.length
        if block.role in (Role.SUBJECT, Role.PREHEADER):
            lines.add("Subject: " if block.role == Role.SUBJECT else "Preview: ")
        elif block.role == Role.ITEM:
            lines.add("- ")
        elif block.role == Role.BUTTON:
            lines.add("[ ")
        text, origins = self._text(block)
        first = lines.length
        indent = first - start
        lines.add(_wrapped(text, _WIDTH - indent if block.cell is None else len(text) + 1), origins)
        if block.role == Role.SUBJECT and self.subject == (0, 0):
            self.subject = first, lines.length
        elif block.role == Role.BUTTON:
            self.buttons.append((first, lines.length))
            lines.add(" ]")

    def _text(self, block: Block) -> tuple[str, list[int]]:
        document = self.document
        parts: list[str] = []
        origins: list[int] = []
        for i in range(block.start, block.end):
            char = document.text[i]
            parts.append("\n" if char == LINE else char)
            origins.append(document.origin.start(i))
            target = self.links.get(i + 1, "")
            if (
                target.startswith(("http:", "https:", "mailto:"))
                and target.removeprefix("mailto:") not in document.text[block.start : block.end]
            ):
                parts.append(f" <{target}>")
                origins += [NOWHERE] * (len(target) + 3)
        return "".join(parts), origins

    def _dead_ends(self) -> list[tuple[int, str]]:
        document = self.document
        return [
            (document.origin.start(link.start), document.text[link.start : link.end])
            for link in document.links
            if not link.target.strip()
        ]


def _is_shown(block: Block) -> bool:
    if block.role in _UNSEEN:
        return False
    return block.role == Role.PREHEADER or block.prominence not in _OUT_OF_SIGHT


def _wrapped(text: str, width: int) -> str:
    """The text with line ends in place of some of its blanks."""
    chars = list(text)
    line = blank = 0
    for i, char in enumerate(chars):
        if char == "\n":
            line, blank = i + 1, 0
        elif char == " ":
            if i - line > width and blank > line:
                chars[blank] = "\n"
                line = blank + 1
            blank = i
    if len(chars) - line > width and blank > line:
        chars[blank] = "\n"
    return "".join(chars)
