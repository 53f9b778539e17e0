"""What a tag does: opens, splits or closes a condition or a loop, prints something, or neither."""

from __future__ import annotations

import re

from cxlint.templates.messages import CHOICE
from cxlint.templates.roles import (
    CASE,
    ELIF,
    ELSE,
    END,
    IF,
    LOOP,
    OPEN,
    PLAIN,
    PRINT,
    ROLES,
    UNLESS,
    WHEN,
    Statement,
)
from cxlint.templates.tokens import CODE, COMMENT, OUT, Token

_WORD = re.compile(r"\s*([\w.]+)\s*")
_PHP_PRINTS = re.compile(
    r"\s*(?:echo|print|(?=_e\s*\(|esc_html_e\s*\(|esc_attr_e\s*\(|printf\s*\())\s*\(?(?:\b|(?=[^\w\s]))"
)
_PHP_OPENER = re.compile(r"(?:^|[;{}\s])(if|elseif|else|foreach|for|while|switch|case|default)\b([^;{}]*)[:{]\s*\Z")
_PHP_INCLUDES = re.compile(
    r"(?:include|require)(?:_once)?\b\s*\(?\s*([^;)]+)|(?:wc_)?get_template(?:_part)?\s*\(([^;]+)"
)
_DO = re.compile(r"\bdo\b\s*(?:\|[^|]*\|)?\s*\Z")
_DONE = re.compile(r"\bend\b\s*\Z")
_ITERATING = re.compile(r"(.*?)\.(?:each|map|times|each_with_index|find_each|each_slice)\b")
_SMARTY_SHOWN = re.compile(r"l\s+(?=s=)|t\s+(?=s=|text=)")


def understand(text: str, token: Token, dialect: str) -> Statement:
    """Say what a tag of the dialect does."""
    if token.kind == COMMENT:
        return Statement(PLAIN)
    special = _READERS.get(dialect)
    if special is not None:
        return special(text, token)
    if token.kind == OUT:
        return Statement(PRINT, "", "", token.lo, token.hi)
    return _keyword(text, token, dialect)


def _keyword(text: str, token: Token, dialect: str, lo: int = -1) -> Statement:
    match = _WORD.match(text, token.lo if lo < 0 else lo, token.hi)
    if match is None:
        return Statement(PLAIN)
    word = match[1]
    if word == "else" and text.startswith("if", match.end()):
        after = _WORD.match(text, match.end(), token.hi)
        if after is not None and after[1] == "if":
            return Statement(ELIF, "elif", _folded(text, after.end(), token.hi))
    argument = _folded(text, match.end(), token.hi)
    role = ROLES[dialect].get(word)
    if role == PRINT:
        return Statement(PRINT, word, argument, match.end(), token.hi)
    if role is None:
        return (
            Statement(END, word, word[3:].lstrip("_")) if word.startswith("end") else Statement(PLAIN, word, argument)
        )
    return Statement(role, word, argument)


def _folded(text: str, lo: int, hi: int) -> str:
    return " ".join(text[lo:hi].split())


def _handlebars(text: str, token: Token) -> Statement:
    lo, hi = token.lo, token.hi
    while lo < hi and text[lo] in "~ \t\n":
        lo += 1
    head = text[lo : lo + 1]
    inner = _folded(text, lo, hi)
    if head == "&":
        return Statement(PRINT, "", "", lo + 1, hi)
    if token.kind == CODE or head in {"=", "!"}:
        return Statement(PLAIN)
    if head in {"#", "^", "/", ">"}:
        return _section(head, inner[1:].lstrip())
    return _bare(text, lo, hi, inner)


def _bare(text: str, lo: int, hi: int, inner: str) -> Statement:
    word, _, argument = inner.partition(" ")
    if word == "else":
        word, _, condition = argument.partition(" ")
        return Statement(ELIF, "elif", condition) if word == "if" else Statement(ELSE, "else")
    # Magento writes conditions and loops without the hash
    if word in {"if", "depend", "for"} and argument and f"{{{{/{word}" in text:
        return Statement(LOOP if word == "for" else IF, word, argument)
    if word in _MAGENTO_INCLUDES and "=" in argument:
        return Statement(PLAIN, "include", argument)
    return Statement(PRINT, "", "", lo, hi)


_MAGENTO_INCLUDES = frozenset(("template", "layout", "block", "widget", "inlinecss", "css"))


def _section(head: str, inner: str) -> Statement:
    word, _, argument = inner.partition(" ")
    if head == "/":
        return Statement(END, "/" + word, word)
    if head == ">":
        return Statement(PLAIN, "include", inner)
    if head == "^":
        return Statement(UNLESS, word, word) if word else Statement(ELSE, "else")
    return _block(word, argument)


def _block(word: str, argument: str) -> Statement:
    if word.startswith((">", "*", "<", "$")):
        # a layout or an inline partial; its end tag repeats the name
        name = word.lstrip(">*<$") or argument.partition(" ")[0]
        return Statement(OPEN, name, argument)
    role = {"if": IF, "with": IF, "unless": UNLESS, "each": LOOP, "list": LOOP, "foreach": LOOP}.get(word)
    if role is not None:
        return Statement(role, word, argument)
    # a Mustache section has no argument; a block helper of unknown meaning has
    return Statement(OPEN, word, argument) if argument else Statement(IF, word, word)


def _go(text: str, token: Token) -> Statement:
    match = _WORD.match(text, token.lo, token.hi)
    word = match[1] if match else ""
    if token.kind == CODE:
        return Statement(PLAIN, word, _folded(text, token.lo, token.hi))
    if word == "end":
        return Statement(END, "end")
    if word in ROLES["go"]:
        return _keyword(text, token, "go")
    inner = _folded(text, token.lo, token.hi)
    if word in {"template", "include", "partial", "break", "continue"} and match is not None:
        return Statement(PLAIN, word, _folded(text, match.end(), token.hi))
    if re.match(r"\$\w*(?:\s*,\s*\$\w+)?\s*:?=", inner):
        return Statement(PLAIN, "set", inner)
    return Statement(PRINT, "", "", token.lo, token.hi)


def _erb(text: str, token: Token) -> Statement:
    inner = _folded(text, token.lo, token.hi)
    if _DO.search(inner):
        loop = _ITERATING.match(inner)
        return Statement(LOOP, "do", inner) if loop else Statement(OPEN, "do", inner)
    if token.kind == OUT:
        return Statement(PRINT, "", "", token.lo, token.hi)
    if inner == "end" or inner.startswith(("end ", "end.")):
        return Statement(END, "end")
    if _DONE.search(inner):
        return Statement(PLAIN, "ruby", inner)
    return _keyword(text, token, "erb")


def _php(text: str, token: Token) -> Statement:
    if token.kind == OUT:
        return Statement(PRINT, "", "", token.lo, token.hi)
    prints = _PHP_PRINTS.match(text, token.lo, token.hi)
    if prints is not None:
        opens = prints[0].rstrip().endswith("(")
        return Statement(PRINT, "echo", "", prints.end() - opens, token.hi)
    if token.hi - token.lo > 2_000:
        return Statement(PLAIN, "php")
    inner = _folded(text, token.lo, token.hi)
    opener = _PHP_OPENER.search(inner)
    if opener is not None:
        word, argument = opener[1], _unwrapped(opener[2].strip())
        if word == "else" and argument.startswith("if"):
            word, argument = "elseif", _unwrapped(argument[2:].strip())
        return Statement(ROLES["php"][word], word, argument)
    if inner.endswith("}") and inner.count("}") > inner.count("{"):
        return Statement(END, "}")
    word = inner.split(" ", 1)[0].rstrip(";") if inner else ""
    if word.startswith("end"):
        return Statement(END, word, word[3:])
    included = _PHP_INCLUDES.match(inner)
    return (
        Statement(PLAIN, "include", (included[1] or included[2]).strip())
        if included
        else Statement(PLAIN, "php", inner)
    )


def _unwrapped(argument: str) -> str:
    if argument.startswith("(") and argument.endswith(")"):
        return argument[1:-1].strip()
    return argument


def _blade(text: str, token: Token) -> Statement:
    if text.startswith(("<x-", "<x:", "</x"), token.start):
        return Statement(PLAIN, "component", _folded(text, token.lo, token.hi))
    if text[token.start] == "<":
        return _php(text, token)
    if token.kind == OUT:
        return Statement(PRINT, "", "", token.lo, token.hi)
    read = _keyword(text, token, "blade")
    argument = _unwrapped(read.argument)
    if read.keyword == "empty" and not argument:
        return Statement(ELSE, "empty")
    if read.keyword in {"auth", "guest", "production"}:
        return Statement(IF, read.keyword, argument or read.keyword)
    if read.role == PRINT:
        # lang("...") reads like any other call
        return read._replace(lo=token.lo)
    return read if read.role == END else read._replace(argument=argument)


def _smarty(text: str, token: Token) -> Statement:
    head = text[token.lo : token.lo + 1]
    if head in {"$", '"'}:
        if re.match(r"\$[\w.\[\]>-]+\s*=[^=]", text[token.lo : token.lo + 80]):
            return Statement(PLAIN, "assign", _folded(text, token.lo, token.hi))
        return Statement(PRINT, "", "", token.lo, token.hi)
    if head == "/":
        return Statement(END, text[token.lo : token.hi].strip(), text[token.lo + 1 : token.hi].strip())
    if head == "#":
        return Statement(PRINT, "", "", token.lo + 1, token.hi - 1)
    shown = _SMARTY_SHOWN.match(text, token.lo, token.hi)
    if shown is not None:
        return Statement(PRINT, "l", "", shown.end(), token.hi)
    read = _keyword(text, token, "smarty")
    if not read.role and not read.argument and read.keyword and read.keyword not in _SMARTY_BARE:
        # the plain placeholders of PrestaShop's mails
        return Statement(PRINT, "", "", token.lo, token.hi)
    return read


_SMARTY_BARE = frozenset(
    "ldelim rdelim strip literal capture nocache php t l function hook call break continue".split()
)


def _freemarker(text: str, token: Token) -> Statement:
    if token.kind == OUT:
        return Statement(PRINT, "", "", token.lo, token.hi)
    word = text[token.lo : token.hi].strip().rstrip("/").rstrip()
    if text.startswith(("</", "[/"), token.start):
        return Statement(END, "/" + word, word)
    if text[token.start + 1] == "@":
        return Statement(PLAIN, "macro", word)
    read = _keyword(text, token, "freemarker")
    return read._replace(argument=_unwrapped(read.argument.rstrip("/").rstrip()))


_TT_CODE = re.compile(
    r"\s*(?:[\w.]+\s*=[^=~]|(?:SET|USE|INCLUDE|PROCESS|INSERT|CALL|DEFAULT|META|RETURN|STOP|NEXT|LAST|CLEAR|THROW|CATCH|"
    r"FINAL|TAGS|DEBUG)\b)"
)


def _tt(text: str, token: Token) -> Statement:
    match = _WORD.match(text, token.lo, token.hi)
    word = match[1] if match else ""
    if match is not None and word.isupper() and word.lower() in ROLES["tt"]:
        argument = _folded(text, match.end(), token.hi).rstrip(";")
        if word == "CASE" and argument in ("", "DEFAULT"):
            return Statement(ELSE, "default")
        return Statement(ROLES["tt"][word.lower()], word.lower(), argument)
    if word == "END":
        return Statement(END, "end")
    if _TT_CODE.match(text, token.lo, token.hi) or (not word and "'" not in text[token.lo : token.hi]):
        argument = _folded(text, match.end() if match else token.lo, token.hi)
        return Statement(PLAIN, word.lower() if word.isupper() else "set", argument)
    lo = match.end() if match is not None and word == "GET" else token.lo
    return Statement(PRINT, "", "", lo, token.hi)


def _placeholder(text: str, token: Token) -> Statement:
    if token.kind == OUT:
        return Statement(PRINT, "", "", token.lo, token.hi)
    word, _, argument = text[token.lo : token.hi].partition(":")
    role = {"IF": IF, "IFNOT": UNLESS, "ELSEIF": ELIF, "ELSE": ELSE, "INTERESTED": IF, "END": END}.get(word, PLAIN)
    return Statement(role, word.lower(), "" if role == END else argument)


def _message(text: str, token: Token) -> Statement:
    if token.kind == OUT:
        return Statement(PRINT, "", "", token.lo, token.hi)
    said = CHOICE.match(text, token.lo, token.hi)
    if said is None or said["end"]:
        return Statement(END, "end")
    if said["kind"]:
        return Statement(CASE, said["kind"], said["subject"])
    return Statement(ELSE, "other") if said["arm"] == "other" else Statement(WHEN, "when", said["arm"])


_READERS = {
    "handlebars": _handlebars,
    "go": _go,
    "erb": _erb,
    "php": _php,
    "blade": _blade,
    "smarty": _smarty,
    "freemarker": _freemarker,
    "tt": _tt,
    "placeholder": _placeholder,
    "message": _message,
}
