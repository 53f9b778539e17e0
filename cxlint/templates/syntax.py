"""Lets Jinja itself say whether a template is well formed, and where exactly it is not. Imports Jinja2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.lexer import Lexer
from jinja2.parser import Parser

from cxlint.errors import ReadError
from cxlint.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_KNOWN = frozenset(
    (
        "for", "if", "block", "extends", "print", "macro", "include", "from", "import", "set", "with",
        "autoescape", "call", "filter",
    )
)  # fmt: skip
_MISPLACED = frozenset(("endif", "endfor", "elif", "endblock", "endmacro", "endcall", "endfilter", "endset"))
_UNCLOSED = re.compile(r"Unexpected end of template.* needs to be closed is '(\w+)'")
_POSITION = re.compile(r" at \d+$|\.$")
_CARRIAGE = re.compile(r"\r\n?")


class _Position(int):
    """A line number that remembers the offset it came from; Jinja hands it through to its errors."""

    offset: int

    def __new__(cls, line: int, offset: int) -> Self:
        position = super().__new__(cls, line)
        position.offset = offset
        return position


class _PositionLexer(Lexer):
    """Yields what Jinja's lexer yields, with offsets."""

    reached = 0

    def tokeniter(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> Iterator[tuple[int, str, str]]:
        self.reached = at = 0
        for line, kind, value in super().tokeniter(source, name, filename, state):
            # white space that the template asks to strip is missing from the tokens
            while not source.startswith(value, at) and source[at : at + 1].isspace():
                at += 1
            yield _Position(line, at), kind, value
            at += len(value)
            self.reached = at


class _TolerantParser(Parser):
    """Jinja's parser, except that tags it does not know are skipped."""

    unknown = False

    def parse_statement(self) -> nodes.Node | list[nodes.Node]:
        token = self.stream.current
        word = token.value
        if token.type != "name" or word in _KNOWN:
            return super().parse_statement()
        if word in _MISPLACED or (word == "else" and not self.unknown):
            self.fail(f"'{word}' has no tag that it belongs to", token.lineno)
        self.unknown = self.unknown or word not in {
            "trans",
            "endtrans",
            "pluralize",
            "do",
            "break",
            "continue",
        }
        while self.stream.current.type not in {"block_end", "eof"}:
            next(self.stream)
        return nodes.Output([], lineno=token.lineno)


class _Environment(Environment):
    position_lexer: _PositionLexer | None = None

    @property
    def lexer(self) -> _PositionLexer:
        if self.position_lexer is None:
            self.position_lexer = _PositionLexer(self)
        return self.position_lexer


def check_jinja(text: str) -> None:
    """Raise ReadError, with line and column, when Jinja cannot parse the text.

    Unknown tags, filters and tests are fine: they come from extensions.
    """
    environment = _Environment(keep_trailing_newline=True)
    # as long as before, with line ends that Jinja does not rewrite
    source = _CARRIAGE.sub(lambda match: " \n" if len(match[0]) > 1 else "\n", text)
    try:
        _TolerantParser(environment, source).parse()
    except TemplateSyntaxError as error:
        line, column = _place(text, error.lineno, environment.lexer.reached)
        raise ReadError(
            f"is not valid Jinja: {_plain(error)}",
            line=line,
            column=column,
            hint="repair the tag, or set the dialect if this is not a Jinja template",
        ) from error
    except (RecursionError, ValueError):
        # nested deeper or a number longer than Python can follow; the tolerant reading has no such limit
        return


def _place(text: str, line: int, reached: int) -> tuple[int, int]:
    source = Source("", text)
    if isinstance(line, _Position):
        return source.place(line.offset)
    # the lexer's own errors know the line only: the character it could not read follows the last token
    here, column = source.place(reached)
    return (line, column) if here == line else (line, 1)


def _plain(error: TemplateSyntaxError) -> str:
    message = error.message or "the tags do not fit together"
    unclosed = _UNCLOSED.search(message)
    if unclosed is not None:
        return f"the tag '{unclosed[1]}' is never closed"
    message = _POSITION.sub("", message)
    return message[:1].lower() + message[1:]
