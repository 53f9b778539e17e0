"""Unified diffs, as `git diff`, `diff -u` and code hosts write them: which lines of which file are new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.changes.touched import WHOLE, Touched
from cxlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_HUNK = re.compile(r"@@ -\d+(?:,(?P<old>\d+))? \+(?P<start>\d+)(?:,(?P<new>\d+))? @@")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_CONTROLS = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_BINARY = ("Binary files ", "GIT binary patch")
_COMBINED = ("diff --cc ", "diff --combined ")
_NOWHERE = "/dev/null"


class FileDiff(NamedTuple):
    """The part of a diff that is about one file.

    `old` and `new` are the names as written (prefixes such as `b/` included), empty where there is none: a new or
    deleted file. `from_git` says that the part has git's own header.
    """

    old: str
    new: str
    touched: Touched
    from_git: bool


def decode(data: bytes) -> str:
    """The text of a diff; bytes that are no UTF-8 survive in file names."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # what `>` writes in an old PowerShell
        return data.decode("utf-16", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")


def parse(text: str) -> Iterator[FileDiff]:
    """The files of a diff; what is neither a header nor a hunk is passed over.

    Raises UsageError for a text that is no diff, one that is cut off, and the diff of a merge against both its parents.
    """
    reader = _Reader(text)
    seen = not text.strip()
    while reader.at < len(reader.lines):
        line = reader.lines[reader.at]
        if line.startswith("diff --git "):
            seen = True
            yield from reader.git_file(line)
        elif line.startswith("--- ") and reader.peek(1).startswith("+++ ") and _HUNK.match(reader.peek(2)):
            seen = True
            yield reader.plain_file()
        elif line.startswith(_COMBINED):
            raise UsageError("this is the diff of a merge against both its parents", hint="`git diff main...HEAD`")
        else:
            reader.at += 1
    if not seen:
        raise UsageError("there is no unified diff in it", hint="`git diff -U0 main...HEAD` prints one")


class _Reader:
    """The lines of a diff, read from the top."""

    def __init__(self, text: str) -> None:
        # a carriage return or form feed ends no line of a diff
        self.lines = [line.removesuffix("\r") for line in text.split("\n")]
        self.at = 0

    def peek(self, ahead: int) -> str:
        at = self.at + ahead
        return self.lines[at] if at < len(self.lines) else ""

    def git_file(self, head: str) -> Iterator[FileDiff]:
        """A file under `diff --git`, with its extended header; none for a change of mode alone."""
        names = _names(head.removeprefix("diff --git "))
        old, new = names or ("", "")
        binary = False
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.startswith(("diff --git ", "@@ ")):
                break
            if line.startswith("--- "):
                old = _name(line[4:])
            elif line.startswith("+++ "):
                new = _name(line[4:])
            elif line.startswith(("rename to ", "copy to ")):
                # these have no prefix: give it one, so that all names are alike
                new = "b/" + _name(line.partition(" to ")[2])
            elif line.startswith("new file mode"):
                old = ""
            elif line.startswith("deleted file mode"):
                new = ""
            binary = binary or line.startswith(_BINARY)
            self.at += 1
        touched = WHOLE if binary else self._hunks()
        if new and (touched.whole or touched.spans or touched.cuts):
            yield FileDiff(old, new, touched, from_git=True)

    def plain_file(self) -> FileDiff:
        """A file under `---` and `+++` alone."""
        old, new = _name(self.peek(0)[4:]), _name(self.peek(1)[4:])
        self.at += 2
        return FileDiff(old, new, self._hunks(), from_git=False)

    def _hunks(self) -> Touched:
        spans: list[tuple[int, int]] = []
        cuts: list[int] = []
        while (match := _HUNK.match(self.peek(0))) is not None:
            self.at += 1
            old, new = int(match["old"] or 1), int(match["new"] or 1)
            # with no line left, git names the line before
            line = int(match["start"]) + (new == 0)
            self._hunk(line, old, new, spans, cuts)
        return Touched(tuple(spans), tuple(cuts))

    def _hunk(self, line: int, old: int, new: int, spans: list[tuple[int, int]], cuts: list[int]) -> None:
        """Read the lines of a hunk: they are counted, since a line taken out may look like a header."""
        first, removed = line, False
        while old > 0 or new > 0:
            if self.at >= len(self.lines):
                raise UsageError("the diff ends in the middle of a change", hint="is all of it there?")
            row = self.lines[self.at]
            sign = row[:1] or " "  # some mailers and editors cut trailing blanks
            self.at += 1
            if sign == "+":
                new, line = new - 1, line + 1
            elif sign == "-":
                old, removed = old - 1, True
            elif sign == " ":
                _close(first, line, removed, spans, cuts)
                old, new, line = old - 1, new - 1, line + 1
                first, removed = line, False
            elif sign != "\\":
                raise UsageError(f"line {self.at} of the diff is neither kept, added nor removed: {row[:60]}")
        _close(first, line, removed, spans, cuts)


def _close(first: int, line: int, removed: bool, spans: list[tuple[int, int]], cuts: list[int]) -> None:
    """Note a run of changed lines that ends before `line`."""
    if line > first:
        spans.append((first, line - 1))
    elif removed:
        cuts.append(line - 1)


def _names(text: str) -> tuple[str, str] | None:
    """The two names behind `diff --git`, where they can be told apart: quoted, or alike but for their prefix."""
    quoted = _QUOTED.match(text)
    if quoted is not None and (second := text[quoted.end() :].strip()):
        return _name(quoted[0]), _name(second)
    if text.endswith('"') and (match := re.search(r' ("(?:[^"\\]|\\.)*")$', text)):
        return text[: match.start()], _name(match[1])
    middle = len(text) // 2
    old, space, new = text[:middle], text[middle : middle + 1], text[middle + 1 :]
    if space == " " and _bare(old) == _bare(new):
        return old, new
    return None


def _bare(name: str) -> str:
    """A name without its prefix, or without its first folder."""
    return name.partition("/")[2] or name


def _name(text: str) -> str:
    """A file name as a header writes it: quoted or not, perhaps with a time behind it; empty for no file."""
    match = _QUOTED.match(text)
    if match is not None:
        raw = match[1].encode("utf-8", "surrogateescape")
        return _ESCAPE.sub(_unescaped, raw).decode("utf-8", "surrogateescape")
    name = text.partition("\t")[0]
    return "" if name == _NOWHERE else name


def _unescaped(match: re.Match[bytes]) -> bytes:
    found = match[1]
    return bytes([int(found, 8) & 0xFF]) if found.isdigit() else _CONTROLS.get(found, found)
