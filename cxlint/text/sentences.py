"""Sentences of a block, as ranges of the text."""

from __future__ import annotations

import re
from functools import cache


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ZONES = _set("eastern pacific central mountain est edt et pst pdt pt cst cdt ct mst mdt gmt utc cet cest bst ist aest")
"""What follows the time of day."""

_NEVER_LAST = _set(
    """
    mr mrs ms dr prof hon rev gen col sgt capt lt gov sen rep pres messrs esq st ste mt
    e.g eg i.e ie viz vs v cf a.k.a d.b.a f.k.a resp approx incl excl max min tel ext fax attn
    sec secs s ss art arts ch cl cls para paras par pars pt pts sched schs app apps ex exs fig figs
    nos n nn p pp vol vols eds vers ver
    dept univ div assn assoc bros mfg mgmt govt intl natl
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    rs kr sr ph.d m.d b.a m.a j.d ave blvd rd ln hwy apt bldg rm
    stat reg fed cong rec proc civ crim evid amend supp cir dist ct rptr f.2d f.3d s.ct l.ed u.s.c c.f.r u.c.c
    """
)
"""What stands before a full stop that does not end the sentence."""

_PERHAPS_LAST = _set(
    """
    inc ltd corp co llc llp plc gmbh etc al seq id ibid est no ed jr sr.
    u.s u.k e.u u.n u.s.a d.c n.y a.m p.m b.c a.d p.a op cit sat sun cal tex fla mass ill mich minn va wash
    """
)
"""What may end one: it does when a word follows that usually begins a sentence."""

_ENDS_BEFORE_CAPITALS = frozenset({"etc", "a.m", "p.m", "p.a", "sat", "sun"})
"""Of those, the ones that end a sentence before any capital letter."""

_OPENERS = _set(
    """
    a additional after all also although an and any are as at because before both but by can cancellations
    charges contact customers do does each either every except failure fees for from have he here how however
    if in is it late may members most neither no not nothing notwithstanding of on once only or our payment
    payments please provided refunds see she should since so some subject such that the their then there these
    they this those to under unless until upon users we what when where whether which while who why with
    without you your
    """
)
"""Words that usually begin a sentence."""

_OPENING = "\"'“‘„«([*_"
_LINE_STARTS = frozenset("\"'“‘„«\ufffc•·‣▪◦●○*-–—→✓✔")
_ENDS_OF_LINE = frozenset(".:,!?;…")
_TOKEN_REACH = 20


@cache
def _candidate() -> re.Pattern[str]:
    # one character class first, so that the search skips fast; possessive and with nothing required behind,
    # so that a leader of dots is read once, however long it is
    return re.compile(r"[.!?…\n\u2028](?:(?<=[.!?…])[.!?…]*+[\"'”’»)\]*_]*+(?:\[\d{1,3}\])?)?(\s*)")


@cache
def _enumerator() -> re.Pattern[str]:
    return re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5}|#\d{1,3})\Z", re.IGNORECASE)


@cache
def _dotted() -> re.Pattern[str]:
    return re.compile(r"(?:[a-z]\.)+[a-z]\Z", re.IGNORECASE)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences in a range of the text, in order, without the white space around them.

    A semicolon or colon ends nothing, so that a lead-in and its inline list are one sentence. A kept line
    break ends a sentence unless the next line goes on in lower case.
    """
    found: list[tuple[int, int]] = []
    begin = start
    for match in _candidate().finditer(text, start, end):
        at, following = match.span()
        marks_end = match.start(1)
        is_break = text[at] in "\n\u2028"
        if following >= end or (following == marks_end and not is_break):
            continue
        if is_break:
            marks_end = at
            stopped = _breaks(text, begin, at, following)
        else:
            stopped = _ends(text, begin, (at, marks_end), following) or (
                _has_break(match[1]) and _breaks(text, begin, marks_end, following)
            )
        if stopped:
            _add(found, text, begin, marks_end)
            begin = following
    _add(found, text, begin, end)
    return found


def _has_break(space: str) -> bool:
    return "\n" in space or "\u2028" in space


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        found.append((start + left, start + right))


def _breaks(text: str, begin: int, at: int, following: int) -> bool:
    """Whether a kept line break (text up to `at`, next line from `following`) ends a sentence."""
    char = text[following]
    if char.islower():
        return False
    if char.isupper() or char.isdigit() or char in _LINE_STARTS:
        return True
    last = text[max(begin, at - 3) : at].rstrip()[-1:]
    return last in _ENDS_OF_LINE


def _ends(text: str, begin: int, marks: tuple[int, int], following: int) -> bool:
    """Whether the marks at a place end a sentence when the text goes on at `following`."""
    at, marks_end = marks
    char = text[following]
    if char.islower():
        return False
    if marks_end - at > 1 or text[at] != ".":
        # closing quotes, several marks, question and exclamation marks: no abbreviation
        return text[at] != "…" or not char.isdigit()
    return not _abbreviates(text, begin, at, following)


def _abbreviates(text: str, begin: int, at: int, following: int) -> bool:
    """Whether the full stop at `at` belongs to its word."""
    written = _token_before(text, begin, at)
    word = written.lower()
    char = text[following]
    if word == "no":
        return char.isdigit() or char in "#§\ufffc"
    if word in _NEVER_LAST or (word in {"a.m", "p.m"} and _next_word(text, following) in _ZONES):
        return True
    if word in {"", "i"} or (word in _ENDS_BEFORE_CAPITALS and char.isupper()):
        return False
    lead = at - len(written)
    if lead - begin < 9 and _enumerator().match(written) and not text[begin:lead].strip(" \t\n\u2028([*_-•#"):
        return True
    initial = len(written) == 1 and written.isupper()
    doubtful = word in _PERHAPS_LAST or initial or ("." in word and _dotted().match(word) is not None)
    return doubtful and _next_word(text, following) not in _OPENERS


def _token_before(text: str, begin: int, at: int) -> str:
    lower = max(begin, at - _TOKEN_REACH)
    cut = max(text.rfind(" ", lower, at), text.rfind("\n", lower, at), text.rfind("\u2028", lower, at))
    return text[max(cut + 1, lower) : at].lstrip(_OPENING)


def _next_word(text: str, at: int) -> str:
    """The word at `at` in lower case, quotes and brackets aside."""
    stop = min(len(text), at + 4)
    while at < stop and text[at] in _OPENING:
        at += 1
    word = _word().match(text, at)
    return word[0].lower() if word else ""
