"""The order of a hard letter: what happens otherwise, the way out, help for those who cannot, bad news first."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from cxlint.annotate import consequences, readership
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

_PROSE = frozenset({Role.PARAGRAPH, Role.ITEM})
_MOST = 30
"""How many consequences of one message are looked at."""
_ALONE = "and the paragraph names no way to stop it"
_NOWHERE = "and the message names no way to stop it"
_FIRST = "before any way to stop it"


def threat_before_help(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """What will be done to the reader, before or without a way to stop it."""
    if not readership.customers(facts):
        return
    document = facts.document
    whole = not facts.parts.unseen
    for start, end in islice(consequences.consequences(facts), _MOST):
        block = document.block_at(start)
        if block.role not in _PROSE:
            continue
        if whole and consequences.way_out(facts, 0, len(document.text)) < 0:
            yield Found(start, end, {"how": _NOWHERE}, severity="error")
        elif consequences.way_out(facts, *consequences.beside(facts, block)) < 0:
            first = whole and consequences.way_out(facts, 0, start) < 0
            yield Found(start, end, {"how": _FIRST if first else _ALONE})
        else:
            continue
        return


_HARDSHIP = (
    r"\b(?:instal?ments?|payment (?:plan|arrangement)|spread|in parts|pause|struggl\w+|difficult\w*|hard(?:ship| time)|"
    r"cannot pay|can't pay|unable to pay|cannot afford|can't afford|more time|extension|extend|free advice|arrange\w*|"
    r"stuck)\b"
)
_DISPUTE = (
    r"\b(?:disput\w+|wrong|mistakes?|errors?|disagree|quer(?:y|ies)|incorrect|does(?: not|n't) look right|already paid|"
    r"questions?|believe (?:that )?(?:this|you|the)|think (?:that )?(?:this|you|the)|if you have (?:paid|made|sent))\b"
)


def no_hardship_route(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A letter about a debt that has nothing for those who cannot pay, or who think that the bill is wrong."""
    if not readership.whole(facts) or facts.parts.asks is None:
        return
    text = facts.scan.folded
    lacks = [
        words
        for words, pattern in (("cannot pay", _HARDSHIP), ("think that the bill is wrong", _DISPUTE))
        if not compiled(pattern).search(text)
    ]
    if not lacks:
        return
    threat = next(consequences.consequences(facts), None)
    final = facts.document.stage == "final" and len(lacks) == 2
    start, end = (threat.start, threat.end) if threat else facts.parts.asks
    # a friendly reminder may well leave the rest to the reply; a threat may not
    yield Found(
        start,
        end,
        {"who": " or ".join(lacks)},
        confidence="" if threat and len(lacks) == 2 else "low",
        severity="error" if final and threat else "",
    )


def bad_news_buried(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """Bad news in the second half of a message, which neither its subject nor a heading names."""
    least, share = int(options["words"]), int(options["share"])
    if not readership.whole(facts, least):
        return
    document = facts.document
    news_at = sorted(consequences.bad_news(facts))
    if not news_at:
        return
    start, end = news_at[0]
    if document.block_at(start).role not in _PROSE:
        return  # a heading names it
    blocks = [block for block in document.blocks if block.role in _PROSE and block.alternative_of < 0]
    before = sum(
        len(document.text[block.start : min(block.end, start)].split()) for block in blocks if block.start < start
    )
    total = sum(len(document.block_text(block).split()) for block in blocks)
    percent = 100 * before // max(total, 1)
    if total >= least and percent >= share and not _announced(facts):
        yield Found(start, end, {"percent": str(percent)})


_NEWS_WORDS = (
    r"[a-z]*(?:declin|reject|refus|denied|suspen|cancel|clos|terminat|disconnect|delet|remov|increas|price|fee|breach|"
    r"overdue|"
    r"discontinu|chang|unsuccessful|expir|end|limit|restrict|disabl|fail|unpaid|reminder|final|due)\w*"
)


def _announced(facts: Facts) -> bool:
    """Whether the subject or a heading says what the bad news is."""
    document, text = facts.document, facts.scan.folded
    heads = [(b.start, b.end) for b in document.blocks if b.role in (Role.HEADING, Role.SUBJECT, Role.PREHEADER)]
    return any(compiled(rf"\b{_NEWS_WORDS}").search(text, *head) for head in (*heads, *facts.parts.subjects))
