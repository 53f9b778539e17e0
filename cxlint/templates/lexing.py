"""Where the tags are: one tolerant scanner for all dialects, linear in the length of the text.

It never fails: an opener without its closer is text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cxlint.templates.messages import message_tokens
from cxlint.templates.placeholders import placeholder_tokens
from cxlint.templates.tokens import CODE, COMMENT, OUT, Token

_LONGEST = 20_000
"""An opener whose closer is farther away than this is a stray one."""

_LOOKED_INTO = 1_500
"""How far strings and braces are weighed to find the closer that really closes."""

_QUOTED_OPENER = 300
"""How long a tag may be that holds its own opener in a string."""

_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|\'[^\'\\]*+(?:\\.[^\'\\]*+)*+\'|`[^`]*+`', re.DOTALL)
_UNEASY = re.compile(r"[\"'`{}()]")
_WORD = re.compile(r"\s*([\w.]+)")


class Fence(NamedTuple):
    """A pair of delimiters.

    `nests`: strings and brackets inside may hide a closer; `open_ended`: it may run to the end of the file.
    """

    close: str
    kind: str
    nests: bool = True
    open_ended: bool = False


_CURLY = {"{{": Fence("}}", OUT), "{%": Fence("%}", CODE), "{#": Fence("#}", COMMENT, nests=False)}
_PHP = {
    "<?=": Fence("?>", OUT, nests=False, open_ended=True),
    "<?php": Fence("?>", CODE, nests=False, open_ended=True),
    "<?": Fence("?>", CODE, nests=False, open_ended=True),
}
_ERB_OUT = Fence("%>", OUT, nests=False)
_ERB_CODE = Fence("%>", CODE, nests=False)

FENCES: dict[str, dict[str, Fence]] = {
    "jinja": _CURLY,
    "django": _CURLY,
    "twig": _CURLY,
    "liquid": {"{{": _CURLY["{{"], "{%": _CURLY["{%"]},
    "handlebars": {
        "{{!--": Fence("--}}", COMMENT, nests=False),
        "{{~!--": Fence("--}}", COMMENT, nests=False),
        "{{!": Fence("}}", COMMENT, nests=False),
        "{{~!": Fence("}}", COMMENT, nests=False),
        "{{{{": Fence("}}}}", CODE),
        "{{{": Fence("}}}", OUT),
        "{{": Fence("}}", OUT),
    },
    "go": {
        "{{/*": Fence("}}", COMMENT, nests=False),
        "{{- /*": Fence("}}", COMMENT, nests=False),
        "{{<": Fence(">}}", CODE),
        "{{%": Fence("%}}", CODE),
        "{{": Fence("}}", OUT),
    },
    "erb": {
        "<%#": Fence("%>", COMMENT, nests=False),
        "<%==": _ERB_OUT,
        "<%=": _ERB_OUT,
        "<%-": _ERB_CODE,
        "<%": _ERB_CODE,
    },
    "php": _PHP,
    "blade": {
        "{{--": Fence("--}}", COMMENT, nests=False),
        "{!!": Fence("!!}", OUT),
        "{{": Fence("}}", OUT),
        **_PHP,
    },
    "smarty": {"{*": Fence("*}", COMMENT, nests=False), "{": Fence("}", CODE)},
    "freemarker": {
        "<#--": Fence("-->", COMMENT, nests=False),
        "</#": Fence(">", CODE),
        "</@": Fence(">", CODE),
        "<#": Fence(">", CODE),
        "<@": Fence(">", CODE),
        "${": Fence("}", OUT),
        "#{": Fence("}", OUT),
        "[#--": Fence("--]", COMMENT, nests=False),
        "[#": Fence("]", CODE),
        "[/#": Fence("]", CODE),
        "[@": Fence("]", CODE),
        "[/@": Fence("]", CODE),
        "[=": Fence("]", OUT),
    },
    "tt": {"[%#": Fence("%]", COMMENT, nests=False), "[%": Fence("%]", CODE)},
}

_SMARTY_WORDS = (
    "if|else|elseif|foreach|foreachelse|section|sectionelse|for|forelse|while|include|assign|capture|"
    "literal|block|extends|strip|ldelim|rdelim|function|call|nocache|math|cycle|counter|mailto|textformat|"
    "hook|config_load|l|t|php"
)
_BLADE_WORDS = (
    "if elseif else endif unless endunless isset endisset empty endempty auth endauth guest endguest can "
    "cannot elsecan endcan endcannot foreach endforeach forelse endforelse for endfor while endwhile "
    "switch case default break continue endswitch include includeIf includeWhen includeUnless each extends "
    "section endsection show stop yield component endcomponent slot endslot push endpush prepend "
    "endprepend stack lang choice csrf method php endphp props class once endonce env endenv production "
    "endproduction error enderror json style checked selected disabled parent use vite hasSection "
    "sectionMissing inject verbatim endverbatim fragment endfragment session endsession"
).replace(" ", "|")

_FREEMARKER_WORDS = (
    "ftl|if|else|elseif|list|items|sep|assign|local|global|include|import|macro|switch|case|default|break|noparse"
)

_OPENERS = {
    # the placeholders of its translations
    "twig": r"\{\{|\{%|\{\#|(?<![\w%])%[a-z_][a-z_.]{1,40}%(?![\w%])",
    "handlebars": r"(?<!\\)(?:\{\{~?!--|\{\{~?!|\{\{\{\{|\{\{\{|\{\{)",
    "go": r"\{\{(?:- )?/\*|\{\{[<%]|\{\{",
    "erb": r"<%(?!%)(?:#|==?|-)?",
    "php": r"<\?(?:=|php\b|(?!xml\b))",
    "blade": rf"\{{\{{--|\{{!!|(?<!@)\{{\{{|<\?(?:=|php\b|(?!xml\b))|(?<![\w@])@(?:{_BLADE_WORDS})\b|</?x[-:](?=[a-z])",
    "smarty": rf"\{{(?:\*|(?=\$|/[a-z]|[\"#]|(?:{_SMARTY_WORDS})\b|[a-z_]\w*\s+\w+=|[a-z][a-z\d]*(?:_[a-z\d]+)*\}}))",
    "freemarker": (
        r"<#--|</?[#@](?=[a-zA-Z])|[$#]\{|\[#--|"
        rf"\[/?#(?=(?:{_FREEMARKER_WORDS})\b)|\[/?@(?=[a-z]\w*\.?\w*[\s/\]])|\[=(?=[a-z][\w.!?]*\])"
    ),
}

_BRACKETED = re.compile(
    r"\s*(\((?>[^()\"']++|\"[^\"]*+\"|'[^']*+'|[\"']|\((?>[^()]++|\((?>[^()]++|\([^()]*+\))*+\))*+\))*+\))"
)
_COMPONENT = re.compile(r"""[\w.:-]++(?:[^<>"']++|"[^"]*+"|'[^']*+')*>""")
_VERBATIM = {"raw", "verbatim", "literal", "noparse"}
_SWALLOWED = {"comment", "schema", "javascript", "stylesheet", "php", "PERL", "RAWPERL"}
_ENDS = {
    "jinja": (r"\{%[-+~]?\s*end", r"\s*[-+~]?%\}"),
    "smarty": (r"\{/", r"\s*\}"),
    "freemarker": (r"</#", r"\s*>"),
    "blade": (r"@end", r"\b"),
    "handlebars": (r"\{\{\{\{/", r"\s*\}\}\}\}"),
}
_PERL_END = r"\[%[-+]?\s*END\s*[-+]?%\]"


@cache
def _opener(dialect: str) -> re.Pattern[str]:
    written = _OPENERS.get(dialect)
    if written is None:
        written = "|".join(re.escape(opener) for opener in sorted(FENCES[dialect], key=len, reverse=True))
    return re.compile(written)


@cache
def _end_tag(dialect: str, word: str) -> re.Pattern[str]:
    if dialect == "tt":
        return re.compile(_PERL_END)
    before, after = _ENDS.get(dialect, _ENDS["jinja"])
    return re.compile(before + word + after)


def tokenize(text: str, dialect: str) -> list[Token]:
    """All tags of a text in order; what lies between them is text. Unknown dialects have no tags."""
    if dialect == "placeholder":
        return placeholder_tokens(text)
    if dialect == "message":
        return message_tokens(text)
    return _Scanner(text, dialect).scan() if dialect in FENCES else []


class _Scanner:
    __slots__ = ("ahead", "dead", "dialect", "fences", "found", "text")

    def __init__(self, text: str, dialect: str) -> None:
        self.text = text
        self.dialect = dialect
        self.fences = FENCES[dialect]
        self.found: list[Token] = []
        self.ahead: dict[str, int] = {}
        """The next place of each closer: looked up once, whatever the number of openers before it."""
        self.dead: set[str] = set()

    def scan(self) -> list[Token]:
        search = _opener(self.dialect).search
        position = 0
        while (match := search(self.text, position)) is not None:
            opener = match[0]
            if opener[0] == "@":
                token: Token | None = self._directive(match.start(), match.end())
            elif opener[0] == "%" and opener[-1] == "%":
                token = Token(OUT, match.start(), match.end(), match.start() + 1, match.end() - 1)
            elif opener in ("<x-", "</x-", "<x:", "</x:"):
                token = self._component(match.start(), match.end())
            else:
                token = self._tag(opener, match.start(), match.end())
            if token is None:
                position = max(match.end(), position + 1)
                continue
            position = self._after(token)
        return self.found

    def _tag(self, opener: str, start: int, lo: int) -> Token | None:
        fence = self.fences[opener]
        close = fence.close
        hi = self._nearest(close, lo)
        if hi < 0:
            return Token(fence.kind, start, len(self.text), lo, len(self.text)) if fence.open_ended else None
        if fence.nests:
            hi = self._closing(opener, close, lo, hi)
            if hi < 0:
                return None
        end = hi + len(close)
        text = self.text
        while lo < hi and text[lo] in "-+~":
            lo += 1
        while lo < hi and text[hi - 1] in "-~":
            hi -= 1
        return Token(fence.kind, start, end, lo, hi)

    def _nearest(self, close: str, position: int) -> int:
        known = self.ahead.get(close)
        if known is None or -1 < known < position:
            known = self.ahead[close] = self.text.find(close, position)
        return known

    def _closing(self, opener: str, close: str, lo: int, hi: int) -> int:
        if hi - lo > _LONGEST:
            return -1
        body = self.text[lo:hi]
        if _UNEASY.search(body) is None:
            return hi
        again = body.find(opener) if len(opener) > 1 else -1
        if again >= 0:
            # one more opener before the closer: in a string, or this one is a stray
            if hi - lo <= _QUOTED_OPENER and _balanced(body):
                return hi
            return self._behind_string(close, lo, hi) if body.count('"', 0, again) % 2 else -1
        candidate = hi
        for _ in range(6):
            if candidate < 0 or candidate - lo > _LOOKED_INTO:
                break
            body = self.text[lo:candidate]
            if opener in body and len(opener) > 1:
                # an apostrophe, not a string: the next tag has begun
                break
            if _balanced(body):
                return candidate
            candidate = self.text.find(close, candidate + 1, lo + _LOOKED_INTO)
        return hi

    def _behind_string(self, close: str, lo: int, hi: int) -> int:
        """The closer of a tag in whose string another tag stands: `${"Hello ${name}"}`."""
        for _ in range(6):
            hi = self.text.find(close, hi + 1, lo + _QUOTED_OPENER)
            if hi < 0 or _balanced(self.text[lo:hi]):
                return hi
        return -1

    def _directive(self, start: int, end: int) -> Token:
        # the window keeps an unclosed bracket from being read to the end of the file again and again
        until = end + _LOOKED_INTO
        bracket = _BRACKETED.match(self.text, end, until) if self.text.find(")", end, until) > 0 else None
        return Token(CODE, start, bracket.end() if bracket else end, start + 1, bracket.end() if bracket else end)

    def _component(self, start: int, end: int) -> Token | None:
        """The tag of a Blade component; in its attributes stands code."""
        tag = _COMPONENT.match(self.text, end, end + _LOOKED_INTO)
        return Token(CODE, start, tag.end(), start + 1, tag.end() - 1) if tag else None

    def _after(self, token: Token) -> int:
        """Record a tag and, where one begins, the stretch that is no template; return where to go on."""
        word = _WORD.match(self.text, token.lo, token.hi) if token.kind == CODE else None
        keyword = word[1] if word else ""
        if keyword in _VERBATIM or (keyword in _SWALLOWED and self._may_swallow(token, keyword)):
            end = None if keyword in self.dead else _end_tag(self.dialect, keyword).search(self.text, token.end)
            if end is None:
                self.dead.add(keyword)
            elif keyword in _SWALLOWED:
                self.found.append(Token(COMMENT, token.start, end.end(), token.lo, end.start()))
                return end.end()
            else:
                self.found.append(token)
                self.found.append(Token(COMMENT, end.start(), end.end(), end.start(), end.end()))
                return end.end()
        self.found.append(token)
        return token.end

    def _may_swallow(self, token: Token, keyword: str) -> bool:
        if keyword == "php":
            return self.dialect == "blade" and token.end - token.start == len("@php")
        if keyword.isupper():
            return self.dialect == "tt"
        return self.dialect in {"liquid", "django"}


def _balanced(body: str) -> bool:
    if '"' in body or "'" in body or "`" in body:
        body = _STRING.sub("", body)
        if '"' in body or "'" in body:
            return False
    return body.count("{") == body.count("}") and body.count("(") == body.count(")")
