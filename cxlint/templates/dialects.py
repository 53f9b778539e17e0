"""Which template language a file is written in, from its name and from what stands in it."""

from __future__ import annotations

import re
from functools import cache

from cxlint.templates.placeholders import STRONG, WEAK

_BY_SUFFIX = {
    "j2": "jinja",
    "jinja": "jinja",
    "jinja2": "jinja",
    "njk": "jinja",
    "twig": "twig",
    "liquid": "liquid",
    "hbs": "handlebars",
    "handlebars": "handlebars",
    "mustache": "handlebars",
    "erb": "erb",
    "rhtml": "erb",
    "ftl": "freemarker",
    "ftlh": "freemarker",
    "gotmpl": "go",
    "gohtml": "go",
    "tt": "tt",
    "tt2": "tt",
}
_UNDECIDED = {"tpl": "smarty", "tmpl": "go"}
"""Suffixes that several languages share, with the one they mean when the content does not tell."""

_MARKDOWN = frozenset(("md", "markdown", "mdx", "mdown"))
_LETTERS = frozenset(("", "txt", "text", "html", "htm", "md", "markdown", "eml", "mjml"))
_PROBE = 100_000
"""Placeholders are looked for in so many first characters; tags are looked for everywhere."""

_CODE_IN_MARKDOWN = r"(?ms)^ {0,3}(`{3,}+|~{3,}+)[^\n`]*+\n.*?(?:^ {0,3}\1[`~]*+[ \t]*$|\Z)|`[^`\n]{1,200}`"


@cache
def _rx(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_DJANGO = (
    r"\{% *(?:load|url|blocktrans|blocktranslate|translate|csrf_token|static|comment|ifequal|now|firstof|"
    r"empty|trans +[\"'_]|with +\w+=|for \w+ in [\w.]+ reversed|include +\S+ +with \w+=)|"
    r"\{\{ *[\w.]+\|\w+:[\"'\w]"
)
_LIQUID = (
    r"\{%-? *(?:assign|capture|render|unless|case|when|schema|section|liquid|elsif|tablerow|form|"
    r"paginate|increment)\b|\{\{-? *(?:site|page)\.|\{\{-? *[\w.'\"]+ *\| *\w+: "
)
_TWIG = (
    r"\{%-? *(?:embed|use|trans_default_domain|apply|form_theme|elseif|deprecated)\b|\{\{-? *[^{}]*"
    r"(?:\?\?|\?:|\|trans\b| \? [^{}]* : )|\{% *for \w+, \w+ in [^%]*\|"
)
_HANDLEBARS = r"\{\{~?(?:[#/^>!&]|\{ *[\w@.]|else\b)|\{\{(?:var|trans|htmlescape) +[\w\"$]"
_GO = (
    r"\{\{-? *(?:\.[\w ]*[\w}|]|\$\w|end\b|/\*|(?:if|with|range|else if|not|or|and|eq|printf|"
    r"len)\b[^{}]*[ (][.$]|(?:template|define|block) \")|\{\{[<%] "
)
_BLADE = r"\{\{ *\$|\{!! *\$|@(?:extends|section|component|lang)\("
_SMARTY = r"\{\$\w+(?:[.|}\[]|->)|\{(?:foreach|if|section|elseif|assign) [^{}\n]*\$|\{l s="
_FREEMARKER = (
    r"\[#(?:ftl|if|list|assign|include|macro)\b[^\]\n]*\]|"
    r"<#(?:if|list|assign|include|import|macro|else|--|setting|escape|ftl)\b|<#--"
)
_ERB = r"<%[=#-]?=?\s*[@\w\"'(]"
_LIKE_A_LETTER = (
    r"(?im)^\W{0,3}(?:subject\s*:|dear\b|hi\b|hello\b|hey\b|good (?:morning|afternoon|evening)|welcome\b)"
    r"|\b(?:regards|sincerely|unsubscribe|thank you|thanks|cheers)\b"
)

_TELLS = (
    (("<%", "%>"), _ERB, "erb"),
    (("<?php", "{{"), _BLADE, "blade"),
    (("<?php",), "", "php"),
    (("<?=",), "", "php"),
    (("[%", "%]"), r"\[%[-+]?\s*[\w#'\"]", "tt"),
    (("<#",), _FREEMARKER, "freemarker"),
    (("[#", "[/#"), _FREEMARKER, "freemarker"),
    (("{!!", "!!}"), _BLADE, "blade"),
)
_AMONG_PERCENT = (("liquid", _LIQUID), ("django", _DJANGO), ("twig", _TWIG))
_AMONG_DOUBLE = (
    ("blade", _BLADE),
    ("handlebars", _HANDLEBARS),
    ("go", _GO),
    *_AMONG_PERCENT,
    ("jinja", r"\{\{-?\s*[A-Za-z_\"'(][^{}]*\}\}|\{\{-?\s*[^{}]*\{"),
)


def guess(path: str, text: str) -> str:
    """Name the dialect of a file; an empty string when it is not a template.

    The result is one of jinja, django, twig, liquid, handlebars, erb, php, blade, smarty, freemarker, go,
    tt and placeholder.
    """
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    if name.endswith(".blade.php"):
        return "blade"
    suffix = name.rsplit(".", 1)[1] if "." in name else ""
    certain = _BY_SUFFIX.get(suffix)
    if certain is not None:
        return certain
    if suffix in _MARKDOWN and "`" in text and ("{" in text or "%" in text):
        text = _rx(_CODE_IN_MARKDOWN).sub(" ", text)
    found = _by_content(text)
    if not found and suffix in _UNDECIDED and ("{" in text):
        found = _UNDECIDED[suffix]
    if not found and suffix in _LETTERS and _has_placeholders(text[:_PROBE], suffix):
        found = "placeholder"
    return found


def _by_content(text: str) -> str:
    """Ask the cheap questions first: most texts are no templates."""
    for needs, pattern, dialect in _TELLS:
        if all(need in text for need in needs) and _rx(pattern).search(text):
            return dialect
    if "{%" in text and "%}" in text and _rx(r"\{%[-+~]?\s*\w").search(text):
        return _first(text, _AMONG_PERCENT) or "jinja"
    found = _first(text, _AMONG_DOUBLE) if "{{" in text and "}}" in text else ""
    if not found and any(start in text for start in ("{$", "{if", "{fo", "{l s")):
        found = _first(text, (("smarty", _SMARTY),))
    return found


def _first(text: str, patterns: tuple[tuple[str, str], ...]) -> str:
    return next((dialect for dialect, pattern in patterns if _rx(pattern).search(text)), "")


def _has_placeholders(text: str, suffix: str) -> bool:
    if not ("{" in text or "%" in text or "*|" in text or "[[" in text or "<<" in text):
        return False
    if suffix in {"html", "htm", "mjml"}:
        text = _without(_without(text, "style"), "script")
    if _at_least_two(STRONG, text):
        return True
    if suffix in _MARKDOWN:
        text = text.replace("[[", "  ")
    if not _at_least_two(f"{STRONG}|{WEAK}", text):
        return False
    return suffix in {"txt", "text", "eml", ""} or _rx(_LIKE_A_LETTER).search(text) is not None


def _at_least_two(pattern: str, text: str) -> bool:
    matches = _rx(pattern).finditer(text)
    return next(matches, None) is not None and next(matches, None) is not None


def _without(text: str, element: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := text.find(f"<{element}", at)) >= 0:
        end = text.find(f"</{element}", start)
        parts.append(text[at:start])
        if end < 0:
            return "".join(parts)
        at = end
    parts.append(text[at:])
    return "".join(parts)
