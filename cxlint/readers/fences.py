"""Fenced macros in Markdown: the marks around a note go, so that what it says is read as prose."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})[ \t]*([^\n`]*)$", re.MULTILINE)
_CONTAINER = re.compile(
    r"^[ \t]{0,3}:{3,}[^\n]*$|^\[(?:toc|TOC)\][ \t]*$|^\[\[_?toc_?\]\][ \t]*$|^\{:[^\n{}]*\}[ \t]*$", re.MULTILINE
)
_ADMONITION = re.compile(r"^(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w -]*", re.MULTILINE)
_PROSE = re.compile(
    r"\{(?:note|warning|admonition|tip|important|caution|attention|danger|error|hint|seealso|topic|sidebar|dropdown|"
    r"card|epigraph|margin|aside)\}"
)
_OPTION = re.compile(r"(?:\n:[\w-]+:[^\n]*)+")


def unfenced(masked: str) -> str:
    """Blank the marks of fenced notes (`:::warning`, MyST's `{note}`, `!!! note`); the length stays."""
    if ":::" in masked or "[[" in masked or "[TOC]" in masked or "[toc]" in masked or "{:" in masked:
        masked = _CONTAINER.sub(_spaces, masked)
    if "!!!" in masked or "???" in masked:
        masked = _ADMONITION.sub(lambda match: "\x03" * len(match[0]), masked)
    if "{" not in masked or not ("```" in masked or "~~~" in masked):
        return masked
    parts: list[str] = []
    at = 0
    fence = ""
    prose = False
    for match in _FENCE.finditer(masked):
        if fence and not (match[1].startswith(fence) and not match[2].strip()):
            continue
        opens = not fence
        if opens:
            prose = _PROSE.match(match[2]) is not None
        fence = match[1] if opens else ""
        if prose:
            parts += (masked[at : match.start()], _spaces(match))
            at = match.end()
            if opens and (option := _OPTION.match(masked, at)):
                parts.append(re.sub(r"[^\n]", " ", option[0]))
                at = option.end()
    parts.append(masked[at:])
    return "".join(parts)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])
