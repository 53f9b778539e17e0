"""The end of a message: the valediction, and who signs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.greetings import COMPANY, PERSON
from cxlint.annotate.lines import Line, path_words, slots_in, word_set
from cxlint.model.document import SLOT, Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.actors import Actors
    from cxlint.model.document import Document

NOBODY = "nobody"
PERSON_SIGNS = "person"
COMPANY_SIGNS = "company"
TEAM_SIGNS = "team"
UNKNOWN = "unknown"

_VALEDICTION = (
    r"(?i)[\W_]*(?:(?:with )?(?:my |our )?(?:very )?(?:best|kind|kindest|warm|warmest|many) (?:regards|wishes|thanks)|"
    r"regards|yours|(?:yours )?(?:sincerely|truly|faithfully|respectfully|cordially)(?: yours)?|warmly|cheers|"
    r"all the best|"
    r"take care|best|love|see you (?:soon|there)|"
    r"(?:many )?(?:thanks|thank you)(?: again| so much| very much)?(?: for [^.!?,]{3,50}(?=,))?)"
    r"(?P<stop> ?[,.!–—-]| *$)"
)
_SIGNER_WORDS = 8
_LAYOUT_ROLES = frozenset({Role.LINK, Role.BUTTON, Role.ITEM, Role.SUBJECT})
_TEAM = (
    r"(?i)\b(?:team|teams|department|dept|management|administrator|administration|admins?|webmaster|support|staff|crew|"
    r"billing|accounts?|collections?|committee|organi[sz]ers?|customer (?:service|services|care|success)|help ?desk|"
    r"service desk|office|board|receivable|payable)\b"
)
_TEAM_LINE = (
    r"(?i)[-–—~ ]*(?:the|your) (?:[^ .,!?]+ ){0,5}(?:team|department|management|administrators?|administration|staff|"
    r"support|crew|organi[sz]ers(?: of [^.!?]{1,60})?)[.,!]?$|(?-i:[-–—~ ]*Team (?:[A-Z][\w&.]*|"
    r"\ufffc)(?: [A-Z][\w&.]*)?$)"
)
_TEAM_TAIL = r"(?<=[\w.!] )[-–—] ?((?:[Tt]he )?(?:[A-Z][\w&.]* ){1,4}[Tt]eam)[.!]?$"
_SUFFIX = r"(?i)\b(?:inc|llc|ltd|limited|gmbh|corp|corporation|co|plc|bv|ag|sa|pty|group|foundation|bank)\b\.?"
_BRACKET = r"\[([^\]]+)\]"
_NAME = r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2}"
_AND_TEAM = rf"{_NAME} (?:and|&|from|at|with) "
_SIGNERS = word_set(
    "agent author owner sender staff manager rep representative advisor adviser signature operator assignee user "
    "employee contact csm admin instructor teacher doctor assigned from"
)
_OF_A_PERSON = word_set("first firstname full fullname given")
_HOSTS = word_set("host vendor merchant organizer organiser")
"""A business to some, a person to others: whoever has a name may sign."""

_BODIES = word_set("collective charity foundation organization organisation community fund")
_OUTFITS = COMPANY - _HOSTS
_NEAR = 60
"""Characters between a person's signature and the team that they belong to."""


class Closing(NamedTuple):
    """One reading of a closing: the range of the valediction and of who signs it, and what that is."""

    start: int
    end: int
    signer_start: int
    signer_end: int
    who: str


def find_closings(document: Document, lines: list[Line], actors: Actors) -> tuple[Closing, ...]:
    """Every reading of the closing, and team names that stand alone under the text."""
    found: list[Closing] = []
    known = _names(document, actors)
    for i, line in enumerate(lines):
        if line.block.role in _LAYOUT_ROLES:
            # "- The Harbour Team" under a text mail looks like a list of one
            if line.block.role == Role.ITEM and i >= len(lines) - 2 and compiled(_TEAM_LINE).match(line.text):
                found.append(Closing(line.start, line.start, line.start, line.end, TEAM_SIGNS))
            continue
        match = compiled(_VALEDICTION).match(line.text)
        if match is not None:
            closing = _closing(document, lines, i, match, known)
            found += [closing] if closing else []
        elif (
            line.block.role == Role.PARAGRAPH
            and not (document.catalogue and (i == 0 or _apart(document, lines[i - 1], line)))
            and compiled(_TEAM_LINE).match(line.text)
            and not any(closing.signer_start == line.start or _signs_for(closing, line) for closing in found)
            and not _is_person(document, lines[max(0, i - 1)], known)
        ):
            found.append(Closing(line.start, line.start, line.start, line.end, TEAM_SIGNS))
        else:
            tail = compiled(_TEAM_TAIL).search(line.text)
            if tail is not None:
                start, end = line.start + tail.start(1), line.start + tail.end(1)
                found.append(Closing(start, start, start, end, TEAM_SIGNS))
    return tuple(found)


def _signs_for(closing: Closing, line: Line) -> bool:
    """Whether somebody has signed just above a line that names their team."""
    return closing.who == PERSON_SIGNS and -_NEAR < line.start - closing.signer_end < _NEAR


def _is_person(document: Document, line: Line, known: frozenset[str]) -> bool:
    """Whether a line holds nothing but the name of a person, filled in."""
    return not line.text.strip(f" ,.-–—{SLOT}") and _who(document, line, known) == PERSON_SIGNS


def _closing(
    document: Document, lines: list[Line], i: int, match: re.Match[str], known: frozenset[str]
) -> Closing | None:
    line = lines[i]
    start, end = line.start, line.start + match.end()
    signers = _signers(document, lines, i, end)
    if signers is None:
        return None
    if not signers:
        return Closing(start, end, start, end, NOBODY)
    kinds = [_who(document, signer, known) for signer in signers]
    who = next((kind for kind in (PERSON_SIGNS, TEAM_SIGNS, COMPANY_SIGNS) if kind in kinds), UNKNOWN)
    if UNKNOWN in kinds[:1]:
        who = UNKNOWN if who != PERSON_SIGNS else who
    first = signers[0]
    return Closing(start, end, first.start, first.end, who)


def _signers(document: Document, lines: list[Line], i: int, end: int) -> list[Line] | None:
    """The short lines under the valediction; None when the words after it show that it was none."""
    line = lines[i]
    rest = document.text[end : line.end]
    text = rest.strip(" ,.!-–—")
    if text and not _is_break(document, end, line.end):
        named = text[0].isupper() or text[0] in "[\ufffc{" or compiled(_TEAM_LINE).match(text)
        if len(text.split()) > _SIGNER_WORDS or not named:
            return None
        if compiled(r"(?i)[,;] for\b").search(text) or sum(word[0].islower() for word in text.split()) > 4:
            return None
        start = end + rest.index(text)
        return [Line(start, start + len(text), text, line.block)]
    found: list[Line] = []
    for below in lines[i + 1 : i + 4]:
        if below.size > _SIGNER_WORDS or compiled(r"(?i)[\W_]*(?:p\.?\s?s\b|https?:|www\.|©|\(c\)|copyright)").match(
            below.text
        ):
            break
        if below.block is not line.block and (below.block.role in _LAYOUT_ROLES or below.block.alternative_of >= 0):
            break
        if (found and below.block is not found[-1].block) or _apart(document, line, below):
            break
        found.append(below)
    return found


def _apart(document: Document, line: Line, other: Line) -> bool:
    """Whether two lines belong to different messages of a catalogue."""
    return document.catalogue and line.block.label != other.block.label


def _is_break(document: Document, start: int, end: int) -> bool:
    slots = slots_in(document, start, end)
    plain = document.text[start:end].strip(" ,.!-–—\ufffc")
    return not plain and all(set(path_words(slot.path)) & {"br", "linebreak", "newline", "nl"} for _, slot in slots)


def _who(document: Document, line: Line, known: frozenset[str]) -> str:
    text = line.text.strip(" ,.!-–—~*_")
    bracket = compiled(_BRACKET).search(text)
    if bracket and compiled(r"(?i)name$|sender|agent").search(bracket[1]) and not _is_company(bracket[1]):
        return PERSON_SIGNS
    slots = [slot for _, slot in slots_in(document, line.start, line.end)]
    people = bool(slots) and not _speaks_of_bodies(document)
    kinds = {_who_fills(slot.path or slot.expression, slot.kind, hosts_are_people=people) for slot in slots}
    if PERSON_SIGNS in kinds or compiled(_AND_TEAM).match(text):
        return PERSON_SIGNS
    if compiled(_TEAM).search(text):
        before = compiled(rf"({_NAME})(?:, | - | – )").match(text)
        return PERSON_SIGNS if before and not compiled(_TEAM).search(before[1]) else TEAM_SIGNS
    if kinds:
        return COMPANY_SIGNS if kinds == {COMPANY_SIGNS} else UNKNOWN
    if bracket or compiled(_SUFFIX).search(text) or _squash(text) in known:
        return COMPANY_SIGNS
    return PERSON_SIGNS if re.fullmatch(_NAME, text) else UNKNOWN


def _is_company(text: str) -> bool:
    return bool(set(text.lower().split()) & COMPANY)


def _names_a_host(words: set[str]) -> bool:
    return bool(words & _HOSTS) and "name" in words and not words & _OUTFITS


def _speaks_of_bodies(document: Document) -> bool:
    """Whether a template prints values of charities, collectives and the like: there the host is a body, too."""
    return any(_BODIES & set(path_words(slot.path)) for slot in document.slot_positions.values())


def _who_fills(path: str, kind: str, *, hosts_are_people: bool) -> str:
    words = set(path_words(path))
    if words & _SIGNERS or words & _OF_A_PERSON or (hosts_are_people and _names_a_host(words)):
        return PERSON_SIGNS
    if words & COMPANY:
        return COMPANY_SIGNS
    return PERSON_SIGNS if kind == "name" or words & PERSON else UNKNOWN


def _names(document: Document, actors: Actors) -> frozenset[str]:
    """What the sender calls itself: in the text, in its web and mail addresses."""
    names = {_squash(name) for name in actors.company}
    for match in compiled(r"(?:@|https?://)(?:[\w-]+\.)*?([\w-]+)\.(?:com|org|net|io|co|dev|app|eu|uk|de)\b").finditer(
        document.source.text
    ):
        names.add(_squash(match[1]))
    return frozenset(names)


def _squash(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
