"""The greeting of a message: whom it addresses, in every reading of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.lines import Line, path_words, slots_in, word_set
from cxlint.model.document import Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    import re

    from cxlint.model.document import Document, Slot

_REACH = 80
"""A greeting stands among the first lines; tables and menus of a layout may come before it."""

_MAX_WORDS = 6
_SKIP_ROLES = frozenset({Role.SUBJECT, Role.PREHEADER, Role.ITEM, Role.LINK, Role.BUTTON})
_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|prof)\b\.?"
_GREETING = (
    r"(?i)[\W_]*?(?P<word>dear|hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day))\b"
    rf"(?P<rest>(?:[^\w,.!?:;]*{_TITLE}(?: ?[/|] ?{_TITLE})?)?[^,.!?:;]{{0,80}}?) ?(?P<stop>[,!:;.]|$)"
)
# two paragraphs that the reader of the template ran together
_INSIDE = "(?<=[^,;(] )(?P<word>Dear|Hi|Hello|Hey) (?P<rest>(?:\ufffc|\\{[\\w.]+\\})[^,.!?:;]{0,30}),"
_PLACEHOLDER = r"\{[\w.]{2,40}\}|\[[A-Za-z][\w' ]{2,30}\]|<[A-Za-z]\w*[ _]?name>"
_NOT_GREETED = r"(?i) ?(?:from|to|and welcome|world|is|are|was|in|on|of|the|a|an|this|we|i|my)\b"
_GENERIC = r"(?i)[\W_]*(?:there|again|everyone|everybody|all|folks|friends?|you|team|guys)?[\W_]*$"
_MANY = r"(?i)\b(?:everyone|everybody|all|folks|friends|team|guys|admins?|administrators?|staff|colleagues?)\b"
_WORD_SLOTS = frozenset({"hi", "hello", "greeting", "greetings", "dear", "salutation"})

PERSON = word_set(
    "name firstname lastname fullname forename surname nickname fname lname recipient addressee user customer "
    "member client guest "
    "subscriber patient tenant donor contact person first last given family"
)
COMPANY = word_set(
    "company site shop store organization organisation org app brand product team business project service platform "
    "event collective website domain vendor merchant host workspace group community charity foundation school sitename "
    "department"
)
"""Words in a variable's name that say: not a person."""

INSERTS = word_set("include import render partial block yield component section layout template insert")
"""Statements that put text of another file here."""

_IDENTIFIERS = word_set("email emails mail login username id uuid number no msisdn phone uid handle userid")


class Greeting(NamedTuple):
    """One reading of a greeting.

    `names` are the values it prints that may be the reader's name, `identifiers` those that are a number, a login or
    an address instead. `typed` is a literal placeholder ("{first_name}"). `to_many` greets a group.
    """

    start: int
    end: int
    words: str
    conditions: tuple[str, ...]
    names: tuple[Slot, ...] = ()
    identifiers: tuple[Slot, ...] = ()
    typed: str = ""
    bare: bool = False
    to_many: bool = False

    @property
    def named(self) -> bool:
        """Whether it addresses somebody by a value or by a placeholder."""
        return bool(self.names or self.identifiers or self.typed)


def find_greetings(document: Document, lines: list[Line]) -> tuple[Greeting, ...]:
    """Every reading of the greeting."""
    found = []
    for line in lines[:_REACH]:
        if line.block.role not in _SKIP_ROLES:
            greeting = _match(document, line)
            if greeting is not None:
                found.append(greeting)
    return tuple(found)


def _match(document: Document, line: Line) -> Greeting | None:
    match = compiled(_GREETING).match(line.text) or _match_word_slot(document, line)
    if match is None or not _greets(match):
        match = compiled(_INSIDE).search(line.text)
        if match is None:
            return None
    start, end = line.start + match.start("word"), line.start + match.end()
    rest = match["rest"]
    slots = [slot for _, slot in slots_in(document, line.start + match.start("rest"), end)]
    slots = [slot for slot in slots if path_words(slot.path)[-1:] != ("linebreak",)]
    identifiers = tuple(slot for slot in slots if is_identifier(slot))
    names = tuple(slot for slot in slots if slot not in identifiers and _may_name(slot))
    typed = compiled(_PLACEHOLDER).search(rest)
    return Greeting(
        start,
        end,
        " ".join(line.text[match.start("word") : match.end()].split()),
        slots[0].conditions if slots else line.block.conditions,
        names,
        identifiers,
        typed[0] if typed else "",
        bare=not slots and not typed and _bare(document, rest, start, end),
        to_many=compiled(_MANY).search(rest) is not None,
    )


def _match_word_slot(document: Document, line: Line) -> re.Match[str] | None:
    """`${LABEL_HI} ${FIRSTNAME},`: the word itself is a value."""
    match = compiled("(?P<word>\ufffc)(?P<rest> ?\ufffc[^,.!?:;]{0,20})(?:[,!:]|$)").match(line.text)
    if match is None:
        return None
    slot = document.slot_positions.get(line.start)
    return match if slot is not None and _WORD_SLOTS & set(path_words(slot.path)) else None


def _greets(match: re.Match[str]) -> bool:
    rest, stop = match["rest"], match.groupdict().get("stop", ",")
    if compiled(_NOT_GREETED).match(rest) or len(rest.split()) > _MAX_WORDS:
        return False
    plain = "\ufffc" not in rest and not compiled(_PLACEHOLDER).search(rest)
    return not (stop == "." and plain and not compiled(_GENERIC).match(rest))


def _bare(document: Document, rest: str, start: int, end: int) -> bool:
    """Nobody is named: no word, or one that fits everybody, and no tag that might print a name."""
    if not compiled(_GENERIC).match(rest):
        return False
    tags = document.template.tags if document.template else ()
    a, b = document.to_source(start, end)
    return not any(a <= tag.start < b + 1 and tag.keyword in INSERTS for tag in tags)


def is_identifier(slot: Slot) -> bool:
    """Whether a value is a number, a login or an address rather than a name."""
    words = path_words(slot.path)
    last = words[-1] if words else ""
    if slot.path.lower().endswith(("user_name", "login_name", "account_name")) or slot.path.endswith("userName"):
        return True
    if last == "address" and words[-2:-1] == ("email",):
        return True
    return last in _IDENTIFIERS


def _may_name(slot: Slot) -> bool:
    words = set(path_words(slot.path))
    if words & COMPANY and slot.kind != "name":
        return words & {"name"} != set() and not words & (COMPANY - {"collective", "group", "community"})
    return slot.kind in ("", "name")
