"""cxlint: the linter for fine print."""

__version__ = "0.1.0"
