"""A file as it lies on disk, and where each character of it stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from cxlint.errors import ReadError

if TYPE_CHECKING:
    from typing import Protocol

    from cxlint.model.finding import Place

    class Labels(Protocol):
        """Names the places of a file that people do not find by line and column."""

        def at(self, offset: int) -> str:
            """The name of the place of an offset: `Rates!B7`."""


WORKBOOKS = (".xlsx", ".xlsm")
SHEETS = (".csv", ".tsv", *WORKBOOKS)
"""Suffixes of files of rows and cells."""

KEYED = (".yaml", ".yml", ".json")
"""Suffixes of files of keys and values."""

GETTEXT = (".po", ".pot")
"""Suffixes of gettext catalogues."""

_BINARY_PROBE = 8192


def file_name(path: str) -> str:
    """The last part of a path, whichever slashes it is written with."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]


class Source:
    """One file: its path as the user wrote it, its text, and its line table.

    `text` is decoded, without a byte order mark, line ends as in the file. Offsets everywhere in cxlint are code
    points into it. A line ends at LF, CRLF or a lone CR. A workbook has no text of its own: there `text` is one written
    for it, a line a row, and `labels` knows the cell of every offset.
    """

    __slots__ = ("_starts", "labels", "path", "text")

    def __init__(self, path: str, text: str, labels: Labels | None = None) -> None:
        self.path = path
        self.text = text
        self.labels = labels
        self._starts: list[int] | None = None

    @property
    def suffix(self) -> str:
        """The lower-case file extension with its dot, or an empty string."""
        name = file_name(self.path)
        return "." + name.rsplit(".", 1)[1].lower() if "." in name[1:] else ""

    def line_starts(self) -> list[int]:
        """Offsets at which the lines begin; the first is 0."""
        if self._starts is None:
            self._starts = _line_starts(self.text)
        return self._starts

    def place(self, offset: int) -> tuple[int, int]:
        """1-based line and column (in code points) of an offset, clamped to the text."""
        starts = self.line_starts()
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def between(self, place: Place) -> str:
        """The text of a place; empty where the file has no such lines."""
        starts = self.line_starts()
        if not 0 < place.line <= place.end_line <= len(starts):
            return ""
        start = starts[place.line - 1] + place.column - 1
        return self.text[start : starts[place.end_line - 1] + place.end_column - 1]

    def label(self, offset: int) -> str:
        """The name of the place of an offset, such as `Rates!B7`; empty where line and column name it."""
        return self.labels.at(offset) if self.labels is not None else ""

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line end."""
        starts = self.line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


def _line_starts(text: str) -> list[int]:
    starts = [0]
    find = text.find
    if "\r" not in text:
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts
    at = 0
    for line in text.splitlines(keepends=True):
        at += len(line)
        # splitlines also splits at form feeds and Unicode separators; those do not end a line in an editor
        if line.endswith(("\n", "\r")):
            starts.append(at)
    return starts


def decode(path: str, data: bytes) -> Source:
    """Decode the bytes of a file.

    UTF-8 with or without byte order mark and UTF-16 with one are recognised; other text is read as Windows-1252, the
    superset of Latin-1 that real policies use. Raises ReadError for binary data.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return Source(path, data.decode("utf-16"))
        except UnicodeDecodeError as error:
            raise ReadError(f"starts like UTF-16 but is not: {error.reason}") from error
    if b"\0" in data[:_BINARY_PROBE]:
        raise ReadError("looks like binary data, not text", hint="exclude it, or export it as text")
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return Source(path, text)
