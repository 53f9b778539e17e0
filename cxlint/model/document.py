"""A document as its reader sees it: blocks of text in reading order, each character traceable to the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.model.source import Source

SLOT = "\ufffc"
"""Stands in `Document.text` for one value that a template fills in."""

LINE = "\u2028"
"""A line break the author kept inside a block (`<br>`, an address line); wrapped lines are joined by a space."""

TICKED = "\u2611"
"""Stands for a box of a form that is ticked before anybody touched it."""

CHOSEN = "\u25c9"
"""Stands for a radio button or a list entry that is chosen before anybody touched it."""


class Role:
    """What a block is to the reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    LINK = "link"
    BUTTON = "button"
    SUBJECT = "subject"
    PREHEADER = "preheader"
    SALUTATION = "salutation"
    CLOSING = "closing"
    QUOTE = "quote"
    ATTRIBUTE = "attribute"
    """Text in an attribute that people see or hear: alt, title, aria-label, placeholder."""
    VALUE = "value"
    """A value of a data file or of front matter."""
    CODE = "code"
    """Code shown to the reader; never linted."""


ROLES = frozenset(value for name, value in vars(Role).items() if name.isupper())


class Prominence:
    """How easily the reader notices a block, from most to least."""

    HEADLINE = "headline"
    BODY = "body"
    FOOTNOTE = "footnote"
    SMALL = "small"
    COLLAPSED = "collapsed"
    TITLE = "title"
    """Shown only on hover or to a screen reader."""
    HIDDEN = "hidden"


LOW_PROMINENCE = frozenset(
    {Prominence.FOOTNOTE, Prominence.SMALL, Prominence.COLLAPSED, Prominence.TITLE, Prominence.HIDDEN}
)


class Cell(NamedTuple):
    """Where a table cell stands: rows and columns count from 0, header rows included.

    `rows` is how many rows a merged cell covers, from `row` downwards.
    """

    table: int
    row: int
    column: int
    header: bool
    rows: int = 1


class Block:
    """A piece of text that the reader takes in as one: a paragraph, a heading, a table cell.

    `start` and `end` delimit it in `Document.text`. `heading` is the index of the nearest heading above, or -1.
    `conditions` are the template conditions it stands under, as written, outermost first. `alternative_of` is the
    index of the block whose other reading this is (another branch of a condition inside the block), or -1.
    `markers` are the footnote marks it carries (`*`, `1`), `label` its key in a data file or its footnote mark.
    """

    __slots__ = (
        "alternative_of", "cell", "conditions", "end", "heading", "index", "label", "level", "markers", "prominence",
        "role", "start",
    )  # fmt: skip

    def __init__(self, index: int, role: str, start: int, end: int) -> None:
        self.index = index
        self.role = role
        self.start = start
        self.end = end
        self.level = 0
        self.heading = -1
        self.prominence = Prominence.BODY
        self.cell: Cell | None = None
        self.conditions: tuple[str, ...] = ()
        self.alternative_of = -1
        self.markers: tuple[str, ...] = ()
        self.label = ""

    def __repr__(self) -> str:
        return f"Block({self.index}, {self.role!r}, {self.start}, {self.end})"


class Slot(NamedTuple):
    """A value that a template fills in.

    `start` and `end` are source offsets of the whole tag. `expression` is what stands in it, `path` the variable it
    prints ("customer.first_name", empty when it prints none), `filters` the names of the filters applied in order,
    `fallback` the text printed when the value is missing (None: no fallback), `conditions` and `loops` the guards and
    loop expressions it stands under, outermost first. `kind` is a guess from the names: name, money, date, link,
    contact, count, or empty.
    """

    start: int
    end: int
    expression: str
    path: str
    filters: tuple[str, ...] = ()
    fallback: str | None = None
    conditions: tuple[str, ...] = ()
    loops: tuple[str, ...] = ()
    kind: str = ""


class Tag(NamedTuple):
    """A template statement with its source offsets: `keyword` such as "include", `argument` the rest."""

    start: int
    end: int
    keyword: str
    argument: str


class Template(NamedTuple):
    """What is known of the template a document is."""

    dialect: str
    slots: tuple[Slot, ...]
    tags: tuple[Tag, ...]


class Problem(NamedTuple):
    """A part of a file that its reader could not make sense of, while it read the rest.

    `start` and `end` are source offsets, `message` says what is wrong there, `hint` what was expected.
    """

    start: int
    end: int
    message: str
    hint: str


class Link(NamedTuple):
    """A link: the range of its words in `Document.text` and where it goes (template tags as written)."""

    start: int
    end: int
    target: str


class OriginMap:
    """From positions in the text that is read to positions in the file.

    Three parallel lists, one entry a segment: where it starts in the text, where it starts in the source, how long it
    is in the source. A segment as long in the text as in the source maps character by character; any other (an entity,
    folded white space, a template slot) maps as a whole.
    """

    __slots__ = ("origins", "starts", "widths")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.widths: list[int] = []

    def add(self, start: int, origin: int, width: int) -> None:
        """Append a segment; starts must not decrease."""
        self.starts.append(start)
        self.origins.append(origin)
        self.widths.append(width)

    def start(self, position: int) -> int:
        """Source offset where the character at `position` begins."""
        if not self.starts:
            return 0
        i = max(0, bisect_right(self.starts, position) - 1)
        return self.origins[i] + self._within(i, position)

    def end(self, position: int) -> int:
        """Source offset where the text before `position` ends."""
        if not self.starts:
            return 0
        last = max(0, position - 1)
        i = max(0, bisect_right(self.starts, last) - 1)
        if self._identical(i):
            return self.origins[i] + min(last - self.starts[i] + 1, self.widths[i])
        return self.origins[i] + self.widths[i]

    def _identical(self, i: int) -> bool:
        if i + 1 == len(self.starts):
            return True
        length = self.starts[i + 1] - self.starts[i]
        # one more: the separator after the last segment of a block belongs to no segment
        return length - self.widths[i] in (0, 1)

    def _within(self, i: int, position: int) -> int:
        return min(position - self.starts[i], self.widths[i]) if self._identical(i) else 0


class Document:
    """What a reader made of a Source.

    `text` holds all blocks, one after the other, a line feed after each. `kind` is policy, schedule, message, page or
    data (empty until guessed by `cxlint.annotate`); `kinds` adds the message kind. Of a message, `stage` says how far a
    row of reminders has got (first, middle, final, or empty), `polarity` whether it brings "good" or "bad" news (or
    empty: neither), `audience` whether it is written to a "customer" or to "staff". `told` says what each of these was
    told by. `front_matter` holds the file's own metadata.
    """

    __slots__ = (
        "_block_starts",
        "_paragraphs",
        "_sections",
        "_slot_order",
        "audience",
        "blocks",
        "catalogue",
        "code",
        "fragment",
        "front_matter",
        "kind",
        "kinds",
        "links",
        "origin",
        "polarity",
        "problems",
        "skipped",
        "slot_positions",
        "source",
        "stage",
        "tables",
        "template",
        "text",
        "told",
    )  # fmt: skip

    def __init__(self, source: Source, text: str, blocks: list[Block], origin: OriginMap) -> None:
        self.source = source
        self.text = text
        self.blocks = blocks
        self.origin = origin
        self.template: Template | None = None
        self.slot_positions: dict[int, Slot] = {}
        """Slot by its position in `text`."""
        self._slot_order: list[int] = []
        self.links: list[Link] = []
        self.code: list[tuple[int, int]] = []
        """Ranges of `text` inside a block that are code: an identifier, a command."""
        self.tables: list[list[list[int]]] = []
        """Tables, rows, cells: block indexes; -1 where a row has no cell in that column. A merged cell stands in every
        row it covers."""
        self.problems: list[Problem] = []
        """What the reader could not make sense of, in order of place."""
        self.front_matter: dict[str, object] = {}
        self.kind = ""
        self.kinds: frozenset[str] = frozenset()
        self.stage = ""
        self.polarity = ""
        self.audience = "customer"
        self.told: dict[str, str] = {}
        self.fragment = False
        self.catalogue = False
        """Whether each block is a message of its own, found by its `label`."""
        self.skipped = ""
        """Why nothing of the file was read."""
        self._block_starts = [block.start for block in blocks]
        self._paragraphs: dict[int, tuple[int, int]] = {}
        self._sections: dict[int, tuple[int, int]] = {}

    def block_at(self, position: int) -> Block:
        """The block that holds a position of `text` (its separator included)."""
        return self.blocks[max(0, bisect_right(self._block_starts, position) - 1)]

    def block_text(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]

    def trail(self, block: Block) -> list[Block]:
        """The headings over a block, outermost first."""
        found: list[Block] = []
        at = block.heading
        while at >= 0:
            found.append(self.blocks[at])
            at = self.blocks[at].heading
        return found[::-1]

    def slots_between(self, start: int, end: int) -> list[tuple[int, Slot]]:
        """The slots of a range of the text with their positions, in order."""
        if not self.slot_positions:
            return []
        if len(self._slot_order) != len(self.slot_positions):
            self._slot_order = sorted(self.slot_positions)
        low, high = bisect_left(self._slot_order, start), bisect_left(self._slot_order, end)
        return [(at, self.slot_positions[at]) for at in self._slot_order[low:high]]

    def paragraph(self, block: Block) -> tuple[int, int]:
        """The range of a paragraph: of a list with its lead-in, or of a table row, when the block belongs to one."""
        known = self._paragraphs.get(block.index)
        if known is None:
            first, last = self._together(block)
            lead = block.role == Role.ITEM and first > 0 and self.blocks[first - 1].role == Role.PARAGRAPH
            known = self.blocks[first - lead].start, self.blocks[last].end
            self._paragraphs.update(dict.fromkeys(range(first, last + 1), known))
        return known

    def _together(self, block: Block) -> tuple[int, int]:
        """The first and the last block of a row or a list."""
        cell = block.cell
        if cell is not None:
            return self._while(block, lambda b: b.cell is not None and b.cell[:2] == cell[:2])
        if block.role == Role.ITEM:
            return self._while(block, lambda b: b.role == Role.ITEM)
        return block.index, block.index

    def section(self, block: Block) -> tuple[int, int]:
        """The range from the heading over a block to the next heading of the same or a higher level."""
        heading = block.index if block.role == Role.HEADING else block.heading
        known = self._sections.get(heading)
        if known is None:
            known = self._sections[heading] = self._section(heading)
        return known

    def _section(self, heading: int) -> tuple[int, int]:
        level = self.blocks[heading].level if heading >= 0 else 99
        last = len(self.blocks) - 1
        for i in range(heading + 1, len(self.blocks)):
            if self.blocks[i].role == Role.HEADING and self.blocks[i].level <= level:
                last = i - 1
                break
        return self.blocks[max(heading, 0)].start, self.blocks[last].end

    def _while(self, block: Block, belongs: Callable[[Block], bool]) -> tuple[int, int]:
        first = last = block.index
        while first > 0 and belongs(self.blocks[first - 1]):
            first -= 1
        while last + 1 < len(self.blocks) and belongs(self.blocks[last + 1]):
            last += 1
        return first, last

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of a range of `text`."""
        a = self.origin.start(start)
        return a, max(a, self.origin.end(end))
