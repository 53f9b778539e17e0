"""Comments addressed to cxlint, in the syntax of any format a document may have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.source import Source

_MARK = "cxlint:"
_LONGEST_COMMENT = 2000
"""A comment whose end is further away is taken to end with its line: it was never closed."""

_OPENER = re.compile(
    r"(<!--|\{#-?|\{%-?[ \t]*comment\b[^%\n]{0,80}%\}|\{%-?[ \t]*#|\{\{~?!--|\{\{~?!|<%-?#|<#--|\{\*|/\*|"
    r"(?:^|(?<=\s))(?://|\#))\s{0,40}\Z",
    re.MULTILINE,
)
_LONGEST_OPENER = 140
_OPENER_ENDS = tuple("-#}!*/")
_CLOSERS = (
    ("<!--", "-->"), ("{#", "#}"), ("{{!--", "--}}"), ("{{~!--", "--}}"), ("{{", "}}"), ("<%", "%>"),
    ("<#--", "-->"), ("{*", "*}"), ("/*", "*/"),
)  # fmt: skip
_COMMENT_TAG_END = re.compile(r"\{%-?\s*endcomment\s*-?%\}")
_HASH_FILES = frozenset(
    {"yaml", "yml", "toml", "csv", "tsv", "xlsx", "xlsm", "py", "ini", "cfg", "properties", "po", "pot", "sh", "rb"}
)
_SLASH_FILES = frozenset(
    {"json", "jsonc", "json5", "js", "mjs", "ts", "jsx", "tsx", "scss", "java", "go", "php", "strings"}
)
_NOT_LINE_END = re.compile(r"[^\r\n]")


class Comment(NamedTuple):
    """A comment addressed to cxlint: where it begins, its mark, its words after the mark, and its end."""

    start: int
    mark: int
    words: int
    words_end: int
    end: int


def comments_in(source: Source) -> Iterator[Comment]:
    """Find the comments in order of place; costs one substring search when there are none."""
    text = source.text
    extensions = extensions_of(source.path)
    at = text.find(_MARK)
    while at >= 0:
        following = at + len(_MARK)
        before = text[max(0, at - _LONGEST_OPENER) : at]
        match = _OPENER.search(before) if before.rstrip()[-1:] in _OPENER_ENDS else None
        if match and _speaks(match[1], extensions):
            words_end, end = _comment_end(text, match[1], following)
            words = following + len(text[following:words_end]) - len(text[following:words_end].lstrip())
            yield Comment(at - len(before) + match.start(), at, words, words_end, end)
            following = end
        at = text.find(_MARK, following)


def extensions_of(path: str) -> set[str]:
    """All extensions of a file name, so that `rates.yaml.j2` is YAML too."""
    return set(path.lower().replace("\\", "/").rsplit("/", 1)[-1].split(".")[1:])


def _speaks(opener: str, extensions: set[str]) -> bool:
    """Whether the opener begins a comment in this format: in Markdown `#` is a heading."""
    if opener == "#":
        return bool(extensions & _HASH_FILES)
    return opener != "//" or bool(extensions & _SLASH_FILES)


def _comment_end(text: str, opener: str, start: int) -> tuple[int, int]:
    """Where the words of a comment end, and where the comment does."""
    limit = start + _LONGEST_COMMENT
    if opener.startswith("{%"):
        if "comment" not in opener:
            at = text.find("%}", start, limit)
            if at >= 0:
                return at, at + 2
        elif closer := _COMMENT_TAG_END.search(text, start, limit):
            return closer.start(), closer.end()
    for begins, ends in _CLOSERS:
        if opener.startswith(begins):
            at = text.find(ends, start, limit)
            if at >= 0:
                return at, at + len(ends)
            break
    at = text.find("\n", start, limit)
    at = min(len(text), limit) if at < 0 else at
    return at, at


def without(text: str, comments: list[Comment]) -> str:
    """The text with blanks in place of the comments, line ends kept."""
    parts = []
    at = 0
    for comment in comments:
        parts += [text[at : comment.start], _NOT_LINE_END.sub(" ", text[comment.start : comment.end])]
        at = comment.end
    return "".join(parts) + text[at:]
