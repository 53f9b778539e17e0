"""Fee schedules kept as plain lines: leaders, aligned columns, lists of "name - amount".

A line is written in code, one character a word or sign, and `grammars/fee_schedule.lark` says what the code means. Only
runs of at least two such lines count, so that most documents never load the grammar.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.annotate.fees import cells as cell_values
from cxlint.annotate.fees.entry import Line, fee_of
from cxlint.annotate.fees.grammar import parser
from cxlint.annotate.fees.labels import is_total, parse
from cxlint.annotate.fees.layout import Context, context_of
from cxlint.annotate.fees.triggers import PENALTIES, trigger
from cxlint.annotate.fees.units import period_of
from cxlint.model.document import LINE, SLOT, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.fee import Fee
    from cxlint.annotate.fees.names import FeeNames
    from cxlint.model.document import Block

_ROLES = frozenset({Role.PARAGRAPH, Role.ITEM, Role.QUOTE})
_LONGEST_LINE = 200
_LONGEST_NOTE = 25
"""Codes after the amount of a line; what goes on longer is prose."""

_NAME_ALONE = 7
"""Words of a name that nothing separates from its amount."""

_NEAR = 3
"""Blocks from one line of a run to the next: a heading and a description may stand between."""

_UNNAMED = re.compile(r"(?:the )?(?:fees?|charges?|costs?|price|amount|rate|surcharge)")
_JOINT = re.compile(r" ?(?:or|to|and|plus|[-+/,]|through) ?")
_DANGLING = re.compile(r"(?:^|\s)(?:of|for|by|to|at|with|from|a|an|in|on|or|and|over|under|above|below|than)$")


class _Token(NamedTuple):
    code: str
    start: int
    end: int


class _Part(NamedTuple):
    """A line of a block that may be a line of a schedule."""

    block: Block
    start: int
    end: int


class _Parsed(NamedTuple):
    """A parsed line: the ranges of its name, its value and its note."""

    part: _Part
    name: tuple[int, int]
    value: tuple[int, int]
    note: tuple[int, int]


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(
        r"(?P<D>(?:[.\u00b7\u2026_] ?){3,})|(?P<B>\([^()]{0,120}\))"
        r"|(?P<P>(?:per|each|every) [a-z]+(?: or part thereof)?|/ ?[a-z]+\b|an? (?:month|year|week|day|night|hour)\b"
        r"|\b(?:each|monthly|yearly|annually|weekly|daily|hourly|nightly|pcm|p\.a\.)(?![\w-]))"
        r"|(?P<V>\b(?:from|up to|at least|min\.?|max\.?|minimum|maximum|approx\.?|about|only)(?= ?[$£€\d]))"
        r"|(?P<C>[:=|](?= |$))|(?P<H>-+>?(?= |$)|(?<=[a-z)])-(?=[$£€]))"
        r"|(?P<F>\b(?:fees?|charges?|surcharges?|penalty|penalties|fines?|levy)\b)"
        r"|(?P<X>\b(?:is|are|was|were|will|would|may|must|shall|should|can|could|you|we|your|our|they|it|if|when|unless|"
        r"that|which|this|these|has|have|had|be|been|i|do|does|not|please|pay|pays|costs?(?= [$£€\d]))\b)"
        r"|(?P<W>[^\s()]+)"
    )


def line_fees(facts: Facts, names: FeeNames) -> Iterator[Fee]:
    """The fees of the plain-text schedules of a document."""
    for run in _runs(facts):
        parsed = [line for part in run if (line := _parse(facts, part)) is not None]
        kept = _mostly(facts, parsed)
        if len(kept) > 1:
            yield from _run_fees(facts, names, kept)


def _runs(facts: Facts) -> Iterator[list[_Part]]:
    """Lines with amounts that stand near one another, two or more."""
    run: list[_Part] = []
    for block in facts.anchored("money"):
        if block.role not in _ROLES or block.cell is not None or block.alternative_of >= 0:
            continue
        for part in _parts(facts, block):
            if run and block.index - run[-1].block.index > _NEAR:
                if len(run) > 1:
                    yield run
                run = []
            run.append(part)
    if len(run) > 1:
        yield run


def _parts(facts: Facts, block: Block) -> Iterator[_Part]:
    text = facts.document.text
    several = text.find(LINE, block.start, block.end) >= 0
    if not several and block.end - block.start > _LONGEST_LINE:
        return
    at = block.start
    while at < block.end:
        end = text.find(LINE, at, block.end)
        end = block.end if end < 0 else end
        if 3 < end - at <= _LONGEST_LINE and SLOT not in text[at:end] and (several or facts.amounts_in(at, end)):
            yield _Part(block, at, end)
        at = end + 1


def _mostly(facts: Facts, parsed: list[_Parsed]) -> list[_Parsed]:
    """The parsed lines of the blocks that consist of them: a block is either a schedule or prose."""
    by_block: dict[int, list[_Parsed]] = {}
    for line in parsed:
        by_block.setdefault(line.part.block.index, []).append(line)
    kept: list[_Parsed] = []
    for lines in by_block.values():
        block = lines[0].part.block
        if 2 * len(lines) > facts.document.text.count(LINE, block.start, block.end):
            kept += lines
    return kept


def _parse(facts: Facts, part: _Part) -> _Parsed | None:
    tokens = _tokens(facts, part)
    code = "".join(token.code for token in tokens)
    if "M" not in code and "Z" not in code:
        return None
    tree = _tree(code)
    if tree is None:
        return None
    nodes = {str(node.data): node for node in tree.children[0].children}
    note = nodes.get("note")
    if note is not None and len(code) - note.meta.start_pos > _LONGEST_NOTE:
        return None
    name, value = _range(tokens, nodes["label"]), _range(tokens, nodes["value"])
    if _unlikely(facts, code, nodes, name):
        return None
    return _Parsed(part, name, value, _range(tokens, note) if note is not None else (value[1], value[1]))


def _unlikely(facts: Facts, code: str, nodes: dict[str, Any], name: tuple[int, int]) -> bool:
    """Whether a name looks like words of a sentence: too many for no separator, or left hanging."""
    label, value = nodes["label"].meta, nodes["value"].meta
    between = code[label.end_pos : value.start_pos] or code[value.end_pos : label.start_pos]
    separated = any(code in between for code in "DCH")
    words = facts.scan.folded[name[0] : name[1]]
    size = int(label.end_pos) - int(label.start_pos)
    if _DANGLING.search(words) or re.search(r"[.;!?] ", words):
        return True
    return size > (_NAME_ALONE if not separated else 2 * _NAME_ALONE)


def _range(tokens: list[_Token], node: Any) -> tuple[int, int]:
    return tokens[node.meta.start_pos].start, tokens[node.meta.end_pos - 1].end


@lru_cache(maxsize=4096)
def _tree(code: str) -> Any:
    """The syntax tree of a coded line, or None when it is no line of a schedule."""
    from lark import UnexpectedInput

    try:
        return parser("fee_schedule").parse(code)
    except UnexpectedInput:
        return None


def _tokens(facts: Facts, part: _Part) -> list[_Token]:
    """A line in code. Amounts in brackets are part of the bracket."""
    folded = facts.scan.folded
    tokens: list[_Token] = []
    at = part.start
    for amount in facts.amounts_in(part.start, part.end):
        if amount.start < at or _in_bracket(folded, at, amount.start):
            continue
        gap = folded[at : amount.start]
        if tokens and tokens[-1].code == "M" and _JOINT.fullmatch(gap):
            tokens.append(_Token("J", at, amount.start))
        else:
            _code(folded, at, amount.start, tokens)
            _aligned(facts, tokens, amount.start)
        tokens.append(_Token("M", amount.start, amount.end))
        at = amount.end
    if not tokens:
        return _without_amount(folded, part)
    _code(folded, at, part.end, tokens)
    return tokens


def _code(folded: str, start: int, end: int, tokens: list[_Token]) -> None:
    for match in _sign().finditer(folded, start, end):
        code = match.lastgroup or "W"
        if code == "H" and not tokens:
            continue  # a bullet
        if code != "W" or re.search(r"\w", match[0]):
            tokens.append(_Token(code, match.start(), match.end()))


def _in_bracket(folded: str, start: int, at: int) -> bool:
    return folded.count("(", start, at) > folded.count(")", start, at) and not folded[start:at].rstrip().endswith("(")


def _without_amount(folded: str, part: _Part) -> list[_Token]:
    """A line that ends in a word for an amount: "Replacement card .... free"."""
    match = re.search(r"(?:(?:[.\u00b7\u2026_] ?){3,}| - |: )([^:]{2,60})$", folded[part.start : part.end])
    if match is None or not cell_values.free_or_open(match[1]):
        return []
    tokens: list[_Token] = []
    _code(folded, part.start, part.start + match.start(1), tokens)
    return [*tokens, _Token("Z", part.start + match.start(1), part.start + match.end(1))]


def _aligned(facts: Facts, tokens: list[_Token], at: int) -> None:
    """A wide gap or a tab before an amount separates as well as dots do; the text has folded it to a space."""
    if not tokens or tokens[-1].code in "DCHMV":
        return
    start, end = facts.document.to_source(tokens[-1].end, at)
    gap = facts.document.source.text[start:end]
    if len(gap) > 1 and not gap.strip() and ("\t" in gap or len(gap) > 2):
        tokens.append(_Token("D", tokens[-1].end, at))


def _run_fees(facts: Facts, names: FeeNames, run: list[_Parsed]) -> Iterator[Fee]:
    contexts: dict[int, Context] = {}
    for line in run:
        block = line.part.block
        context = contexts.get(block.heading)
        if context is None:
            context = contexts[block.heading] = context_of(facts, block)
        entry = _entry(facts, line, context)
        name = entry.label.name
        if entry.value is None or is_total(name):
            continue
        if names.noun.search(name) or context.lists_fees or trigger(name) in PENALTIES:
            yield fee_of(names, entry)


def _entry(facts: Facts, line: _Parsed, context: Context) -> Line:
    folded, document = facts.scan.folded, facts.document
    (start, end), (low, high) = line.name, line.value
    text = document.text[start:end]
    label = parse(folded[start:end])
    if _UNNAMED.fullmatch(label.name) and context.words:
        label = label._replace(name=f"{context.words.rpartition(' / ')[2]} {label.name}")
    note = folded[line.note[0] : line.note[1]]
    return Line(
        start,
        end,
        text,
        label,
        cell_values.read(facts, low, max(high, line.note[1]), ""),
        "table",
        notes=note,
        currency=context.currency,
        period=label.period or period_of(folded[low:high]) or context.period,
        over=(context.words,),
        explained=note.strip() != "",
    )
