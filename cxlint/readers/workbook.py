"""Opens workbooks (.xlsx) with the standard library alone: sheets, their cells as people see them, merged ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cxlint.errors import ReadError
from cxlint.readers.number_format import builtin
from cxlint.readers.workbook_parts import HINT, MOST_CELLS, Book, Part, Relations, SheetReader, Strings, Styles

if TYPE_CHECKING:
    from zipfile import ZipFile

    from cxlint.readers.workbook_parts import Sheet

_PartT = TypeVar("_PartT", bound=Part)

_LARGEST = 200_000_000
"""Bytes of one part, unpacked."""

_HARMLESS = 10_000_000
"""A part this small may be packed as tightly as it likes."""

_TIGHTEST = 200
"""How many times its packed size a larger part may have."""

_CHUNK = 1 << 16
_OFFICE_97 = b"\xd0\xcf\x11\xe0"


def sheets(data: bytes) -> list[Sheet]:
    """The sheets of a workbook that are not hidden. Raises ReadError."""
    import io
    import zipfile
    import zlib
    from xml.etree.ElementTree import ParseError

    if data.startswith(_OFFICE_97):
        raise ReadError("is an old or a password-protected workbook, not .xlsx", hint=HINT)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Workbook(archive).sheets()
    except zipfile.BadZipFile as error:
        raise ReadError("is named .xlsx but is no workbook", hint=HINT) from error
    except (ParseError, UnicodeDecodeError, LookupError, ValueError, EOFError, OSError, zlib.error) as error:
        raise ReadError(f"is a damaged workbook: {error}", hint=HINT) from error
    except (RuntimeError, NotImplementedError) as error:  # encrypted, or packed in a way zipfile does not know
        raise ReadError(f"cannot be unpacked: {error}", hint=HINT) from error


class _Workbook:
    """The parts of a workbook that say how its sheets look."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        if "xl/workbook.xml" not in self._names:
            raise ReadError("is named .xlsx but holds no workbook", hint=HINT)
        self._strings = self._read("xl/sharedstrings.xml", Strings()).found
        styles = self._read("xl/styles.xml", Styles())
        self._formats = [styles.codes.get(number) or builtin(number) for number in styles.cells]
        self._left = MOST_CELLS

    def sheets(self) -> list[Sheet]:
        """All sheets that are shown, in their order."""
        book = self._read("xl/workbook.xml", Book())
        targets = self._read("xl/_rels/workbook.xml.rels", Relations()).targets
        found = []
        for name, relation in book.sheets:
            target = targets.get(relation, "").lstrip("/")
            path = target if target.startswith("xl/") else f"xl/{target}"
            if path.lower() not in self._names:
                continue
            reader = SheetReader(self._strings, self._formats, from_1904=book.from_1904, most=self._left)
            self._read(path, reader)
            self._left -= len(reader.cells)
            found.append(reader.sheet(name))
        return found

    def _read(self, path: str, part: _PartT) -> _PartT:
        """Feed a part to its reader; one that is missing leaves the reader as it is."""
        from xml.etree.ElementTree import XMLParser

        name = self._names.get(path.lower())
        if name is None:
            return part
        info = self._archive.getinfo(name)
        tight = info.file_size > _HARMLESS and info.file_size > _TIGHTEST * max(1, info.compress_size)
        if info.file_size > _LARGEST or tight:
            raise ReadError(f"unpacks to {info.file_size // 1_000_000:,} MB, which is not safe to read", hint=HINT)
        parser = XMLParser(target=part)  # noqa: S314 -- a Part refuses the document types that attacks need
        with self._archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
        parser.close()
        return part
