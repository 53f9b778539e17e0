"""The XML parts of a workbook, each read by a class that takes what the parser finds."""

from __future__ import annotations

import re
from typing import NamedTuple

from cxlint.errors import ReadError
from cxlint.readers.number_format import shown

HINT = "open it in a spreadsheet program and save it again, or save the sheet that matters as .csv"
"""What to do with a workbook that cannot be read."""

MOST_CELLS = 1_000_000
"""Filled cells of a workbook."""

_MOST_COVERED = 200_000
_DIGITS = "0123456789$"
_ODD = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2029]")


class SheetCell(NamedTuple):
    """A cell with something in it, rows and columns from 1."""

    row: int
    column: int
    text: str
    hidden: bool


class Sheet(NamedTuple):
    """A sheet that is shown: its cells row by row, and the rows that each merged cell covers, by its place."""

    name: str
    cells: list[SheetCell]
    spans: dict[tuple[int, int], int]


_names: dict[str, str] = {}


def _local(tag: str) -> str:
    """The name of an element without its namespace, of which there are two (transitional and strict)."""
    name = tag[tag.rfind("}") + 1 :]
    if len(_names) < 1000:
        _names[tag] = name
    return name


class Part:
    """Takes what the XML parser finds: `start` and `end` of elements by their local names, and the words between."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._taking = False

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        """Refuse: no spreadsheet program writes one, and it is where entities are defined."""
        raise ReadError("declares a document type, which no workbook needs", hint=HINT)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._begin(_names.get(tag) or _local(tag), attributes)

    def end(self, tag: str) -> None:
        """End an element."""
        self._finish(_names.get(tag) or _local(tag))

    def data(self, words: str) -> None:
        """Some words of an element."""
        if self._taking:
            self._words.append(words)

    def close(self) -> None:
        """End the part."""

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element of a local name."""

    def _finish(self, name: str) -> None:
        """End an element of a local name."""

    def _take(self) -> None:
        self._taking = True
        self._words = []

    def _taken(self) -> str:
        self._taking = False
        return "".join(self._words)


class Strings(Part):
    """The texts that cells refer to by number; how their letters look and are pronounced is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._text: list[str] = []
        self._spoken = False

    def _begin(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self._text = []
        elif name == "rPh":
            self._spoken = True
        elif name == "t" and not self._spoken:
            self._take()

    def _finish(self, name: str) -> None:
        if name == "t" and self._taking:
            self._text.append(self._taken())
        elif name == "rPh":
            self._spoken = False
        elif name == "si":
            self.found.append(_clean("".join(self._text)))


class Styles(Part):
    """The number formats: codes by number, and the number of each cell style."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[int, str] = {}
        self.cells: list[int] = []
        self._in_cells = False

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.cells.append(int(attributes.get("numFmtId", "0")))

    def _finish(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False


class Book(Part):
    """The sheets that are shown with their relations, and from when days are counted."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "sheet" and attributes.get("state", "visible") == "visible":
            relation = next((value for key, value in attributes.items() if key.endswith("}id")), "")
            self.sheets.append((attributes.get("name", ""), relation))


class Relations(Part):
    """Which part a relation leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class SheetReader(Part):
    """The cells of one sheet."""

    def __init__(self, strings: list[str], formats: list[str], *, from_1904: bool, most: int) -> None:
        super().__init__()
        self.cells: list[SheetCell] = []
        self._strings = strings
        self._formats = formats
        self._from_1904 = from_1904
        self._most = most
        self._row = 0
        self._column = 0
        self._row_hidden = False
        self._hidden_columns: list[range] = []
        self._type = ""
        self._style = ""
        self._value: str | None = None
        self._merged: list[tuple[int, int, int, int]] = []

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            ref = attributes.get("r")
            self._column = _column(ref.rstrip(_DIGITS)) if ref else self._column + 1
            self._type = attributes.get("t", "n")
            self._style = attributes.get("s", "")
            self._value = None
        elif name in ("v", "t"):
            self._take()
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            self._row_hidden = attributes.get("hidden", "0") in ("1", "true")
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden", "0") in ("1", "true"):
            self._hidden_columns.append(range(int(attributes.get("min", "0")), int(attributes.get("max", "0")) + 1))

    def _finish(self, name: str) -> None:
        if name in ("v", "t") and self._taking:
            self._value = (self._value or "") + self._taken()
        elif name == "c" and self._value:
            self._keep(self._value)

    def sheet(self, name: str) -> Sheet:
        """The sheet, once all of it is read. Cells under a merged one are out of sight and left out."""
        spans: dict[tuple[int, int], int] = {}
        covered: set[tuple[int, int]] = set()
        for top, left, bottom, right in self._merged:
            spans[top, left] = bottom
            if (bottom - top + 1) * (right - left + 1) + len(covered) <= _MOST_COVERED:
                covered.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
                covered.discard((top, left))
        return Sheet(name, [cell for cell in self.cells if (cell.row, cell.column) not in covered], spans)

    def _keep(self, value: str) -> None:
        text = self._shown(value)
        if not text:
            return
        if len(self.cells) >= self._most:
            raise ReadError(f"holds more than {MOST_CELLS:,} filled cells", hint=HINT)
        hidden = self._row_hidden or any(self._column in columns for columns in self._hidden_columns)
        self.cells.append(SheetCell(self._row, self._column, text, hidden))

    def _shown(self, value: str) -> str:
        kind = self._type
        if kind == "n":
            style = int(self._style or 0)
            code = self._formats[style] if style < len(self._formats) else "General"
            return shown(value.strip(), code, from_1904=self._from_1904)
        if kind == "s":
            return self._strings[int(value)]
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        return value[:10] if kind == "d" else _clean(value)

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        if last:
            top, bottom = (int(part.lstrip("$ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for part in (first, last))
            self._merged.append((top, _column(first.rstrip(_DIGITS)), bottom, _column(last.rstrip(_DIGITS))))


def _column(letters: str) -> int:
    number = 0
    for letter in letters.lstrip("$"):
        number = number * 26 + ord(letter) - 64
    return number


def _clean(text: str) -> str:
    """A text on one line: breaks become U+2028, tabs spaces, escaped characters themselves."""
    if "_x" in text:
        text = _ODD.sub(lambda match: chr(int(match[1], 16)) if 31 < int(match[1], 16) < 0xD800 else "\n", text)
    if not text.isprintable():
        text = _BREAK.sub("\u2028", text.replace("\t", " "))
    return text.strip("\u2028 \n")
