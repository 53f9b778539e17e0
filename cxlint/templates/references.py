"""Which other files a template names: what it extends, includes, renders, or is wrapped in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.model.document import Tag, Template

EXTENDS = "extends"
INCLUDE = "include"

_STRING = r"\"([^\"\n]+)\"|'([^'\n]+)'"
_PUTS_IN = frozenset("include import from embed use render section partial insert process each component".split())
_PUTS_IN |= {"includeIf", "includeWhen", "includeUnless", "includeFirst", "include_relative", "include_cached"}
_WRAPS = frozenset(("extends", "layout", "wrapper", "embed"))
_TAGGED = frozenset(("jinja", "django", "twig", "liquid", "smarty", "freemarker", "blade"))
_BARE = re.compile(r"[\w./@-]+")
_CALL = re.compile(r"\s*(?:include|source|partial|render_partial|render|template_part|block)\b\s*\(?\s*(.*)", re.DOTALL)
_RUBY = re.compile(
    r"\brender\b[ (]*(?:(?:partial|template|layout|file):\s*|:(?:partial|layout)\s*=>\s*)?(.*)", re.DOTALL
)
_PHP = re.compile(
    r"\b(?:include|require)(?:_once)?\b\s*\(?\s*(?:(?:__DIR__|dirname\s*\(\s*__FILE__\s*\))\s*\.\s*)?"
    r"(?:\"([^\"$\n]+)\"|'([^'\n]+)'|(?P<computed>[^;\s)]))"
)
_PHP_HOOK = re.compile(r"\bdo_action\s*\(|\b(?:wc_)?get_template(?:_part|_html)?\s*\(\s*(?:'([^']+)'|\"([^\"]+)\")?")
_MJ_INCLUDE = re.compile(r"<mj-include\b[^>]{0,300}?\bpath\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_COMPONENT = re.compile(r"<x-([\w.:-]+)")
_MAGENTO = re.compile(r"(?:template config_path|layout handle|block (?:class|id|type))\s*=\s*[\"']([^\"']+)[\"']")


class Reference(NamedTuple):
    """Another file whose text joins this one's, named at [start, end) of the source.

    `names` are the names it may have, the first that exists counts; none: only the program knows. An `optional` one may
    be missing.
    """

    start: int
    end: int
    kind: str
    names: tuple[str, ...]
    optional: bool = False


def references(template: Template, source: str) -> tuple[Reference, ...]:
    """The files that a template names, in order of place."""
    found = [*_of_tags(template, source), *_of_slots(template), *_of_markup(template, source)]
    return tuple(sorted(found))


def _of_tags(template: Template, source: str) -> Iterator[Reference]:
    dialect = template.dialect
    local = defined(template, source)
    for tag in template.tags:
        if dialect == "handlebars":
            found = _handlebars(tag, source)
        elif dialect == "go":
            found = _go(tag, local)
        elif dialect == "tt":
            found = _tt(tag, local)
        elif dialect == "erb":
            found = _ruby(tag.start, tag.end, source[tag.start : tag.end])
        elif dialect == "php":
            yield from _php(tag, source)
            continue
        elif dialect in _TAGGED:
            found = _tagged(tag, dialect, local, source)
        else:
            continue
        if found is not None:
            yield found


def defined(template: Template, source: str) -> frozenset[str]:
    """The names of the blocks and macros that a template defines itself."""
    if template.dialect == "handlebars":
        return frozenset(re.findall(r"\{\{~?#\*\s*inline\s+[\"']([^\"']+)", source))
    defining = (tag for tag in template.tags if tag.keyword in _DEFINE and not source.startswith("<@", tag.start))
    words = (tag.argument.strip("\"' ").partition(" ")[0].partition("(")[0] for tag in defining)
    return frozenset(word.strip("\"'") for word in words if word)


_DEFINE = frozenset(("define", "block", "macro", "function"))


def _named(tag: Tag, kind: str, argument: str, *, optional: bool = False) -> Reference:
    return Reference(tag.start, tag.end, kind, _literals(argument), optional)


def _literals(argument: str) -> tuple[str, ...]:
    """The strings of an argument that are nothing but strings: one, or a list to choose from."""
    text = argument.strip()
    if text[:1] in "[(":
        text = text[1:].partition("]")[0]
        return tuple(match[1] or match[2] for match in re.finditer(_STRING, text))
    match = re.match(_STRING, text)
    if match is None or text[match.end() :].lstrip()[:1] in ("~", "+", "."):
        return ()
    return (match[1] or match[2],)


def _tagged(tag: Tag, dialect: str, local: frozenset[str], source: str) -> Reference | None:
    word, argument = tag.keyword, tag.argument
    if dialect == "freemarker":
        return _freemarker(tag, local, source)
    if word not in _PUTS_IN and word not in _WRAPS:
        return None
    kind = EXTENDS if word in _WRAPS else INCLUDE
    if dialect == "smarty":
        found = compiled(r"(?:^|\bfile\s*=\s*)(?:\"([^\"$]+)\"|'([^'$]+)')").search(argument)
        return Reference(tag.start, tag.end, kind, (found[1] or found[2],) if found else ())
    if dialect == "blade":
        return _blade(tag, kind)
    if word == "from" and " import" not in f" {argument}":
        return None
    if dialect == "liquid":
        # Jekyll writes the name without quotes
        bare = argument.split(" ", 1)[0]
        names = _literals(argument) or ((bare,) if "." in bare and _BARE.fullmatch(bare) else ())
        return None if argument == "none" else Reference(tag.start, tag.end, kind, names)
    return _named(tag, kind, argument, optional="ignore missing" in argument)


def _blade(tag: Tag, kind: str) -> Reference | None:
    word, argument = tag.keyword, tag.argument
    # <x-name> is read as markup
    if word in ("section", "use", "from", "import", "insert") or argument.startswith("x-"):
        return None
    if word in ("includeWhen", "includeUnless"):
        argument = argument.partition(",")[2]
    names = _literals(argument)
    optional = word in ("includeIf", "includeFirst") or any(name.startswith("mail::") for name in names)
    paths = tuple(name.replace(".", "/").replace("::", "/") for name in names)
    return Reference(tag.start, tag.end, kind, paths, optional)


def _freemarker(tag: Tag, local: frozenset[str], source: str) -> Reference | None:
    if tag.keyword in ("include", "import"):
        return _named(tag, INCLUDE, tag.argument)
    if tag.keyword == "macro" and source.startswith("<@", tag.start):
        name = tag.argument.partition(" ")[0]
        # a macro of an imported file is named with it; any other must be here
        known = "." in name or name in local
        return None if known else Reference(tag.start, tag.end, INCLUDE, ())
    return None


def _handlebars(tag: Tag, source: str) -> Reference | None:
    written = source[tag.start : tag.end].lstrip("{~").lstrip()
    if magento := _MAGENTO.match(written):
        # a path of the shop's settings, which by default names the file: design/email/header_template
        last = magento[1].rpartition("/")[2].removesuffix("_template")
        return Reference(tag.start, tag.end, INCLUDE, (magento[1], last))
    wraps = written.startswith(("#>", "<"))
    if not (wraps or (tag.keyword == "include" and written.startswith(">"))):
        return None
    name = written.lstrip("#><~ ").rstrip("}~ ").partition(" ")[0].strip("\"'")
    if name.startswith("@") or not name:
        return None
    names = () if name.startswith("(") else (name,)
    return Reference(tag.start, tag.end, EXTENDS if wraps else INCLUDE, names)


def _go(tag: Tag, local: frozenset[str]) -> Reference | None:
    if tag.keyword not in ("template", "include", "partial"):
        return None
    # what follows the name is the data handed on
    names = _literals(tag.argument.partition(" ")[0])
    return None if set(names) & local else Reference(tag.start, tag.end, INCLUDE, names)


def _tt(tag: Tag, local: frozenset[str]) -> Reference | None:
    if tag.keyword not in ("include", "process", "insert", "wrapper"):
        return None
    names = _literals(tag.argument)
    bare = _BARE.match(tag.argument)
    if not names and bare is not None and not tag.argument.startswith("$"):
        names = (bare[0],)
    kind = EXTENDS if tag.keyword == "wrapper" else INCLUDE
    return None if set(names) & local else Reference(tag.start, tag.end, kind, names)


def _ruby(start: int, end: int, expression: str) -> Reference | None:
    found = _RUBY.search(expression)
    if found is None:
        return None
    layout = re.search(r"layout:|:layout", expression) is not None
    return Reference(start, end, EXTENDS if layout else INCLUDE, _literals(found[1]))


def _php(tag: Tag, source: str) -> Iterator[Reference]:
    code = source[tag.start : tag.end]
    for found in _PHP.finditer(code):
        yield _php_reference(tag, found)
    for found in _PHP_HOOK.finditer(code):
        yield _php_reference(tag, found)


def _php_reference(tag: Tag, found: re.Match[str]) -> Reference:
    name = found[1] or found[2]
    return Reference(tag.start + found.start(), tag.start + found.end(), INCLUDE, (name.lstrip("/"),) if name else ())


def _of_slots(template: Template) -> Iterator[Reference]:
    """Files whose text is printed like a value: `{{ include('x') }}`, `<%= render 'x' %>`."""
    if template.dialect == "handlebars":
        return
    for slot in template.slots:
        expression = slot.expression
        if template.dialect == "erb":
            found = _ruby(slot.start, slot.end, expression)
            if found is not None:
                yield found
        elif (call := _CALL.match(expression)) and compiled(r"\s*\w+\s*[\(\"']").match(expression):
            names = _literals(call[1])
            if names or "(" in expression:
                yield Reference(slot.start, slot.end, INCLUDE, names)


def _of_markup(template: Template, source: str) -> Iterator[Reference]:
    """Files that the markup names, not the template language."""
    if template.dialect == "blade":
        for found in _COMPONENT.finditer(source):
            name = found[1].replace(".", "/").replace("::", "/")
            if name != "slot" and not name.startswith("slot:"):
                names = (f"components/{name}", name)
                yield Reference(*found.span(), INCLUDE, names, optional=found[1].startswith("mail::"))


def markup_references(source: str) -> tuple[Reference, ...]:
    """The files that MJML includes: `<mj-include path="./footer.mjml" />`."""
    if "mj-include" not in source:
        return ()
    return tuple(Reference(*found.span(), INCLUDE, (found[1],)) for found in _MJ_INCLUDE.finditer(source))
