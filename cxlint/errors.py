"""Everything cxlint raises on purpose.

CxlintError            a sentence for the user: what, where, what to do
├── ConfigError        a configuration file or option cannot be used
├── RuleError          a rule file or pattern cannot be used
├── UsageError         the command line asks for something impossible
└── ReadError          a document cannot be read; becomes the finding CX001
"""

from __future__ import annotations


class CxlintError(Exception):
    """An expected failure with a message for people.

    `message` says what is wrong, `where` names the place (a path, or path:line:column), `hint` says what to do.
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head}\nhint: {self.hint}" if self.hint else head


class ConfigError(CxlintError):
    """A configuration file or a value in it cannot be used."""


class RuleError(CxlintError):
    """A rule file, a word list or a pattern cannot be used."""


class UsageError(CxlintError):
    """The command line asks for something that cannot be done."""


class ReadError(CxlintError):
    """A document cannot be read.

    `line` and `column` (1-based) say where the trouble starts, when the reader knows.
    """

    def __init__(self, message: str, *, line: int = 1, column: int = 1, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.line = line
        self.column = column
