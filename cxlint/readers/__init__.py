"""From a file to the document its reader sees: prose, tables and data, with or without a template."""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, cast

from cxlint.errors import ReadError
from cxlint.model.source import WORKBOOKS, decode, file_name
from cxlint.readers.locales import names_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    from cxlint.model.document import Document
    from cxlint.model.source import Source
    from cxlint.readers.draft import Reading

    class _Reader(Protocol):
        def read(self, source: Source, masked: str) -> Reading: ...


FORMATS = (
    "markdown", "html", "plain", "csv", "yaml", "json", "xlsx", "eml", "catalogue", "po", "properties", "php_array",
    "xml_catalogue", "apple_strings",
)  # fmt: skip
"""Formats that can be read."""

_FORMAT_OF = {
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".mdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mjml": "html",
    ".txt": "plain", ".text": "plain",
    ".csv": "csv", ".tsv": "csv",
    ".yaml": "yaml", ".yml": "yaml",
    ".json": "json", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".eml": "eml", ".po": "po", ".pot": "po", ".properties": "properties", ".arb": "catalogue",
    ".xlf": "xml_catalogue", ".xliff": "xml_catalogue", ".resx": "xml_catalogue", ".strings": "apple_strings",
}  # fmt: skip
_TEMPLATE_SUFFIXES = frozenset({
    ".j2", ".jinja", ".jinja2", ".twig", ".liquid", ".hbs", ".handlebars", ".mustache", ".erb", ".tpl", ".ftl",
    ".gotmpl", ".tmpl", ".tt", ".njk", ".php", ".phtml",
})  # fmt: skip
_STRICT_SUFFIXES = (".j2", ".jinja", ".jinja2")
# Templates of code and configuration: nobody reads their words.
_CODE_SUFFIXES = frozenset({
    ".js", ".mjs", ".ts", ".tsx", ".jsx", ".css", ".scss", ".less", ".json", ".xml", ".conf", ".cfg", ".ini", ".toml",
    ".env", ".service", ".sh", ".bash", ".ps1", ".py", ".rb", ".go", ".rs", ".c", ".h", ".cpp", ".java", ".kt", ".cs",
    ".sql", ".tf", ".lua", ".pl", ".proto", ".properties", ".svg",
})  # fmt: skip
_OWN_SYNTAX = frozenset(("xlsx", "eml", "catalogue", "po", "properties", "php_array", "xml_catalogue", "apple_strings"))
"""Formats whose readers look for templates themselves, in what they have decoded, or that have none."""

_HTML_TAG = re.compile(
    r"<(?:!doctype\s+html|/?(?:p|table|html|body|div|br|td|tr|ul|ol|li|h[1-6]|a|span|strong|mjml|mj-\w+)(?=[\s/>]))",
    re.IGNORECASE,
)
_MARKDOWN_MAIL = re.compile(r"@component\(\s*['\"]mail::(?:message|layout)|<x-mail::(?:message|layout)")
"""Mails of Laravel are written in Markdown, whatever their name says."""

_ANDROID = re.compile(r"(?:^|[/\\])strings[\w.-]*\.xml$", re.IGNORECASE)
"""The catalogues of Android; any other XML is a matter of programs."""

_SNIFFED = 50_000


def load(path: str, data: bytes) -> Source:
    """A file from its bytes: decoded, or written out when it is a workbook. Raises ReadError."""
    if path.lower().endswith(WORKBOOKS):
        from cxlint.readers import xlsx

        with _no_collection():
            return xlsx.load(path, data)
    return decode(path, data)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Spare the garbage collector: reading makes a million small things, none of them garbage, and takes half the time.

    Nothing is lost: what is garbage goes when the collector runs again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def can_read(path: str) -> bool:
    """Whether the name of a file says that it holds words for people in a format known here."""
    suffixes = _suffixes(path)
    if not suffixes:
        return False
    if suffixes[-1] not in _TEMPLATE_SUFFIXES:
        return suffixes[-1] in _FORMAT_OF or _ANDROID.search(path) is not None
    inner = _inner_suffix(suffixes)
    return inner not in _CODE_SUFFIXES


def read(source: Source, *, format: str = "", dialect: str | None = None) -> Document:  # noqa: A002 -- a word of users
    """Read a file into a Document.

    `format` is one of FORMATS, `dialect` a template dialect or an empty string for none; both are guessed from name and
    content when not given. Raises ReadError, and only that.
    """
    # a run over unchanged files reads none of them
    from cxlint import templates
    from cxlint.readers.assemble import assemble
    from cxlint.readers.subjects import as_subject, is_subject_file, lift

    chosen = format or guess_format(source)
    if chosen not in FORMATS:
        raise ReadError(f"unknown format {chosen!r}", hint=f"one of {', '.join(FORMATS)}")
    if dialect is None:
        dialect = "" if _is_no_template(source, chosen) else templates.guess(source.path, source.text)
    parsed = None
    if dialect:
        parsed = templates.parse(source.text, dialect, strict=source.suffix in _STRICT_SUFFIXES)
    reader = cast("_Reader", import_module(f"cxlint.readers.{chosen}"))
    masked = parsed.masked if parsed else source.text
    with _no_collection():
        if chosen not in ("html", "plain", "markdown"):
            return assemble(source, reader.read(source, masked), parsed)
        lifted = lift(masked, parsed, source.text, chosen)
        reading = reader.read(source, lifted.masked)
        if is_subject_file(source, reading):
            as_subject(reading)
        drafts = [*lifted.drafts, *reading.drafts]
        front_matter = reading.front_matter or lifted.front_matter
        return assemble(source, reading._replace(drafts=drafts, front_matter=front_matter), parsed)


def _is_no_template(source: Source, format_name: str) -> bool:
    """Whether braces in a file are its own syntax, or nobody fills it in."""
    return format_name in _OWN_SYNTAX or (format_name == "json" and "{{" not in source.text and "{%" not in source.text)


def _suffixes(path: str) -> list[str]:
    name = file_name(path).lower()
    return ["." + part for part in name.lstrip(".").split(".")[1:]]


def _inner_suffix(suffixes: list[str]) -> str:
    """The suffix before those of templates ("invoice.html.j2": .html), or an empty string."""
    left = list(suffixes)
    while left and left[-1] in _TEMPLATE_SUFFIXES:
        left.pop()
    return left[-1] if left else ""


def guess_format(source: Source) -> str:
    """The format of a file, from its name and its content; a template suffix does not count."""
    inner = _inner_suffix(_suffixes(source.path))
    if inner in _FORMAT_OF:
        found = _FORMAT_OF[inner]
        return "catalogue" if found in ("yaml", "json") and _is_catalogue(source) else found
    if _ANDROID.search(source.path):
        return "xml_catalogue"
    if source.suffix == ".php" and _is_php_array(source):
        return "php_array"
    if source.suffix == ".php" and _MARKDOWN_MAIL.search(source.text, 0, _SNIFFED):
        return "markdown"
    return "html" if _HTML_TAG.search(source.text, 0, _SNIFFED) else "plain"


def _is_catalogue(source: Source) -> bool:
    from cxlint.readers.catalogue import is_catalogue

    return source.suffix in (".yaml", ".yml", ".json") and is_catalogue(source)


def _is_php_array(source: Source) -> bool:
    if "return" not in source.text[:_SNIFFED] or not names_catalogue(source.path):
        return False
    from cxlint.readers.php_array import RETURNS

    return RETURNS.match(source.text) is not None
