"""Where findings lie: none in code, comments, identifiers, style sheets, scripts or addresses.

python benchmarks/places.py FOLDER...

Checks every file of the folders with all rules, then holds each finding against zones that are found here by other
means than the reader's own: simple expressions over the raw file. A finding may stand on a whole printed value (rules
about values do), or in a string that a tag shows; anything else inside a zone is wrong, and so is a place that begins
or ends in the middle of a word. A template must be read without an error, and nothing that looks like a tag may be
left in its text.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cxlint.config.load import load as load_config
from cxlint.errors import ReadError
from cxlint.model.document import Role
from cxlint.readers import can_read, load, read
from cxlint.rulebook import load as load_rules
from cxlint.runner import run

if TYPE_CHECKING:
    from cxlint.model.source import Source

TAGS = {
    "": (),
    "placeholder": (r"\*\|[^|\n]{1,80}\|\*", r"%%\w+%%", r"\$\{[^{}\n]{1,80}\}"),
    "erb": (r"<%.*?%>",),
    "php": (r"<\?.*?(?:\?>|\Z)",),
    "blade": (r"\{\{.*?\}\}", r"\{!!.*?!!\}", r"<\?.*?(?:\?>|\Z)"),
    "smarty": (r"\{\*.*?\*\}", r"\{/?[a-z$][^{}\n]{0,400}\}"),
    "freemarker": (r"<#--.*?-->", r"</?[#@][^>]*>", r"\$\{[^{}]{0,400}\}"),
    "tt": (r"\[%.*?%\]",),
}
CURLY = (r"\{\{.*?\}\}", r"\{%.*?%\}", r"\{#.*?#\}")
MARKUP = (
    r"<!--.*?-->", r"<style\b.*?</style\s*>", r"<script\b.*?</script\s*>", r"<[a-zA-Z/!][^<>]*>",
    r"&(?:\w{2,8}|#\d{1,6});", r"https?://[^\s\"'<>)]+",
)  # fmt: skip
PRINTED = re.compile(
    r"\{\{.*\}\}|<%=.*%>|<\?=.*|<\?php\s+echo.*|\$\{.*\}|\{\$?\w.*\}|\[%.*%\]|\{!!.*!!\}|%\S+|\*\|.*\|\*", re.DOTALL
)
STRINGS = re.compile(r"\"[^\"]*\"|'[^'\n]*'")
READ_ATTRIBUTES = re.compile(
    r"\b(?:alt|title|aria-label|placeholder|value|content)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE
)
VERBATIM = frozenset(("raw", "verbatim", "literal", "noparse"))
LEFT_OVER = re.compile(r"(?<![\\@])(?:\{%|%\}|<%(?!%)|<\?(?:php|=)|\[%|\{\$\w|\$\{\w|</?#\w|\{\{)")


class Zones(NamedTuple):
    """Ranges of a file that nobody reads, and those inside them that somebody does."""

    hidden: list[tuple[int, int]]
    shown: list[tuple[int, int]]


def zones(text: str, dialect: str, *, markup: bool) -> Zones:
    hidden: list[tuple[int, int]] = []
    shown: list[tuple[int, int]] = []
    for pattern in TAGS.get(dialect, CURLY):
        for match in re.finditer(pattern, text, re.DOTALL):
            hidden.append(match.span())
            shown += [(match.start() + s.start(), match.start() + s.end()) for s in STRINGS.finditer(match[0])]
    for pattern in MARKUP if markup else MARKUP[-1:]:
        for match in re.finditer(pattern, text, re.DOTALL | re.IGNORECASE):
            hidden.append(match.span())
            if not match[0].startswith("<!"):
                shown += [
                    (match.start() + a.start(1), match.start() + a.end(1)) for a in READ_ATTRIBUTES.finditer(match[0])
                ]
            elif match[0].startswith("<!--@subject"):
                shown.append(match.span())
    return Zones(hidden, shown)


def offset(source: Source, line: int, column: int) -> int:
    return source.line_starts()[line - 1] + column - 1


def fault(text: str, start: int, end: int, found: Zones, *, of_value: bool) -> str:
    """What is wrong with a place; empty when nothing is."""
    if any(low <= start and end <= high for low, high in found.shown):
        return ""
    for low, high in found.hidden:
        if low <= start and end <= high:
            # a rule about a value points at its tag, or at the value within
            if of_value and PRINTED.fullmatch(text[low:high]):
                return ""
            return f"inside {text[low:high][:60]!r}"
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return "begins in the middle of a word"
    if end < len(text) and text[end - 1].isalpha() and text[end].isalpha():
        return "ends in the middle of a word"
    return ""


def files_of(folder: str) -> list[str]:
    return sorted(os.path.join(base, name) for base, _, names in os.walk(folder) for name in names if can_read(name))


def unread(path: str, counts: Counter[str]) -> list[str]:
    """What is wrong with the reading of a file."""
    with open(path, "rb") as file:
        try:
            document = read(load(path, file.read()))
        except ReadError as error:
            return [f"{path}: {error.message}"]
    counts["files"] += 1
    if document.template is None:
        return []
    counts["templates"] += 1
    counts[document.template.dialect] += 1
    if any(tag.keyword in VERBATIM for tag in document.template.tags):
        counts["with tags shown as they are"] += 1
        return []
    code = document.code
    wrong = []
    for block in document.blocks:
        if block.role == Role.CODE:
            continue
        for match in LEFT_OVER.finditer(document.text, block.start, block.end):
            if not any(low <= match.start() < high for low, high in code):
                around = document.text[max(block.start, match.start() - 30) : match.end() + 30]
                wrong.append(f"{path}: a tag is left in the text: {around!r}")
    return wrong


def main() -> None:
    paths = [path for folder in sys.argv[1:] for path in files_of(folder)]
    counts: Counter[str] = Counter()
    wrong = [line for path in paths for line in unread(path, counts)]
    result = run(paths, load_config()._replace(preset="review"), load_rules())
    about_values = ("TPL",)
    for finding in result.findings:
        place = finding.place
        if place.label or not place.line or finding.code.startswith("CX"):
            continue
        with open(place.path, "rb") as file:
            source = load(place.path, file.read())
        document = read(source)
        dialect = document.template.dialect if document.template else ""
        if source.suffix == ".eml":
            # encoded: its zones are not those of the file
            continue
        markup = "<" in source.text
        start, end = offset(source, place.line, place.column), offset(source, place.end_line, place.end_column)
        found = zones(source.text, dialect, markup=markup)
        reason = fault(source.text, start, end, found, of_value=finding.code.startswith(about_values))
        counts["findings"] += 1
        if reason:
            wrong.append(f"{place.path}:{place.line}:{place.column}: {finding.code} {reason}")
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    for line in wrong:
        print(line)
    print(f"{len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
