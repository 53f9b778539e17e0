"""Which part of a message a file is: its HTML, its text, its subject line. By the path alone."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cxlint.text.patterns import compiled

HTML = "html"
TEXT = "text"
SUBJECT = "subject"

_TEMPLATE = (
    r"(?:\.(?:j2|jinja2?|njk|twig|liquid|erb|hbs|handlebars|mustache|ftlh?|tt2?|tpl|gotmpl|tmpl|ejs|php|blade|phtml))+$"
)
_KINDS = {
    "html": HTML, "htm": HTML, "mjml": HTML, "text": TEXT, "txt": TEXT, "plain": TEXT, "plaintext": TEXT,
    "subject": SUBJECT,
}  # fmt: skip
_DRESS = frozenset(("body", "part", "version", "email", "mail"))
_LAST_WORD = r"(?:^|[._-])([a-z]+)$"


class Part(NamedTuple):
    """`kind` is html, text, subject or empty; `path` is what all parts of one message share, empty without a kind."""

    kind: str = ""
    path: str = ""


@lru_cache(maxsize=8192)
def part(path: str) -> Part:
    """Which part of a message a file is, and the path that its parts share.

    `bill.html` and `bill.txt`, `bill-html.j2` and `bill-plain.j2`, `bill/body.html.erb` and `bill/body.text.erb`,
    `html/bill.html` and `text/bill.txt`, `bill_subject.txt` and `bill_body.txt`.
    """
    folder, _, name = path.replace("\\", "/").lower().rpartition("/")
    stem = compiled(_TEMPLATE).sub("", name)
    kind = ""
    while match := compiled(_LAST_WORD).search(stem):
        word = match[1]
        if word not in _KINDS and not (word in _DRESS and (kind or word == "body")):
            break
        # the word in the name says more than the suffix: bill_plain.html
        kind = _KINDS.get(word, kind or HTML)
        stem = stem[: match.start()]
    if not kind:
        return Part()
    above, _, last = folder.rpartition("/")
    if stem and kind != SUBJECT and _KINDS.get(last) in (HTML, TEXT):
        folder, kind = above, _KINDS[last]
    return Part(kind, f"{folder}/{stem}" if folder else stem)


def is_subject(path: str) -> bool:
    """Whether a file holds nothing but the subject line of a message."""
    return part(path).kind == SUBJECT


def belong(one: Part, other: Part) -> bool:
    """Whether two files are different parts of one message."""
    if not one.kind or not other.kind or one.kind == other.kind:
        return False
    subject, message = (one, other) if one.kind == SUBJECT else (other, one)
    return message.path == subject.path or (subject.kind == SUBJECT and message.path == f"{subject.path}_message")
